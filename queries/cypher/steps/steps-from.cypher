// name: steps-from
// question: What is this belief said to lead to, and in how many studies?
// topic: steps
// parameter: cause (End)  id, label or alias of a belief, theme or behaviour
// column: effect (End)
// column: label (text)
// column: kind (text)  belief, circumstance, theme or behaviour
// column: direction (text)  encourages, discourages, or mixed where claims say both
// column: counted (count of Study) opens evidence-behind-step(cause=$cause, effect=effect) studies whose statement is held
// column: listed (count of Study) opens evidence-behind-step(cause=$cause, effect=effect) further studies that a review names
// column: reported (count of Finding) opens evidence-behind-step(cause=$cause, effect=effect) findings of reviews, and
//   reviews named without a finding; their printed numbers are never added
// column: via_opposite (boolean)  whether a claim about the opposite of the effect is among them, turned
// example: beliefgraph ask steps-from --param cause="fear of litigation"
// unfiltered: e because a claim that ever rested on a text or a study does not rest on a review alone
// note: One row per step of `paths` that starts here. A claim about a behaviour with an opposite makes two rows, one turned.
MATCH (b:Subtheme|Theme|Behaviour {id: $cause})<-[:CAUSE]-(c:Claim)-[:EFFECT]->(y:Subtheme|Theme|Behaviour)
WHERE c.direction IN ['encourages', 'discourages'] AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
CALL (y) {
  RETURN y AS x, false AS turned
  UNION
  MATCH (y)-[:OPPOSITE_OF]-(x:Behaviour)
  WHERE $opposites
  RETURN x, true AS turned
}
WITH b, x, c, turned
WHERE x.id <> b.id
WITH b, x, collect(c) AS claims,
     collect(DISTINCT CASE WHEN NOT turned THEN c.direction WHEN c.direction = 'encourages' THEN 'discourages' ELSE 'encourages' END) AS directions,
     sum(CASE WHEN turned THEN 1 ELSE 0 END) > 0 AS via_opposite
CALL (b, claims) {
  UNWIND claims AS c
  MATCH (c)-[:BASED_ON]->(q:Quote)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: quote q, study s */
  RETURN s.id AS id, 1 AS how
  UNION
  UNWIND claims AS c
  MATCH (c)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s:Study)
  WHERE true /* filter: finding f, study s */
  RETURN s.id AS id, 1 AS how
  UNION
  UNWIND claims AS c
  MATCH (c)-[:MADE_IN]->(s:Study)
  WHERE true /* filter: study s */
  RETURN s.id AS id, 1 AS how
  UNION
  UNWIND claims AS c
  MATCH (c)-[:BASED_ON]->(f:Finding)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE (EXISTS { MATCH (f)-[m:SUMMARISES]->(b) WHERE m.part = 'whole' AND m.relation <> 'opposite' }
    OR NOT EXISTS { MATCH (f)-[:SUMMARISES]->(o:Subtheme|Theme) WHERE o.id <> b.id }) /* filter: finding f, contribution k, study s */
  RETURN s.id AS id, 2 AS how
  UNION
  RETURN null AS id, 3 AS how
}
WITH b, x, claims, directions, via_opposite, id, min(how) AS how
WITH b, x, claims, directions, via_opposite,
     sum(CASE how WHEN 1 THEN 1 ELSE 0 END) AS counted, sum(CASE how WHEN 2 THEN 1 ELSE 0 END) AS listed
CALL (claims) {
  CALL (claims) {
    UNWIND claims AS c
    MATCH (c)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(:Review)
    WHERE true /* filter: finding f */
    RETURN f.id AS finding
    UNION
    UNWIND claims AS c
    MATCH (c)-[:MADE_IN]->(v:Review)
    WHERE NOT EXISTS { (c)-[:BASED_ON]->(e:Quote|Finding) } AND NOT EXISTS { (c)-[:MADE_IN]->(e:Study) } /* filter: review v */
    RETURN 'review ' + v.id AS finding
  }
  RETURN count(finding) AS reported
}
RETURN x.id AS effect, x.label AS label,
       CASE WHEN x:Subtheme THEN x.kind WHEN x:Theme THEN 'theme' ELSE 'behaviour' END AS kind,
       CASE size(directions) WHEN 1 THEN directions[0] ELSE 'mixed' END AS direction,
       counted, listed, reported, via_opposite
ORDER BY counted + listed DESC, effect
