// Who said each quote. Text is not read: no measure needs it. Studies first: there are far fewer of them.
MATCH (s:Study)
WHERE s.same IS NULL /* filter: study s */
MATCH (s)<-[:REPORTED_IN]-(q:Quote)
WHERE true /* filter: quote q */
RETURN s.id AS study, collect([q.id, q.kind, q.speaker, q.roles]) AS quotes
