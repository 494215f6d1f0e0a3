"""The pages of a template, from their descriptions in pages/, whose indented lines are read so:

    Style: text                  a paragraph; <strong>, <link> and the other MARKS of markup.py begin its runs
    if WHAT, for NAME in LIST    what stands below, if it holds or for each: paragraphs, rows of a table, cells of a row
    include NAME                 the lines of `part NAME` in shared.txt
    table Style: what it shows   its first line, `columns`, names each column and how wide it is
    row                          with a cell for each "- ", or one across all columns

The tags that the template engine reads follow from where an `if` or `for` stands. A backslash joins a line with the
next, and # begins a note.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from word_template import markup as m
from word_template.styles import PARAGRAPHS

PAGES = Path(__file__).resolve().parent / "pages"
_CELL = re.compile(r"^( *)- ", re.MULTILINE)
_JOINED = re.compile(r"\\\n *")
# A cell must end with a paragraph, also when everything above it goes; this one is hardly seen.
_CELL_END = m.p("Pack Cell End")


class Line(NamedTuple):
    """A line of a description, and those indented below it."""

    text: str
    below: list["Line"]

    @property
    def word(self) -> str:
        """What kind of line it is."""
        return self.text.partition(" ")[0]

    @property
    def named(self) -> str:
        """What stands after that word."""
        return self.text.partition(" ")[2]


def body(name: str) -> str:
    """What stands in the document of a template."""
    return _paragraphs(_lines(name))


def _lines(name: str) -> list[Line]:
    """A description as a tree; a cell is a line of its own, "-", with its paragraphs below."""
    top = Line("", [])
    above = [(-1, top)]
    text = _JOINED.sub("", (PAGES / f"{name}.txt").read_text(encoding="utf-8"))
    for line in _CELL.sub(r"\1-\n\1  ", text).splitlines():
        indent, made = len(line) - len(line.lstrip()), Line(line.strip(), [])
        if made.text and made.word != "#":
            while above[-1][0] >= indent:
                above.pop()
            above[-1][1].below.append(made)
            above.append((indent, made))
    return top.below


def _part(name: str) -> list[Line]:
    return next(part.below for part in _lines("shared") if part.named == name)


def _each(lines: Iterable[Line], tag: Callable[[str], str], write: Callable[[Line], str]) -> str:
    """Lines in turn: `tag` writes what opens and closes an if or for, `write` any other."""
    written = ""
    for line in lines:
        if line.word in ("if", "for"):
            written += tag(line.text) + _each(line.below, tag, write) + tag(f"end{line.word}")
        elif line.word == "include":
            written += _each(_part(line.named), tag, write)
        else:
            written += write(line)
    return written


def _paragraphs(lines: Iterable[Line]) -> str:
    return _each(lines, lambda text: _tag("p", text), _paragraph)


def _tag(kind: str, text: str) -> str:
    """A paragraph with a tag that takes its paragraph, row or cell away with it when the template is filled in."""
    return m.p("Pack Tag", f"{{%{kind} {text} %}}")


def _paragraph(line: Line) -> str:
    if line.word == "table":
        return _table(line)
    style, _, text = line.text.partition(":")
    if style not in PARAGRAPHS:
        raise ValueError(f"no style of styles.yaml: {line.text}")
    return m.p(style, text.removeprefix(" "))


def _table(line: Line) -> str:
    style, _, about = line.named.partition(": ")
    columns, *rows = line.below
    titles, widths = zip(*(column.rpartition(" ")[::2] for column in columns.named.split(" | ")), strict=True)
    wide = [int(width) for width in widths]
    headings = (m.cell(width, m.p("Pack Table Heading", title)) for title, width in zip(titles, wide, strict=True))
    head = m.row("".join(headings), header=True) if any(titles) else ""
    below = _each(rows, lambda text: _across(wide, _tag("tr", text)), lambda row: _row(wide, row.below))
    return m.table(style, about, wide, head + below)


def _across(wide: Sequence[int], content: str) -> str:
    """A row of one cell."""
    return m.row(m.cell(sum(wide), content, span=len(wide)))


def _row(wide: Sequence[int], cells: Sequence[Line]) -> str:
    if cells[0].word == "for":
        return m.row(_each(cells, lambda text: m.cell(0, _tag("tc", text)), lambda cell: m.cell(0, _content(cell))))
    if len(cells) == 1:
        return _across(wide, _content(cells[0]))
    return m.row("".join(m.cell(width, _content(cell)) for width, cell in zip(wide, cells, strict=True)))


def _content(cell: Line) -> str:
    may_go = cell.below[-1].word in ("if", "for", "include")
    return _paragraphs(cell.below) + (_CELL_END if may_go else "")
