"""The styles of the templates, as styles.yaml tells them, in Word's order of their parts."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from word_template.markup import style_id

Told = Mapping[str, Any]
_LOOKS: Told = yaml.safe_load(Path(__file__).with_name("styles.yaml").read_text(encoding="utf-8"))
COLOURS: Mapping[str, str] = _LOOKS["colours"] | {tone: ink for tone, (ink, _) in _LOOKS["tones"].items()}
PARAGRAPHS: Mapping[str, Told] = _LOOKS["paragraphs"]
# Colours that follow the theme, which a brand changes first (in Word: Design, Colors and Fonts).
_THEMED = {"ink": "text1", "brand": "accent1", "link": "hyperlink"}
_KEEP = {"next": "<w:keepNext/>", "lines": "<w:keepLines/>", "page": "<w:pageBreakBefore/>"}
_PRIORITY = {"paragraph": 9, "character": 20, "table": 59}
_ONE_LINE = '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'


def styles() -> str:
    """Every style but Word's own defaults, which stand in package/word/styles.xml."""
    tones = {f"Status {tone}": {"ink": tone, "bold": True, "wash": wash} for tone, (_, wash) in _LOOKS["tones"].items()}
    paragraphs = (
        _style("paragraph", name, _paragraph(told) + _letters(told), told.get("based", "Normal"), told.get("next", ""))
        for name, told in PARAGRAPHS.items()
    )
    characters = (
        _style("character", name, _letters(told), "DefaultParagraphFont")
        for name, told in (_LOOKS["characters"] | tones).items()
    )
    tables = (_style("table", name, _table(told), "TableNormal") for name, told in _LOOKS["tables"].items())
    return "".join((*paragraphs, *characters, *tables))


def _style(kind: str, name: str, looks: str, based: str, following: str = "") -> str:
    custom = ' w:customStyle="1"' if name.startswith(("Pack ", "Status ")) else ""
    after = f'<w:next w:val="{style_id(following)}"/>' if following else ""
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{style_id(based)}"/>{after}<w:uiPriority w:val="{_PRIORITY[kind]}"/><w:qFormat/>'
        f"{looks}</w:style>"
    )


def _letters(told: Told) -> str:
    ink, half_points = told.get("ink", ""), int(told.get("size", 0) * 2)
    themed = f' w:themeColor="{_THEMED[ink]}"' if ink in _THEMED else ""
    look = "<w:b/><w:bCs/>" if "bold" in told else ""
    look += f'<w:color w:val="{COLOURS[ink]}"{themed}/>' if ink else ""
    look += f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    look += '<w:u w:val="single"/>' if "underlined" in told else ""
    look += _shading(told["wash"]) if "wash" in told else ""
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def _shading(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _paragraph(told: Told) -> str:
    return f"<w:pPr>{''.join(_sits(told))}</w:pPr>"


def _sits(told: Told) -> Iterator[str]:
    """How a paragraph sits."""
    yield from (_KEEP[keep] for keep in told.get("keep", ()))
    if "list" in told:
        yield f'<w:numPr><w:numId w:val="{told["list"]}"/></w:numPr>'
    if "border" in told:
        yield f"<w:pBdr>{_line(*told['border'])}</w:pBdr>"
    if "tab" in told:
        yield f'<w:tabs><w:tab w:val="right" w:pos="{told["tab"]}"/></w:tabs>'
    before, after, *line = told["space"]
    height, rule = (*line, "auto")[:2] if line else ("", "")
    high = f' w:line="{height}" w:lineRule="{rule}"' if line else ""
    yield f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"{high}/>'
    if "indent" in told:
        left, *hanging = told["indent"]
        hangs = "".join(f' w:hanging="{far}"' for far in hanging)
        yield f'<w:ind w:left="{left}"{hangs}/>'
    if "level" in told:
        yield f'<w:outlineLvl w:val="{told["level"]}"/>'


def _line(side: str, size: int, colour: str, gap: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{gap}" w:color="{COLOURS[colour]}"/>'


def _lines(told: Sequence[Sequence[Any]]) -> str:
    return "".join(_line(*line) for line in told)


def _table(told: Told) -> str:
    tall, wide = told["space"]
    sides = (("top", tall), ("left", wide), ("bottom", tall), ("right", wide))
    space = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    looks = f"<w:tblBorders>{_lines(told['lines'])}</w:tblBorders><w:tblCellMar>{space}</w:tblCellMar>"
    return f"{_ONE_LINE}<w:tblPr>{looks}</w:tblPr>{_first_row(told['first']) if 'first' in told else ''}"


def _first_row(lines: Sequence[Sequence[Any]]) -> str:
    look = f"<w:tcBorders>{_lines(lines)}</w:tcBorders>{_shading(COLOURS['wash'])}"
    return f'<w:tblStylePr w:type="firstRow"><w:tcPr>{look}</w:tcPr></w:tblStylePr>'
