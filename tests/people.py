"""Staff, records and questions in a few words; the day is 31 October 2026 unless a test says otherwise."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from msgspec.structs import replace

from evidencepack.assessment import Assessment, ExpectationResult, Finding, as_of, assess
from evidencepack.dates import Day
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.frameworks.indicators import Indicator
from evidencepack.frameworks.terms import Rules
from evidencepack.library import Library
from evidencepack.notes import Fact, note
from evidencepack.origin import Origin
from evidencepack.pack.inputs import PackInputs
from evidencepack.pack.sentences import sentence_of
from evidencepack.registers import (
    REGISTERS,
    Audit,
    Document,
    Example,
    Feedback,
    ImprovementAction,
    Meeting,
    Partnership,
    Person,
    Policy,
    Record,
    Records,
    Review,
    Service,
    Staff,
    Supervision,
    Training,
    Unread,
    field_names,
)
from evidencepack.service.merge import partial_records, record_id
from tests.words import MESSAGES

ON = date(2026, 10, 31)
LONG_AGO = date(2020, 1, 6)
SECTOR = {"kind": "sector practice", "note": "A common aim."}
LAW = {"kind": "law", "note": "The regulation says so."}
DUTY = {"instrument": "An Act", "regulation": "regulation 5"}
BANDS = {"at_least": "90%", "partly_from": "75%", "window": "12 months"}
R = TypeVar("R", bound=Record)


def ago(days: int, on: date = ON) -> date:
    """So many days before the day."""
    return on - timedelta(days=days)


def record(kind: type[R], /, **fields: Any) -> R:
    """A row with the id that reading it would give."""
    made = kind(origin=Origin("records/a.xlsx", "Sheet1", 2), **fields)
    return replace(made, id=record_id(b"made for tests", made))


def staff(code: str = "S1", start: Day = LONG_AGO, **more: Any) -> Staff:
    return record(Staff, **{"code": code, "start": start, "role": "Care assistant", "contract": "permanent"} | more)


def team(count: int, **more: Any) -> list[Staff]:
    """So many permanent staff in post for years, S1 and on."""
    return [staff(f"S{i}", **more) for i in range(1, count + 1)]


def person(code: str = "P1", start: Day = LONG_AGO, **more: Any) -> Person:
    return record(Person, code=code, start=start, **more)


def training(who: str, completed: Day | None = None, course: str = "Cultural awareness", **more: Any) -> Training:
    return record(Training, staff=who, course=course, completed=completed, **more)


def trained(people: Iterable[Staff], completed: Day = date(2026, 3, 2)) -> list[Training]:
    """Everyone in date on the day."""
    return [training(p.code, completed, validity=12) for p in people]


def supervision(who: str, day: Day, **more: Any) -> Supervision:
    return record(Supervision, **{"staff": who, "date": day, "kind": "supervision"} | more)


def supervised(who: str, times: int = 6, last: Day = date(2026, 10, 12)) -> list[Supervision]:
    """So many supervision meetings, eight weeks apart, the last on a day."""
    return [supervision(who, last - timedelta(weeks=8 * i)) for i in range(times)]


def answer(day: Day = date(2026, 5, 5), score: float | None = 5, topic: str = "Dignity", **more: Any) -> Feedback:
    return record(Feedback, **{"date": day, "group": "person", "question": topic, "score": score, "out_of": 5} | more)


def answers(good: int, bad: int, **more: Any) -> list[Feedback]:
    """So many of 5 out of 5, so many of 2."""
    return [answer(score=5, **more) for _ in range(good)] + [answer(score=2, **more) for _ in range(bad)]


def audit(day: Day, score: float | None = 90, pass_mark: float | None = 80, **more: Any) -> Audit:
    given = {"date": day, "topic": "Inclusion", "scope": "care plans", "score": score, "out_of": 100}
    return record(Audit, **given | {"pass_mark": pass_mark} | more)


def policy(title: str = "Equality policy", next_review: Day = date(2027, 3, 1), **more: Any) -> Policy:
    return record(Policy, **{"title": title, "next_review": next_review, "reviewed": date(2026, 3, 1)} | more)


def meeting(day: Day, kind: str = "residents", **more: Any) -> Meeting:
    return record(Meeting, date=day, kind=kind, **more)


def action(code: str, due: Day, done: Day | None = None, **more: Any) -> ImprovementAction:
    given = {"code": code, "due": due, "done": done, "action": "Put it right", "owner_role": "Manager"}
    return record(ImprovementAction, **given | {"theme": "Inclusion"} | more)


def review(who: str, day: Day, **more: Any) -> Review:
    return record(Review, person=who, date=day, **more)


def contact(day: Day, **more: Any) -> Partnership:
    return record(Partnership, **{"organisation": "Gurdwara", "date": day, "kind": "community"} | more)


def document(title: str, day: Day | None) -> Document:
    return record(Document, path=f"documents/{title}.pdf", title=title, date=day)


def example(code: str = "EX1", **more: Any) -> Example:
    """A complete operational example on community partnership."""
    words = {
        "context": "What it was.",
        "approach": "What we tried.",
        "delivery": "How it went.",
        "effect": "What came.",
    }
    given = {"code": code, "title": "Garden", "topic": "Community partnership", "ended": date(2026, 6, 1)}
    return record(Example, **given | words | {"cites": "Visits rose from 2 to 9"} | more)


def unread(register: str, **values: Any) -> Unread:
    """A row that could not be used, with what was understood of it; no other cell of its could be read."""
    others = frozenset(field_names(REGISTERS[register])) - values.keys()
    return Unread(register, Origin("records/a.xlsx", "Sheet1", 9), values, note("row-without-day"), unknown=others)


def records(*rows: Record | Unread | Iterable[Record | Unread], supplied: Iterable[str] = ()) -> Records:
    """Rows by register; a register is supplied when it has a row, readable or not, or is named."""
    flat = [r for item in rows for r in ([item] if isinstance(item, Record | Unread) else item)]
    used: dict[str, list[Record]] = {}
    bad: dict[str, list[Unread]] = {}
    for row in flat:
        if isinstance(row, Unread):
            bad.setdefault(row.register, []).append(row)
        else:
            used.setdefault(row.register, []).append(row)
    given = frozenset({*used, *bad, *supplied})
    partial = partial_records((row for rows_ in bad.values() for row in rows_), b"made for tests")
    return Records(
        {k: tuple(v) for k, v in used.items()},
        {k: tuple(v) for k, v in bad.items()},
        given,
        partial={k: tuple(v) for k, v in partial.rows.items()},
        unknown=partial.unknown,
    )


def service(**more: Any) -> Service:
    given = {"format": 1, "id": "home", "name": "The Home", "type": "care home", "privacy_key": "a-key-of-a-test-home"}
    return Service.model_validate(given | more)


def requirement(use: str = "", with_: Mapping[str, Any] | None = None, **more: Any) -> Requirement:
    """What is asked of an indicator; its number is sector practice unless a test says otherwise."""
    given = {"id": "asked", "use": use, "with": dict(with_ or {}), "number_from": SECTOR}
    return Requirement.model_validate(given | more)


CULTURE = requirement("training-in-date", {"topic": "cultural awareness"}, **BANDS)
"""Nine in ten in date, what many tests ask."""


def expectation(*requirements: Requirement, id: str = "expected", **more: Any) -> Expectation:
    """An expectation whose requirements are numbered r1 and on."""
    numbered = tuple(r.model_copy(update={"id": f"r{i}"}) for i, r in enumerate(requirements, 1))
    given = {"id": id, "title": "Expected", "theme": "all", "reference": "1", "asks": "That it is done."}
    due = {"owner": "Registered Manager", "within": "28 days"}
    return Expectation.model_validate(given | {"requirements": numbered, "if_gap": due} | more)


def framework(*expectations: Expectation, id: str = "council") -> Framework:
    return Framework.model_validate(
        {
            "format": 1,
            "id": id,
            "title": "A council",
            "publisher": {"name": "A council", "kind": "commissioner"},
            "version": "1",
            "stage": "live",
            "published_in": {"title": "A page"},
            "about": "What a council asks.",
            "themes": [{"id": "all", "title": "All"}],
            "expectations": expectations,
        }
    )


def rules_with(library: Library, *indicators: Indicator) -> Rules:
    """The shipped rules, with indicators of a test's own beside them."""
    return replace(library.rules, indicators={**library.rules.indicators, **{i.id: i for i in indicators}})


def assessed(
    library: Library, asked: Framework, rows: Records, home: Service | None = None, on: date = ON
) -> Assessment:
    return assess(asked, library.rules, home or service(), as_of(rows, on)[0], on)


def stands(library: Library, asked: Expectation, rows: Records, home: Service | None = None) -> ExpectationResult:
    """Where one expectation stands."""
    return assessed(library, framework(asked), rows, home).results[0]


def ask(
    library: Library,
    asked: Requirement,
    rows: Records,
    home: Service | None = None,
    on: date = ON,
    indicator: Indicator | None = None,
) -> Finding:
    """The answer to one requirement, through the whole assessment."""
    rules = rules_with(library, indicator) if indicator else library.rules
    found = assess(framework(expectation(asked)), rules, home or service(), as_of(rows, on)[0], on)
    return found.results[0].findings[0]


def material(library: Library, rows: Records, **more: Any) -> PackInputs:
    """What a pack is made from besides the assessments."""
    given = {"rules": library.rules, "words": library.words, "messages": library.messages} | more
    return PackInputs(service=service(), records=rows, on=ON, **given)


def counts(found: Finding) -> tuple[int, int]:
    """Numerator and denominator."""
    assert found.measured.numerator is not None and found.measured.denominator is not None
    return int(found.measured.numerator), int(found.measured.denominator)


def between(found: Finding) -> tuple[tuple[int, int], tuple[int, int]]:
    """Numerator and denominator of the least and the greatest reading."""
    least, greatest = found.measured.least, found.measured.greatest
    assert least is not None and greatest is not None
    pairs = [(int(r.numerator or 0), int(r.denominator or 0)) for r in (least, greatest)]
    return pairs[0], pairs[1]


def said(fact: Fact) -> str:
    """A note, or a fact of one, as it is printed."""
    return MESSAGES.printed(fact)


def noted(found: Finding) -> tuple[str, ...]:
    """What a measure notes beside its figure."""
    return tuple(map(said, found.measured.notes))


def sentence(library: Library, found: Finding, on: date = ON) -> str:
    """The sentence of a finding."""
    return sentence_of(found, on, library.rules, library.words, library.messages)


def left_out(found: Finding) -> dict[str, int]:
    """How many were left out for each reason."""
    return {said(reason): n for reason, n in found.measured.left_out}


def codes(found: Finding | ExpectationResult) -> list[str]:
    """The codes of its flags."""
    return [flag.code for flag in found.flags]
