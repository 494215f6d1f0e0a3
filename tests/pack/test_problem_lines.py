"""Problems as a pack prints them: the same fault in one column once, with the rows it stands in."""

from evidencepack.frameworks.people_words import NO_WORDS
from evidencepack.notes import Messages, Wording, note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.shown import Shown
from evidencepack.pack.sources import problem_lines
from tests.words import MESSAGES

KNOWN = Messages({**MESSAGES.wordings, "no-date": Wording("'x' is not a date.", remedy="Type a day.")})


def said(*rows: int) -> str:
    problems = [Problem(Origin("records/a.csv", "", row, "Date"), note("no-date")) for row in rows]
    (line,) = problem_lines(problems, Shown(Scrubber({}, "key"), NO_WORDS), KNOWN)
    return line.what


def test_a_fault_that_stands_in_several_rows_is_said_once_with_its_rows() -> None:
    assert said(4) == "'x' is not a date."
    assert said(4, 9) == "'x' is not a date. Also in row 9."
    assert said(4, 9, 12) == "'x' is not a date. Also in rows 9 and 12."
    assert said(*range(4, 12)) == "'x' is not a date. Also in rows 5, 6, 7, 8, 9 and more."
