"""settled.yaml: what was said of the files is kept whole, the newest holds, and a slip in it stops nothing."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidencepack.errors import ServiceError
from evidencepack.library.settled_file import read_settled, settle, take_back
from evidencepack.registers import Answer
from tests.made_folders import service
from tests.words import words


def answer(ask: str, what: str, means: str, **more: object) -> Answer:
    return Answer.model_validate({"ask": ask, "what": what, "means": means, **more})


MED = answer("word", "Med mishap", "Medication error", register="incidents", field="kind", on=date(2026, 11, 30))


def faults(folder: Path) -> list[str]:
    return [words(p.what) for p in read_settled(folder).problems]


def with_text(folder: Path, text: str) -> Path:
    service(folder)
    (folder / "settled.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_without_the_file_has_no_answers(tmp_path: Path) -> None:
    assert read_settled(service(tmp_path)).settled.answers == ()


def test_an_answer_is_read_back_as_it_was_given(tmp_path: Path) -> None:
    settle(service(tmp_path), [MED])
    assert read_settled(tmp_path).settled.answers == (MED,)


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the folder decides who may read a file")
def test_nobody_else_may_read_the_answers(tmp_path: Path) -> None:
    settle(service(tmp_path), [MED])
    assert (tmp_path / "settled.yaml").stat().st_mode & 0o777 == 0o600


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    service(tmp_path)
    before = {item.name for item in tmp_path.iterdir()}
    settle(tmp_path, [MED])
    assert {item.name for item in tmp_path.iterdir()} - before == {"settled.yaml"}


def test_the_newest_answer_takes_the_place_of_the_older(tmp_path: Path) -> None:
    settle(service(tmp_path), [MED])
    newer = MED.model_copy(update={"means": "Near miss"})
    assert settle(tmp_path, [newer]).answers == (newer,)


def test_an_answer_taken_back_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    fact = answer("fact", "has_directors", "yes")
    settle(service(tmp_path), [MED, fact])
    assert take_back(tmp_path, [MED]).answers == (fact,)
    assert read_settled(tmp_path).settled.answers == (fact,)


def test_of_a_general_and_a_narrower_answer_the_newer_holds_after_writing_too(tmp_path: Path) -> None:
    narrow, wide = answer("colour", "green", "done", sheet="2026"), answer("colour", "green", "booked")
    settle(service(tmp_path), [narrow])
    settle(tmp_path, [wide])
    assert read_settled(tmp_path).settled.means("colour", "green", sheet="2026") == "booked"
    settle(tmp_path, [narrow])
    assert read_settled(tmp_path).settled.means("colour", "Green", sheet="2026") == "done"


def test_a_faulty_entry_is_a_problem_with_its_line_and_is_never_lost(tmp_path: Path) -> None:
    with_text(tmp_path, "format: 1\nanswers:\n  - ask: wrod\n    what: Med\n    means: x\n  - just words\n")
    assert [f[:7] for f in faults(tmp_path)] == ["Line 3:", "Line 6:"]
    settle(tmp_path, [MED])
    assert read_settled(tmp_path).settled.answers == (MED,)
    assert len(faults(tmp_path)) == 2


def test_what_stands_in_a_faulty_entry_is_in_no_message(tmp_path: Path) -> None:
    with_text(tmp_path, "answers:\n  - {ask: person, what: Zebedee Quill, meens: Zebedee Quill}\n")
    assert faults(tmp_path)
    assert "Zebedee" not in " ".join(faults(tmp_path))


def test_two_answers_to_one_thing_are_said_and_the_later_holds(tmp_path: Path) -> None:
    entry = "  - {{ask: fact, what: has_directors, means: {}}}\n"
    with_text(tmp_path, "format: 1\nanswers:\n" + entry.format("yes") + entry.format("no"))
    assert faults(tmp_path) == ["Line 3 and line 4 answer the same thing; the later one holds."]
    assert read_settled(tmp_path).settled.means("fact", "has_directors") == "no"


def test_a_year_or_a_yes_without_quotes_is_what_was_meant(tmp_path: Path) -> None:
    with_text(
        tmp_path,
        "answers:\n  - {ask: year, what: A, means: 2026}\n  - {ask: fact, what: has_directors, means: true}\n",
    )
    settled = read_settled(tmp_path).settled
    assert (settled.means("year", "A"), settled.means("fact", "has_directors")) == ("2026", "yes")


@pytest.mark.parametrize("text", ["answers: [", "- a\n- b\n", "format: 2\nanswers: []\n", "\x00", "a: 1\na: 2\n"])
def test_a_file_that_cannot_be_read_stops_no_reading_and_is_never_written_over(tmp_path: Path, text: str) -> None:
    with_text(tmp_path, text)
    assert read_settled(tmp_path).settled.answers == ()
    assert len(faults(tmp_path)) == 1
    with pytest.raises(ServiceError):
        settle(tmp_path, [MED])
    assert (tmp_path / "settled.yaml").read_text(encoding="utf-8") == text


def test_no_answer_is_kept_where_there_is_no_service(tmp_path: Path) -> None:
    with pytest.raises(ServiceError):
        settle(tmp_path, [MED])
    assert not (tmp_path / "settled.yaml").exists()


def test_many_who_answer_at_once_lose_no_answer(tmp_path: Path) -> None:
    service(tmp_path)
    given = [answer("word", f"word {n}", "Fall") for n in range(24)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda one: settle(tmp_path, [one]), given))
    assert {a.what for a in read_settled(tmp_path).settled.answers} == {a.what for a in given}


_PRINTED = st.characters(categories=["L", "M", "N", "P", "S"], include_characters=" ")
_TEXT = st.text(_PRINTED, min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=6))
def test_whatever_is_settled_is_found_again(tmp_path_factory: pytest.TempPathFactory, pairs: list) -> None:
    folder = service(tmp_path_factory.mktemp("made"))
    settled = settle(folder, [answer("word", what, means) for what, means in pairs])
    again = read_settled(folder).settled
    assert not faults(folder)
    assert all(again.means("word", what) == " ".join(settled.means("word", what).split()) for what, _ in pairs)
