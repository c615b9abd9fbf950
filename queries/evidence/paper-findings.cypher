// Statements of findings for a table in a paper, with the CERQual judgements and their reasons as printed, and columns of one's own.
// unfiltered: f, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (f:Finding {id: id})
RETURN f.id AS finding, properties(f) AS properties
