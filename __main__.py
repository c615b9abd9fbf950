"""``python -m beliefgraph`` is the command ``beliefgraph``."""

from beliefgraph.cli import main

if __name__ == "__main__":
    main()
