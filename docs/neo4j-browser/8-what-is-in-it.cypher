// How many of everything. The library's own book-keeping is left out.
MATCH (n)
WHERE NOT n:Library AND NOT n:Source AND NOT n:SourceRecord AND NOT n:Load AND NOT n:Change
RETURN labels(n)[0] AS label, count(n.id) AS nodes
ORDER BY nodes DESC, label
