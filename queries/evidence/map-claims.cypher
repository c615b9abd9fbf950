// What coders wrote down beside the claims of a map.
// unfiltered: c, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (c:Claim {id: id})
RETURN c.id AS claim, c.as_published AS as_published, c.condition AS condition, c.note AS note
