"""Loading as a user does it: files, names of sources, prefixes, updates, removals, refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import DanglingReference, FileProblems, IdentityClash, InputError, LoadRefused
from beliefgraph.library import Library
from support.mistakes import CELLS, workbook_of_mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "x.db") as opened:
        yield opened


def folder(path: Path, **tables: str) -> Path:
    """Write tables into a folder; ``|`` ends a line."""
    path.mkdir(exist_ok=True)
    for old in path.glob("*.csv"):
        old.unlink()
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text.replace("|", "\n") + "\n", encoding="utf-8")
    return path


HALL = {"studies": "id,title,year|S1,Back pain in Norway,2001|S2,Waiting,2002"}
QUOTES = {"subthemes": "id,label|b1,Fear", "quotes": "id,study,text,supports|q1,S1,I am afraid,b1"}


def ids(library: Library, label: str) -> list[Any]:
    return [row["id"] for row in library.cypher(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]


def test_a_source_is_named_after_its_folder_or_file(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "hall2019", **HALL))
    (tmp_path / "themes.csv").write_text("id,label\nt1,Safety\n", encoding="utf-8")
    library.load(tmp_path / "themes.csv")
    assert [(row["source"], row["records"]) for row in library.sources()] == [("hall2019", 2), ("themes", 1)]
    assert [row["source"] for row in library.sources(all=True)] == ["frameworks", "hall2019", "themes"]


def test_the_report_counts_rows(library: Library, tmp_path: Path) -> None:
    path = folder(tmp_path / "a", **HALL, **QUOTES)
    first: Any = library.load(path).to_json()["sources"]
    assert first[0]["tables"]["studies"] == {
        "read": 2,
        "written": 2,
        "unchanged": 0,
        "removed": 0,
        "skipped": 0,
    }
    folder(tmp_path / "a", studies="id,title,year|S1,Back pain in Norway,2003", **QUOTES)
    tables: Any = library.load(path).to_json()["sources"][0]["tables"]  # type: ignore[index, call-overload]
    assert tables["studies"] == {"read": 1, "written": 1, "unchanged": 0, "removed": 1, "skipped": 0}
    assert tables["quotes"] == {"read": 1, "written": 0, "unchanged": 1, "removed": 0, "skipped": 0}


def test_the_same_files_again_change_nothing(library: Library, tmp_path: Path) -> None:
    path = folder(tmp_path / "a", **HALL, **QUOTES)
    library.load(path)
    number = "MATCH (l:Library) RETURN l.load_number AS n ORDER BY n"
    before = library.cypher(number)
    tables: Any = library.load(path).to_json()["sources"][0]["tables"]  # type: ignore[index, call-overload]
    assert {counts["written"] for counts in tables.values()} == {0}
    assert library.cypher(number) == before == [{"n": 1}]


def test_an_update_removes_what_the_file_no_longer_says(library: Library, tmp_path: Path) -> None:
    path = folder(tmp_path / "a", **HALL, **QUOTES)
    library.load(path)
    library.load(folder(tmp_path / "a", studies="id,title,year|S1,Back pain in Norway,2001", **QUOTES))
    assert ids(library, "Study") == ["S1"]


def test_what_another_source_still_refers_to_cannot_go(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **HALL))
    library.load(folder(tmp_path / "b", **QUOTES))
    with pytest.raises(DanglingReference) as refused:
        library.load(folder(tmp_path / "a", studies="id,title,year|S2,Waiting,2002"))
    assert str(refused.value) == (
        "1 problem; nothing was written.\n"
        "quotes.csv, quotes, row 2, column study: It refers to the study S1, which no source holds any more. "
        "Keep S1, or remove this reference first."
    )
    with pytest.raises(
        DanglingReference, match="The source a cannot be removed: others refer to what it holds"
    ):
        library.unload("a")
    assert ids(library, "Study") == ["S1", "S2"]
    library.unload("b")
    library.unload("a")
    assert ids(library, "Study") == []
    assert library.sources() == []


def test_two_files_that_use_s1_for_different_studies_are_refused(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "hall", **HALL))
    other = folder(tmp_path / "lam", studies="id,title,year|S1,Neck pain in Chile,2001|S3,Other,2004")
    with pytest.raises(IdentityClash) as refused:
        library.load(other)
    assert (
        "studies.csv, studies, row 2, column title: The id S1 is given to something else by the source hall (studies.csv, studies, "
        'row 2): there title is "Back pain in Norway", here "Neck pain in Chile".'
    ) in str(refused.value)
    assert ids(library, "Study") == ["S1", "S2"]


def test_a_prefix_keeps_them_apart_and_is_remembered(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "hall", **HALL))
    other = folder(
        tmp_path / "lam",
        studies="id,title,year|S1,Neck pain in Chile,2001",
        groups="id,study,roles|g,S1,patient",
    )
    library.load(other, prefix="lam:")
    assert ids(library, "Study") == ["S1", "S2", "lam:S1"]
    again: Any = library.load(other).to_json()["sources"][0]["tables"]  # type: ignore[index, call-overload]
    assert again["studies"]["unchanged"] == 1
    assert ids(library, "ParticipantGroup") == ["lam:g"]


def test_merge_says_they_are_the_same_and_is_remembered(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "hall", **HALL))
    other = folder(
        tmp_path / "lam",
        studies="id,title,year,country|S1,Back pain in Norway (a study),2001,Norway|S7,x,2000,|S8,y,2000,",
    )
    report = library.load(other, merge=True)
    assert [(one.about, one.property) for one in report.conflicts] == [("Study/S1", "title")]
    assert library.cypher("MATCH (s:Study {id: 'S1'}) RETURN s.title AS title, s.country AS country") == [
        {"title": "Back pain in Norway", "country": ["Norway"]}
    ]
    assert library.load(other).conflicts == []  # nothing changed, nothing asked


def test_the_first_source_wins_until_another_is_put_first(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", studies="id,title,year,setting|S1,T,2001,ward|S2,U,2000,"))
    library.load(folder(tmp_path / "b", studies="id,title,year,setting|S1,T,2001,home|S3,V,2000,|S4,W,2000,"))
    setting = "MATCH (s:Study {id: 'S1'}) RETURN s.setting AS setting, s.sources AS sources"
    assert library.cypher(setting) == [{"setting": "ward", "sources": ["a", "b"]}]
    library.put_first("b")
    assert library.cypher(setting) == [{"setting": "home", "sources": ["b", "a"]}]
    assert [row["source"] for row in library.sources()] == ["b", "a"]


def test_a_new_name_for_the_same_files_is_refused(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **HALL))
    with pytest.raises(
        LoadRefused,
        match=r"2 of the 2 records of copy are those of the source a. Use --source a to update it, or --new",
    ):
        library.load(tmp_path / "a", source="copy")
    library.load(tmp_path / "a", source="copy", new=True)
    assert [row["source"] for row in library.sources()] == ["a", "copy"]


def test_a_known_name_for_other_files_is_refused(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **HALL))
    folder(tmp_path / "a", themes="id,label|t1,Safety")
    with pytest.raises(LoadRefused, match="The source a holds other records: the files share no row with it"):
        library.load(tmp_path / "a")
    library.load(tmp_path / "a", replace=True)
    assert ids(library, "Study") == []
    assert ids(library, "Theme") == ["t1"]


REVIEW = {
    "studies": "id,title,year|S1,Back pain in Norway,2001|S2,Waiting,2002",
    "quotes": "id,study,text|q1,S1,I am afraid|q2,S1,I want to know|q3,S2,It takes long|q4,S2,Nobody calls",
}
COLLEAGUE = {
    "studies": "id,title,year|S1,Pharmacists on sore throats,2015",
    "quotes": "id,study,text|q1,S1,They ask for pills|q2,S1,We explain|q3,S1,It is busy",
}


def test_a_colleagues_file_of_the_same_name_does_not_replace_mine(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "review", **REVIEW))
    with pytest.raises(LoadRefused) as refused:
        library.load(folder(tmp_path / "review", **COLLEAGUE))
    assert str(refused.value) == (
        "The source review holds other things under these ids: 4 of the 4 rows that were compared are something else "
        '(Study/S1: title is "Back pain in Norway" there, "Pharmacists on sore throats" here), and 2 of its 6 records '
        "would go. "
        "If this is its newer version, use --replace. If it is something else, use --source OTHER --prefix P:."
    )
    assert ids(library, "Quote") == ["q1", "q2", "q3", "q4"]
    library.load(tmp_path / "review", replace=True)
    assert ids(library, "Quote") == ["q1", "q2", "q3"]


def test_a_newer_version_with_corrections_is_an_update(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "review", **REVIEW))
    quotes = (
        REVIEW["quotes"]
        .replace("I am afraid", "I am very afraid")
        .replace("It takes long", "It takes too long")
    )
    library.load(folder(tmp_path / "review", studies=REVIEW["studies"], quotes=quotes))
    assert library.cypher("MATCH (q:Quote {id: 'q1'}) RETURN q.text AS text") == [
        {"text": "I am very afraid"}
    ]


def test_new_words_for_every_quote_of_the_same_studies_are_an_update(
    library: Library, tmp_path: Path
) -> None:
    library.load(folder(tmp_path / "review", **REVIEW))
    quotes = "id,study,text|q1,S1,Anonymised|q2,S1,Shortened|q3,S2,Translated|q4,S2,Redacted"
    library.load(folder(tmp_path / "review", studies=REVIEW["studies"], quotes=quotes))
    assert library.cypher("MATCH (q:Quote) WHERE q.text = 'Redacted' RETURN q.id AS id") == [{"id": "q4"}]


def test_a_corrected_title_is_an_update(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "review", **REVIEW))
    studies = "id,title,year|S1,Low back pain in Norway,2001|S2,Waiting for care,2002"
    library.load(folder(tmp_path / "review", studies=studies, quotes=REVIEW["quotes"]))
    assert library.cypher("MATCH (s:Study {id: 'S2'}) RETURN s.title AS title") == [
        {"title": "Waiting for care"}
    ]


def test_another_review_under_a_new_name_is_a_clash_not_a_copy(library: Library, tmp_path: Path) -> None:
    """The same ids, other things: advice to update the first source with them would destroy it."""
    library.load(folder(tmp_path / "mine", **REVIEW))
    with pytest.raises(IdentityClash) as refused:
        library.load(folder(tmp_path / "theirs", **COLLEAGUE))
    assert len(refused.value.problems) == 4
    assert 'there title is "Back pain in Norway", here "Pharmacists on sore throats"' in str(refused.value)
    assert all("--prefix P:" in one.cure for one in refused.value.problems)


def test_a_label_or_a_list_where_ids_belong(library: Library, tmp_path: Path) -> None:
    beliefs = "id,label|b1,Fear of court|b2,Waiting is fine"
    quotes = (
        'id,study,text,supports|q1,S1,Words,fear of court|q2,S1,Words,"b1,b2"|q3,S1,Words,nothing like it'
    )
    with pytest.raises(DanglingReference) as refused:
        library.load(folder(tmp_path / "a", **HALL, subthemes=beliefs, quotes=quotes))
    assert [one.cure for one in refused.value.problems] == [
        "That is the label of b1: write b1.",
        "Separate several ids by a semicolon: b1;b2.",
        "Correct the id (ids are matched exactly), or add a row for it.",
    ]


def test_a_refused_row_brings_no_further_problems(library: Library, tmp_path: Path) -> None:
    quotes = "id,study,text,supports,behaviours,direction|q1,S1,Words,b1,b1,encourages|q2,S1,Words,b1,b1,encourages"
    both = {"subthemes": "id,label|b1,Fear", "behaviours": "id,label|b1,Order a scan"}
    with pytest.raises(FileProblems) as refused:
        library.load(folder(tmp_path / "a", **HALL, **both, quotes=quotes))
    assert [(one.place.table, one.place.row, one.value) for one in refused.value.problems] == [
        ("behaviours", 2, "b1")
    ]


def test_several_files_as_one_source(library: Library, tmp_path: Path) -> None:
    first, second = folder(tmp_path / "a", **HALL), folder(tmp_path / "b", **QUOTES)
    library.load(first, second, source="review")
    assert [row["source"] for row in library.sources()] == ["review"]
    assert ids(library, "Quote") == ["q1"]


def test_one_id_in_two_files_of_one_source(library: Library, tmp_path: Path) -> None:
    first, second = folder(tmp_path / "a", **HALL), folder(tmp_path / "b", studies="id,title|S1,Other")
    with pytest.raises(FileProblems, match=r"The id S1 is already defined in a/studies\.csv, studies, row 2"):
        library.load(first, second, source="review")
    assert not (tmp_path / "x.db").exists()


def test_several_files_are_checked_together(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "quotes", **QUOTES), folder(tmp_path / "studies", **HALL))
    assert [row["source"] for row in library.sources()] == ["quotes", "studies"]


def test_two_files_of_one_name(library: Library, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(
        InputError, match=r"Two files would both be the source a. Load them one by one with --source"
    ):
        library.load(folder(tmp_path / "a", **HALL), folder(tmp_path / "one" / "a", **QUOTES))


def test_a_near_miss_names_the_id_that_was_meant(library: Library, tmp_path: Path) -> None:
    quotes = "id,study,text,supports|q1,S1,Words,b-litigatoin"
    with pytest.raises(DanglingReference) as refused:
        library.load(folder(tmp_path / "a", **HALL, subthemes="id,label|b-litigation,Fear", quotes=quotes))
    (problem,) = refused.value.problems
    assert (problem.place.column, problem.value) == ("supports", "b-litigatoin")
    assert "b-litigation" in problem.cure


def test_a_near_miss_of_another_source(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", subthemes="id,label|b-litigation,Fear", **HALL))
    with pytest.raises(DanglingReference) as refused:
        library.load(
            folder(
                tmp_path / "b",
                quotes="id,study,text,supports|q1,S1,Words,b-litigatoin|q2,s1,Words,b-litigation",
            )
        )
    assert [(str(one.place), one.cure) for one in refused.value.problems] == [
        ("quotes.csv, quotes, row 2, column supports", "Did you mean b-litigation?"),
        ("quotes.csv, quotes, row 3, column study", "Did you mean S1?"),
    ]


def test_a_dry_run_writes_nothing_and_makes_no_library(library: Library, tmp_path: Path) -> None:
    report = library.load(folder(tmp_path / "a", **HALL), dry_run=True)
    assert report.dry_run
    assert report.problems == []
    assert not (tmp_path / "x.db").exists()
    library.load(tmp_path / "a")
    clash = library.load(folder(tmp_path / "b", studies="id,title|S1,Other|S9,New"), dry_run=True)
    assert [one.value for one in clash.problems] == ["Other"]
    assert ids(library, "Study") == ["S1", "S2"]


def test_file_problems_and_problems_across_sources_come_together(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **HALL))
    bad = folder(
        tmp_path / "b",
        studies="id,title,year|S1,Other,2001|S5,x,2000",
        quotes="id,study,text,kind|q1,S9,Words,verbatm",
    )
    with pytest.raises(FileProblems) as refused:
        library.load(bad)
    assert sorted((one.place.table, one.place.column) for one in refused.value.problems) == [
        ("quotes", "kind"),
        ("quotes", "study"),
        ("studies", "title"),
    ]
    assert ids(library, "Quote") == []


def test_the_demo_goes_into_a_library_of_its_own(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "mine", **HALL))
    with pytest.raises(Exception, match=r"holds mine\. The demo goes into a library of its own"):
        library.load_demo()


def test_a_workbook_with_twenty_mistakes_leaves_the_library_unchanged(
    library: Library, tmp_path: Path
) -> None:
    library.load(folder(tmp_path / "a", **HALL))
    dump = "MATCH (n) RETURN labels(n)[0] AS label, n.id AS id, properties(n) AS all ORDER BY label, id"
    before = library.cypher(dump)
    with pytest.raises(FileProblems) as refused:
        library.load(workbook_of_mistakes(tmp_path / "evidence.xlsx"), merge=True)
    found = [(one.place.table, one.place.row, one.place.column, one.value) for one in refused.value.problems]
    assert sorted(found, key=str) == sorted(CELLS, key=str)
    assert library.cypher(dump) == before


def test_what_is_accepted_for_one_source_is_not_free_for_all(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", subthemes="id,label|b1,Fear of court"))
    library.load(folder(tmp_path / "b", subthemes="id,label|b1,Fear of litigation|b2,x|b3,y"), merge=True)
    with pytest.raises(
        IdentityClash, match=r"given to something else by the source a .* here \"Time pressure\""
    ):
        library.load(folder(tmp_path / "c", subthemes="id,label|b1,Time pressure|b4,x|b5,y"))


def test_an_emptied_file_does_not_wipe_its_source(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **HALL))
    with pytest.raises(LoadRefused, match="The source a holds other records"):
        library.load(folder(tmp_path / "a", studies="id,title,year"))
    assert ids(library, "Study") == ["S1", "S2"]


def test_clearing_the_short_form_of_a_quote_is_a_change_of_its_row(library: Library, tmp_path: Path) -> None:
    tables = {**HALL, "subthemes": "id,label|b1,Fear", "behaviours": "id,label|x1,Order"}
    head = "id,study,text,supports,behaviours,direction"
    library.load(
        folder(
            tmp_path / "a", **tables, quotes=f"{head}|q1,S1,One,b1,x1,encourages|q2,S1,Two,b1,x1,encourages"
        )
    )
    report: Any = library.load(
        folder(tmp_path / "a", **tables, quotes=f"{head}|q1,S1,One,b1,,|q2,S1,Two,b1,x1,encourages")
    ).to_json()["sources"]
    assert report[0]["tables"]["quotes"] == {
        "read": 2,
        "written": 1,
        "unchanged": 1,
        "removed": 0,
        "skipped": 0,
    }
    assert ids(library, "Claim") == ["q2:b1:x1"]


def test_files_of_one_name_in_two_folders_of_one_source(library: Library, tmp_path: Path) -> None:
    first = folder(
        tmp_path / "first",
        subthemes="id,label|b1,Fear|b2,Hope",
        finding_beliefs="finding,belief|f1,b1",
        **FINDING,
    )
    second = folder(
        tmp_path / "second", subthemes="id,label|b3,Time|b4,Cost", finding_beliefs="finding,belief|f1,b1"
    )
    report: Any = library.load(first, second, source="both").to_json()["sources"]
    assert report[0]["tables"]["subthemes"] == {
        "read": 4,
        "written": 4,
        "unchanged": 0,
        "removed": 0,
        "skipped": 0,
    }
    assert report[0]["tables"]["finding_beliefs"] == {
        "read": 2,
        "written": 1,
        "unchanged": 0,
        "removed": 0,
        "skipped": 1,
    }
    assert report[0]["skipped"] == [
        {
            "place": "second/finding_beliefs.csv, finding_beliefs, row 2",
            "reason": "first/finding_beliefs.csv, finding_beliefs, row 2 says the same",
        }
    ]
    places = library.cypher("MATCH (b:Subtheme {id: 'b3'}) RETURN b.places AS places")
    assert places == [{"places": ["second/subthemes.csv, subthemes, row 2"]}]


FINDING = {"reviews": "id,title|r1,A review", "findings": "id,review,statement|f1,r1,It matters"}


def test_two_copies_in_one_command(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LoadRefused, match="2 of the 2 records of b are those of the source a"):
        library.load(folder(tmp_path / "a", **HALL), folder(tmp_path / "b", **HALL))


def test_a_dry_run_finds_a_wrong_name_and_the_files_problems(library: Library, tmp_path: Path) -> None:
    library.load(folder(tmp_path / "a", **HALL))
    report = library.load(folder(tmp_path / "b", subthemes="id,label|b1,"), source="a", dry_run=True)
    assert [one.place.table for one in report.problems] == ["subthemes", ""]
    assert "The source a holds other records" in report.problems[1].message


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\nb", "x" * 101, "FRAMEWORKS"])
def test_names_that_no_source_can_have(library: Library, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"is no name for a source|is taken by the bundled tables"):
        library.load(folder(tmp_path / "a", **HALL), source=name)


def test_a_link_and_the_home_folder_are_the_library_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with Library("~/x.db") as home:
        home.load(folder(tmp_path / "a", **HALL), prefix="a:")
        home.load(tmp_path / "a")
        assert [row["prefix"] for row in home.sources()] == ["a:"]
    (tmp_path / "link.db").symlink_to(tmp_path / "x.db")
    with Library(tmp_path / "link.db") as linked:
        assert len(linked.sources()) == 1
    assert not (tmp_path / "link.db.lock").exists()
