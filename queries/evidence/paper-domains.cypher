// Which domain each sub-domain belongs to, as its table says.
MATCH (d:Domain)
WHERE d.parent IS NOT NULL
RETURN d.id AS domain, d.parent AS parent
