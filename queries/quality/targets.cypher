// Intervention targets by name.
MATCH (t:InterventionTarget)
RETURN t.id AS target, t.label AS label
