// One study: who took part, what is quoted from it, and the beliefs that the quotes support or contradict.
MATCH (s:Study {id: 'bussieres2012'})
OPTIONAL MATCH (s)<-[part:TOOK_PART_IN]-(g:ParticipantGroup)
OPTIONAL MATCH (s)<-[said:REPORTED_IN|REPORTED_BY]-(text)
OPTIONAL MATCH (text)-[about:SUPPORTS|CONTRADICTS|SUMMARISES]->(belief)
RETURN s, part, g, said, text, about, belief
ORDER BY g.id, text.id, belief.id
