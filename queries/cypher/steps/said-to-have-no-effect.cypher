// name: said-to-have-no-effect
// question: What is said to have no effect on something, and in which texts?
// topic: steps
// column: cause (End)
// column: cause_label (text)
// column: effect (End)
// column: effect_label (text)
// column: claim (Claim)
// column: basis (text)  stated, framed or inferred
// column: quotes (list of Quote)
// column: findings (list of Finding)
// column: also (list of text)  directions in which other claims of the same two go
// example: beliefgraph ask said-to-have-no-effect
// note: Decides which beliefs an intervention may leave alone. As stated: what is said of a behaviour holds for its exact opposite too.
MATCH (a:Subtheme|Theme|Behaviour)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(x:Subtheme|Theme|Behaviour)
WHERE c.direction = 'no_effect' AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
RETURN a.id AS cause, a.label AS cause_label, x.id AS effect, x.label AS effect_label, c.id AS claim, c.basis AS basis,
       COLLECT { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ RETURN q.id AS id ORDER BY id } AS quotes,
       COLLECT { MATCH (c)-[:BASED_ON]->(f:Finding) WHERE true /* filter: finding f */ RETURN f.id AS id ORDER BY id } AS findings,
       COLLECT {
         MATCH (a)<-[:CAUSE]-(d:Claim)-[:EFFECT]->(x)
         WHERE d.direction <> 'no_effect' AND (d.basis <> 'inferred' OR $inferred) /* filter: claim d */
         RETURN DISTINCT d.direction AS direction ORDER BY direction
       } AS also
ORDER BY cause, effect, claim
