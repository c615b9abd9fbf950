// name: what-is
// question: What is the thing with this id, and where does it come from?
// topic: library
// parameter: id (any)  id, label or alias of anything
// column: kind (text)
// column: id (any)
// column: label (text)  label, title, statement or text
// column: belongs_to (any)  the study of a quote, group or appraisal, the study or review of a finding, the joined study of
//   a row that is the same study as another
// column: details (map)  everything else that the source says about it
// column: sources (list of text)  sources that hold it
// column: places (list of text)  file, table and row of each
// example: beliefgraph ask what-is --param id=b-litigation
// unfiltered: row because it stands or goes with the study it was joined to, which is filtered
// note: Ids are unique within a kind; a study and a review of one id are two rows.
CALL () {
  MATCH (n:Subtheme|Theme|Behaviour|InterventionTarget|Domain|Component|Function|Technique|PolicyCategory {id: $id})
  RETURN labels(n)[0] AS kind, n.label AS label, null AS belongs_to, properties(n) AS details, n.sources AS sources, n.places AS places
  UNION ALL
  MATCH (v:Review {id: $id})
  WHERE true /* filter: review v */
  RETURN 'Review' AS kind, v.title AS label, null AS belongs_to, properties(v) AS details, v.sources AS sources, v.places AS places
  UNION ALL
  MATCH (row:Study {id: $id})
  MATCH (s:Study)
  WHERE s.id = coalesce(row.same, row.id) /* filter: study s */
  RETURN 'Study' AS kind, coalesce(row.title, row.authors) AS label, row.same AS belongs_to, properties(row) AS details, row.sources AS sources, row.places AS places
  UNION ALL
  MATCH (g:ParticipantGroup {id: $id})-[:TOOK_PART_IN]->(s:Study)
  WHERE true /* filter: group g, study s */
  RETURN 'ParticipantGroup' AS kind, g.label AS label, s.id AS belongs_to, properties(g) AS details, g.sources AS sources, g.places AS places
  UNION ALL
  MATCH (q:Quote {id: $id})-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: quote q, study s */
  WITH q, s, CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END AS label
  RETURN 'Quote' AS kind, label, s.id AS belongs_to, q{.*, text: label} AS details, q.sources AS sources, q.places AS places
  UNION ALL
  MATCH (c:Claim {id: $id})
  WHERE true /* filter: claim c */
  MATCH (c)-[:CAUSE]->(a:Subtheme|Theme|Behaviour)
  MATCH (c)-[:EFFECT]->(x:Subtheme|Theme|Behaviour)
  RETURN 'Claim' AS kind,
         a.label + CASE c.direction WHEN 'encourages' THEN ' is said to encourage ' WHEN 'discourages' THEN ' is said to discourage '
                     WHEN 'no_effect' THEN ' is said to have no effect on ' ELSE ' is said to bear on ' END + x.label AS label,
         null AS belongs_to, c{.*, cause: a.id, effect: x.id} AS details, c.sources AS sources, c.places AS places
  UNION ALL
  MATCH (f:Finding {id: $id})
  WHERE true /* filter: finding f */
  MATCH (f)-[:REPORTED_BY]->(v:Review)
  WHERE true /* filter: review v */
  RETURN 'Finding' AS kind, f.statement AS label, v.id AS belongs_to, properties(f) AS details, f.sources AS sources, f.places AS places
  UNION ALL
  MATCH (f:Finding {id: $id})-[:REPORTED_BY]->(s:Study)
  WHERE true /* filter: finding f, study s */
  RETURN 'Finding' AS kind, f.statement AS label, s.id AS belongs_to, properties(f) AS details, f.sources AS sources, f.places AS places
  UNION ALL
  MATCH (p:Appraisal {id: $id})-[:APPRAISES]->(s:Study)
  WHERE true /* filter: study s */
  RETURN 'Appraisal' AS kind, p.tool + ' ' + p.item + ': ' + p.answer AS label, s.id AS belongs_to, properties(p) AS details, p.sources AS sources, p.places AS places
}
RETURN kind, $id AS id, label, belongs_to, details, sources, places
ORDER BY kind, id
