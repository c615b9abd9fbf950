// What is said to lead to a behaviour. Change the id; this finds ids:
// MATCH (x:Behaviour) RETURN x.id, x.label ORDER BY x.label
MATCH (a)-[r:SAID_TO_INFLUENCE]->(x:Behaviour {id: 'order-imaging'})
RETURN a, r, x
ORDER BY r.named DESC, a.id
