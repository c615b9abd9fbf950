// Answers of appraisals.
// unfiltered: s, p, because a check looks at the whole library
MATCH (p:Appraisal)-[:APPRAISES]->(s:Study)
RETURN p.id AS appraisal, s.id AS study, p.tool AS tool, p.answer AS answer
