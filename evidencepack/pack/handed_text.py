"""What people wrote, looked through before it is handed over: no code of a person, and the place of each name left."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import asdict, replace

from evidencepack.notes import Note, listed, note
from evidencepack.origin import Origin
from evidencepack.pack.handed_registers import COUNTED
from evidencepack.pack.inputs import PackInputs
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.shown import Shown
from evidencepack.registers import REGISTERS, Document, Example, Record, field_names, field_types

_PATHS = frozenset({"path", "fingerprint", "name"})
_TOLD = frozenset({"context", "approach", "delivery", "effect", "cites"})  # of an example, once consent is dated
_MOST_SAID = 10


def places_found(material: PackInputs) -> tuple[Note, ...]:
    """Where something that would be handed over holds a name or an identifier, each place once; never what it is."""
    shown = material.shown()
    origins = (origin for origin, text in _texts(material) if shown.scrub.found(text))
    return tuple(dict.fromkeys(_place(origin, shown.scrub) for origin in (*origins, *_cells(material, shown))))


def said_of(places: tuple[Note, ...]) -> tuple[Note, ...]:
    """What the manager is told of them: the first places, and how many more there are."""
    more = len(places) - _MOST_SAID
    rest = (note("replaced-more", n=more),) if more > 0 else ()
    return (*(note("replaced-at", place=place) for place in places[:_MOST_SAID]), *rest)


def _place(origin: Origin, scrub: Scrubber) -> Note:
    parts = [note("at-file", file=scrub(origin.file))]
    parts += [note("at-sheet", sheet=scrub(origin.sheet))] if origin.sheet else []
    if origin.cell:
        parts.append(note("at-cell", cell=origin.cell))
    else:
        parts += [note("at-row", row=str(origin.row))] if origin.row else []
        parts += [note("at-column", column=scrub(origin.column))] if origin.column else []
    return listed(parts)


def _texts(material: PackInputs) -> Iterator[tuple[Origin, str]]:
    """What the edition to hand over would print that stands in no cell of a register, with its place."""
    yield from _of_files(material)
    for name, fact in material.service.facts.items():
        origin = getattr(fact, "origin", Origin("service.yaml", column=f"facts: {name}"))
        yield from ((origin, text) for text in (str(fact.value), fact.document))
    for ref, action in material.typed.actions.items():
        if action.owner or action.due:  # no other is handed over
            yield from _of_typed("Gaps and actions", ref, asdict(action))
    for key, view in material.typed.views.items():
        yield from _of_typed("Expectations", key, asdict(view))
    yield from ((Origin(answer.file), answer.file) for answer in material.answers.values())


def _of_typed(sheet: str, ref: str, cells: Mapping[str, str]) -> Iterator[tuple[Origin, str]]:
    for field, text in cells.items():
        yield Origin("packs", sheet, 0, f"{ref} {field}"), text


def _of_files(material: PackInputs) -> Iterator[tuple[Origin, str]]:
    names = (*(material.inputs or {}), *(row.origin.file for row in material.records.of("documents")))
    yield from ((Origin(name), name) for name in dict.fromkeys(names))
    for account in material.accounts:
        yield Origin(account.file), account.file
        yield Origin(account.file, account.sheet), account.sheet
        for heading in (*account.unused_columns, *(heading for heading, _ in account.fields)):
            yield Origin(account.file, account.sheet, 0, heading), heading
    for said in material.notes:
        yield from ((Origin(fact), fact) for _, fact in said.facts if isinstance(fact, str))


def _cells(material: PackInputs, shown: Shown) -> Iterator[Origin]:
    """The cells of registers that would be printed and that somebody is named in."""
    letters = {(account.file, account.sheet): account.letters for account in material.accounts}
    for register, rows in material.records.rows.items():
        for name in _printed(REGISTERS[register]):
            texts = [str(getattr(row, name)) for row in rows]
            if held := {text for text in set(texts) if shown.scrub.found(text)}:
                pairs = zip(rows, texts, strict=True)
                named = (row for row, text in pairs if text in held and _is_printed(row, name, text, shown))
                yield from (_cell(row, name, letters) for row in named)


def _printed(record: type[Record]) -> Iterable[str]:
    """The fields of a register whose words are handed over."""
    if record.register in COUNTED:
        return COUNTED[record.register]
    kinds = field_types(record)
    closed = record.personal - (_TOLD if record is Example else frozenset())
    return [name for name in field_names(record) if kinds[name] == "str" and name not in closed | _PATHS]


def _is_printed(row: Record, name: str, text: str, shown: Shown) -> bool:
    """A word of a list that no list knows is not, nor what an example tells before its person agreed."""
    if isinstance(row, Document) and not row.origin.row:
        return False  # its title is its file name, whose place is told already
    if isinstance(row, Example) and name in _TOLD:
        return row.consent is not None
    return shown.cell(type(row), name, text, handed=True) == shown.scrub(text)


def _cell(row: Record, name: str, letters: Mapping[tuple[str, str], Mapping[str, str]]) -> Origin:
    letter = letters.get((row.origin.file, row.origin.sheet), {}).get(name, "")
    return replace(row.origin, column=name.replace("_", " "), letter=letter)
