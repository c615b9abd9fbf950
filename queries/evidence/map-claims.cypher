// What coders wrote down beside the claims of a map. A note may cite a quote, so it is read only if the text of every
// quote of the claim is.
// unfiltered: c, because the ids come from evidence that is filtered already
// unfiltered: q, because a note may cite a quote that the filters leave out too
UNWIND $ids AS id
MATCH (c:Claim {id: id})
OPTIONAL MATCH (c)-[:BASED_ON]->(q:Quote)
WHERE q.share = 'no' OR NOT coalesce(q.kind, 'verbatim') IN $kinds
WITH c, count(q) AS unread
RETURN c.id AS claim, c.as_published AS as_published, c.condition AS condition,
       CASE WHEN unread = 0 THEN c.note ELSE null END AS note
