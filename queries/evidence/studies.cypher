// The studies, each once: rows joined by SAME_AS are one.
MATCH (s:Study)
WHERE s.same IS NULL /* filter: study s */
RETURN s.id AS study, s.title AS title, s.authors AS authors, s.year AS year, s.coverage AS coverage,
       s.country AS country, s.setting AS setting, s.data_year AS data_year, properties(s) AS properties
