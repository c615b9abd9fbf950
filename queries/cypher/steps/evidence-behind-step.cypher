// name: evidence-behind-step
// question: What is the evidence that one thing is said to lead to another?
// topic: steps
// parameter: cause (End)  id, label or alias
// parameter: effect (End)  id, label or alias
// column: how (text)  counted: the statement is held; listed: a review names the study for a finding about the cause
//   alone; also listed: named so, and counted already; whole finding: named for a
//   finding of several beliefs, so it counts for none of them; reported: a review prints it
// column: study (Study)
// column: direction (text)  of the claim, as it counts for this effect; no_effect stands beside the step
// column: turned (boolean)  whether the claim is about the opposite of the effect
// column: claim (Claim)
// column: basis (text)
// column: as_published (text)  the paper's own word
// column: quote (Quote)
// column: speaker (text)
// column: groups (list of ParticipantGroup)  who voiced the quote
// column: finding (Finding)
// column: review (Review)
// column: text (text)  of the quote, else the statement of the finding
// column: confidence (text)  GRADE-CERQual level as printed
// column: part (text)  whole or part of the finding
// column: studies_printed (printed number)  never to be added to anything
// column: unit (printed unit)  what studies_printed counts
// column: participants_printed (printed number)  members of those studies, not people who said it
// example: beliefgraph ask evidence-behind-step --param cause="fear of litigation" --param effect="order imaging"
// unfiltered: e because a claim that ever rested on a text or a study does not rest on a review alone
// note: Distinct studies with 'counted' (and direction encourages or discourages) are the step's counted studies in `paths`,
//   with 'listed' its listed ones, all others are never counted; rows with direction no_effect stand beside the step.
MATCH (a:Subtheme|Theme|Behaviour {id: $cause})
MATCH (x:Subtheme|Theme|Behaviour {id: $effect})
WHERE a.id <> x.id
CALL (x) {
  RETURN x AS y, false AS turned
  UNION
  MATCH (x)-[:OPPOSITE_OF]-(y:Behaviour)
  WHERE $opposites
  RETURN y, true AS turned
}
MATCH (y)<-[:EFFECT]-(c:Claim)-[:CAUSE]->(a)
WHERE c.direction <> 'unclear' AND (c.basis <> 'inferred' OR $inferred) /* filter: claim c */
WITH a, c, turned,
     CASE WHEN NOT turned THEN c.direction WHEN c.direction = 'encourages' THEN 'discourages'
          WHEN c.direction = 'discourages' THEN 'encourages' ELSE c.direction END AS direction
CALL (a, c) {
  MATCH (c)-[:BASED_ON]->(q:Quote)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: quote q, study s */
  RETURN {how: 'counted', study: s.id, quote: q.id, speaker: q.speaker,
          groups: COLLECT { MATCH (q)-[:VOICED_BY]->(g:ParticipantGroup) WHERE true /* filter: group g */ RETURN g.id AS id ORDER BY id },
          text: CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END} AS r
  UNION ALL
  MATCH (c)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s:Study)
  WHERE true /* filter: finding f, study s */
  RETURN {how: 'counted', study: s.id, finding: f.id, text: f.statement} AS r
  UNION ALL
  MATCH (c)-[:MADE_IN]->(s:Study)
  WHERE true /* filter: study s */
  RETURN {how: 'counted', study: s.id} AS r
  UNION ALL
  MATCH (c)-[:BASED_ON]->(f:Finding)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE true /* filter: finding f, contribution k, study s */
  MATCH (f)-[:REPORTED_BY]->(v:Review)
  WHERE true /* filter: review v */
  WITH f, s, v, EXISTS { MATCH (f)-[m:SUMMARISES]->(a) WHERE m.part = 'whole' AND m.relation <> 'opposite' }
    OR NOT EXISTS { MATCH (f)-[:SUMMARISES]->(o:Subtheme|Theme) WHERE o.id <> a.id } AS alone
  RETURN {how: CASE WHEN alone THEN 'listed' ELSE 'whole finding' END,
          study: s.id, finding: f.id, review: v.id, text: f.statement} AS r
  UNION ALL
  MATCH (c)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(v:Review)
  WHERE true /* filter: finding f, review v */
  RETURN {how: 'reported', finding: f.id, review: v.id, text: f.statement, confidence: f.confidence,
          part: head(COLLECT {
            MATCH (f)-[m:SUMMARISES]->(o:Subtheme|Theme)
            WHERE o.id = a.id OR (m.part = 'part' AND NOT EXISTS { (f)-[:SUMMARISES]->(a) })
            RETURN m.part AS part ORDER BY o.id
          }),
          studies: f.reported_studies, unit: CASE WHEN f.reported_studies IS NOT NULL THEN f.reported_unit END, participants: f.reported_participants} AS r
  UNION ALL
  MATCH (c)-[:MADE_IN]->(v:Review)
  WHERE NOT EXISTS { (c)-[:BASED_ON]->(e:Quote|Finding) } AND NOT EXISTS { (c)-[:MADE_IN]->(e:Study) } /* filter: review v */
  RETURN {how: 'reported', review: v.id} AS r
}
WITH collect({r: r, claim: c.id, basis: c.basis, as_published: c.as_published, direction: direction, turned: turned}) AS rows
WITH rows, [row IN rows WHERE row.r.how = 'counted' AND row.direction <> 'no_effect' | row.r.study] AS counted
UNWIND rows AS row
WITH row, row.r AS r, counted
RETURN CASE WHEN r.how = 'listed' AND row.direction <> 'no_effect' AND r.study IN counted THEN 'also listed' ELSE r.how END AS how,
       r.study AS study, row.direction AS direction, row.turned AS turned, row.claim AS claim, row.basis AS basis,
       row.as_published AS as_published, r.quote AS quote, r.speaker AS speaker, r.groups AS groups,
       r.finding AS finding, r.review AS review, r.text AS text, r.confidence AS confidence, r.part AS part,
       r.studies AS studies_printed, r.unit AS unit, r.participants AS participants_printed
ORDER BY how, claim, quote, finding, review, study
