// What is known of each review, for references and the data statement.
// unfiltered: r, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (r:Review {id: id})
RETURN r.id AS review, r.title AS title, r.year AS year, r.doi AS doi, r.registration AS registration,
       r.searched_to AS searched_to, r.n_studies AS studies, r.n_participants AS participants, r.coverage AS coverage,
       r.source_citation AS source_citation
