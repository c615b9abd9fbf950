// name: voiced-by-both
// question: Which beliefs do both of two roles voice, for example patients and clinicians?
// topic: beliefs
// parameter: first (role) = patient
// parameter: second (role) = clinician
// column: belief (Subtheme)
// column: label (text)
// column: first_role_studies (count of Study) opens evidence-behind-belief(belief=belief) studies in which the first role
//   voices it
// column: second_role_studies (count of Study) opens evidence-behind-belief(belief=belief) studies in which the second role
//   voices it
// column: first_role_findings (count of Finding) opens evidence-behind-belief(belief=belief) findings of reviews about the
//   belief whose own roles name the first role; they never add to the studies
// column: second_role_findings (count of Finding) opens evidence-behind-belief(belief=belief) findings of reviews about the
//   belief whose own roles name the second role; they never add to the studies
// example: beliefgraph ask voiced-by-both --param first=patient --param second=clinician
// note: A statement whose roles cannot be told counts for neither. That a role is missing says nothing unless it was
//   sampled: see studies-that-sampled. The column `roles` of evidence-behind-belief says whose view each statement is.
CALL () {
  MATCH (s:Study)
  WHERE true /* filter: study s */
  WITH s, COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  MATCH (q:Quote)-[:REPORTED_IN]->(s)
  WHERE true /* filter: quote q */
  WITH s, q, sampled, coalesce(q.roles, []) AS own,
       COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS theirs
  WITH s, q,
       CASE WHEN size(own) > 0 THEN own
              WHEN size(theirs) > 0 AND size(theirs[0]) = 1 AND size([x IN theirs WHERE x <> theirs[0]]) = 0 THEN theirs[0]
              WHEN size(theirs) = 0 AND size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0]
              ELSE [] END AS roles
  MATCH (q)-[k:SUPPORTS]->(b:Subtheme)
  WHERE ($first IN roles OR $second IN roles) /* filter: coding k */
  RETURN b, s.id AS study, roles
  UNION ALL
  MATCH (b:Subtheme)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(q:Quote)-[:REPORTED_IN]->(s:Study)
  WHERE (c.basis <> 'inferred' OR $inferred)
    AND NOT EXISTS { MATCH (q)-[k:CONTRADICTS|SUPPORTS]->(b) WHERE true /* filter: coding k */ } /* filter: claim c, quote q, study s */
  WITH DISTINCT b, q, s
  WITH b, s, coalesce(q.roles, []) AS own,
       COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS theirs,
       COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  RETURN b, s.id AS study,
         CASE WHEN size(own) > 0 THEN own
              WHEN size(theirs) > 0 AND size(theirs[0]) = 1 AND size([x IN theirs WHERE x <> theirs[0]]) = 0 THEN theirs[0]
              WHEN size(theirs) = 0 AND size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0]
              ELSE [] END AS roles
  UNION ALL
  CALL () {
    MATCH (f:Finding)-[m:SUMMARISES]->(b:Subtheme)
    WHERE m.relation <> 'opposite' /* filter: finding f */
    MATCH (f)-[:REPORTED_BY]->(s:Study)
    WHERE true /* filter: study s */
    RETURN b, s, coalesce(f.roles, []) AS own
    UNION
    MATCH (b:Subtheme)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ } /* filter: claim c, finding f, study s */
    RETURN b, s, coalesce(c.roles, f.roles, []) AS own
    UNION
    MATCH (b:Subtheme)<-[:CAUSE]-(c:Claim)-[:MADE_IN]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ } /* filter: claim c, study s */
    RETURN b, s, coalesce(c.roles, head(COLLECT {
      MATCH (c)-[:BASED_ON]->(f:Finding)
      WHERE f.roles IS NOT NULL /* filter: finding f */
      RETURN f.roles AS roles ORDER BY f.id
    }), []) AS own
  }
  WITH b, s, own, COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  RETURN b, s.id AS study,
         CASE WHEN size(own) > 0 THEN own WHEN size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0] ELSE [] END AS roles
}
WITH b, count(DISTINCT CASE WHEN $first IN roles THEN study END) AS first_role_studies,
     count(DISTINCT CASE WHEN $second IN roles THEN study END) AS second_role_studies
WHERE first_role_studies > 0 AND second_role_studies > 0
RETURN b.id AS belief, b.label AS label, first_role_studies, second_role_studies,
       COUNT {
         MATCH (f:Finding)-[:SUMMARISES]->(b)
         WHERE $first IN f.roles AND EXISTS { (f)-[:REPORTED_BY]->(:Review) } /* filter: finding f */
       } AS first_role_findings,
       COUNT {
         MATCH (f:Finding)-[:SUMMARISES]->(b)
         WHERE $second IN f.roles AND EXISTS { (f)-[:REPORTED_BY]->(:Review) } /* filter: finding f */
       } AS second_role_findings
ORDER BY first_role_studies + second_role_studies DESC, belief
