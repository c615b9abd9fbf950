// The studies each of some reviews includes or names for a finding, as far as they are in the selection; all reviews without ids.
MATCH (r:Review)
WHERE ($ids IS NULL OR r.id IN $ids) /* filter: review r */
CALL (r) {
  MATCH (s:Study)-[:INCLUDED_IN]->(r)
  WHERE true /* filter: study s */
  RETURN s.id AS study
  UNION
  MATCH (r)<-[:REPORTED_BY]-(f:Finding)<-[k:CONTRIBUTES_TO]-(s:Study)
  WHERE true /* filter: finding f, contribution k, study s */
  RETURN s.id AS study
  UNION
  RETURN null AS study
}
RETURN r.id AS review, r.n_studies AS printed, collect(study) AS studies
