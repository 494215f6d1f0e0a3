"""The looks: every style a designer may change in Word. Ink on its paper has a contrast of 7:1 or more."""

from word_template.markup import HEAD, W, style_id

INK, QUIET, BRAND, LINK = "1B2733", "4A5663", "17405E", "0F4F80"
WASH, LINE = "F4F6F8", "C9D1D8"
TONES = {
    "good": ("0B5137", "E4F2EA"),
    "part": ("694000", "FCF0D8"),
    "poor": ("86191C", "FAE5E3"),
    "none": ("3F4A55", "E9EDF0"),
    "info": ("12487A", "E2EEF8"),
}
THEMED = {INK: "text1", BRAND: "accent1", LINK: "hyperlink"}


def colour(value: str) -> str:
    """A colour that follows the theme where the theme has it."""
    themed = f' w:themeColor="{THEMED[value]}"' if value in THEMED else ""
    return f'<w:color w:val="{value}"{themed}/>'


def letters(size: float = 0, ink: str = "", bold: bool = False, wash: str = "", line: bool = False) -> str:
    """How letters look: size in points, colour, weight, shading, underline."""
    look = "<w:b/><w:bCs/>" if bold else ""
    look += colour(ink) if ink else ""
    look += f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else ""
    look += '<w:u w:val="single"/>' if line else ""
    look += f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>' if wash else ""
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def space(before: float = 0, after: float = 0, line: int = 0, left: int = 0, hanging: int = 0, **also: str) -> str:
    """How a paragraph sits: points before and after, indent; keep, numbers, border, tabs, rule, level."""
    rule = f' w:line="{line}" w:lineRule="{also.get("rule", "auto")}"' if line else ""
    hang = f' w:hanging="{hanging}"' if hanging else ""
    indent = f'<w:ind w:left="{left}"{hang}/>' if left or hanging else ""
    return (
        f"<w:pPr>{also.get('keep', '')}{also.get('numbers', '')}{also.get('border', '')}"
        f'{also.get("tabs", "")}<w:spacing w:before="{int(before * 20)}" w:after="{int(after * 20)}"{rule}/>'
        f"{indent}{also.get('level', '')}</w:pPr>"
    )


def numbers(list_id: int) -> str:
    """Belongs to a list of numbering.xml."""
    return f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>'


def border(side: str, size: int, ink: str, gap: int) -> str:
    """A line on one side of a paragraph; size in eighths of a point."""
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{gap}" w:color="{ink}"/></w:pBdr>'


def level(number: int) -> str:
    """How deep it stands in the outline."""
    return f'<w:outlineLvl w:val="{number}"/>'


KEEP = "<w:keepNext/><w:keepLines/>"
TOGETHER = "<w:keepLines/>"
NEW_PAGE = KEEP + "<w:pageBreakBefore/>"
NEXT = "<w:keepNext/>"
RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:pos="9746"/></w:tabs>'

UNDER = border("bottom", 12, BRAND, 4)
OVER = border("top", 4, LINE, 6)
BAR = border("top", 48, BRAND, 10)
BESIDE = border("left", 24, BRAND, 8)
MARKED = numbers(3)

# name: (based on, next, how it sits, how its letters look)
PARAGRAPHS = {
    "Title": ("Normal", "Subtitle", space(2, 2, 240, keep=KEEP), letters(28, BRAND, bold=True)),
    "Subtitle": ("Normal", "Body Text", space(0, 6, 240, keep=KEEP), letters(15, BRAND)),
    "heading 1": ("Normal", "Body Text", space(26, 8, 240, keep=KEEP, level=level(0), border=UNDER),
                  letters(18, BRAND, bold=True)),
    "heading 2": ("Normal", "Body Text", space(20, 4, 240, keep=KEEP, level=level(1)),
                  letters(14, BRAND, bold=True)),
    "heading 3": ("Normal", "Body Text", space(12, 4, 240, keep=KEEP, level=level(2)),
                  letters(11, INK, bold=True)),
    "Body Text": ("Normal", "", space(0, 6), ""),
    "Pack Lead": ("Body Text", "", space(0, 6, keep=NEXT), ""),
    "List Bullet": ("Normal", "", space(0, 3, left=340, hanging=227, numbers=numbers(1)), ""),
    "Pack Asked": ("List Bullet", "", space(0, 3, left=340, hanging=227, numbers=numbers(1), keep=NEXT), ""),
    "List Number": ("Normal", "", space(0, 5, left=397, hanging=397, numbers=numbers(2), keep=TOGETHER), ""),
    "caption": ("Normal", "Body Text", space(6, 3, 240, keep=KEEP), letters(9.5, QUIET)),
    "footer": ("Normal", "", space(0, 0, 240, tabs=RIGHT_TAB, border=OVER), letters(8.5, QUIET)),
    "Pack Footer": ("footer", "", space(0, 0, 240), letters(0, INK, bold=True)),
    "Pack Kicker": ("Normal", "Title", space(0, 0, 240, keep=KEEP, border=BAR),
                    letters(11, QUIET, bold=True)),
    "Pack Meta": ("Normal", "", space(0, 2), letters(10, QUIET)),
    "Pack Part": ("heading 1", "Body Text",
                  space(0, 8, 240, keep=NEW_PAGE, level=level(0), border=UNDER), ""),
    "Pack Status Line": ("Normal", "Body Text", space(0, 4, keep=KEEP), ""),
    "Pack Headline": ("Normal", "Body Text", space(0, 3, keep=KEEP), letters(0, "", bold=True)),
    "Pack Small": ("Normal", "", space(2, 4, 252), letters(9, QUIET)),
    "Pack Small Lead": ("Pack Small", "", space(2, 4, 252, keep=NEXT), ""),
    "Pack View": ("Normal", "", space(3, 3, left=170, keep=TOGETHER, border=BESIDE), ""),
    "Pack Gap": ("Normal", "", space(0, 0, 200), letters(5)),
    "Pack Cell End": ("Normal", "", space(0, 0, 20, rule="exact"), letters(1)),
    "Pack Tag": ("Normal", "", space(0, 0, 240), letters(8, "7030A0")),
    "Pack Table Text": ("Normal", "", space(0, 2, 252), letters(9.5)),
    "Pack Table Title": ("Pack Table Text", "", space(0, 1, 252), letters(0, "", bold=True)),
    "Pack Table Heading": ("Pack Table Text", "", space(0, 1, 240, keep=NEXT), letters(9, BRAND, bold=True)),
    "Pack Table Group": ("Pack Table Text", "", space(2, 1, 240, keep=NEXT), letters(9.5, BRAND, bold=True)),
    "Pack Tight": ("Pack Table Text", "", space(0, 0, 240), letters(8.5)),
    "Pack Table Small": ("Pack Table Text", "", space(0, 2, 245), letters(8.5, QUIET)),
    "Pack Flag": ("Pack Table Text", "", space(0, 2, 245, left=170, hanging=170, numbers=MARKED), letters(9)),
    "Pack Card Text": ("Pack Table Text", "", space(0, 2, 252, keep=KEEP), ""),
    "Pack Card Title": ("Pack Card Text", "", space(0, 1, 252, keep=KEEP), letters(0, "", bold=True)),
    "Pack Card Small": ("Pack Card Text", "", space(0, 2, 245, keep=KEEP), letters(8.5, QUIET)),
    "Pack Count": ("Pack Table Text", "", space(2, 2, 240), letters(20, INK, bold=True)),
}  # fmt: skip

# name: how its letters look
CHARACTERS = {
    "Strong": letters(bold=True),
    "Pack Quiet": letters(ink=QUIET),
    "Pack Link": letters(ink=LINK, line=True),
    "Pack Anchor": "",
} | {f"Status {tone}": letters(ink=ink, bold=True, wash=wash) for tone, (ink, wash) in TONES.items()}


def edge(side: str, size: int, ink: str = LINE) -> str:
    """A line of a table; size in eighths of a point, 0 for none."""
    kind = "single" if size else "nil"
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{ink}"/>'


def table_style(name: str, edges: str, padding: tuple[int, int], first_row: str = "") -> str:
    """A table style: its lines, the space in its cells (above and below, left and right), its first row."""
    tall, wide = padding
    margins = (
        f'<w:tblCellMar><w:top w:w="{tall}" w:type="dxa"/><w:left w:w="{wide}" w:type="dxa"/>'
        f'<w:bottom w:w="{tall}" w:type="dxa"/><w:right w:w="{wide}" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>{margins}</w:tblPr>{first_row}</w:style>"
    )


def first_row(edges: str, wash: str) -> str:
    """How the first row of a table differs."""
    return (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{edges}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/></w:tcPr></w:tblStylePr>'
    )


def tables() -> str:
    """Listing, card, and the strip of counts."""
    rules = edge("top", 8, BRAND) + edge("bottom", 4) + edge("insideH", 4)
    card = edge("top", 4) + edge("left", 24, BRAND) + edge("bottom", 4) + edge("right", 4) + edge("insideH", 4)
    strip = edge("top", 4) + edge("left", 4) + edge("bottom", 4) + edge("right", 4) + edge("insideV", 4)
    header = first_row(edge("bottom", 8, BRAND), WASH)
    return (
        table_style("Pack Table", rules, (45, 85), header)
        + table_style("Pack Tight Table", rules, (14, 85), header)
        + table_style("Pack Card", card, (50, 110), first_row("", WASH))
        + table_style("Pack Strip", strip, (70, 110))
    )


BUILT_IN = {
    "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Body Text", "List Bullet", "List Number",
    "caption", "footer", "Strong",
}  # fmt: skip


def _paragraph(name: str, based: str, following: str, sits: str, look: str) -> str:
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    after = f'<w:next w:val="{style_id(following)}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{style_id(based)}"/>{after}<w:uiPriority w:val="9"/><w:qFormat/>'
        f"{sits}{look}</w:style>"
    )


def _character(name: str, look: str) -> str:
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="20"/><w:qFormat/>{look}</w:style>'
    )


FONTS = (
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"'
    ' w:cstheme="minorBidi"/>'
)
BASE = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{FONTS}"
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f"<w:rPr>{colour(INK)}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def styles() -> str:
    """styles.xml."""
    paragraphs = "".join(_paragraph(name, *how) for name, how in PARAGRAPHS.items())
    characters = "".join(_character(name, look) for name, look in CHARACTERS.items())
    return f'{HEAD}<w:styles xmlns:w="{W}">{BASE}{paragraphs}{characters}{tables()}</w:styles>'
