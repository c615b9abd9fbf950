// Statements of findings for a table in a paper, with the CERQual judgements and their reasons as printed.
// unfiltered: f, because the ids come from evidence that is filtered already
UNWIND $ids AS id
MATCH (f:Finding {id: id})
RETURN f.id AS finding, f.statement AS statement, f.confidence_explanation AS confidence_explanation,
       f.methodological_limitations AS methodological_limitations,
       f.methodological_limitations_explanation AS methodological_limitations_explanation,
       f.coherence AS coherence, f.coherence_explanation AS coherence_explanation,
       f.adequacy AS adequacy, f.adequacy_explanation AS adequacy_explanation,
       f.relevance AS relevance, f.relevance_explanation AS relevance_explanation,
       f.said_by AS said_by, f.said_of AS said_of, f.unit AS unit, f.subdomain AS subdomain
