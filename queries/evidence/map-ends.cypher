// Definitions of the beliefs, themes and behaviours on a map.
MATCH (x:Subtheme|Theme|Behaviour)
WHERE x.id IN $ids
RETURN x.id AS thing, x.definition AS definition, x.kind AS kind, x.actor AS actor, x.action AS action,
       x.target AS target, x.context AS context, x.time AS time
