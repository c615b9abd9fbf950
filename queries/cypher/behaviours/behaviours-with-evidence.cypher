// name: behaviours-with-evidence
// question: Which behaviours have evidence, and how many things are said to encourage or discourage each?
// topic: behaviours
// column: behaviour (Behaviour)
// column: label (text)
// column: actor (text)  who does it
// column: influences (count of End) opens beliefs-behind-behaviour(behaviour=behaviour) beliefs, themes and behaviours said to lead to it or away from it
// column: encouraging (count of End) opens beliefs-behind-behaviour(behaviour=behaviour) of these, said to encourage it
// column: discouraging (count of End) opens beliefs-behind-behaviour(behaviour=behaviour) of these, said to discourage it; a cause said to do both is in both
// column: opposites (list of Behaviour)  exact opposites; what is said of them counts here too, turned
// example: beliefgraph ask behaviours-with-evidence
// note: Decides where to start: which behaviour has enough said of it to be traced and ranked. A behaviour without evidence is shown too.
MATCH (x:Behaviour)
CALL (x) {
  MATCH (x)<-[:EFFECT]-(c:Claim)-[:CAUSE]->(a:Subtheme|Theme|Behaviour)
  WHERE c.direction IN ['encourages', 'discourages'] AND a.id <> x.id AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  RETURN a.id AS cause, c.direction AS direction
  UNION
  MATCH (x)-[:OPPOSITE_OF]-(y:Behaviour)
  WHERE $opposites
  MATCH (y)<-[:EFFECT]-(c:Claim)-[:CAUSE]->(a:Subtheme|Theme|Behaviour)
  WHERE c.direction IN ['encourages', 'discourages'] AND a.id <> x.id AND a.id <> y.id AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
  RETURN a.id AS cause, CASE c.direction WHEN 'encourages' THEN 'discourages' ELSE 'encourages' END AS direction
  UNION
  RETURN null AS cause, null AS direction
}
WITH x, count(DISTINCT cause) AS influences, count(DISTINCT CASE WHEN direction = 'encourages' THEN cause END) AS encouraging,
     count(DISTINCT CASE WHEN direction = 'discourages' THEN cause END) AS discouraging
RETURN x.id AS behaviour, x.label AS label, x.actor AS actor, influences, encouraging, discouraging,
       COLLECT { MATCH (x)-[:OPPOSITE_OF]-(y:Behaviour) RETURN DISTINCT y.id AS id ORDER BY id } AS opposites
ORDER BY influences DESC, behaviour
