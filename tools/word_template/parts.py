"""The small fixed parts of the template: theme, lists, settings, footer, properties and the list of parts."""

from word_template.markup import HEAD, R, W, p, run, tab
from word_template.styles import BRAND, INK, LINK, QUIET, TONES, WASH

FONT = "Arial"
FOOTER = "{{ service.name }} · {{ report.short_title }} · {{ pack.on_words }}"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "styles": ("styles.xml", f"{WORD_TYPE}.styles+xml"),
    "settings": ("settings.xml", f"{WORD_TYPE}.settings+xml"),
    "numbering": ("numbering.xml", f"{WORD_TYPE}.numbering+xml"),
    "fontTable": ("fontTable.xml", f"{WORD_TYPE}.fontTable+xml"),
    "theme": ("theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    "footer": ("footer1.xml", f"{WORD_TYPE}.footer+xml"),
}


def theme() -> str:
    """The colours and fonts that a brand changes first (in Word: Design, Colors and Fonts)."""
    named = {
        "dk1": INK, "lt1": "FFFFFF", "dk2": BRAND, "lt2": WASH,
        "accent1": BRAND, "accent2": TONES["good"][0], "accent3": TONES["part"][0],
        "accent4": TONES["poor"][0], "accent5": TONES["info"][0], "accent6": QUIET,
        "hlink": LINK, "folHlink": QUIET,
    }  # fmt: skip
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in named.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="Evidence pack"><a:themeElements>'
        f'<a:clrScheme name="Evidence pack">{colours}</a:clrScheme><a:fontScheme name="Evidence pack">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _list(number: int, form: str, text: str, left: int, hanging: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        "</w:abstractNum>"
    )


def numbering() -> str:
    """Lists: 1 bullets, 2 numbers, 3 the small marks before reasons in tables."""
    lists = (
        _list(1, "bullet", "•", 340, 227)
        + _list(2, "decimal", "%1.", 397, 397)
        + _list(3, "bullet", "\u203a", 170, 170)
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    return f'{HEAD}<w:numbering xmlns:w="{W}">{lists}{used}</w:numbering>'


def settings() -> str:
    """Word 2013 and later, British English."""
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"'
        ' w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5"'
        ' w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts() -> str:
    """fontTable.xml."""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>'


def footer(left: str = FOOTER) -> str:
    """Service, framework and day, the stage of a draft, and the page."""
    draft = "{% if report.stage != 'live' %}{{ report.stage_line }}{% endif %}"
    page = (run("Page "), _field("PAGE"), run(" of "), _field("NUMPAGES"))
    return f'{HEAD}<w:ftr xmlns:w="{W}">{p("footer", left, tab(), *page)}{p("Pack Footer", draft)}</w:ftr>'


def core_properties() -> str:
    """Title, language and a fixed day; the pack's own are set when it is written."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Evidence pack</dc:title>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def app_properties() -> str:
    """app.xml."""
    made_by = "<Application>evidencepack</Application>"
    return f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties">{made_by}</Properties>'


def content_types() -> str:
    """What kind each part is of."""
    parts = {f"word/{name}": kind for name, kind in PARTS.values()} | {
        "word/document.xml": f"{WORD_TYPE}.document.main+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    kinds = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(parts.items()))
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def package_relationships() -> str:
    """What the package holds."""
    return _relationships(
        [
            (f"{R}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{R}/extended-properties", "docProps/app.xml"),
        ]
    )


def document_relationships() -> str:
    """What the document uses, in the order of PARTS: the footer is the last."""
    return _relationships([(f"{R}/{kind}", name) for kind, (name, _) in PARTS.items()])
