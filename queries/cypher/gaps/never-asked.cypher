// name: never-asked
// question: About which beliefs is no study known to have asked, not about the belief nor about its theme or domain?
// topic: gaps
// column: belief (Subtheme)
// column: label (text)
// column: kind (text)  belief or circumstance
// column: not_asked (list of Study)  that say that they did not ask about the belief itself or a theme it is in
// example: beliefgraph ask never-asked
// note: Decides what a next interview guide must ask. Most papers do not print their guide: not known to have been asked is not
//   known not to have been asked.
MATCH (b:Subtheme)
WITH b, COLLECT {
  CALL (b) {
    RETURN b.id AS id
    UNION
    MATCH (b)-[:PART_OF]->(t:Theme)
    RETURN t.id AS id
    UNION
    MATCH (b)-[:PART_OF]->(:Theme)-[:PART_OF]->(t:Theme)
    RETURN t.id AS id
    UNION
    MATCH (b)-[:PART_OF]->(:Theme)-[:PART_OF]->(:Theme)-[:PART_OF]->(t:Theme)
    RETURN t.id AS id
  }
  RETURN id ORDER BY id
} AS topics
WHERE NOT EXISTS { MATCH (g:ParticipantGroup)-[k:ASKED_ABOUT]->(t:Subtheme|Theme) WHERE k.asked = 'yes' AND t.id IN topics /* filter: group g */ }
  AND NOT EXISTS { MATCH (s:Study)-[k:ASKED_ABOUT]->(t:Subtheme|Theme) WHERE k.asked = 'yes' AND t.id IN topics /* filter: study s */ }
  AND NOT EXISTS {
    MATCH (b)-[m:MAPS_TO]->(d:Domain)<-[k:ASKED_ABOUT]-(g:ParticipantGroup)
    WHERE m.status = 'agreed' AND k.asked = 'yes' /* filter: group g */
  }
  AND NOT EXISTS {
    MATCH (b)-[m:MAPS_TO]->(d:Domain)<-[k:ASKED_ABOUT]-(s:Study)
    WHERE m.status = 'agreed' AND k.asked = 'yes' /* filter: study s */
  }
RETURN b.id AS belief, b.label AS label, b.kind AS kind,
       COLLECT {
         CALL (topics) {
           MATCH (s:Study)-[k:ASKED_ABOUT]->(t:Subtheme|Theme)
           WHERE k.asked = 'no' AND t.id IN topics /* filter: study s */
           RETURN s.id AS id
           UNION
           MATCH (g:ParticipantGroup)-[k:ASKED_ABOUT]->(t:Subtheme|Theme)
           WHERE k.asked = 'no' AND t.id IN topics /* filter: group g */
           MATCH (g)-[:TOOK_PART_IN]->(s:Study)
           WHERE true /* filter: study s */
           RETURN s.id AS id
         }
         RETURN DISTINCT id ORDER BY id
       } AS not_asked
ORDER BY belief
