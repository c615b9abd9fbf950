// Published intervention targets, the beliefs they address and where these are said to lead.
MATCH (t:InterventionTarget)-[addresses:ADDRESSES]->(b:Subtheme)
OPTIONAL MATCH (b)-[r:SAID_TO_INFLUENCE]->(x:Behaviour)
RETURN t, addresses, b, r, x
ORDER BY t.id, b.id, x.id
