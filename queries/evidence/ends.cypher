// Everything a claim can start or end at. Filters leave none out.
MATCH (e:Subtheme|Theme|Behaviour)
RETURN e.id AS id, labels(e) AS kinds, e.label AS label, e.aliases AS aliases, e.kind AS sort,
       e.actor AS actor, e.context AS context
