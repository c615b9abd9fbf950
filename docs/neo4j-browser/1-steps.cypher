// All steps that at least one study can be named for, those with most studies first.
// Width and words of a line come from style.grass: its direction and its number of named studies.
MATCH (a)-[r:SAID_TO_INFLUENCE]->(b)
WHERE r.named > 0
RETURN a, r, b
ORDER BY r.named DESC, a.id, b.id LIMIT 100
