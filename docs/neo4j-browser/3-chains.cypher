// How a belief is said to lead to a behaviour in up to three steps. A chain is mostly put together from several
// studies: `beliefgraph paths` says for each whether anybody told it whole.
MATCH chain = (a:Subtheme {id: 'b-booklet-useful'})-[:SAID_TO_INFLUENCE*1..3]->(x:Behaviour {id: 'order-imaging'})
RETURN nodes(chain) AS things, relationships(chain) AS steps
ORDER BY size(steps), [thing IN things | thing.id] LIMIT 50
