// Who said each quote. Text is not read: no measure needs it.
MATCH (q:Quote)-[:REPORTED_IN]->(s:Study)
WHERE true /* filter: quote q */
// unfiltered: s, because a quote is in the selection only if its study is
RETURN q.id AS quote, s.id AS study, q.kind AS kind, q.speaker AS speaker, q.roles AS roles
ORDER BY quote
