// What each intervention target addresses, aims at and uses.
MATCH (t:InterventionTarget)-[r:ADDRESSES|AIMS_AT|USES]->(x)
RETURN t.id AS target, type(r) AS relation, r.tie AS tie, x.id AS other, x.label AS label, x.code AS code,
       x.framework AS framework, x.version AS version
