// The claims behind one step, the quotes and findings they rest on, and the studies and reviews these are from.
MATCH (a {id: 'b-litigation'})<-[cause:CAUSE]-(c:Claim)-[effect:EFFECT]->(x {id: 'order-imaging'})
OPTIONAL MATCH (c)-[rests:BASED_ON]->(text)
OPTIONAL MATCH (text)-[from:REPORTED_IN|REPORTED_BY]->(place)
RETURN a, cause, c, effect, x, rests, text, from, place
ORDER BY c.id, text.id, place.id
