// name: concerns-of-findings
// question: Which concerns do reviews have about each finding, component by component, and why?
// topic: findings
// column: component (text)  of GRADE-CERQual
// column: level (text)  as published; empty: the review does not give it
// column: explanation (text)  as published
// column: finding (Finding)
// column: statement (text)
// column: review (Review)
// column: confidence (text)  overall, as published
// example: beliefgraph ask concerns-of-findings
// note: Decides what a new study must do better. Nothing is computed from components: levels are the reviews' own.
MATCH (f:Finding)-[:REPORTED_BY]->(v:Review)
WHERE true /* filter: finding f, review v */
WITH f, v, [
  {name: 'methodological limitations', level: f.methodological_limitations, why: f.methodological_limitations_explanation},
  {name: 'coherence', level: f.coherence, why: f.coherence_explanation},
  {name: 'adequacy', level: f.adequacy, why: f.adequacy_explanation},
  {name: 'relevance', level: f.relevance, why: f.relevance_explanation}
] AS components
UNWIND components AS one
RETURN one.name AS component, one.level AS level, one.why AS explanation, f.id AS finding, f.statement AS statement, v.id AS review,
       f.confidence AS confidence
ORDER BY CASE level WHEN 'Serious concerns' THEN 1 WHEN 'Moderate concerns' THEN 2 WHEN 'Minor concerns' THEN 3
                    WHEN 'No or very minor concerns' THEN 4 ELSE 5 END, component, finding
