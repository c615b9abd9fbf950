// name: quotes-without-coding
// question: Which quotes are coded with no belief?
// topic: quality
// column: quote (Quote)
// column: study (Study)
// column: kind (text)  verbatim, paraphrase or author
// column: text (text)
// column: claims (list of Claim)  that rest on it all the same
// example: beliefgraph ask quotes-without-coding
// note: Decides what is left to code. A quote that only stands under a claim may be right as it is: it speaks of a behaviour, or of a step.
MATCH (q:Quote)-[:REPORTED_IN]->(s:Study)
WHERE NOT EXISTS { MATCH (q)-[k:SUPPORTS|CONTRADICTS]->(b:Subtheme|Theme) WHERE true /* filter: coding k */ } /* filter: quote q, study s */
RETURN q.id AS quote, s.id AS study, q.kind AS kind, CASE WHEN q.share = 'no' THEN 'text not shared' ELSE q.text END AS text,
       COLLECT { MATCH (q)<-[:BASED_ON]-(c:Claim) WHERE true /* filter: claim c */ RETURN c.id AS id ORDER BY id } AS claims
ORDER BY study, quote
