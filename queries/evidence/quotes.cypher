// Who said each quote. Text is not read: no measure needs it.
// unfiltered: s, because a quote is in the selection only if its study is
MATCH (s:Study)<-[:REPORTED_IN]-(q:Quote)
WHERE true /* filter: quote q */
RETURN s.id AS study, collect([q.id, q.kind, q.speaker, q.roles]) AS quotes
