// The statements of some findings.
// unfiltered: f, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (f:Finding {id: id})
RETURN f.id AS id, f.statement AS text
