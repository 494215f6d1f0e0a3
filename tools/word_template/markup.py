"""Paragraphs, runs and tables as WordprocessingML."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

# Marks in the text of a paragraph, and their styles. A link leads to the anchor with the same text, if there is one; in
# a link ", " parts a list.
MARKS = {
    "anchor": "Pack Anchor", "good": "Status good", "link": "Pack Link", "part": "Status part", "quiet": "Pack Quiet",
    "run": "", "strong": "Strong",
}  # fmt: skip
# What the template engine replaces as a whole stands in a run of its own.
_RUNS = re.compile(r"(<\w+>.*?</\w+>|<br/>|\{\{r .*?\}\}|\{%r .*?%\})")
_MARKED = re.compile(r"<(\w+)>(.*)</\1>")


def style_id(name: str) -> str:
    """The id that Word itself gives a style of this name: "heading 1" is Heading1."""
    return (name[0].upper() + name[1:]).replace(" ", "")


def p(style: str, text: str = "") -> str:
    """A paragraph; in its text <strong>, <link> and the other marks begin a run in the style of that name."""
    runs = "".join(_run(part) for part in _RUNS.split(text) if part)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{runs}</w:p>'


def _run(text: str) -> str:
    if text == "<br/>":
        return "<w:r><w:br/></w:r>"
    marked = _MARKED.fullmatch(text)
    style, shown = (MARKS[marked[1]], marked[2]) if marked else ("", text)
    look = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    shown = escape(shown.replace("&nbsp;", "\u00a0"))
    return f'<w:r>{look}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def cell(width: int, content: str, span: int = 1) -> str:
    """A cell `width` twentieths of a point wide (0: as its column)."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    kind = "dxa" if width else "auto"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="{kind}"/>{spans}</w:tcPr>{content}</w:tc>'


def row(cells: str, header: bool = False) -> str:
    """A row that stays on one page; a header row comes again on each page."""
    again = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"


def table(style: str, about: str, widths: Sequence[int], rows: str) -> str:
    """A table of fixed widths; `about` is what a screen reader says of it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(about)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
