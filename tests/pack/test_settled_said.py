"""The method page tells what the service said of its files, and never whom a name means."""

from evidencepack.pack.settled_said import settled_said
from evidencepack.pipeline import open_library
from evidencepack.registers import Answer, Settled
from tests.people import material, records
from tests.words import MESSAGES

LIBRARY = open_library()


def said(*answers: tuple[str, str, str], handed: bool = False) -> str:
    settled = Settled(tuple(Answer(ask=ask, what=what, means=means) for ask, what, means in answers))
    return " ".join(
        n.text for n in settled_said(settled, material(LIBRARY, records()).shown(), MESSAGES, handed=handed)
    )


def test_nothing_is_said_where_nothing_was_answered() -> None:
    assert said() == ""


def test_each_answer_is_told_with_what_it_means() -> None:
    told = said(("colour", "red", "not done"), ("fact", "has_directors", "no"), ("word", "Fall", "fall"))
    assert "1 fact of the service, 1 colour, 1 word" in told
    assert "'red' is Not done" in told
    assert "'has directors' is No" in told


def test_people_are_counted_and_never_named() -> None:
    told = said(("person", "Aga", "Agnieszka Kowalczyk"), ("person", "RT", "0102"))
    assert "2 people written in two ways" in told
    assert "Aga" not in told
    assert "0102" not in told


def test_an_answer_in_which_somebody_may_be_named_is_counted_as_not_shown() -> None:
    told = said(("mark", "GM", "done"), ("word", "Rajesh Thapa fell", "Fall"), ("sheet", "Bronwen Pugh", "audit-log"))
    assert "3 answers are not shown" in told
    assert not any(name in told for name in ("GM", "Rajesh", "Bronwen"))


def test_what_is_handed_over_holds_counts_alone() -> None:
    told = said(("colour", "red", "not done"), handed=True)
    assert "1 colour" in told
    assert "red" not in told
