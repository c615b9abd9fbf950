// name: studies-by-country-and-decade
// question: Where and when was the evidence made, and which countries and decades are thin?
// topic: studies
// column: country (text)  of the study; several have a row each
// column: decade (integer)  first year of it
// column: study (Study)
// column: title (text)
// column: year (integer)
// column: data_year (text)  when the data were collected
// column: design (text)
// column: setting (text)
// column: coverage (text)  how much of it was read
// example: beliefgraph ask studies-by-country-and-decade
// note: Decides whether findings can be carried to a country and to today (CERQual relevance). Data may be years older than the paper.
MATCH (s:Study)
WHERE s.same IS NULL /* filter: study s */
WITH s, coalesce(s.country, ['']) AS countries
UNWIND countries AS place
RETURN CASE place WHEN '' THEN null ELSE place END AS country, s.year - s.year % 10 AS decade, s.id AS study, s.title AS title,
       s.year AS year, s.data_year AS data_year, s.design AS design, s.setting AS setting, s.coverage AS coverage
ORDER BY country, decade, study
