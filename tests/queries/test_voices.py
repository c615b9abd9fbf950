"""Which role voices a belief, which denies it and which is silent, on tables of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.grid import grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.conftest import Asked

    from support.reference_tables import Tables


def test_a_role_that_denies_a_belief_is_told_from_one_that_is_silent(
    ask_tables: Callable[[Tables], Asked],
) -> None:
    asked = ask_tables(
        {
            "studies": grid("id,title", "S1,One", "S2,Two", "S3,Three", "S4,Four"),
            "groups": grid(
                "id,study,roles", "g1,S1,patient", "g2,S2,patient", "g3,S2,clinician", "g4,S3,patient"
            ),
            "subthemes": grid("id,label", "denied,Denied", "silent,Silent"),
            # S1: two quotes of patients against it, one study. S2: by a clinician, and by nobody knows whom.
            "quotes": grid(
                "id,study,groups,text,supports,contradicts",
                "q1,S1,g1,No.,,denied",
                "q2,S1,,Never.,,denied",
                "q3,S2,g3,Not so.,,denied",
                "q4,S2,,Nobody.,,denied",
                "q5,S2,g3,Yes.,denied;silent,",
            ),
            # The study of f1 sampled patients only; f2 says whom it speaks of.
            "findings": grid(
                "id,study,statement,roles", "f1,S3,No patient thinks so,", "f2,S4,Not they,clinician"
            ),
            "finding_beliefs": grid("finding,belief,relation", "f1,denied,opposite", "f2,denied,opposite"),
        }
    )
    columns = "belief other_roles studies studies_role_contradicts studies_with_role"
    assert asked.cells(columns, "beliefs-not-voiced-by", role="patient") == [
        ("denied", ["clinician"], 1, 2, 3),
        ("silent", ["clinician"], 1, 0, 3),
    ]
    opened = asked.rows("evidence-behind-belief", belief="denied")
    against = [row for row in opened if row["stance"] == "contradicts" and "patient" in row["roles"]]
    assert {row["study"] for row in against} == {"S1", "S3"}
