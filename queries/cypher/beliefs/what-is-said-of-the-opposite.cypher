// name: what-is-said-of-the-opposite
// question: Of two beliefs that are exact opposites, how much is said for each?
// topic: beliefs
// column: belief (Subtheme)
// column: label (text)
// column: quotes (count of Quote) opens evidence-behind-belief(belief=belief) coded as supporting it
// column: opposite (Subtheme)
// column: opposite_label (text)
// column: opposite_quotes (count of Quote) opens evidence-behind-belief(belief=opposite) coded as supporting the opposite
// column: in_both (list of Study)  studies with quotes for the one and for the other
// example: beliefgraph ask what-is-said-of-the-opposite
// note: Decides whether an intervention meets two camps or one. The two are never netted; each pair has two rows.
MATCH (b:Subtheme)-[:OPPOSITE_OF]-(o:Subtheme)
WITH DISTINCT b, o
CALL (b) {
  MATCH (q:Quote)-[k:SUPPORTS]->(b)
  WHERE true /* filter: quote q, coding k */
  RETURN count(DISTINCT q.id) AS quotes
}
CALL (o) {
  MATCH (q:Quote)-[k:SUPPORTS]->(o)
  WHERE true /* filter: quote q, coding k */
  RETURN count(DISTINCT q.id) AS opposite_quotes
}
RETURN b.id AS belief, b.label AS label,
       quotes, o.id AS opposite, o.label AS opposite_label,
       opposite_quotes,
       COLLECT {
         MATCH (b)<-[k:SUPPORTS]-(q:Quote)-[:REPORTED_IN]->(s:Study)<-[:REPORTED_IN]-(p:Quote)-[j:SUPPORTS]->(o)
         WHERE true /* filter: coding k, quote q, study s, quote p, coding j */
         RETURN DISTINCT s.id AS id ORDER BY id
       } AS in_both
ORDER BY belief, opposite
