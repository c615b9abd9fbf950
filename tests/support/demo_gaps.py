"""What the demo holds nothing of, so that a question about it has no rows there."""

NO_ROWS = frozenset(
    {
        "beliefs-resting-on-answer",  # no study of it is appraised
        "codings-that-differ",  # one person coded it
        "contradicting-studies",
        "mixed-steps",
        "quotes-without-coding",
        "studies-in-several-reviews",  # the reviews' lists share none that is known
    }
)
