// name: reviews-that-grade-differently
// question: About which beliefs do reviews hold findings with different confidence?
// topic: reviews
// column: belief (Belief)
// column: label (text)
// column: confidence (text)  GRADE-CERQual level as printed
// column: review (Review)
// column: relation (text)  what the belief is to the finding; opposite: the finding says the contrary, and was graded for that
// column: part (text)  whole or part of the finding
// column: explanation (text)  of the confidence, as printed
// column: finding (Finding)
// example: beliefgraph ask reviews-that-grade-differently
// note: Decides whose confidence to cite, and why. Findings that were not graded are left out. Reviews grade their own
//   finding on their own studies: different levels need be no mistake.
MATCH (v:Review)<-[:REPORTED_BY]-(f:Finding)-[m:SUMMARISES]->(b:Subtheme|Theme)
WHERE f.confidence IS NOT NULL /* filter: review v, finding f */
WITH b, collect({confidence: f.confidence, review: v.id, relation: m.relation, part: m.part, explanation: f.confidence_explanation, finding: f.id}) AS graded,
     count(DISTINCT f.confidence) AS levels, count(DISTINCT v.id) AS reviews
WHERE levels > 1 AND reviews > 1
UNWIND graded AS one
RETURN b.id AS belief, b.label AS label, one.confidence AS confidence, one.review AS review, one.relation AS relation, one.part AS part,
       one.explanation AS explanation, one.finding AS finding
ORDER BY belief, review, finding
