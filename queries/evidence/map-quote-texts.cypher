// The words of some quotes, where they stand, and whose words they may be: the groups that a quote names, and if it names
// none those of its study. The text of a quote that may not be shared is never read, nor that of a kind which is not to
// be shown.
// unfiltered: q, because the ids come from evidence that is filtered already
// unfiltered: g, because a filter that leaves a group out must not uncover who is in it
// unfiltered: s, because the quote is in the selection only if its study is
// unfiltered: h, because a filter that leaves a group out must not uncover who is in it
UNWIND $ids AS id
MATCH (q:Quote {id: id})
OPTIONAL MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup)
WITH q, count(g) AS many, collect([g.id, g.n, g.label, g.profession]) AS voices
OPTIONAL MATCH (q)-[:REPORTED_IN]->(s:Study)<-[:TOOK_PART_IN]-(h:ParticipantGroup)
WHERE many = 0
WITH q, voices, collect([h.id, h.n, h.label, h.profession]) AS sampled
RETURN q.id AS id, coalesce(q.share, 'yes') AS share, q.locator AS locator,
       CASE WHEN coalesce(q.kind, 'verbatim') IN $kinds THEN
         CASE WHEN q.share = 'no' THEN null ELSE q.text END
       ELSE null END AS text,
       voices, sampled
ORDER BY id
