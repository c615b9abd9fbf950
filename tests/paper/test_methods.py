"""The data statement of the library made by hand counts what a person counts in its tables."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from beliefgraph.cli import cli


@pytest.mark.parametrize(
    "said",
    [
        "reviews: 4; studies: 12",
        # s01 s02 s04 s05 s07 s08 s09; s03 s10; s06; s11; s12. The coverage of s13 is not that of s02.
        "(read in full 7, read in part 2, abstract read 1, known from other papers 1, coverage not known 1)",
        "participant groups: 15",
        # Paraphrases q04 q13 q28 q38, author q09, not shared q30.
        "quotes: 40 (verbatim 35, paraphrase 4, author 1, of these, text not shared 1)",
        # Framed: claims of q04, f1, f2 (twice) and f4; c04 c09 c16 on paraphrases; c18 to c22. Inferred: c12 c26.
        "claims: 45 (stated 30, framed 13, inferred 2)",
        # f2 f6; f1 f5; f3 f4; f11; f9. Of studies: f7 f8 f10.
        "findings of reviews: 8 (High 2, Moderate 2, Low 2, Very low 1, not graded 1); findings of studies: 3",
        "beliefs and circumstances: 15; themes: 3; behaviours: 4",
    ],
)
def test_data_statement(address: str, said: str) -> None:
    result = CliRunner().invoke(cli, ["--db", address, "methods"])
    assert result.exit_code == 0
    assert said in " ".join(result.stdout.split())
