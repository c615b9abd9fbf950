// name: what-each-review-adds
// question: Which beliefs does each review bring in, and which of them does no other review have?
// topic: findings
// column: review (Review)
// column: title (text)
// column: only_here (boolean)  whether no other review has a finding about the belief
// column: belief (Belief)
// column: label (text)
// column: findings (list of Finding)  of this review that summarise the belief, in whole or in part
// column: also_in (list of Review)  other reviews with a finding about it
// example: beliefgraph ask what-each-review-adds
// note: Reviews are compared by their findings. Whether they share studies is known only where they list them.
MATCH (v:Review)<-[:REPORTED_BY]-(f:Finding)-[:SUMMARISES]->(b:Subtheme|Theme)
WHERE true /* filter: review v, finding f */
WITH b, v, f.id AS finding
ORDER BY finding
WITH b, v, collect(DISTINCT finding) AS findings
ORDER BY v.id
WITH b, collect({review: v.id, title: v.title, findings: findings}) AS several, collect(v.id) AS reviews
UNWIND several AS one
WITH b, one, [other IN reviews WHERE other <> one.review] AS also_in
RETURN one.review AS review, one.title AS title, size(also_in) = 0 AS only_here, b.id AS belief, b.label AS label,
       one.findings AS findings, also_in
ORDER BY review, only_here DESC, belief
