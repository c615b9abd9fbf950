// What the table of domains says of each; one may name the domain above it.
MATCH (d:Domain)
RETURN d.id AS domain, properties(d) AS properties
