"""What a service declares, and the operational examples it tells: borne out, complete, or said to be short of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from msgspec.json import encode
from msgspec.structs import replace

from evidencepack.assessment import Finding
from evidencepack.library import Library
from evidencepack.measures import UsedAs
from evidencepack.pack import Pack, build_pack
from evidencepack.pack.figures import figure_words
from evidencepack.pack.sentences import flag_lines, sentence_of
from evidencepack.registers import Leader, Record
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
    record,
    records,
    requirement,
    said,
    service,
    unread,
)

LEAD = requirement("declared-fact", {"fact": "equality-lead", "what": "A named lead for equality"})
MANAGER = requirement("declared-fact", {"fact": "registered-manager", "what": "A registered manager is in post"})
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


@pytest.mark.parametrize("word", [False, "no", "No", "vacant", "Vacant since May", "Nobody", "Acting", "Post vacant."])
def test_what_is_declared_not_to_be_so_is_not_met(library: Library, word: object) -> None:
    assert declared(library, value=word, checked=ON).status is Status.NOT_MET


@pytest.mark.parametrize(
    "word",
    ["", "Ask Kay", "No vacancy", "not covered", "Yes, in part", "Yes, acting", "Not yet registered", "leaving", "50%"],
)
def test_a_word_that_no_list_knows_is_unclear_and_is_not_printed(library: Library, word: str) -> None:
    found = manager(library, value=word, since=date(2026, 1, 1), document="documents/Certificate.pdf")
    assert found.status is Status.UNCLEAR
    assert sentence(library, found) == (
        "Registered manager: declared by the service in words that are not known; say yes, no, vacant, covered, "
        "applied for or not required."
    )


@pytest.mark.parametrize("post", ["Deputy manager", "Acting manager", "HR", "Activities co-ordinator"])
def test_the_title_of_a_post_answers_who_leads_and_nothing_else(library: Library, post: str) -> None:
    assert declared(library, value=post, checked=ON).status is Status.MET
    assert manager(library, value=post, checked=ON).status is not Status.MET


def manager(library: Library, *rows: Record, on: date = ON, supplied: Sequence[str] = (), **fact: Any) -> Finding:
    home = service(facts={"registered-manager": fact} if fact else {})
    return ask(library, MANAGER, records(*rows, supplied=supplied), home, on)


def leader(code: str, role: str, **more: Any) -> Leader:
    return record(Leader, **{"code": code, "role": role, "start": date(2020, 1, 1)} | more)


def sentence(library: Library, found: Finding) -> str:
    return sentence_of(found, ON, library.rules, library.words, library.messages)


# What is declared of a registered manager on 31 October 2026, and what is said of it.
STATED: list[tuple[dict[str, Any], Status, str]] = [
    (
        {"value": True, "since": date(2022, 3, 14)},
        Status.MET,
        "A registered manager is in post: declared by the service (since 14 March 2022).",
    ),
    (
        {"value": "Y"},
        Status.UNCLEAR,
        "A registered manager is in post: declared by the service (without a day or a document).",
    ),
    (
        {"value": True, "checked": date(2026, 11, 2)},
        Status.UNCLEAR,
        "A registered manager is in post: declared by the service (with no day but one that lies ahead).",
    ),
    (
        {"value": True, "since": date(2026, 12, 1)},
        Status.NOT_MET,
        "Registered manager: begins on 1 December 2026, after the day of this pack.",
    ),
    ({"value": False, "checked": ON}, Status.NOT_MET, "Registered manager: no, noted on 31 October 2026."),
    (
        {"value": "vacant", "since": date(2026, 1, 1)},
        Status.NOT_MET,
        "Registered manager: vacant, since 1 January 2026; no application is noted.",
    ),
    (
        {"value": "Deputy covering", "since": date(2026, 1, 1)},
        Status.NOT_MET,
        "Registered manager: not filled, covered by somebody else, since 1 January 2026; no application is noted.",
    ),
    (
        {"value": "vacant", "since": date(2026, 11, 1)},
        Status.UNCLEAR,
        "Registered manager: vacant from 1 November 2026, after the day of this pack; how it stood on the day is not "
        "said.",
    ),
    (
        {"value": False, "application_sent": date(2026, 5, 1)},
        Status.PARTLY_MET,
        "Registered manager: no; an application was sent on 1 May 2026, which counts in part for 6 months (a limit of "
        "ours).",
    ),
    (
        {"value": False, "application_sent": date(2026, 4, 30)},
        Status.NOT_MET,
        "Registered manager: no; an application was sent on 30 April 2026, over 6 months before the day of this pack, "
        "and no longer counts (a limit of ours).",
    ),
    (
        {"value": "Vacant", "application_sent": date(2026, 11, 3)},
        Status.NOT_MET,
        "Registered manager: vacant; an application of 3 November 2026 comes after the day of this pack and does not "
        "count.",
    ),
    (
        {"value": "Vacant, deputy covering, application sent", "since": date(2026, 10, 2)},
        Status.PARTLY_MET,
        "Registered manager: not filled, an application is declared; an application was sent on 2 October 2026, which "
        "counts in part for 6 months (a limit of ours).",
    ),
    (
        {"value": "in progress"},
        Status.UNCLEAR,
        "Registered manager: not filled, an application is declared; the day it was sent is not said.",
    ),
    (
        {"value": "N/A", "checked": date(2026, 10, 1)},
        Status.NOT_APPLICABLE,
        "Does not apply here: declared by the service as not required (checked 1 October 2026).",
    ),
    (
        {"value": "not required"},
        Status.UNCLEAR,
        "Registered manager: declared by the service as not required (without a day or a document).",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "status", "words"), STATED)
def test_each_answer_has_its_status_and_a_sentence_that_is_so(
    library: Library, fact: dict[str, Any], status: Status, words: str
) -> None:
    found = manager(library, **fact)
    assert (found.status, sentence(library, found)) == (status, words)


# A register that answers goes before what is declared


def test_the_register_of_leaders_answers_where_nothing_is_declared(library: Library) -> None:
    found = manager(library, leader("1", "Registered manager", registered_on=date(2020, 1, 1)))
    assert (found.status, found.measured.registers, figure_words(found, library.messages)) == (
        Status.MET, ("leaders",), "In the register",
    )  # fmt: skip
    (row,) = found.measured.trace
    assert (row.register, row.used_as, said(row.because)) == (
        "leaders", UsedAs.NUMERATOR, "registered on 1 January 2020",
    )  # fmt: skip
    assert sentence(library, found) == (
        "A registered manager is in post: by the leaders register (registered on 1 January 2020)."
    )


def test_a_leader_whose_last_day_could_not_be_read_may_have_left(library: Library) -> None:
    row = leader("1", "Registered manager", registered_on=date(2020, 1, 1))
    found = ask(library, MANAGER, replace(records(row), unknown={row.id: frozenset({"end"})}), service())
    assert found.status is Status.UNCLEAR


def test_the_register_is_used_before_a_declaration_that_differs_and_this_is_said(library: Library) -> None:
    found = manager(library, leader("1", "registered manager", registered_on=date(2020, 1, 1)), value="vacant")
    assert found.status is Status.MET
    gone = leader("1", "registered manager", registered_on=date(2020, 1, 1), end=date(2026, 5, 3))
    left = manager(library, gone, value=True, since=date(2020, 1, 1))
    assert (left.status, sentence(library, left)) == (
        Status.NOT_MET, "Registered manager: nobody is in post by the leaders register.",
    )  # fmt: skip
    for one in (found, left):
        assert [said(line) for line in one.measured.notes] == [
            "What is declared by the service differs; the leaders register goes before it, and is used."
        ]


def test_where_both_say_that_nobody_is_in_post_the_application_that_is_declared_counts(library: Library) -> None:
    gone = leader("1", "registered manager", registered_on=date(2020, 1, 1), end=date(2026, 5, 3))
    found = manager(library, gone, value="vacant", application_sent=date(2026, 10, 2))
    assert (found.status, found.measured.notes) == (Status.PARTLY_MET, ())


def test_a_manager_without_the_day_of_registration_is_unclear_unless_a_declaration_gives_one(library: Library) -> None:
    row = leader("1", "registered manager")
    found = manager(library, row)
    assert (found.status, sentence(library, found)) == (
        Status.UNCLEAR,
        "Registered manager: in post by the leaders register; the day under 'registered on' is not given.",
    )
    assert manager(library, row, value=True, since=date(2020, 1, 1)).status is Status.MET
    assert manager(library, row, value="vacant", since=date(2026, 1, 1)).status is Status.UNCLEAR
    applied = manager(library, leader("1", "registered manager", application_sent=date(2026, 10, 2)))
    assert applied.status is Status.PARTLY_MET


@pytest.mark.parametrize("changed", [{"registered_on": date(2026, 12, 1)}, {"start": date(2026, 12, 1)}])
def test_a_manager_who_comes_after_the_day_is_not_in_post_on_it(library: Library, changed: dict[str, Any]) -> None:
    row = leader("1", "registered manager", **{"registered_on": date(2026, 10, 1)} | changed)
    assert manager(library, row).status in (Status.UNCLEAR, Status.NOT_MET)


def test_a_register_without_the_post_leaves_it_to_what_is_declared(library: Library) -> None:
    deputy = leader("1", "deputy", registered_on=date(2020, 1, 1))
    assert manager(library, deputy).status is Status.NOT_SUPPLIED
    assert manager(library, deputy, value=True, since=date(2020, 1, 1)).status is Status.MET


def test_where_a_row_of_the_register_is_not_understood_nobody_is_said_to_be_missing(library: Library) -> None:
    gone = leader("1", "registered manager", end=date(2026, 5, 3))
    assert manager(library, gone, unread("leaders", code="2")).status is Status.UNCLEAR


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
