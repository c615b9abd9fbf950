// name: beliefs-without-quotes
// question: Which beliefs are known from findings only, with no quote of a participant behind them?
// topic: beliefs
// column: belief (Subtheme)
// column: label (text)
// column: kind (text)  belief or circumstance
// column: findings (list of Finding)  of reviews and studies that summarise it, or on which a claim from it rests
// column: by_authors (list of Quote)  sentences of study authors that support it; they are no quotes of participants
// example: beliefgraph ask beliefs-without-quotes
// note: A quote is a participant's statement, verbatim or paraphrased, coded as supporting the belief or under a claim from it.
MATCH (b:Subtheme)
CALL (b) {
  MATCH (q:Quote)-[k:SUPPORTS]->(b)
  WHERE true /* filter: quote q, coding k */
  RETURN q.id AS id, q.kind AS kind
  UNION
  MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(q:Quote)
  WHERE (c.basis <> 'inferred' OR $inferred)
    AND NOT EXISTS { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: claim c, quote q */
  RETURN q.id AS id, q.kind AS kind
  UNION
  RETURN null AS id, 'author' AS kind
}
WITH b, id, kind
ORDER BY b.id, id
WITH b, collect(id) AS by_authors, sum(CASE kind WHEN 'author' THEN 0 ELSE 1 END) AS quotes
WHERE quotes = 0
CALL (b) {
  MATCH (f:Finding)-[:SUMMARISES]->(b)
  WHERE true /* filter: finding f */
  RETURN f.id AS id
  UNION
  MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)
  WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c, finding f */
  RETURN f.id AS id
  UNION
  RETURN null AS id
}
WITH b, by_authors, id
ORDER BY b.id, id
WITH b, by_authors, collect(id) AS findings
RETURN b.id AS belief, b.label AS label, b.kind AS kind,
       findings, by_authors
ORDER BY belief
