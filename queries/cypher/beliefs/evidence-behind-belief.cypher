// name: evidence-behind-belief
// question: Which quotes, findings, groups and studies are behind this belief, and which speak against it?
// topic: beliefs
// parameter: belief (Belief)  id, label or alias of a belief or theme
// column: how (text)  counted: the statement is held; listed: a review names the study for a finding about this belief
//   alone; also listed: named so, and counted already; whole finding: named for a finding of several beliefs, so it
//   counts for none of them; reported: a review prints it; against: it only contradicts
// column: stance (text)  supports, contradicts, or both where coders differ
// column: study (Study)
// column: roles (list of text)  whose view it is, as far as it can be told
// column: groups (list of ParticipantGroup)  who voiced the quote
// column: speaker (text)
// column: quote (Quote)
// column: kind (text)  verbatim, paraphrase, or author for an interpretation by the study's authors
// column: finding (Finding)
// column: claims (list of Claim)  claims from this belief that rest on it
// column: review (Review)
// column: text (text)  of the quote, else the statement of the finding
// column: confidence (text)  GRADE-CERQual level as printed
// column: part (text)  whole or part of the finding
// column: relation (text)  what the belief is to the finding
// column: studies_printed (printed number)  never to be added to anything
// column: unit (printed unit)  what studies_printed counts
// column: participants_printed (printed number)  members of those studies, not people who said it
// example: beliefgraph ask evidence-behind-belief --param belief="fear of litigation"
// unfiltered: e because a claim that ever rested on a text or a study does not rest on a review alone
// note: Distinct studies with 'counted' are the counted studies of the belief, with 'listed' its listed ones; no other
//   row counts. Studies against it are those of rows that contradict with 'against' or 'counted'.
MATCH (b:Subtheme|Theme {id: $belief})
CALL (b) {
  CALL (b) {
    MATCH (q:Quote)-[k:SUPPORTS|CONTRADICTS]->(b)
    WHERE true /* filter: quote q, coding k */
    RETURN q
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(q:Quote)
    WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c, quote q */
    RETURN q
  }
  MATCH (q)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: study s */
  WITH q, s, coalesce(q.roles, []) AS own,
       EXISTS { MATCH (q)-[k:SUPPORTS]->(b) WHERE true /* filter: coding k */ } AS supports,
       EXISTS { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } AS contradicts,
       COLLECT {
         MATCH (q)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
         WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
         RETURN c.id AS id ORDER BY id
       } AS claims,
       EXISTS {
         MATCH (q)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
         WHERE (c.basis <> 'inferred' OR $inferred) AND EXISTS {
           MATCH (c)-[:BASED_ON]->(p:Quote)
           WHERE NOT EXISTS { MATCH (p)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: quote p */
         } /* filter: claim c */
       } AS carries,
       COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.id AS id ORDER BY id } AS groups,
       COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS theirs,
       COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  RETURN {how: CASE WHEN supports OR carries THEN 'counted' ELSE 'against' END,
          stance: CASE WHEN supports AND contradicts THEN 'both' WHEN contradicts THEN 'contradicts' ELSE 'supports' END,
          study: s.id, quote: q.id, kind: q.kind, speaker: q.speaker, groups: groups, claims: claims,
          roles: CASE WHEN size(own) > 0 THEN own
                      WHEN size(theirs) > 0 AND size(theirs[0]) = 1 AND size([x IN theirs WHERE x <> theirs[0]]) = 0 THEN theirs[0]
                      WHEN size(theirs) = 0 AND size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0]
                      ELSE [] END,
          text: CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END} AS r
  UNION ALL
  MATCH (f:Finding)-[m:SUMMARISES]->(b)
  WHERE true /* filter: finding f */
  MATCH (f)-[:REPORTED_BY]->(s:Study)
  WHERE true /* filter: study s */
  WITH f, m, s, coalesce(f.roles, []) AS own,
       COLLECT {
         MATCH (f)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
         WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
         RETURN c.id AS id ORDER BY id
       } AS claims,
       COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  RETURN {how: CASE m.relation WHEN 'opposite' THEN 'against' ELSE 'counted' END,
          stance: CASE m.relation WHEN 'opposite' THEN 'contradicts' ELSE 'supports' END,
          study: s.id, finding: f.id, claims: claims, text: f.statement, part: m.part, relation: m.relation,
          roles: CASE WHEN size(own) > 0 THEN own WHEN size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0] ELSE [] END} AS r
  UNION ALL
  CALL (b) {
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT (EXISTS { MATCH (f)-[m:SUMMARISES]->(b) WHERE m.relation <> 'opposite' }
        AND coalesce(c.roles, f.roles, []) = coalesce(f.roles, [])) /* filter: claim c, finding f, study s */
    RETURN c, s, f.id AS finding, f.statement AS text, f.roles AS theirs
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:MADE_IN]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c, study s */
    RETURN c, s, null AS finding, null AS text, null AS theirs
  }
  WITH c, s, finding, text, coalesce(c.roles, theirs, []) AS own,
       EXISTS { MATCH (c)-[:BASED_ON]->(p:Quote) WHERE true /* filter: quote p */ } AS quoted,
       EXISTS {
         MATCH (c)-[:BASED_ON]->(p:Quote)
         WHERE NOT EXISTS { MATCH (p)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: quote p */
       } AS carried,
       COLLECT { MATCH (g:ParticipantGroup)-[:TOOK_PART_IN]->(s) WHERE true /* filter: group g */ RETURN g.roles AS roles ORDER BY g.id } AS sampled
  WHERE carried OR NOT quoted
  RETURN {how: 'counted', stance: 'supports', study: s.id, finding: finding, claims: [c.id], text: text,
          roles: CASE WHEN quoted THEN null WHEN size(own) > 0 THEN own
                      WHEN size(sampled) = 1 AND size(sampled[0]) = 1 THEN sampled[0] ELSE [] END} AS r
  UNION ALL
  CALL (b) {
    MATCH (f:Finding)-[:SUMMARISES]->(b)
    WHERE true /* filter: finding f */
    RETURN f
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)
    WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c, finding f */
    RETURN f
  }
  MATCH (f)-[:REPORTED_BY]->(v:Review)
  WHERE true /* filter: review v */
  WITH f, v,
       EXISTS { MATCH (f)-[m:SUMMARISES]->(b) WHERE m.relation = 'opposite' } AS opposite,
       EXISTS { MATCH (f)-[m:SUMMARISES]->(b) WHERE m.part = 'whole' } AS whole,
       EXISTS { MATCH (f)-[m:SUMMARISES]->(o:Subtheme|Theme) WHERE o.id <> b.id } AS shared,
       head(COLLECT { MATCH (f)-[m:SUMMARISES]->(b) RETURN m.relation AS relation ORDER BY relation }) AS relation,
       head(COLLECT {
         MATCH (f)-[m:SUMMARISES]->(o:Subtheme|Theme)
         WHERE o.id = b.id OR (m.part = 'part' AND NOT EXISTS { (f)-[:SUMMARISES]->(b) })
         RETURN m.part AS part ORDER BY o.id
       }) AS part,
       COLLECT {
         MATCH (f)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
         WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
         RETURN c.id AS id ORDER BY id
       } AS claims
  WITH f, v, relation, part, claims,
       CASE WHEN opposite THEN 'contradicts' ELSE 'supports' END AS stance,
       CASE WHEN whole AND NOT opposite THEN 'listed' WHEN size(claims) > 0 AND NOT shared THEN 'listed'
            WHEN whole THEN 'against' ELSE 'whole finding' END AS how
  CALL (f, how) {
    MATCH (f)<-[k:CONTRIBUTES_TO]-(s:Study)
    WHERE true /* filter: contribution k, study s */
    RETURN how AS counts, s.id AS study
    UNION
    RETURN 'reported' AS counts, null AS study
  }
  RETURN {how: counts, stance: stance, study: study, finding: f.id, review: v.id, claims: claims, text: f.statement,
          part: part, relation: relation,
          confidence: CASE WHEN study IS NULL THEN f.confidence END,
          roles: CASE WHEN study IS NULL THEN f.roles END,
          studies: CASE WHEN study IS NULL THEN f.reported_studies END,
          unit: CASE WHEN study IS NULL AND f.reported_studies IS NOT NULL THEN f.reported_unit END,
          participants: CASE WHEN study IS NULL THEN f.reported_participants END} AS r
  UNION ALL
  MATCH (b)<-[:CAUSE]-(c:Claim)-[:MADE_IN]->(v:Review)
  WHERE (c.basis <> 'inferred' OR $inferred) AND NOT EXISTS { (c)-[:BASED_ON]->(e:Quote|Finding) }
    AND NOT EXISTS { (c)-[:MADE_IN]->(e:Study) } /* filter: claim c, review v */
  RETURN {how: 'reported', stance: 'supports', review: v.id, claims: [c.id]} AS r
}
WITH collect(r) AS rows
WITH rows, [r IN rows WHERE r.how = 'counted' | r.study] AS counted
UNWIND rows AS r
RETURN CASE WHEN r.how = 'listed' AND r.study IN counted THEN 'also listed' ELSE r.how END AS how,
       r.stance AS stance, r.study AS study, r.roles AS roles, r.groups AS groups, r.speaker AS speaker,
       r.quote AS quote, r.kind AS kind, r.finding AS finding, r.claims AS claims, r.review AS review, r.text AS text,
       r.confidence AS confidence, r.part AS part, r.relation AS relation,
       r.studies AS studies_printed, r.unit AS unit, r.participants AS participants_printed
ORDER BY how, stance, quote, finding, claims, review, study
