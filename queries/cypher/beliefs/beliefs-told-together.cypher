// name: beliefs-told-together
// question: Which beliefs are told in one breath, by the same quote?
// topic: beliefs
// column: belief (Subtheme)
// column: label (text)
// column: other (Subtheme)
// column: other_label (text)
// column: quotes (list of Quote)  coded as supporting both
// column: studies (list of Study)
// example: beliefgraph ask beliefs-told-together
// note: Decides which beliefs an intervention may meet together, or which two codes mean one thing. Each pair has one row.
MATCH (b:Subtheme)<-[k:SUPPORTS]-(q:Quote)-[j:SUPPORTS]->(o:Subtheme)
WHERE b.id < o.id /* filter: coding k, quote q, coding j */
MATCH (q)-[:REPORTED_IN]->(s:Study)
WHERE true /* filter: study s */
WITH DISTINCT b, o, q.id AS quote, s.id AS study
ORDER BY quote
WITH b, o, collect(quote) AS quotes, collect(DISTINCT study) AS found
UNWIND found AS study
WITH b, o, quotes, study
ORDER BY study
WITH b, o, quotes, collect(study) AS studies
RETURN b.id AS belief, b.label AS label, o.id AS other, o.label AS other_label, quotes, studies
ORDER BY size(quotes) DESC, belief, other
