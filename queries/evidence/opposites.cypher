// Exact opposites, as declared; read in both directions.
MATCH (a)-[:OPPOSITE_OF]->(b)
RETURN a.id AS one, b.id AS other
