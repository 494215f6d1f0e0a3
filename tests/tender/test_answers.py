"""evidencepack check lists the answers to a tender: which question each is, how long it is, and what is wrong."""

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from evidencepack.cli.check_answers import AnswerLine
from evidencepack.cli.main import cli
from evidencepack.frameworks.tender_questions import Limit
from evidencepack.library import Library
from evidencepack.pack.tender_model import AnswerLength
from tests.outputs import copy_of
from tests.tender.test_tender_pack import HARBOUR


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return copy_of(HARBOUR, tmp_path / "service")


def check(folder: Path, *more: str) -> str:
    told = CliRunner().invoke(cli, ["check", str(folder), *more])
    assert told.exit_code == 0, told.output
    return told.output


def test_each_answer_is_listed_with_its_question_and_its_words_against_the_limit(house: Path) -> None:
    out = " ".join(check(house).split())
    assert "Answers to Care at home in Saltmere and Wyke (an example of a tender): 3 of 8 questions" in out
    assert "q7.txt MS7, Risks that are taken together: 374 words written, 300 words allowed: 74 over" in out
    assert "66 words written, 500 words allowed: 434 left" in out
    assert "No answer counted: MS2 (q2), MS4 (q4), MS5 (q5), MS6 (q6), MS8 (q8)" in out


def test_the_same_is_in_the_json(house: Path) -> None:
    answers = {a["question"]: a for a in json.loads(check(house, "--json"))["answers"]}
    assert len(answers) == 8
    assert (answers["q7"]["words"], answers["q7"]["over"], answers["q7"]["limit"]) == (374, 74, "300 words")
    assert (answers["q2"]["file"], answers["q2"]["words"], answers["q2"]["over"]) == ("", None, None)


def test_what_nobody_looks_at_in_the_answers_folder_is_a_problem(house: Path) -> None:
    folder = house / "answers"
    (folder / "stray.txt").write_text("An answer.", encoding="utf-8")
    (folder / "another-tender").mkdir()
    (folder / "example-tender" / "drafts").mkdir()
    (folder / "example-tender" / "q4.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "readme.txt").write_text("A note.", encoding="utf-8")
    problems = {p["place"]["file"]: p["what"] for p in json.loads(check(house, "--json"))["problems"]}
    assert "belongs to no tender" in problems["answers/stray.txt"]
    assert "No tender has the name" in problems["answers/another-tender"]
    assert "not looked into" in problems["answers/example-tender/drafts"]
    assert problems["answers/example-tender/q4.docx"] == "The answer could not be read: it is damaged."
    assert "answers/readme.txt" not in problems


def test_no_word_of_an_answer_is_printed(house: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Zanzibar is where we went")
    made.save(str(house / "answers" / "example-tender" / "q2.docx"))
    assert "Zanzibar" not in check(house) and "Zanzibar" not in check(house, "--json")


def test_a_service_without_answers_says_nothing_of_them(rowan_house: Path) -> None:
    assert "Answers to" not in check(rowan_house)
    assert json.loads(check(rowan_house, "--json"))["answers"] == []


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (Limit(words=10), "12 words written, 10 words allowed: 2 over"),
        (Limit(characters=100), "60 characters written, 100 characters allowed: 40 left"),
        (Limit(said="2 sides of A4"), "12 words written; the limit, 2 sides of A4, is for you to look at"),
        (None, "12 words written, no limit stated"),
    ],
)
def test_a_length_is_said_in_the_measure_of_the_limit(limit: Limit | None, said: str, library: Library) -> None:
    tender = library.framework("example-tender")
    first = tender.expectations[0]
    assert first.question
    asked = first.model_copy(update={"question": first.question.model_copy(update={"limit": limit})})
    assert AnswerLine(tender, asked, AnswerLength("answers/x.txt", 12, 60)).length == said
