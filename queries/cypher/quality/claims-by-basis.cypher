// name: claims-by-basis
// question: Which claims are our own reading, or framed so by a source, and on what do they rest?
// topic: quality
// parameter: basis (text) = "inferred"  stated, framed or inferred
// column: claim (Claim)
// column: cause (End)
// column: direction (text)
// column: effect (End)
// column: as_published (text)  the paper's own word
// column: coder (text)
// column: quotes (list of Quote)
// column: findings (list of Finding)
// column: alone (boolean)  whether no claim of another basis says the same of these two
// example: beliefgraph ask claims-by-basis --param basis=inferred
// note: Decides which steps to defend in the paper. Inferred claims are listed here whether or not they count elsewhere.
MATCH (a:Subtheme|Theme|Behaviour)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(x:Subtheme|Theme|Behaviour)
WHERE c.basis = $basis /* filter: claim c */
RETURN c.id AS claim, a.id AS cause, c.direction AS direction, x.id AS effect, c.as_published AS as_published, c.coder AS coder,
       COLLECT { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ RETURN q.id AS id ORDER BY id } AS quotes,
       COLLECT { MATCH (c)-[:BASED_ON]->(f:Finding) WHERE true /* filter: finding f */ RETURN f.id AS id ORDER BY id } AS findings,
       NOT EXISTS {
         MATCH (a)<-[:CAUSE]-(d:Claim)-[:EFFECT]->(x)
         WHERE d.basis <> $basis AND d.direction = c.direction /* filter: claim d */
       } AS alone
ORDER BY cause, effect, claim
