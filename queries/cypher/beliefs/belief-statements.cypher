// name: belief-statements
// question: Which belief statements stand under each domain, with a sample quote, and in how many studies?
// topic: beliefs
// column: domain (Domain)  empty for beliefs that are filed under no domain by agreement; a belief of two domains has two rows
// column: domain_label (text)
// column: belief (Subtheme)
// column: label (text)
// column: quote (Quote)  a sample: undisputed before disputed, one that may be shared before others, verbatim before
//   paraphrase, then by id; sentences of authors are none
// column: kind (text)  verbatim or paraphrase
// column: text (text)  of the sample quote
// column: speaker (text)  as the study labels them; not shown if one of their groups has fewer than 5 people
// column: study (Study)  of the sample quote
// column: counted (count of Study) opens evidence-behind-belief(belief=belief) studies whose statement is held
// column: listed (count of Study) opens evidence-behind-belief(belief=belief) further studies that a review names for this belief alone
// example: beliefgraph ask belief-statements
// example: beliefgraph ask belief-statements --as docx --output statements.docx
// note: As a document (--as docx, xlsx, html, md) it has the studies of the whole selection beside each number (n of N), and an appendix of ids.
MATCH (b:Subtheme)
CALL (b) {
  MATCH (q:Quote)-[k:SUPPORTS]->(b)
  WHERE true /* filter: quote q, coding k */
  MATCH (q)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: study s */
  RETURN s.id AS id, 1 AS how
  UNION
  MATCH (f:Finding)-[m:SUMMARISES]->(b)
  WHERE m.relation <> 'opposite' /* filter: finding f */
  MATCH (f)-[:REPORTED_BY]->(s:Study)
  WHERE true /* filter: study s */
  RETURN s.id AS id, 1 AS how
  UNION
  MATCH (b)<-[:CAUSE]-(c:Claim)
  WHERE (c.basis <> 'inferred' OR $inferred)
    AND (NOT EXISTS { MATCH (c)-[:BASED_ON]->(p:Quote) WHERE true /* filter: quote p */ }
      OR EXISTS {
        MATCH (c)-[:BASED_ON]->(p:Quote)
        WHERE NOT EXISTS { MATCH (p)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: quote p */
      }) /* filter: claim c */
  CALL (c) {
    MATCH (c)-[:BASED_ON]->(q:Quote)-[:REPORTED_IN]->(s:Study)
    WHERE true /* filter: quote q, study s */
    RETURN s.id AS id
    UNION
    MATCH (c)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s:Study)
    WHERE true /* filter: finding f, study s */
    RETURN s.id AS id
    UNION
    MATCH (c)-[:MADE_IN]->(s:Study)
    WHERE true /* filter: study s */
    RETURN s.id AS id
  }
  RETURN id, 1 AS how
  UNION
  MATCH (f:Finding)-[m:SUMMARISES]->(b)
  WHERE m.part = 'whole' AND m.relation <> 'opposite' /* filter: finding f */
  MATCH (f)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE true /* filter: contribution k, study s */
  RETURN s.id AS id, 2 AS how
  UNION
  MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE (c.basis <> 'inferred' OR $inferred)
    AND NOT EXISTS { MATCH (f)-[:SUMMARISES]->(o:Subtheme|Theme) WHERE o.id <> b.id } /* filter: claim c, finding f, contribution k, study s */
  RETURN s.id AS id, 2 AS how
  UNION
  RETURN null AS id, 3 AS how
}
WITH b, id, min(how) AS how
WITH b, sum(CASE how WHEN 1 THEN 1 ELSE 0 END) AS counted, sum(CASE how WHEN 2 THEN 1 ELSE 0 END) AS listed
CALL (b) {
  CALL (b) {
    MATCH (q:Quote)-[k:SUPPORTS]->(b)
    WHERE q.kind <> 'author' /* filter: quote q, coding k */
    RETURN q
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(q:Quote)
    WHERE q.kind <> 'author' AND (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: claim c, quote q */
    RETURN q
  }
  MATCH (q)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: study s */
  WITH q, s,
       CASE WHEN EXISTS { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } THEN 1 ELSE 0 END AS disputed,
       CASE WHEN q.share = 'no' THEN 1 ELSE 0 END AS unshared,
       CASE WHEN q.kind = 'verbatim' THEN 0 ELSE 1 END AS paraphrase,
       COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN coalesce(g.n, 5) AS n ORDER BY g.id } AS theirs,
       COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN coalesce(g.n, 5) AS n ORDER BY g.id } AS sampled
  ORDER BY disputed, unshared, paraphrase, q.id
  WITH collect({
    quote: q.id, kind: q.kind, study: s.id,
    text: CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END,
    speaker: CASE WHEN size([n IN theirs WHERE n < 5]) > 0 THEN null
                  WHEN size(theirs) = 0 AND size(sampled) = 1 AND sampled[0] < 5 THEN null
                  ELSE trim(q.speaker) END
  }) AS told
  RETURN CASE WHEN size(told) > 0 THEN told[0] ELSE {} END AS sample
}
OPTIONAL MATCH (b)-[m:MAPS_TO]->(d:Domain) WHERE m.status = 'agreed'
WITH DISTINCT b, counted, listed, sample, d
RETURN d.id AS domain, d.label AS domain_label, b.id AS belief, b.label AS label, sample.quote AS quote, sample.kind AS kind,
       sample.text AS text, sample.speaker AS speaker, sample.study AS study, counted, listed
ORDER BY domain_label, domain, counted + listed DESC, belief
