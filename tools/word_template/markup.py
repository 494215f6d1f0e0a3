"""Paragraphs, runs and tables as WordprocessingML, short enough to read the pages by."""

from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WIDTH = 9746  # of A4 between the margins, in twentieths of a point
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def style_id(name: str) -> str:
    """The id that Word itself gives a style of this name: "heading 1" is Heading1."""
    return (name[0].upper() + name[1:]).replace(" ", "")


def run(text: str, style: str = "") -> str:
    """Text in a character style, or in none."""
    look = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(text: str) -> str:
    """Text that becomes a link where an anchor with the same text exists; a list is parted by ", "."""
    return run(text, "Pack Link")


def anchor(text: str) -> str:
    """Text that links lead to."""
    return run(text, "Pack Anchor")


def quiet(text: str) -> str:
    """Text that may be passed over."""
    return run(text, "Pack Quiet")


def strong(text: str) -> str:
    """Text that stands out."""
    return run(text, "Strong")


def line() -> str:
    """To the next line of the same paragraph, so that what follows is not broken, as the ref of an action would be."""
    return "<w:r><w:br/></w:r>"


def tab() -> str:
    """To the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def p(style: str, *parts: str) -> str:
    """A paragraph of runs; a part that is no run yet becomes one."""
    runs = "".join(part if part.startswith("<w:") else run(part) for part in parts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{runs}</w:p>'


GAP = p("Pack Gap")


def tag(text: str) -> str:
    """A paragraph that holds a template tag and goes when the template is filled in."""
    return p("Pack Tag", f"{{%p {text} %}}")


def each_run(loop: str, *runs: str) -> str:
    """Runs again for each of something, inside one paragraph."""
    return run(f"{{%r for {loop} %}}") + "".join(runs) + run("{%r endfor %}")


def each(loop: str, *paragraphs: str) -> str:
    """Paragraphs and tables again for each of something."""
    return tag(f"for {loop}") + "".join(paragraphs) + tag("endfor")


def when(condition: str, *paragraphs: str) -> str:
    """Paragraphs and tables only if something holds."""
    return tag(f"if {condition}") + "".join(paragraphs) + tag("endif")


def end() -> str:
    """A cell must end with a paragraph, also when everything above it goes; this one is hardly seen."""
    return p("Pack Cell End")


def cell(width: int, *paragraphs: str, span: int = 1, header: bool = False) -> str:
    """A cell `width` twentieths of a point wide (0: as its column)."""
    kind = "dxa" if width else "auto"
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    style = "Pack Table Heading" if header else "Pack Table Text"
    content = "".join(part if part.startswith("<w:p>") else p(style, part) for part in paragraphs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="{kind}"/>{spans}</w:tcPr>{content}</w:tc>'


def row(*cells: str, header: bool = False) -> str:
    """A row that stays on one page; a header row comes again on each page."""
    again = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{''.join(cells)}</w:tr>"


def row_tag(text: str, columns: int, width: int) -> str:
    """A row that holds a template tag and goes when the template is filled in."""
    return row(cell(width, p("Pack Tag", f"{{%tr {text} %}}"), span=columns))


def table(style: str, about: str, widths: tuple[int, ...], *rows: str) -> str:
    """A table of fixed widths; `about` is what a screen reader says of it."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    looks = (
        f'<w:tblStyle w:val="{style_id(style)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(about)}/>"
    )
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def listing(
    about: str, columns: tuple[tuple[str, int], ...], loop: str, *cells: tuple[str, ...], before: str = ""
) -> str:
    """A table with a header row and one row for each of something; `before` is rows above them."""
    widths = tuple(width for _, width in columns)
    whole = len(widths), sum(widths)
    return table(
        "Pack Table",
        about,
        widths,
        row(*(cell(width, title, header=True) for title, width in columns), header=True),
        before,
        row_tag(f"for {loop}", *whole),
        row(*(cell(width, *content) for width, content in zip(widths, cells, strict=True))),
        row_tag("endfor", *whole),
    )


def whole(body: str) -> str:
    """document.xml: the body on A4 pages with the footer beneath."""
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1021" w:right="1080" w:bottom="1021" w:left="1080"'
        ' w:header="567" w:footer="510" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{page}</w:body></w:document>'
