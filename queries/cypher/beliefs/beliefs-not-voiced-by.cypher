// name: beliefs-not-voiced-by
// question: Which beliefs did nobody of this role voice, although others did?
// topic: beliefs
// parameter: role (role) = clinician
// column: belief (Subtheme)
// column: label (text)
// column: other_roles (list of text)  the roles that voice it, as far as it can be told
// column: studies (count of Study) opens evidence-behind-belief(belief=belief) studies in which somebody voices it
// column: studies_role_unknown (count of Study) opens evidence-behind-belief(belief=belief) of these, studies where it
//   cannot be told who: it may be this role
// column: studies_role_contradicts (count of Study) opens evidence-behind-belief(belief=belief) studies in which this role
//   contradicts it: heard and against it, not silent
// column: findings_naming_role (count of Finding) opens evidence-behind-belief(belief=belief) findings of reviews about the
//   belief whose own roles name this role; they never add to the studies
// column: studies_with_role (count of Study) opens studies-that-sampled(role=$role) studies that sampled this role at all;
//   the same in every row
// example: beliefgraph ask beliefs-not-voiced-by --param role=clinician
// note: Not voiced is not denied: only studies_role_contradicts counts who spoke against it. With nobody sampled, nobody
//   asked or a paper not read in full, silence says nothing.
CALL () {
  MATCH (s:Study)
  WHERE s.same IS NULL /* filter: study s */
  WITH s
  WHERE EXISTS { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE $role IN g.roles /* filter: group g */ }
     OR EXISTS {
       MATCH (s)<-[:REPORTED_IN]-(q:Quote)-[k:SUPPORTS|CONTRADICTS]->(:Subtheme)
       WHERE $role IN q.roles /* filter: quote q, coding k */
     }
     OR EXISTS {
       MATCH (s)<-[:REPORTED_IN]-(q:Quote)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(:Subtheme)
       WHERE $role IN q.roles AND (c.basis <> 'inferred' OR $inferred) /* filter: quote q, claim c */
     }
     OR EXISTS {
       MATCH (s)<-[:REPORTED_BY]-(f:Finding)-[:SUMMARISES]->(:Subtheme)
       WHERE $role IN f.roles /* filter: finding f */
     }
     OR EXISTS {
       MATCH (s)<-[:REPORTED_BY]-(f:Finding)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(:Subtheme)
       WHERE $role IN coalesce(c.roles, f.roles) AND (c.basis <> 'inferred' OR $inferred)
         AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ } /* filter: finding f, claim c */
     }
     OR EXISTS {
       MATCH (s)<-[:MADE_IN]-(c:Claim)-[:CAUSE]->(:Subtheme)
       WHERE $role IN c.roles AND (c.basis <> 'inferred' OR $inferred)
         AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ } /* filter: claim c */
     }
  RETURN count(s.id) AS studies_with_role
}
MATCH (b:Subtheme)
CALL (b) {
  CALL (b) {
    MATCH (q:Quote)-[k:SUPPORTS]->(b)
    WHERE true /* filter: quote q, coding k */
    RETURN q
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(q:Quote)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: claim c, quote q */
    RETURN q
  }
  MATCH (q)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: study s */
  WITH s, coalesce(q.roles, []) AS own,
       COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS theirs,
       COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  RETURN s.id AS study,
         CASE WHEN size(own) > 0 THEN own
              WHEN size(theirs) > 0 AND size(theirs[0]) = 1 AND size([x IN theirs WHERE x <> theirs[0]]) = 0 THEN theirs[0]
              WHEN size(theirs) = 0 AND size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0]
              ELSE [] END AS roles
  UNION
  CALL (b) {
    MATCH (f:Finding)-[m:SUMMARISES]->(b)
    WHERE m.relation <> 'opposite' /* filter: finding f */
    MATCH (f)-[:REPORTED_BY]->(s:Study)
    WHERE true /* filter: study s */
    RETURN s, coalesce(f.roles, []) AS own
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ } /* filter: claim c, finding f, study s */
    RETURN s, coalesce(c.roles, f.roles, []) AS own
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:MADE_IN]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (c)-[:BASED_ON]->(q:Quote) WHERE true /* filter: quote q */ } /* filter: claim c, study s */
    RETURN s, coalesce(c.roles, head(COLLECT {
      MATCH (c)-[:BASED_ON]->(f:Finding)
      WHERE f.roles IS NOT NULL /* filter: finding f */
      RETURN f.roles AS roles ORDER BY f.id
    }), []) AS own
  }
  WITH s, own, COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  RETURN s.id AS study,
         CASE WHEN size(own) > 0 THEN own WHEN size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0] ELSE [] END AS roles
}
WITH b, studies_with_role, study, roles
ORDER BY b.id, study, roles
WITH b, studies_with_role, collect(roles) AS told, count(DISTINCT study) AS studies,
     count(DISTINCT CASE WHEN size(roles) = 0 THEN study END) AS studies_role_unknown,
     count(DISTINCT CASE WHEN $role IN roles THEN study END) AS voiced
WHERE voiced = 0
CALL (b) {
  CALL (b) {
    MATCH (q:Quote)-[k:CONTRADICTS]->(b)
    WHERE true /* filter: quote q, coding k */
    MATCH (q)-[:REPORTED_IN]->(s:Study)
    WHERE true /* filter: study s */
    WITH s, coalesce(q.roles, []) AS own,
         COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS theirs,
         COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
    RETURN s.id AS study,
           CASE WHEN size(own) > 0 THEN own
                WHEN size(theirs) > 0 AND size(theirs[0]) = 1 AND size([x IN theirs WHERE x <> theirs[0]]) = 0 THEN theirs[0]
                WHEN size(theirs) = 0 AND size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0]
                ELSE [] END AS roles
    UNION
    MATCH (f:Finding)-[m:SUMMARISES]->(b)
    WHERE m.relation = 'opposite' /* filter: finding f */
    MATCH (f)-[:REPORTED_BY]->(s:Study)
    WHERE true /* filter: study s */
    WITH s, coalesce(f.roles, []) AS own,
         COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
    RETURN s.id AS study,
           CASE WHEN size(own) > 0 THEN own WHEN size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0] ELSE [] END AS roles
  }
  RETURN count(DISTINCT CASE WHEN $role IN roles THEN study END) AS studies_role_contradicts
}
RETURN b.id AS belief, b.label AS label,
       COLLECT { UNWIND told AS roles UNWIND roles AS role RETURN DISTINCT role AS role ORDER BY role } AS other_roles,
       studies, studies_role_unknown, studies_role_contradicts,
       COUNT {
         MATCH (f:Finding)-[:SUMMARISES]->(b)
         WHERE $role IN f.roles AND EXISTS { (f)-[:REPORTED_BY]->(:Review) } /* filter: finding f */
       } AS findings_naming_role, studies_with_role
ORDER BY studies DESC, belief
