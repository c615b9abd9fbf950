// The summary of all claims of a step that the graph holds.
MATCH (a)-[r:SAID_TO_INFLUENCE]->(b)
RETURN a.id AS cause, b.id AS effect, properties(r) AS properties
