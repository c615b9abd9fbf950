// name: studies-that-sampled
// question: Which studies sampled this role, and how much of each was read?
// topic: studies
// parameter: role (role)
// column: study (Study)
// column: title (text)
// column: year (integer)
// column: groups (list of ParticipantGroup)  its groups of this role; without any, a statement in it names the role
// column: coverage (text)  full, partial, abstract or secondhand; empty: not known. Only a paper read in full can be silent
// example: beliefgraph ask studies-that-sampled --param role=patient
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
RETURN s.id AS study, s.title AS title, s.year AS year,
       COLLECT {
         MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s)
         WHERE $role IN g.roles /* filter: group g */
         RETURN g.id AS id ORDER BY id
       } AS groups, s.coverage AS coverage
ORDER BY study
