// name: targets-for-behaviour
// question: Which intervention targets aim at this behaviour or its opposite, and which beliefs do they address?
// topic: targets
// parameter: behaviour (Behaviour)
// column: aims_at (Behaviour)  the behaviour itself, or its exact opposite
// column: target (InterventionTarget)
// column: label (text)
// column: beliefs (list of Subtheme)  it addresses
// column: techniques (list of Technique)  behaviour change techniques it uses
// column: function (text)  intervention function of the Behaviour Change Wheel
// column: policy (text)
// column: mode (text)  mode of delivery
// column: tie (text)  row: the source ties target and behaviour; shared: it ties several targets to them together
// example: beliefgraph ask targets-for-behaviour --param behaviour="order imaging"
// note: Only published targets; which beliefs are worth one is ranked by `targets`.
MATCH (x:Behaviour {id: $behaviour})
CALL (x) {
  RETURN x AS y
  UNION
  MATCH (x)-[:OPPOSITE_OF]-(y:Behaviour)
  WHERE $opposites
  RETURN y
}
MATCH (t:InterventionTarget)-[a:AIMS_AT]->(y)
RETURN y.id AS aims_at, t.id AS target, t.label AS label,
       COLLECT { MATCH (t)-[:ADDRESSES]->(b:Subtheme) RETURN DISTINCT b.id AS id ORDER BY id } AS beliefs,
       COLLECT { MATCH (t)-[:USES]->(m:Technique) RETURN DISTINCT m.id AS id ORDER BY id } AS techniques,
       t.function AS function, t.policy AS policy, t.mode AS mode, a.tie AS tie
ORDER BY aims_at, target
