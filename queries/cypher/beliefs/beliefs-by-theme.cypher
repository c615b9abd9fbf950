// name: beliefs-by-theme
// question: Which beliefs does each theme hold, and in how many studies is each?
// topic: beliefs
// column: theme (Theme)  empty for beliefs without a theme; a belief of two themes has two rows
// column: theme_label (text)
// column: belief (Subtheme)
// column: label (text)
// column: kind (text)  belief or circumstance
// column: counted (count of Study) opens evidence-behind-belief(belief=belief) studies whose statement is held
// column: listed (count of Study) opens evidence-behind-belief(belief=belief) further studies that a review names for this belief alone
// column: reported (count of Finding) opens evidence-behind-belief(belief=belief) findings of reviews, and reviews named
//   without a finding; their printed numbers are never added
// example: beliefgraph ask beliefs-by-theme
// unfiltered: e because a claim that ever rested on a text or a study does not rest on a review alone
// note: Nothing is added up over a theme: studies of its beliefs overlap.
MATCH (b:Subtheme)
CALL (b) {
  MATCH (q:Quote)-[k:SUPPORTS]->(b)
  WHERE true /* filter: quote q, coding k */
  MATCH (q)-[:REPORTED_IN]->(s:Study)
  WHERE true /* filter: study s */
  RETURN collect(DISTINCT s.id) AS quoted
}
CALL (b) {
  CALL (b) {
    MATCH (f:Finding)-[m:SUMMARISES]->(b)
    WHERE m.relation <> 'opposite' /* filter: finding f */
    MATCH (f)-[:REPORTED_BY]->(s:Study)
    WHERE true /* filter: study s */
    RETURN s.id AS id
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(q:Quote)-[:REPORTED_IN]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: claim c, quote q, study s */
    RETURN s.id AS id
    UNION
    MATCH (b)<-[k:CONTRADICTS]-(q:Quote)<-[:BASED_ON]-(c:Claim)-[:CAUSE]->(b)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND EXISTS {
        MATCH (c)-[:BASED_ON]->(p:Quote)
        WHERE NOT EXISTS { MATCH (p)-[j:CONTRADICTS]->(b) WHERE true /* filter: coding j */ } /* filter: quote p */
      } /* filter: coding k, quote q, claim c */
    MATCH (q)-[:REPORTED_IN]->(s:Study)
    WHERE true /* filter: study s */
    RETURN s.id AS id
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND (NOT EXISTS { MATCH (c)-[:BASED_ON]->(p:Quote) WHERE true /* filter: quote p */ }
        OR EXISTS {
          MATCH (c)-[:BASED_ON]->(p:Quote)
          WHERE NOT EXISTS { MATCH (p)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: quote p */
        }) /* filter: claim c, finding f, study s */
    RETURN s.id AS id
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:MADE_IN]->(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND (NOT EXISTS { MATCH (c)-[:BASED_ON]->(p:Quote) WHERE true /* filter: quote p */ }
        OR EXISTS {
          MATCH (c)-[:BASED_ON]->(p:Quote)
          WHERE NOT EXISTS { MATCH (p)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ } /* filter: quote p */
        }) /* filter: claim c, study s */
    RETURN s.id AS id
  }
  RETURN collect(DISTINCT id) AS said
}
CALL (b) {
  CALL (b) {
    MATCH (f:Finding)-[m:SUMMARISES]->(b)
    WHERE m.part = 'whole' AND m.relation <> 'opposite' /* filter: finding f */
    MATCH (f)<-[k:CONTRIBUTES_TO]-(s:Study)
    WHERE true /* filter: contribution k, study s */
    RETURN s.id AS id
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)<-[k:CONTRIBUTES_TO]-(s:Study)
    WHERE (c.basis <> 'inferred' OR $inferred)
      AND NOT EXISTS { MATCH (f)-[:SUMMARISES]->(o:Subtheme|Theme) WHERE o.id <> b.id } /* filter: claim c, finding f, contribution k, study s */
    RETURN s.id AS id
  }
  RETURN collect(DISTINCT id) AS named
}
WITH b, quoted, named, [id IN said WHERE NOT id IN quoted] AS said
WITH b, size(quoted) + size(said) AS counted, size([id IN named WHERE NOT id IN quoted AND NOT id IN said]) AS listed
CALL (b) {
  CALL (b) {
    MATCH (f:Finding)-[m:SUMMARISES]->(b)
    WHERE m.relation <> 'opposite' /* filter: finding f */
    MATCH (f)-[:REPORTED_BY]->(:Review)
    RETURN f.id AS finding
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:BASED_ON]->(f:Finding)-[:REPORTED_BY]->(:Review)
    WHERE (c.basis <> 'inferred' OR $inferred) /* filter: claim c, finding f */
    RETURN f.id AS finding
    UNION
    MATCH (b)<-[:CAUSE]-(c:Claim)-[:MADE_IN]->(v:Review)
    WHERE (c.basis <> 'inferred' OR $inferred) AND NOT EXISTS { (c)-[:BASED_ON]->(e:Quote|Finding) }
      AND NOT EXISTS { (c)-[:MADE_IN]->(e:Study) } /* filter: claim c, review v */
    RETURN 'review ' + v.id AS finding
  }
  RETURN count(finding) AS reported
}
OPTIONAL MATCH (b)-[:PART_OF]->(t:Theme)
RETURN t.id AS theme, t.label AS theme_label, b.id AS belief, b.label AS label, b.kind AS kind, counted, listed, reported
ORDER BY theme_label, theme, counted + listed DESC, belief
