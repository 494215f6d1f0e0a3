"""Everything that is asked of a service, put together: each thing once, what most findings wait for first."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.assessment import Assessment
from evidencepack.assessment.selection import ASKED
from evidencepack.library import Library
from evidencepack.measures import UsedAs
from evidencepack.notes import Note
from evidencepack.onboarding.questions.said import said_of
from evidencepack.onboarding.questions.suggested import Suggester
from evidencepack.onboarding.questions.waiting import Waiting
from evidencepack.origin import SERVICE_FILE, Origin
from evidencepack.registers import REGISTERS, Asked, Question
from evidencepack.registers.settled import ASKS, compared
from evidencepack.service import ServiceRead
from evidencepack.tables.headings import plain

# Of no use to anybody while no finding waits for them: what a column holds beside our registers, and facts.
_ONLY_WHERE_WAITED_FOR = ("heading", "fact")


class QuestionList(Struct, frozen=True):
    """The questions, and how many findings wait for any of them."""

    questions: tuple[Question, ...]
    findings: int


def question_list(read: ServiceRead, library: Library, assessments: Sequence[Assessment], on: date) -> QuestionList:
    """What is asked of a service, the question first for which most findings wait; no two ask the same thing.

    The words of a question (`said`) and its suggestions may hold names: they are for the manager alone.
    """
    findings = [f for a in assessments for result in a.results for f in result.findings]
    suggester, waiting = Suggester(read, library, on), Waiting(read, findings)
    groups: dict[tuple[str, ...], list[Asked]] = {}
    for asked in (*read.asked, *_of_sheets(read), *_of_facts(read), *_of_traces(read, assessments)):
        groups.setdefault(_key(asked), []).append(asked)
    questions, waited_for = [], set[str]()
    for group in groups.values():
        question = suggester.with_answers(_question(group), group)
        ids = waiting.for_(question, group)
        if ids or question.ask not in _ONLY_WHERE_WAITED_FOR:
            waited_for |= ids
            questions.append(replace(question, settles=len(ids)))
    questions.sort(key=lambda q: (-q.settles, ASKS.index(q.ask), -len(q.places), q.register, q.field, plain(q.what)))
    return QuestionList(tuple(questions), len(waited_for))


def _key(asked: Asked) -> tuple[str, ...]:
    """What makes two cells one question: a name is asked about once for all registers."""
    what = plain(asked.what) if asked.ask in ("word", "heading", "person") else compared(asked.what)
    by_sheet = asked.by_sheet or asked.ask in ("sheet", "default")
    place = (asked.origin.file, asked.origin.sheet) if by_sheet else ("", "")
    return (asked.ask, what, "" if asked.ask == "person" else asked.register, asked.field, *place)


def _question(group: Sequence[Asked]) -> Question:
    first = group[0]
    ask, what, register, field, file, sheet = first.ask, first.what, *_key(first)[2:]
    places = tuple(dict.fromkeys(asked.origin for asked in group))
    said: Note = said_of(first, places)
    return Question(ask, what, said, register, field, file, sheet, places)


def _of_sheets(read: ServiceRead) -> Iterator[Asked]:
    from evidencepack.service.settled_sheets import first_headings

    for (file, name), sheet in read.unread_sheets.items():
        yield Asked("sheet", first_headings(sheet) or name or file, Origin(file, name), by_sheet=True)


def _of_facts(read: ServiceRead) -> Iterator[Asked]:
    for name in ASKED:
        if getattr(read.service, name) is None:
            yield Asked("fact", name, Origin(SERVICE_FILE))


def _of_traces(read: ServiceRead, assessments: Sequence[Assessment]) -> Iterator[Asked]:
    """Words of columns without a list of their own that say what a row is about, and that nobody knows."""
    asked = {(a.register, a.field, plain(a.what)) for a in read.asked if a.ask == "word"}
    findings = (f for a in assessments for result in a.results for f in result.findings)
    rows = dict.fromkeys((r.because, r.origin) for f in findings for r in f.measured.trace if r.used_as is UsedAs.MAYBE)
    for because, origin in rows:
        facts = dict(because.facts)
        column = facts.get("field")
        if because.code != "maybe-word" or not isinstance(column, Note) or not isinstance(facts.get("word"), str):
            continue
        register, _, field = column.code.partition(".")
        word = str(facts["word"])
        if field in REGISTERS[register].naming and (register, field, plain(word)) not in asked:
            yield Asked("word", word, origin, register, field)
