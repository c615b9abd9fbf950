// name: mixed-steps
// question: Which steps are said to encourage and, by other claims, to discourage the same thing?
// topic: steps
// column: cause (End)
// column: cause_label (text)
// column: effect (End)
// column: effect_label (text)
// column: encouraging (count of Claim) opens evidence-behind-step(cause=cause, effect=effect)
// column: discouraging (count of Claim) opens evidence-behind-step(cause=cause, effect=effect)
// column: turned (count of Claim) opens evidence-behind-step(cause=cause, effect=effect) of both, claims about the exact
//   opposite of the effect
// example: beliefgraph ask mixed-steps
// note: Decides where for whom and under which condition must be asked before anything is targeted: a mixed step makes every path over it mixed.
MATCH (x:Subtheme|Theme|Behaviour)
CALL (x) {
  MATCH (x)<-[:EFFECT]-(c:Claim)-[:CAUSE]->(a:Subtheme|Theme|Behaviour)
  WHERE c.direction IN ['encourages', 'discourages'] AND a.id <> x.id AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  RETURN a, c.id AS claim, c.direction AS direction, 0 AS turned
  UNION
  MATCH (x)-[:OPPOSITE_OF]-(y:Behaviour)
  WHERE $opposites
  MATCH (y)<-[:EFFECT]-(c:Claim)-[:CAUSE]->(a:Subtheme|Theme|Behaviour)
  WHERE c.direction IN ['encourages', 'discourages'] AND a.id <> x.id AND a.id <> y.id AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  RETURN a, c.id AS claim, CASE c.direction WHEN 'encourages' THEN 'discourages' ELSE 'encourages' END AS direction, 1 AS turned
}
WITH x, a, count(DISTINCT CASE WHEN direction = 'encourages' THEN claim END) AS encouraging,
     count(DISTINCT CASE WHEN direction = 'discourages' THEN claim END) AS discouraging,
     count(DISTINCT CASE WHEN turned = 1 THEN claim END) AS turned
WHERE encouraging > 0 AND discouraging > 0
RETURN a.id AS cause, a.label AS cause_label, x.id AS effect, x.label AS effect_label, encouraging, discouraging, turned
ORDER BY encouraging + discouraging DESC, cause, effect
