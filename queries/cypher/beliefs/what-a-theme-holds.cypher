// name: what-a-theme-holds
// question: Which themes and beliefs does this theme hold, at any depth?
// topic: beliefs
// parameter: theme (Theme)
// column: under (Theme)  the theme that it is directly part of
// column: under_label (text)
// column: part (Belief)
// column: label (text)
// column: what (text)  theme, or the kind of belief: belief or circumstance
// column: definition (text)
// column: quotes (count of Quote) opens evidence-behind-belief(belief=part) coded as supporting this part itself, never what is below it
// example: beliefgraph ask what-a-theme-holds --param theme="Not missing something serious"
// note: Decides whether a theme is one thing to change or several. A part of two themes has two rows.
MATCH (t:Theme {id: $theme})
CALL (t) {
  RETURN t AS u
  UNION
  MATCH (t)<-[:PART_OF]-(u:Theme)
  RETURN u
  UNION
  MATCH (t)<-[:PART_OF]-(:Theme)<-[:PART_OF]-(u:Theme)
  RETURN u
  UNION
  MATCH (t)<-[:PART_OF]-(:Theme)<-[:PART_OF]-(:Theme)<-[:PART_OF]-(u:Theme)
  RETURN u
}
WITH DISTINCT u
MATCH (u)<-[:PART_OF]-(p:Subtheme|Theme)
CALL (p) {
  MATCH (q:Quote)-[k:SUPPORTS]->(p)
  WHERE true /* filter: quote q, coding k */
  RETURN count(DISTINCT q.id) AS quotes
}
RETURN u.id AS under, u.label AS under_label, p.id AS part, p.label AS label, coalesce(p.kind, 'theme') AS what, p.definition AS definition,
       quotes
ORDER BY under_label, under, label, part
