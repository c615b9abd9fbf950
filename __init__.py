"""beliefgraph."""
