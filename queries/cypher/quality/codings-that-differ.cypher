// name: codings-that-differ
// question: Which quotes does one coder read for a belief and another against it?
// topic: quality
// column: belief (Belief)
// column: label (text)
// column: study (Study)
// column: quote (Quote)
// column: text (text)
// column: supports (list of text)  coders who read it as supporting; '?' for one who is not named
// column: contradicts (list of text)  coders who read it as contradicting
// example: beliefgraph ask codings-that-differ
// note: Decides what two coders must talk about first. That one coded a quote and another did not is no row: see agreement.
MATCH (b:Subtheme|Theme)<-[k:CONTRADICTS]-(q:Quote)-[:REPORTED_IN]->(s:Study)
WHERE EXISTS { MATCH (q)-[j:SUPPORTS]->(b) WHERE true /* filter: coding j */ } /* filter: coding k, quote q, study s */
WITH DISTINCT b, q, s
RETURN b.id AS belief, b.label AS label, s.id AS study, q.id AS quote, CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END AS text,
       COLLECT { MATCH (q)-[k:SUPPORTS]->(b) WHERE true /* filter: coding k */ WITH coalesce(k.coder, '?') AS who RETURN DISTINCT who AS who ORDER BY who } AS supports,
       COLLECT { MATCH (q)-[k:CONTRADICTS]->(b) WHERE true /* filter: coding k */ WITH coalesce(k.coder, '?') AS who RETURN DISTINCT who AS who ORDER BY who } AS contradicts
ORDER BY belief, quote
