"""The archive file: what is in it, that it comes back as it went, and that nothing else is taken for one."""

from __future__ import annotations

import hashlib
import json
import os
import random
import stat
import struct
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from beliefgraph.errors import ArchiveError, BeliefGraphError, InputError, StoreBusy, StoreDamaged
from beliefgraph.graph import archive_reader, moving
from beliefgraph.graph.archive import archive_at
from beliefgraph.graph.archive_reader import read_archive
from beliefgraph.graph.bookkeeping import body_hash, collect
from beliefgraph.graph.load import Hooks
from beliefgraph.graph.moving import write_sources
from beliefgraph.graph.records import Place, Record
from beliefgraph.graph.snapshot import unchanged, write_whole
from beliefgraph.graph.unshared import without_texts
from beliefgraph.loaders.intake import frameworks, intake
from support.rows import link, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from beliefgraph.graph.bookkeeping import SourceState

HOOKS = Hooks(lambda merged: [], "beliefgraph test")


def sources() -> dict[str, SourceState]:
    """The frameworks and two sources: text of every kind, a link-only record, a record without a row."""
    quote = record(
        "Quote/q1",
        link("REPORTED_IN", "Quote/q1", "Study/S1"),
        link("SUPPORTS", "Quote/q1", "Belief/fear", coder="ann"),
        text='They said "no"…\nnaïve 😀\u2028 end',
        share="no",
        translation="They said no",
    )
    coding = record(
        "Coding/q1;fear;contradicts;bob",
        link("CONTRADICTS", "Quote/q1", "Belief/fear", coder="bob", note="x"),
    )
    study = Record(
        "Study",
        "S1",
        {"title": "One", "year": 2010, "country": ["Norway", "Chile"]},
        (),
        Place("f.ris", "", None),
    )
    states = (
        collect("frameworks", 0, [record("Domain/emotion", label="Emotion")], "frameworks"),
        replace(collect("a", 1, [quote, coding, study], "evidence-tables"), prefix="p:"),
        replace(
            collect("b c", 4, [record("Subtheme/fear", label="Fear")], "evidence-tables, ris"),
            merged=("a#Study/S1",),
        ),
    )
    return {state.name: state for state in states}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of :func:`sources`."""
    made = tmp_path / "made.beliefgraph.zip"
    write_sources(sources(), made, HOOKS)
    return made


def refused(path: Path) -> str:
    with pytest.raises(ArchiveError) as error:
        read_archive(path)
    text = str(error.value)
    assert text.startswith(f"{path.name} cannot be restored: ")
    assert "\n" not in text
    return text


class Parts:
    """The entries of an archive, to be changed and put together again, with or without right checksums."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.manifest: dict[str, Any] = json.loads(self.files.pop("manifest.json"))

    def lines(self, number: int = 2) -> list[Any]:
        return [json.loads(line) for line in self.files[f"sources/{number:04d}.ndjson"].splitlines()]

    def put(self, lines: list[Any], number: int = 2) -> None:
        """Replace the records of a source, with a manifest that fits all but the digest."""
        self.raw(b"".join(json.dumps(line).encode() + b"\n" for line in lines), number)

    def raw(self, content: bytes, number: int = 2) -> None:
        self.files[f"sources/{number:04d}.ndjson"] = content
        said = self.manifest["sources"][number - 1]
        said.update(
            bytes=len(content), sha256=hashlib.sha256(content).hexdigest(), records=content.count(b"\n")
        )

    def write(self, path: Path, extra: dict[str, bytes] | None = None) -> Path:
        entries = {**self.files, "manifest.json": json.dumps(self.manifest).encode(), **(extra or {})}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return path


# What is in it ------------------------------------------------------------------------------------------------


def test_an_archive_is_what_the_document_says(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [
            "sources/0001.ndjson",
            "sources/0002.ndjson",
            "sources/0003.ndjson",
            "manifest.json",
        ]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        lines = archive.read("sources/0002.ndjson").decode().split("\n")
        manifest = json.loads(archive.read("manifest.json"))
    assert lines[0] == (
        '["Coding/q1;fear;contradicts;bob",'
        '[{},[["CONTRADICTS","Quote","q1","Belief","fear",{"coder":"bob","note":"x"}]]],'
        '["test.xlsx", "coding", 2]]'
    )
    assert [json.loads(line)[0] for line in lines[:-1]] == [
        "Coding/q1;fear;contradicts;bob",
        "Quote/q1",
        "Study/S1",
    ]
    assert json.loads(lines[2])[1:] == [
        [{"country": ["Norway", "Chile"], "title": "One", "year": 2010}, []],
        ["f.ris", "", None],
    ]
    assert manifest == {
        "format": "beliefgraph archive",
        "format_version": 1,
        "model_version": 1,
        "written_by": "beliefgraph test",
        "sources": manifest["sources"],
    }
    content = Parts(path).files["sources/0003.ndjson"]
    assert manifest["sources"][2] == {
        "name": "b c",
        "format": "evidence-tables, ris",
        "prefix": "",
        "merged": ["a#Study/S1"],
        "digest": sources()["b c"].digest,
        "records": 1,
        "file": "sources/0003.ndjson",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }


def test_it_comes_back_as_it_went(path: Path, tmp_path: Path) -> None:
    found = read_archive(path)
    assert (found.model_version, found.written_by) == (1, "beliefgraph test")
    # Orders are counted anew: a source that was unloaded leaves no gap.
    assert found.states == {
        name: replace(state, order=order) for order, (name, state) in enumerate(sources().items())
    }
    write_sources(found.states, tmp_path / "again.zip", HOOKS)
    assert (tmp_path / "again.zip").read_bytes() == path.read_bytes()


def test_a_library_without_frameworks_begins_at_one(tmp_path: Path) -> None:
    some = {name: state for name, state in sources().items() if name != "frameworks"}
    write_sources(some, tmp_path / "some.zip", HOOKS)
    assert [state.order for state in read_archive(tmp_path / "some.zip").states.values()] == [1, 2]


def test_half_a_character_survives(tmp_path: Path) -> None:
    broken = collect("a", 1, [record("Theme/t", label="half \ud83d of one")])
    write_sources({"a": broken}, tmp_path / "broken.zip", HOOKS)
    assert read_archive(tmp_path / "broken.zip").states["a"].records == broken.records


def test_an_empty_library_has_an_archive_too(tmp_path: Path) -> None:
    write_sources({}, tmp_path / "none.zip", HOOKS)
    assert read_archive(tmp_path / "none.zip").states == {}


def test_a_file_that_is_there_stays(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"is there already.*--overwrite"):
        write_sources({}, path, HOOKS)
    assert path.read_bytes() == before
    write_sources({}, path, HOOKS, overwrite=True)
    assert path.read_bytes() != before
    with pytest.raises(InputError, match="is a folder"):
        write_sources({}, tmp_path, HOOKS, overwrite=True)
    with pytest.raises(InputError, match="There is no folder"):
        write_sources({}, tmp_path / "nowhere" / "a.zip", HOOKS)


def test_a_file_that_comes_meanwhile_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a file system without hard links, where it is looked for again."""

    def no_links(*_: object) -> None:
        raise PermissionError

    for changed in (False, True):
        path.unlink(missing_ok=True)
        if changed:
            monkeypatch.setattr(os, "link", no_links)
        with pytest.raises(InputError, match="is there already"), archive_at(path, "test"):
            path.write_text("mine", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "mine"
        assert [one.name for one in path.parent.iterdir()] == [path.name]
    path.unlink()
    write_sources(sources(), path, HOOKS)
    assert [*read_archive(path).states] == ["frameworks", "a", "b c"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("overwrite", [False, True])
def test_it_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    path, synced = tmp_path / "new.zip", []
    fsync = os.fsync

    def watched(handle: int) -> None:
        found = os.fstat(handle)
        synced.append(("folder" if stat.S_ISDIR(found.st_mode) else found.st_size, path.exists()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_sources(sources(), path, HOOKS, overwrite=overwrite)
    folder = [("folder", True)] if os.name == "posix" else []
    assert synced == [(path.stat().st_size, False), *folder]


def test_a_failure_leaves_the_old_archive_and_nothing_else(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(RuntimeError), archive_at(path, "test", overwrite=True) as archive:
        archive.add(sources()["a"], sorted(sources()["a"].records.items()))
        raise RuntimeError
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_text_that_may_not_be_shared_is_replaced() -> None:
    change = without_texts({"q1"})
    stored = sources()["a"].records
    hidden = change("Quote/q1", stored["Quote/q1"])
    assert json.loads(hidden.body) == [
        {"share": "no", "text": "text not shared"},
        json.loads(stored["Quote/q1"].body)[1],
    ]
    assert hidden.place == stored["Quote/q1"].place
    assert change("Study/S1", stored["Study/S1"]) is stored["Study/S1"]


def test_notes_on_codings_of_such_a_text_go_too() -> None:
    """The note of q1's coding, and a column of the user's own beside it, in whichever record; not those of q2."""
    own = {"coder": "bob", "note": "says he may sue", "passage": "They may sue."}
    codings = collect(
        "a",
        1,
        [
            record("Coding/1", link("CONTRADICTS", "Quote/q1", "Belief/fear", **own)),
            record("Coding/2", link("SUPPORTS", "Quote/q2", "Belief/fear", **own)),
            record("Quote/q1", link("SUPPORTS", "Quote/q1", "Belief/fear", **own), text="They may sue."),
        ],
    ).records
    change = without_texts({"q1"})
    assert [json.loads(change(about, codings[about]).body) for about in ("Coding/1", "Quote/q1")] == [
        [{}, [["CONTRADICTS", "Quote", "q1", "Belief", "fear", {"coder": "bob"}]]],
        [{"text": "text not shared"}, [["SUPPORTS", "Quote", "q1", "Belief", "fear", {"coder": "bob"}]]],
    ]
    assert change("Coding/2", codings["Coding/2"]) is codings["Coding/2"]
    changed = change("Coding/1", codings["Coding/1"])
    assert changed.hash == body_hash(changed.body)


@pytest.mark.parametrize("folder", ["demo/tables", "tests/paper/tables"])
def test_what_loaders_write_comes_back(tmp_path: Path, folder: str) -> None:
    """No record of real tables is refused, the frameworks included."""
    root = Path(__file__).parents[2]
    read = [frameworks(), *intake([root / folder], "real", None, dict)]
    given = {
        one.name: collect(one.name, order, (row for reading in one.readings for row in reading.records))
        for order, one in enumerate(read)
    }
    write_sources(given, tmp_path / "real.zip", HOOKS)
    found = read_archive(tmp_path / "real.zip").states
    assert found == given
    assert all(state.records for state in found.values())


# Reading a library ---------------------------------------------------------------------------------------------


def as_rows(states: dict[str, SourceState], numbers: list[int]) -> Callable[..., list[dict[str, Any]]]:
    """Return what answers the statements that read a library; ``numbers`` are those of the last load, as asked."""

    def run(cypher: str, given: Any = None) -> list[dict[str, Any]]:
        if ":Library" in cypher:
            return [{"version": 1, "number": numbers.pop(0), "id": "library"}]
        if ":Source)" in cypher:
            return [
                {
                    "id": one.name,
                    "order": one.order,
                    "format": one.format,
                    "digest": one.digest,
                    "prefix": one.prefix,
                    "merged": list(one.merged),
                    "last_load": 3,
                }
                for one in states.values()
            ]
        if "collect(r.about)" in cypher:
            return [{"source": one.name, "abouts": [*reversed([*one.records])]} for one in states.values()]
        found = (one.split("#", 1) for one in reversed(given["ids"]))
        return [
            {"about": about, "body": stored.body, "hash": stored.hash, "place": stored.place}
            for source, about in found
            for stored in [states[source].records.get(about)]
            if stored is not None
        ]

    return run


def dump(states: dict[str, SourceState], numbers: list[int], path: Path) -> bytes:
    with archive_at(path, HOOKS.written_by) as archive:
        write_whole(as_rows(states, numbers), archive)
    return path.read_bytes()


def test_the_order_of_the_engine_does_not_matter(path: Path, tmp_path: Path) -> None:
    assert dump(sources(), [7, 7], tmp_path / "dumped.zip") == path.read_bytes()


def test_a_load_meanwhile_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(StoreBusy, match="Somebody changed the library"):
        dump(sources(), [7, 8], tmp_path / "dumped.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["body", "place", "gone", "digest"])
def test_damage_is_noticed(tmp_path: Path, what: str) -> None:
    states = sources()
    records = dict(states["a"].records)
    if what == "gone":
        del records["Study/S1"]
    elif what == "body":
        records["Study/S1"] = replace(records["Study/S1"], body="[{},[]]")
    elif what == "place":
        records["Study/S1"] = replace(records["Study/S1"], place='["x", "", 1]')
    states["a"] = replace(
        states["a"], records=records, digest="0" * 32 if what == "digest" else states["a"].digest
    )
    with pytest.raises(StoreDamaged, match="source a"):
        dump(states, [7, 7, 7], tmp_path / "dumped.zip")
    # The same while somebody loads is no damage.
    with pytest.raises(StoreBusy):
        dump(states, [7, 8, 8], tmp_path / "dumped.zip")


def test_a_quote_hidden_meanwhile_is_noticed(tmp_path: Path) -> None:
    """Which texts are hidden is asked after the number of the last load: a load between them is no part of either."""
    asked: list[str] = []
    answer = as_rows(sources(), [7, 8, 8, 8])

    def run(cypher: str, given: Any = None) -> list[dict[str, Any]]:
        asked.append(cypher)
        return [{"id": "q1"}] if "q.share" in cypher else answer(cypher, given)

    with pytest.raises(StoreBusy, match="Somebody changed the library"):
        moving.dump(run, tmp_path / "dumped.zip", HOOKS, without_unshared_texts=True)
    assert ":Library" in asked[0]
    assert "q.share" in asked[1]
    assert list(tmp_path.iterdir()) == []


def test_what_else_goes_wrong_is_not_hidden() -> None:
    with pytest.raises(RuntimeError), unchanged(as_rows({}, [1, 1])):
        raise RuntimeError


# What is no archive ---------------------------------------------------------------------------------------------


def test_no_file_no_archive(tmp_path: Path, path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "nowhere.zip")
    assert "it is a folder" in refused(tmp_path)
    other = tmp_path / "evidence.csv"
    other.write_text("id,label\n", encoding="utf-8")
    assert "it is no archive of a library, or is cut off" in refused(other)
    empty = tmp_path / "empty.zip"
    empty.touch()
    assert "it is no archive" in refused(empty)
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert "a ZIP file without manifest.json" in refused(tmp_path / "photos.zip")


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_off(path: Path, keep: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert "is cut off" in refused(path)


def states_or_none(path: Path) -> dict[str, SourceState] | None:
    """Return what is read, or None if it is refused; any other error is one."""
    try:
        return read_archive(path).states
    except ArchiveError:
        return None


def test_no_changed_byte_passes_unnoticed(path: Path, tmp_path: Path) -> None:
    """Whatever byte differs: refused, with a sentence; or, in a field of the ZIP that says nothing, read as it was."""
    content, whole = path.read_bytes(), read_archive(path).states
    rng = random.Random(1)
    harmless = 0
    for position in range(0, len(content), 3):
        changed = bytearray(content)
        changed[position] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        found = states_or_none(path)
        assert found is None or found == whole, position
        harmless += found is not None
    assert harmless < len(content) / 3 / 4


@pytest.mark.parametrize(
    ("name", "version", "said"),
    [
        (
            "format_version",
            2,
            "a newer beliefgraph (beliefgraph test) wrote it: its format version is 2, and this one knows 1",
        ),
        (
            "model_version",
            99,
            "a newer beliefgraph (beliefgraph test) wrote it: its model version is 99, and this one knows 1",
        ),
        ("model_version", None, "model_version is missing"),
        ("format_version", True, "format_version is missing"),
        ("format", "something else", "is not that of a library"),
        ("sources", {}, "the sources are missing"),
    ],
)
def test_versions(path: Path, name: str, version: Any, said: str) -> None:
    parts = Parts(path)
    parts.manifest[name] = version
    assert said in refused(parts.write(path))
    if "newer" in said:
        assert refused(path).endswith("Upgrade beliefgraph.")


@pytest.mark.parametrize(
    "name",
    ["sources/0004.ndjson", "../../outside", "/etc/passwd", "sources\\0001.ndjson", "notes.txt", "sources/"],
)
def test_other_names_in_it(path: Path, tmp_path: Path, name: str) -> None:
    parts = Parts(path)
    parts.write(path, {name: b""})
    said = refused(path)
    assert (
        "files that are not part of an archive" in said
        or "are not those that its manifest.json names" in said
    )
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["manifest.json", "sources/0002.ndjson"])
def test_a_name_twice(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"{}")
    assert "a name stands in it twice" in refused(path)


def test_a_source_that_is_missing(path: Path) -> None:
    parts = Parts(path)
    del parts.files["sources/0003.ndjson"]
    assert "are not those that its manifest.json names" in refused(parts.write(path))


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": 3},
        {"records": -1},
        {"records": True},
        {"merged": [1]},
        {"merged": "a"},
        {"file": "sources/0001.ndjson"},
        {"file": "../x"},
        {"sha256": None},
    ],
)
def test_a_source_the_manifest_describes_badly(path: Path, change: dict[str, Any]) -> None:
    parts = Parts(path)
    parts.manifest["sources"][1].update(change)
    assert "what its manifest.json says of source 2 cannot be used" in refused(parts.write(path))


def test_names_of_sources(path: Path) -> None:
    parts = Parts(path)
    parts.manifest["sources"][2]["name"] = "a"
    assert "names a source twice" in refused(parts.write(path))
    parts.manifest["sources"][2]["name"] = "frameworks"
    parts.manifest["sources"][0]["name"] = "x"
    assert "the source frameworks is not the first" in refused(parts.write(path))


@pytest.mark.parametrize(
    "name", [" ", "a/b", "..\\b", "a\nb", "a\x1b[2J", "a\u2028b", "a" * 256, "Frameworks"]
)
def test_a_name_no_source_has(path: Path, tmp_path: Path, name: str) -> None:
    """Neither read nor written: what could not be restored is no backup."""
    parts = Parts(path)
    parts.manifest["sources"][1]["name"] = name
    assert "the name of source 2 in its manifest.json is no name for a source" in refused(parts.write(path))
    with pytest.raises(InputError, match=r"has a name that no archive can hold. Load its file .* --source"):
        write_sources({name: collect(name, 1, [])}, tmp_path / "new.zip", HOOKS)
    assert not (tmp_path / "new.zip").exists()


@pytest.mark.parametrize("name", ["interviews #2", "Se\u00f1or\u00a0P\u00e9rez", "a" * 101, "..", "Quote#x"])
def test_a_name_that_a_file_may_have(tmp_path: Path, name: str) -> None:
    """A source named after its file may have what --source would refuse; it must come back."""
    write_sources(
        {name: collect(name, 1, [record("Theme/a b\u00a0c", label="x")])}, tmp_path / "a.zip", HOOKS
    )
    assert [*read_archive(tmp_path / "a.zip").states] == [name]


def test_a_manifest_that_is_not_json(path: Path) -> None:
    parts = Parts(path)
    for content in (b"{", b"\xff", b"[" * 100_000):
        parts.write(path, {"manifest.json": content})
        assert "manifest.json in it cannot be read" in refused(path)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"digest": "0" * 32}, {"records": 4}])
def test_a_checksum_that_differs(path: Path, change: dict[str, Any]) -> None:
    parts = Parts(path)
    parts.manifest["sources"][1].update(change)
    assert "the source a are not those that were written (their checksum differs)" in refused(
        parts.write(path)
    )


def test_records_in_no_order(path: Path) -> None:
    parts = Parts(path)
    lines = parts.lines()
    parts.put([*lines, lines[-1]])
    assert "line 4 of sources/0002.ndjson (the source a) cannot be used: it is there twice" in refused(
        parts.write(path)
    )
    parts.put([*reversed(lines)])
    assert "not in its order" in refused(parts.write(path))


LINK = ["REPORTED_IN", "Quote", "q1", "Study", "S1", {}]
PLACE = ["f.csv", "quotes", 2]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "it is not JSON in UTF-8"),
        (b"\xff", "it is not JSON in UTF-8"),
        (b'["Theme/t",[{"n":NaN},[]],["f","",1]]', "it is not JSON in UTF-8"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b"", "it is not JSON in UTF-8"),
        ({}, "it is not [about, body, place]"),
        ([1, [{}, []], PLACE], "does not say what it is about"),
        (["Theme", [{}, []], PLACE], "does not say what it is about"),
        (["Theme/", [{}, []], PLACE], "does not say what it is about"),
        (["Library/library", [{}, []], PLACE], "this beliefgraph knows no records of kind Library"),
        (["Future/x", [{}, []], PLACE], "this beliefgraph knows no records of kind Future"),
        (["Theme/t", {}, PLACE], "its body is not [properties, links]"),
        (["Theme/t", [[], []], PLACE], "its properties are no object"),
        (["Theme/t", [{"sources": ["x"]}, []], PLACE], "no record may have a property 'sources'"),
        (["Theme/t", [{"@rid": "x"}, []], PLACE], "no record may have a property '@rid'"),
        (["Theme/t", [{"x": {"y": 1}}, []], PLACE], "the value of its property 'x'"),
        (["Theme/t", [{"x": None}, []], PLACE], "the value of its property 'x'"),
        (["Theme/t", [{"x": ["a", 1]}, []], PLACE], "the value of its property 'x'"),
        (["Theme/t", [{"x": 2**63}, []], PLACE], "the value of its property 'x'"),
        (["Subtheme/t", [{"aliases": 5}, []], PLACE], "the value of its property 'aliases' is no list of text"),
        (["Subtheme/t", [{"aliases": [5]}, []], PLACE], "the value of its property 'aliases' is no list of text"),
        (["Subtheme/t", [{"aliases": "fear"}, []], PLACE], "the value of its property 'aliases' is no list of text"),
        (["Study/s", [{"year": "x"}, []], PLACE], "the value of its property 'year' is no whole number"),
        (["Study/s", [{"year": True}, []], PLACE], "the value of its property 'year' is no whole number"),
        (["Study/s", [{"n": 1.5}, []], PLACE], "the value of its property 'n' is no whole number"),
        (["Quote/q", [{"text": 5}, []], PLACE], "the value of its property 'text' is no text"),
        (["Quote/q", [{"text": ["a"]}, []], PLACE], "the value of its property 'text' is no text"),
        (["Quote/q", [{"share": "NO"}, []], PLACE], "the value of its property 'share' is not one of yes, no"),
        (["Quote/q", [{"roles": ["patient", "nurse"]}, []], PLACE], "'roles' is not one of patient, clinician"),
        (["Coding/x", [{}, [["SUPPORTS", "Quote", "q", "Belief", "b", {"coder": 1}]]], PLACE], "'coder' is no text"),
        (["Mapping/x", [{}, [["MAPS_TO", "Subtheme", "b", "Domain", "d", {"status": "?"}]]], PLACE], "'status' is not one of agreed"),
        (["Theme/t", [{}, [[]]], PLACE], "a link in it is not"),
        (["Theme/t", [{}, [["OWNS", *LINK[1:]]]], PLACE], "knows no links of type OWNS"),
        (["Theme/t", [{}, [["SAID_TO_INFLUENCE", *LINK[1:]]]], PLACE], "no links of type SAID_TO_INFLUENCE"),
        (["Quote/q1", [{}, [["REPORTED_IN", "Quote", "q1", "Review", "R1", {}]]], PLACE], "REPORTED_IN does not take Review"),
        (["Quote/q1", [{}, [["REPORTED_IN", "Quote", "", "Study", "S1", {}]]], PLACE], "an end without id"),
        (["Coding/x", [{"note": "n"}, []], PLACE], "a record of kind Coding is only links"),
        (["Coding/x", [{}, [LINK]], PLACE], "a record of kind Coding is only links"),
        (["Theme/t", [{}, []], ["f.csv", "", "2"]], "its place is not [file, table, row]"),
        (["Theme/t", [{}, []], ["f.csv", ""]], "its place is not [file, table, row]"),
    ],
)  # fmt: skip
def test_a_line_that_no_library_wrote(path: Path, line: Any, said: str) -> None:
    parts = Parts(path)
    parts.raw((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n")
    found = refused(parts.write(path))
    assert "line 1 of sources/0002.ndjson (the source a) cannot be used" in found
    assert said in found


def test_a_file_made_to_fill_the_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by the sizes it states, before anything of it is read."""
    parts = Parts(path)
    parts.raw(b'["Theme/t",[{"label":"' + b"a" * (archive_reader.ALWAYS + 1) + b'"},[]],["f","",1]]\n')
    parts.write(path)
    assert path.stat().st_size < 100_000
    opened: list[str] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda self, name, *rest: opened.append(name))
    assert "it would grow more than records do" in refused(path)
    assert opened == []


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_packed_in_another_way(path: Path, monkeypatch: pytest.MonkeyPatch, method: int) -> None:
    """LZMA alone says how much memory it wants; refused before anything is opened."""
    parts = Parts(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(parts.manifest))
        for name, content in parts.files.items():
            archive.writestr(name, content, method)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert "it is packed in a way that no archive of a library is" in refused(path)


def test_an_archive_that_is_not_compressed(path: Path) -> None:
    parts = Parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {**parts.files, "manifest.json": json.dumps(parts.manifest).encode()}.items():
            archive.writestr(name, content)
    assert [*read_archive(path).states] == ["frameworks", "a", "b c"]


def test_no_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    assert "there is not enough memory to read it" in refused(path)


def test_sizes_that_lie(path: Path) -> None:
    """A source that says it is small, and is not, is cut where it said and so not what was written."""
    parts = Parts(path)
    parts.raw(b'["Theme/t",[{"label":"' + b"a" * 2_000_000 + b'"},[]],["f","",1]]\n')
    parts.write(path)
    content = path.read_bytes()
    size = len(parts.files["sources/0002.ndjson"])
    assert content.count(struct.pack("<L", size)) == 2
    parts.manifest["sources"][1]["bytes"] = 10
    parts.write(path)
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 10)))
    assert "damaged" in refused(path)


def test_a_record_that_is_too_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reader, "LONGEST_LINE", 100)
    assert "is longer than any can be" in refused(path)


def test_an_encrypted_file(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    path.write_bytes(content)
    assert "it is encrypted. Decrypt it first." in refused(path)


def test_every_refusal_is_an_error_of_ours() -> None:
    assert issubclass(ArchiveError, BeliefGraphError)
    assert issubclass(ArchiveError, InputError)
