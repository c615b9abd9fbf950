// What each claim says. Its ends stay under every filter.
MATCH (c:Claim)-[:CAUSE]->(cause) MATCH (c)-[:EFFECT]->(effect)
WHERE true /* filter: claim c */
RETURN c.id AS claim, cause.id AS cause, effect.id AS effect, c.direction AS direction, c.basis AS basis,
       c.roles AS roles, c.emphasis AS emphasis, c.coder AS coder
