"""docs/reference/registers.md, from the record classes and the column maps."""

import inspect
from collections.abc import Iterator
from typing import get_type_hints

from evidencepack.cli.framework_page import code, table
from evidencepack.library import Library
from evidencepack.registers import (
    REGISTERS,
    Blank,
    Holds,
    Record,
    blank_of,
    field_names,
    field_types,
    holds,
    required_fields,
)
from reference.markdown import meaning, words_of

HEAD = """# Registers

<!-- Written by tools/generate.py from evidencepack/registers/ and mappings/columns/. -->

A register is all rows of a kind. You need none of them in particular: what you do not have is *not supplied*,
and nothing is said about it. The headings are those our column maps know already; yours may differ, and [Map
your spreadsheets](../how-to/map-your-spreadsheets.md) shows how to add them.

- **needed**: without it the row cannot count. It becomes a problem with file, sheet and row.
- **printed**: what of a text is printed. Of a *list* only words that our lists know: of people by what they do job
  roles, else the words of topics, of `known.yaml`, of choices and of `people.yaml`, and numbers such as C-014;
  ordinary words too, though not of what a row is about in a pack to hand over. The rest is "(not shown)", and you are
  asked once a column. A *title* is printed without names; an *organisation* where it says what it is (council,
  surgery, club) or stands under `partners` in `service.yaml`. *Never*: personal data and free text. A person becomes
  a code, free text becomes "on file".
- **same row**: two rows that agree in all of these count once, whichever files they stand in, unless they say
  different things.
- **topics**: where the words of a topic are looked for.
- **a blank means**: what an empty cell says where the column is there. A cell that could not be read, a word that is
  not known and a column that is not there are something else: they leave a figure open, and the pack prints its least
  and its greatest.
"""
_SHOWN = 4


def page(library: Library) -> str:
    """The page, in Markdown."""
    lines = [HEAD]
    for record in REGISTERS.values():
        lines += _register(record, library)
    return "\n".join(lines)


def _register(record: type[Record], library: Library) -> Iterator[str]:
    yield f"## {record.register}"
    yield ""
    yield f"{record.label}. {' '.join(inspect.cleandoc(record.__doc__ or '').split())}"
    yield ""
    yield from _facts(record, library)
    yield ""
    hints, headings = get_type_hints(record), _headings(record, library)
    needed = required_fields(record)
    rows = (
        (
            code(name),
            meaning(record.register, name) or words_of(hints[name]),
            ", ".join(headings.get(name, ())[:_SHOWN]),
            words_of(hints[name]),
            "" if name in needed else _blank(record, name),
            "yes" if name in needed else "",
            _printed(record, name),
        )
        for name in field_names(record)
    )
    yield from table(("field", "what it holds", "headings we know", "as", "a blank means", "needed", "printed"), rows)
    yield ""


def _printed(record: type[Record], name: str) -> str:
    """What of a text field is printed, in a word or two; nothing for days, numbers, yes and no, which all are."""
    if name in record.bodies:
        return "organisation"
    if name in record.of_people:
        return "list: people by what they do"
    kind = holds(record, name)
    return {Holds.LIST: "list", Holds.TITLE: "title", Holds.FREE: "never", None: ""}[kind]


def _blank(record: type[Record], name: str) -> str:
    """What an empty cell means; of plain text that tells nothing of what was done, that none is given."""
    blank = blank_of(record, name)
    return "none given" if blank is Blank.NO and field_types(record)[name] == "str" else blank.value


def _facts(record: type[Record], library: Library) -> Iterator[str]:
    maps = [m.id for m in library.column_maps.values() if m.register_ == record.register]
    yield f"- Same row: {', '.join(map(code, record.key)) or 'never; each row counts'}."
    ahead = "; it may lie after the day of the pack" if record.may_be_ahead else ""
    yield f"- Its day: {code(record.dated_by)}{ahead}."
    if record.topical:
        yield f"- Topics: {', '.join(map(code, record.topical))}."
    if record.needs_one_of:
        yield f"- One of these is needed: {', '.join(map(code, record.needs_one_of))}."
    yield f"- Column maps: {', '.join(map(code, maps)) or 'none'}."


def _headings(record: type[Record], library: Library) -> dict[str, tuple[str, ...]]:
    """The headings a field goes by in the shipped column maps, each once, in their order."""
    found: dict[str, dict[str, None]] = {}
    for column_map in library.column_maps.values():
        if column_map.register_ == record.register:
            for field, headings in column_map.columns.items():
                found.setdefault(field, {}).update(dict.fromkeys(headings))
    return {field: tuple(headings) for field, headings in found.items()}
