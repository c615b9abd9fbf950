// name: findings-without-direction
// question: Which findings are filed under this behaviour without saying whether they encourage it?
// topic: findings
// parameter: behaviour (Behaviour)
// column: finding (Finding)
// column: statement (text)
// column: review (Review)
// column: study (Study)
// column: beliefs (list of Belief)  it summarises
// column: confidence (text)  GRADE-CERQual level as printed
// example: beliefgraph ask findings-without-direction --param behaviour="order imaging"
// note: These make no step and enter no path. A finding with an inferred claim only is among them, unless inferred claims
//   are asked for; so is one whose claim has the direction unclear.
MATCH (x:Behaviour {id: $behaviour})
MATCH (f:Finding)-[:ABOUT]->(x)
WHERE NOT EXISTS {
  MATCH (f)<-[:BASED_ON]-(c:Claim)-[:EFFECT]->(y:Behaviour)
  WHERE c.direction <> 'unclear' AND (c.basis <> 'inferred' OR $inferred)
    AND (y.id = x.id OR ($opposites AND EXISTS { (y)-[:OPPOSITE_OF]-(x) })) /* filter: claim c */
} /* filter: finding f */
OPTIONAL MATCH (f)-[:REPORTED_BY]->(v:Review)
WHERE true /* filter: review v */
OPTIONAL MATCH (f)-[:REPORTED_BY]->(s:Study)
WHERE true /* filter: study s */
RETURN f.id AS finding, f.statement AS statement, v.id AS review, s.id AS study,
       COLLECT { MATCH (f)-[:SUMMARISES]->(b:Subtheme|Theme) RETURN b.id AS id ORDER BY id } AS beliefs,
       f.confidence AS confidence
ORDER BY finding
