// name: appraisal-overview
// question: How were the studies appraised, item by item?
// topic: appraisal
// column: tool (text)
// column: item (text)
// column: answer (text)
// column: study (Study)
// column: title (text)
// column: note (text)
// example: beliefgraph ask appraisal-overview
// note: Decides which item separates the studies, and so what --appraisal should ask for. Items are never added to a score.
MATCH (a:Appraisal)-[:APPRAISES]->(s:Study)
WHERE true /* filter: study s */
RETURN a.tool AS tool, a.item AS item, a.answer AS answer, s.id AS study, s.title AS title, a.note AS note
ORDER BY tool, item, answer, study
