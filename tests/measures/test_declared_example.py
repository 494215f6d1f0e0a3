"""What a service declares, and the operational examples it tells: borne out, complete, or said to be short of it."""

from datetime import date
from typing import Any

import pytest
from msgspec.json import encode

from evidencepack.assessment import Finding
from evidencepack.library import Library
from evidencepack.pack import Pack, build_pack
from evidencepack.pack.figures import figure_words
from evidencepack.pack.sentences import flag_lines
from evidencepack.statuses import Status
from tests.people import (
    ON,
    ask,
    assessed,
    codes,
    counts,
    document,
    example,
    expectation,
    framework,
    material,
    records,
    requirement,
    said,
    service,
    unread,
)

LEAD = requirement("declared-fact", {"fact": "equality-lead", "what": "A named lead for equality"})
PARTNERSHIP = requirement(example={"topic": "community partnership", "at_least": 1}, window="24 months")
TWO = requirement(example={"topic": "community partnership", "at_least": 2}, window="24 months")


def declared(library: Library, on: date = ON, **fact: Any) -> Finding:
    return ask(library, LEAD, records(), service(facts={"equality-lead": fact} if fact else {}), on)


def told(library: Library, **changed: Any) -> Finding:
    """The finding on one complete example, but for what a test changes."""
    return ask(library, PARTNERSHIP, records(example(**changed)))


def missing(found: Finding) -> str:
    return said(found.measured.facts["missing_parts"])


@pytest.mark.parametrize(
    "fact", [{"since": date(2022, 3, 14)}, {"checked": ON}, {"document": "documents/Certificate.pdf"}]
)
@pytest.mark.parametrize("value", [True, "Deputy manager"])
def test_a_fact_borne_out_by_a_day_or_a_document_is_met(library: Library, fact: dict[str, Any], value: object) -> None:
    found = declared(library, value=value, **fact)
    assert (found.status, counts(found), codes(found)) == (Status.MET, (1, 1), [])


def test_a_bare_claim_is_unclear_and_flagged(library: Library) -> None:
    found = declared(library, value=True)
    assert (found.status, found.measured.figure, codes(found)) == (Status.UNCLEAR, None, ["UNDATED"])


def test_what_nobody_declares_is_not_supplied(library: Library) -> None:
    found = declared(library)
    assert (found.status, codes(found)) == (Status.NOT_SUPPLIED, ["NOT_SUPPLIED"])
    (line,) = flag_lines(found, ON, library.rules, library.messages)
    assert line.sentence == "Not given to this pack: the service's own declaration."


def test_what_is_declared_not_to_be_so_is_not_met(library: Library) -> None:
    assert declared(library, value=False, checked=ON).status is Status.NOT_MET
    assert declared(library, value="", checked=ON).status is Status.NOT_MET


@pytest.mark.parametrize("word", ["no", "No"])
def test_a_fact_whose_value_says_no_is_not_met(library: Library, word: str) -> None:
    assert declared(library, value=word, checked=ON).status is Status.NOT_MET


def test_a_vacancy_with_an_application_sent_is_partly_met_with_the_day(library: Library) -> None:
    found = declared(library, value=False, application_sent=date(2026, 10, 3))
    assert found.status is Status.PARTLY_MET
    assert said(found.measured.facts["borne_out"]) == "application sent 3 October 2026"


def test_an_application_sent_after_the_day_does_not_count_yet(library: Library) -> None:
    found = declared(library, value=False, application_sent=date(2026, 11, 3))
    assert found.status is Status.NOT_MET


def test_what_begins_after_the_day_is_not_in_place_on_it(library: Library) -> None:
    found = declared(library, value=True, since=date(2026, 12, 1))
    assert found.status is not Status.MET


# Operational examples


def test_four_parts_and_a_figure_make_a_complete_example(library: Library) -> None:
    found = told(library)
    assert (found.status, counts(found), codes(found)) == (Status.MET, (1, 1), [])
    assert figure_words(found, library.messages) == "1 of 1"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("context", "context"),
        ("approach", "support approach"),
        ("delivery", "day-to-day delivery"),
        ("effect", "how effectiveness is evidenced"),
        ("cites", "a figure, record or document cited"),
    ],
)
def test_an_example_lacking_any_part_is_incomplete_and_says_which(library: Library, part: str, said: str) -> None:
    found = told(library, **{part: ""})
    assert (found.status, counts(found), missing(found)) == (Status.NOT_MET, (0, 1), said)
    effect = ["NO_CHANGE_SHOWN"] if part == "effect" else []
    assert codes(found) == ["EXAMPLE_INCOMPLETE", *effect]
    assert said in flag_lines(found, ON, library.rules, library.messages)[0].sentence


@pytest.mark.parametrize(
    "cites", ["9 visits a month", "From 40% to 80%", "Audit register, May", "the supervision and appraisal register"]
)
def test_a_figure_or_a_register_cited_bears_it_out(library: Library, cites: str) -> None:
    assert told(library, cites=cites).status is Status.MET


@pytest.mark.parametrize(
    "cites",
    [
        "Five go every week",
        "Falls went down by half",
        "Twenty-two goals were reached",
        "One of the carers is from the area",
        "one in ten",
        "two thirds of the group",
        "A hundred calls",
        "three quarters of people",
    ],
)
def test_a_figure_in_words_is_a_figure(library: Library, cites: str) -> None:
    assert told(library, cites=cites).status is Status.MET


@pytest.mark.parametrize(
    "cites",
    ["No one was left behind", "It is one we are proud of", "Someone comes each quarter", "A third party helped"],
)
def test_a_word_that_only_looks_like_a_figure_is_none(library: Library, cites: str) -> None:
    assert told(library, cites=cites).status is Status.NOT_MET


def test_a_document_of_the_service_cited_by_title_bears_it_out(library: Library) -> None:
    given = example(cites="See Garden report")
    assert ask(library, PARTNERSHIP, records(given, document("Garden report", ON))).status is Status.MET
    assert ask(library, PARTNERSHIP, records(given)).status is Status.NOT_MET


@pytest.mark.parametrize(
    "cites", ["It went well", "Staff were pleased", "People are happier", "Good feedback all round"]
)
def test_a_remark_that_cites_no_figure_record_or_document_does_not(library: Library, cites: str) -> None:
    found = told(library, cites=cites)
    assert (found.status, codes(found)) == (Status.NOT_MET, ["EXAMPLE_INCOMPLETE"])


def test_an_example_counts_by_the_day_it_ended(library: Library) -> None:
    assert told(library, ended=date(2024, 11, 1)).status is Status.MET
    assert told(library, ended=date(2024, 10, 31)).status is Status.NO_EVIDENCE


def test_as_many_complete_examples_as_asked_are_needed(library: Library) -> None:
    one, half = example("EX1"), example("EX2", delivery="")
    assert ask(library, TWO, records(one, example("EX2"))).status is Status.MET
    found = ask(library, TWO, records(one, half))
    assert (found.status, counts(found)) == (Status.NOT_MET, (1, 2))


def test_an_incomplete_example_beside_a_complete_one_is_still_flagged(library: Library) -> None:
    found = ask(library, PARTNERSHIP, records(example("EX1"), example("EX2", context="")))
    assert (found.status, codes(found)) == (Status.MET, ["EXAMPLE_INCOMPLETE"])


def test_no_register_none_on_the_topic_and_unreadable_ones_are_told_apart(library: Library) -> None:
    assert ask(library, PARTNERSHIP, records()).status is Status.NOT_SUPPLIED
    assert told(library, topic="Falls").status is Status.NO_EVIDENCE
    assert ask(library, PARTNERSHIP, records(unread("examples", code="EX1"))).status is Status.UNCLEAR


def printed(library: Library, **changed: Any) -> Pack:
    """The pack on one example that cites a visit in the words of the person."""
    rows = records(example(cites="Nine visits, and I go alone", title="Garden", **changed))
    return build_pack([assessed(library, framework(expectation(PARTNERSHIP)), rows)], material(library, rows))


def test_without_a_dated_consent_no_word_of_an_account_is_printed_only_how_many_are_on_file(library: Library) -> None:
    pack = printed(library)
    (card,) = pack.reports[0].sections[0].examples
    assert (card.title, card.cites) == ("Garden", "On file (6 words).")
    assert [part.text for part in card.parts] == ["On file (3 words)."] * 3 + ["On file (2 words)."]
    assert [words for words in ("I go alone", "What we tried") if words in encode(pack).decode()] == []


def test_with_a_dated_consent_the_account_and_what_it_cites_are_printed(library: Library) -> None:
    (card,) = printed(library, consent=date(2026, 6, 2)).reports[0].sections[0].examples
    assert (card.cites, card.parts[1].text) == ("Nine visits, and I go alone", "What we tried.")


def test_an_account_that_cites_nothing_says_so_with_and_without_consent(library: Library) -> None:
    for consent in (None, date(2026, 6, 2)):
        rows = records(example(cites="", consent=consent))
        pack = build_pack([assessed(library, framework(expectation(PARTNERSHIP)), rows)], material(library, rows))
        assert pack.reports[0].sections[0].examples[0].cites == "nothing yet"
