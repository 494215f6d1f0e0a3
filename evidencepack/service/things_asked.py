"""Everything that is asked of a service, each thing once, however many cells and findings wait for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evidencepack.assessment import Assessment
from evidencepack.assessment.selection import ASKED
from evidencepack.frameworks.terms import Terms
from evidencepack.measures import UsedAs
from evidencepack.notes import Note
from evidencepack.origin import SERVICE_FILE, Origin
from evidencepack.registers import REGISTERS, Asked
from evidencepack.registers.settled import compared
from evidencepack.service.read import ServiceRead
from evidencepack.service.settled_sheets import first_headings
from evidencepack.tables.headings import plain
from evidencepack.text import folded

Key = tuple[str, ...]


def things_asked(read: ServiceRead, assessments: Iterable[Assessment] = ()) -> Mapping[Key, Sequence[Asked]]:
    """What waits for an answer, by what makes it one question: kind, thing, register, field, file and sheet."""
    things: dict[Key, list[Asked]] = {}
    for asked in (*read.asked, *_of_sheets(read), *_of_facts(read), *_of_traces(read, assessments)):
        things.setdefault(_key(asked), []).append(asked)
    return things


def without_known(asked: Sequence[Asked], terms: Terms) -> tuple[Asked, ...]:
    """What is asked less the words that name something that we know, though it is none of the list of their column."""
    columns = {(a.register, a.field) for a in asked if a.ask == "word" and a.field in REGISTERS[a.register].naming}
    known = {column: frozenset(map(folded, terms.known_in(*column))) for column in columns}
    return tuple(a for a in asked if a.ask != "word" or folded(a.what) not in known.get((a.register, a.field), ()))


def _key(asked: Asked) -> Key:
    """What makes two cells one question: a name is asked about once for all registers."""
    what = plain(asked.what) if asked.ask in ("word", "heading", "person") else compared(asked.what)
    by_sheet = asked.by_sheet or asked.ask in ("sheet", "default")
    place = (asked.origin.file, asked.origin.sheet) if by_sheet else ("", "")
    return (asked.ask, what, "" if asked.ask == "person" else asked.register, asked.field, *place)


def _of_sheets(read: ServiceRead) -> Iterator[Asked]:
    for (file, name), sheet in read.unread_sheets.items():
        yield Asked("sheet", first_headings(sheet) or name or file, Origin(file, name), by_sheet=True)


def _of_facts(read: ServiceRead) -> Iterator[Asked]:
    for name in ASKED:
        if getattr(read.service, name) is None:
            yield Asked("fact", name, Origin(SERVICE_FILE))


def _of_traces(read: ServiceRead, assessments: Iterable[Assessment]) -> Iterator[Asked]:
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
