// Every intervention target.
MATCH (t:InterventionTarget)
RETURN t.id AS target, t.label AS label, t.description AS description, t.function AS function,
       t.policy AS policy, t.mode AS mode, properties(t) AS properties
