"""What would settle a figure that rows leave open: each cause in words, and where its rows are."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from evidencepack.assessment import Finding
from evidencepack.measures import TraceRow, UsedAs
from evidencepack.notes import Fact, Note, note
from evidencepack.origin import Account, Origin
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.listed_model import OpenCause
from evidencepack.registers import Records
from evidencepack.statuses import Status

MOST_WORDS, _MOST_ROWS = 6, 8
# By why a row may count and may not: what is said of all rows of which that holds.
_SAID_OF = {
    "maybe-word": "settle-word",
    "maybe-cell": "settle-cell",
    "maybe-undated": "settle-undated",
    "maybe-text": "settle-text",
    "maybe-scale": "settle-scale",
    "maybe-blank": "settle-blank",
    "maybe-absent": "settle-absent",
    "maybe-signs": "settle-signs",
    "maybe-row": "settle-row",
    "maybe-counterpart": "settle-counterpart",
    "ticked-undated": "settle-tick",
}
# Of these, our own words are clearer than a heading: whether the duty of candour applies.
_IN_OUR_WORDS = ("maybe-absent", "maybe-signs", "maybe-counterpart")

Headings = Mapping[tuple[str, str], Mapping[str, str]]


def headings_of(accounts: Iterable[Account]) -> Headings:
    """By file and sheet, the heading of each field that one heading of the sheet stands for."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for account in accounts:
        fields = [field for _, field in account.fields]
        plain = {field: heading for heading, field in account.fields if fields.count(field) == 1}
        found[account.file, account.sheet] = {f"{account.register}.{field}": h for field, h in plain.items()}
    return found


def origins_of(records: Records) -> Mapping[str, Origin]:
    """The place of every row by its id, of those included that were understood in part."""
    found = (row for rows in (*records.rows.values(), *records.partial.values()) for row in rows)
    return {row.id: row.origin for row in found}


def matters(finding: Finding) -> bool:
    """Whether the rows of a finding that could be read in more than one way make a difference to it."""
    m = finding.measured
    return finding.status is Status.UNCLEAR or (m.least is not None and m.least != m.greatest)


def causes_of(finding: Finding, desk: PackContext) -> tuple[OpenCause, ...]:
    """What keeps a figure open, each cause once: its code, the field, the words and the places of its rows."""
    if not matters(finding):
        return ()
    groups: dict[tuple[str, Fact, Fact], list[TraceRow]] = {}
    open_rows = (row for row in finding.measured.trace if row.used_as is UsedAs.MAYBE)
    for row in sorted(open_rows, key=lambda row: (row.origin.file, row.origin.sheet, row.origin.row)):
        facts = dict(row.because.facts)
        groups.setdefault((row.because.code, facts.get("register", ""), facts.get("field", "")), []).append(row)
    return tuple(_cause(rows, desk) for rows in groups.values())


def _cause(rows: Sequence[TraceRow], desk: PackContext) -> OpenCause:
    because, messages = rows[0].because, desk.material.messages
    origins = [origin for row in rows for origin in elsewhere(row, desk) or (row.origin,)]
    places = list(dict.fromkeys((o.file, o.sheet, o.row) for o in origins))
    register = str(dict(because.facts).get("register", "")) or rows[0].register
    facts: dict[str, Fact] = {
        "log": note(f"{register}.register"),
        "field": _field(because, origins[0], desk),
        "words": _words(rows, desk),
        "places": "; ".join(map(messages.what, place_notes(places, desk))),
        "why": without_names(because, desk),
    }
    said = note(_SAID_OF.get(because.code, "settle-other"), n=len(places), **facts)
    named = ("field", "words", "places") if because.code in _SAID_OF else ("places",)
    told = {name: messages.printed(facts[name]) for name in named}
    return OpenCause(
        code=because.code,
        sentence=messages.what(said),
        rows=len(places),
        facts=(("register", register), *((name, text) for name, text in told.items() if text)),
    )


def elsewhere(row: TraceRow, desk: PackContext) -> tuple[Origin, ...]:
    """The rows of another register, such as training, that leave a person open; none where it is their own."""
    if dict(row.because.facts).get("register", row.register) == row.register:
        return ()
    return tuple(desk.origins[id_] for id_ in row.by if id_ in desk.origins)


def _field(because: Note, origin: Origin, desk: PackContext) -> Fact:
    """What a cell holds: by the heading of the home itself, where it is known and says more than our words."""
    field = dict(because.facts).get("field", "")
    known = desk.headings.get((origin.file, origin.sheet), {})
    if not isinstance(field, Note) or because.code in _IN_OUR_WORDS or field.code not in known:
        return field
    return note("heading-named", heading=desk.scrub(known[field.code]))


def unknown_words(row: TraceRow) -> tuple[str, ...]:
    """The words that leave a row open, of which no list knows."""
    facts = dict(row.because.facts)
    words = facts.get("words") or (facts.get("word", ""),)
    return tuple(str(word) for word in words if word) if isinstance(words, tuple) else ()


def _words(rows: Sequence[TraceRow], desk: PackContext) -> Fact:
    """The words that keep rows open, each once; how many they are where they are not to be shown."""
    facts = [dict(row.because.facts) for row in rows]
    given = list(dict.fromkeys(word for row in rows for word in unknown_words(row)))
    shown = [word for word in given if desk.may_show(word)]
    signs = list(dict.fromkeys(str(f["sign"]).lower() for f in facts if "sign" in f))
    if given and not shown:
        return note("n-not-shown", n=len(given))
    listed = shown or signs
    more = len(given or signs) - len(listed[:MOST_WORDS])
    return (*listed[:MOST_WORDS], *((note("rest-of-them", n=more),) if more else ()))


def without_names(because: Note, desk: PackContext) -> Note:
    """Why a row counted as it did, without a word that no list knows where it may be a name."""
    facts = dict(because.facts)
    if because.code != "maybe-word" or desk.may_show(str(facts["word"])):
        return desk.shown.note(because)
    return note(because.code, **{**facts, "word": note("not-shown")})


def place_notes(places: Sequence[tuple[str, str, int]], desk: PackContext) -> list[Note]:
    """Rows by file and sheet, in their order; the last place says how many more there are."""
    by_sheet: dict[tuple[str, str], list[int]] = {}
    for file, sheet, row in sorted(places)[:_MOST_ROWS]:
        by_sheet.setdefault((file, sheet), []).append(row)
    more, found = len(places) - _MOST_ROWS, []
    for i, ((file, sheet), numbers) in enumerate(by_sheet.items(), 1):
        last: tuple[Fact, ...] = (note("rest-of-them", n=more),) if more > 0 and i == len(by_sheet) else ()
        rows = (*map(str, numbers), *last)
        name = desk.scrub(PurePosixPath(file).name)
        if not desk.may_show_rows(file, sheet):
            found.append(note("place-sheet", file=name, sheet=desk.scrub(sheet)) if sheet else note("place", file=name))
        elif sheet:
            found.append(note("place-sheet-rows", n=len(rows), file=name, sheet=desk.scrub(sheet), rows=rows))
        else:
            found.append(note("place-rows", n=len(rows), file=name, rows=rows))
    return found
