"""The Word writer: all the pack says is in the document, which is sound, and no template can do harm."""

import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from evidencepack.errors import TemplateError
from evidencepack.pack.model import Pack
from evidencepack.shipped import shipped
from evidencepack.writers.word.render import write_word
from tests.fake_pack import fake_pack
from tests.words import remedy, words

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = shipped("templates") / "word" / "pack.docx"
# Fields that hold text of the service or the framework, and are printed.
FREE = {
    "about", "asks", "before", "best_evidenced", "cause", "cites", "column", "council", "count_line", "duty",
    "figure", "file", "headline", "label", "left_out", "looks_for", "name", "not_asked", "not_used", "note",
    "notes", "now", "number_from", "observation", "on_words", "owner", "period", "progress", "publisher",
    "reference", "remedy", "sentence", "stage_line", "standing", "summary", "target", "text", "title",
    "topic", "what", "what_it_is", "who", "why", "window",
}  # fmt: skip
SILENT = {"registers", "traces", "mappings", "inputs"}  # not in Word at all


def changed(value: Any, text: str, name: str = "") -> Any:
    """The value with every free text in it replaced."""
    if isinstance(value, str):
        return text if value and name in FREE else value
    if isinstance(value, tuple):
        return tuple(changed(each, text, name) for each in value)
    if isinstance(value, Struct):
        fields = type(value).__struct_fields__
        return replace(value, **({n: changed(getattr(value, n), text, n) for n in fields if n not in SILENT}))
    return value


def rendered(pack: Pack, report: int = 0, template: Path = TEMPLATE) -> Any:
    """One report of the pack as an open document."""
    return Document(io.BytesIO(write_word(pack, pack.reports[report], template)[0]))


def texts(document: Any) -> list[str]:
    """The text of every paragraph; line ends are kept, no-break spaces are spaces."""
    return [_text(p) for p in document.element.body.iter(qn("w:p"))]


def _text(paragraph: Any) -> str:
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    found = (marks.get(e.tag, e.text or "") for e in paragraph.iter(qn("w:t"), *marks))
    return "".join(found).replace("\u00a0", " ")


def spoken(pack: Pack) -> Iterator[str]:
    """Every text of the first report that a reader should meet."""
    report = pack.reports[0]
    yield from (
        pack.service.name,
        pack.on_words,
        report.title,
        report.what_it_is,
        report.about,
        report.stage_line,
        report.published_in,
    )
    yield from (*report.summary, *report.best_evidenced, *report.not_asked, *pack.not_used)
    yield from (t for first in report.do_first for t in (first.text, first.why))
    yield from (t for change in pack.changes for t in (change.what, change.before, change.now))
    for section in report.sections:
        yield from (section.title, section.asks, *section.looks_for, section.reference, section.headline)
        yield from (
            section.standing,
            section.count_line,
            section.observation,
            *(f.sentence for f in section.flags),
        )
        view = section.manager_view
        yield from (view.view, view.why, view.who, view.day) if view else ()
        for f in section.findings:
            yield from (
                f.title,
                f.sentence,
                f.figure,
                f.target,
                f.number_from,
                f.duty,
                f.window,
                f.left_out,
                *f.notes,
            )
            yield from (f"{f.status.symbol} {f.status.word}", *(flag.sentence for flag in f.flags))
        for card in section.examples:
            yield from (card.title, card.topic, card.period, card.note, *(part.text for part in card.parts))
    for action in (pack.action(ref) for ref in report.actions):
        yield from (action.ref, action.cause, action.text, action.typed.progress, action.typed.note)
        yield from (flag.sentence for flag in action.flags)
    for item in (pack.item(number) for number in report.evidence):
        yield from (item.number, item.title, item.newest, *(place.words for place in item.places))
    yield from (t for p in pack.problems for t in (p.place.words, p.column, p.what, p.remedy))
    yield from (t for note in pack.method for t in (note.title, note.text))


def test_everything_the_pack_says_is_in_the_document() -> None:
    pack = fake_pack()
    whole = "\n".join(texts(rendered(pack)))
    assert [text for text in spoken(pack) if text not in whole] == []


def test_the_summary_comes_before_the_sections_and_the_sections_before_the_registers() -> None:
    found = [p.text for p in rendered(fake_pack()).paragraphs if p.style.name in ("Title", "Heading 1", "Pack Part")]
    assert found == [
        "Rowan House", "All expectations", "Safe", "Effective and responsive", "Well led", "Partners",
        "Gap register and action plan", "Evidence index", "What could not be read", "Method and definitions",
    ]  # fmt: skip


def test_actions_stand_in_the_order_of_their_rank() -> None:
    pack = fake_pack()
    swapped = replace(pack, actions=tuple(replace(a, rank=100 - a.rank) for a in pack.actions))
    for each in (pack, swapped):
        register = next(t for t in rendered(each).tables if t.cell(0, 1).text == "Gap and action")
        refs = [row.cells[-1].text for row in register.rows][1:]
        ranks = [each.action(ref).rank for ref in refs]
        assert ranks == sorted(ranks)
        assert len(refs) == 15


def test_what_a_person_typed_replaces_what_was_proposed() -> None:
    register = next(t for t in rendered(fake_pack()).tables if t.cell(0, 1).text == "Gap and action")
    accepted = next(row for row in register.rows if row.cells[-1].text == "A-N5WR4P")
    proposed = next(row for row in register.rows if row.cells[-1].text == "A-Q6XS5R")
    assert "14 November 2026" in accepted.cells[2].text
    assert "Proposed" not in accepted.cells[2].text
    assert "7 November 2026" in proposed.cells[2].text
    assert "Proposed" in proposed.cells[2].text


def test_flag_codes_are_never_printed() -> None:
    whole = "\n".join(texts(rendered(fake_pack())))
    assert re.findall(r"\b[A-Z]+_[A-Z_]+\b", whole) == []


def test_a_draft_says_so_at_the_foot_of_every_page() -> None:
    live, draft = (rendered(fake_pack(), n).sections[0].footer for n in (0, 1))
    assert "Draft, not in force when checked on 12 October 2026." in [p.text for p in draft.paragraphs]
    assert [p.text for p in live.paragraphs[1:]] == [""]
    assert "".join(t.text or "" for t in live._element.iter(qn("w:t"))).endswith("Page 1 of 1")


def test_no_template_tag_is_left() -> None:
    for name, xml in parts(write_word(fake_pack(), fake_pack().reports[0], TEMPLATE)[0]).items():
        assert re.search(rb"\{\{|\}\}|\{%|%\}|\{#|#\}", xml) is None, name


def test_a_pack_with_nothing_in_it_is_a_sound_document(
    ooxml_validator: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    pack = fake_pack()
    report = replace(
        pack.reports[0],
        **(
            dict.fromkeys(("summary", "do_first", "best_evidenced", "themes", "sections", "not_asked"), ())
            | dict.fromkeys(("evidence", "actions", "counts", "requirement_counts"), ())
        ),
    )
    bare = replace(pack, **dict.fromkeys(("changes", "problems", "sources", "not_used", "method"), ()))
    file = tmp_path / "bare.docx"
    file.write_bytes(write_word(bare, report, TEMPLATE)[0])
    assert ooxml_validator(file) == []


@pytest.mark.parametrize("report", [0, 1])
def test_microsofts_validator_finds_no_error(
    report: int, ooxml_validator: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(write_word(fake_pack(), fake_pack().reports[report], TEMPLATE)[0])
    assert ooxml_validator(file) == []


HOSTILE = {
    "markup": ('<b>bold</b> & "quoted" </w:t></w:r></w:p>', None),
    "a template tag": ("{{ 7*7 }} {% for x in pack %} {# no #}", None),
    "a formula": ("=SUM(A1:A9)", None),
    "control characters": ("one\x00two\x0bthree\x0cfour\x07five\x1b", "one two three four five "),
    "what XML forbids": ("a\ufffeb\uffffc", "a b c"),
    "line ends": ("one\r\ntwo\rthree\nfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
    "a tab and spaces": ("  one\ttwo  ", None),
    "emoji": ("done 👩🏽\u200d⚕️ 🎉", None),
    "right to left": ("שלום עולם مرحبا", None),
    "five thousand characters": ("evidence " * 555 + "ends.", None),
    "one long word": ("w" * 5000, None),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_survives(name: str, ooxml_validator: Callable[[Path], list[str]], tmp_path: Path) -> None:
    given, expected = HOSTILE[name]
    pack = changed(fake_pack(), given)
    file = tmp_path / "pack.docx"
    file.write_bytes(write_word(pack, pack.reports[0], TEMPLATE)[0])
    found = texts(Document(file))
    assert sum((expected or given) in text for text in found) > 200
    assert ooxml_validator(file) == []


def parts(data: bytes) -> dict[str, bytes]:
    """What is in a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_same_pack_gives_the_same_bytes() -> None:
    first, second = (write_word(fake_pack(), fake_pack().reports[0], TEMPLATE)[0] for _ in range(2))
    assert first == second


def test_hash_seed_and_time_zone_make_no_difference() -> None:
    code = (
        "import hashlib, pathlib; from tests.fake_pack import fake_pack;"
        "from evidencepack.writers.word.render import write_word;"
        f"p = fake_pack(); d = write_word(p, p.reports[0], pathlib.Path({str(TEMPLATE)!r}))[0];"
        "print(hashlib.sha256(d).hexdigest())"
    )
    pack = fake_pack()
    found = {hashlib.sha256(write_word(pack, pack.reports[0], TEMPLATE)[0]).hexdigest()}
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)
        found.add(done.stdout.strip() or done.stderr)
    assert len(found) == 1


def test_the_document_knows_its_title_language_and_day() -> None:
    properties = rendered(fake_pack()).core_properties
    assert properties.title == "Rowan House: Quality schedule for care homes, 31 October 2026"
    assert properties.language == "en-GB"
    assert {str(properties.created)[:10], str(properties.modified)[:10]} == {"2026-10-31"}


def test_bookmarks_are_unique_and_every_link_leads_to_what_it_says() -> None:
    body = rendered(fake_pack()).element.body
    starts = list(body.iter(qn("w:bookmarkStart")))
    for attribute in ("w:id", "w:name"):
        assert max(Counter(s.get(qn(attribute)).casefold() for s in starts).values()) == 1
    assert sorted(s.get(qn("w:id")) for s in starts) == sorted(
        e.get(qn("w:id")) for e in body.iter(qn("w:bookmarkEnd"))
    )
    marked = {s.get(qn("w:name")): _text(s.getnext()) for s in starts}
    links = [(_text(h), marked[h.get(qn("w:anchor"))]) for h in body.iter(qn("w:hyperlink"))]
    assert [pair for pair in links if pair[0] != pair[1]] == []
    said = Counter(text for text, _ in links)
    pack = fake_pack()
    report = pack.reports[0]
    assert set(said) >= {*report.evidence, *report.actions, *(s.number for s in report.sections)}


def test_an_evidence_number_without_a_row_stays_plain_text() -> None:
    pack = fake_pack()
    report = replace(pack.reports[0], evidence=pack.reports[0].evidence[1:])
    document = Document(io.BytesIO(write_word(pack, report, TEMPLATE)[0]))
    links = {_text(h) for h in document.element.body.iter(qn("w:hyperlink"))}
    assert "EV1" not in links
    assert any(text == "EV1, EV15" for text in texts(document))


def test_rows_stay_whole_and_header_rows_come_again() -> None:
    tables = rendered(fake_pack()).tables
    rows = [row._tr for table in tables for row in table.rows]
    assert all(tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for tr in rows)
    listings = [t for t in tables if t.style.name in ("Pack Table", "Pack Tight Table")]
    assert len(listings) > 20
    assert all(t.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for t in listings)


def test_tables_are_as_wide_as_the_text_and_no_wider() -> None:
    document = rendered(fake_pack())
    page = document.sections[0]
    room = (page.page_width - page.left_margin - page.right_margin) // 635
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert room - 20 <= sum(widths) <= room
        assert table.autofit is False


def test_headings_stay_with_what_follows() -> None:
    styles = rendered(fake_pack()).styles
    names = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Pack Part", "Pack Status Line")
    assert [name for name in names if not styles[name].paragraph_format.keep_with_next] == []


def test_status_is_word_and_symbol_before_it_is_colour() -> None:
    document = rendered(fake_pack())
    ids = {s.style_id for s in document.styles if s.name.startswith("Status ")}
    runs = [r.getparent().getparent() for r in document.element.body.iter(qn("w:rStyle")) if r.get(qn("w:val")) in ids]
    bare = [t for t in map(_text, runs) if not re.fullmatch(r"\S [A-Z][a-z ]+|Complete|Not complete", t)]
    assert len(runs) > 50
    assert bare == []


def with_change(tmp_path: Path, old: str, new: str) -> Path:
    """The template with the first `old` in its pages changed."""
    files = parts(TEMPLATE.read_bytes())
    pages = files["word/document.xml"].decode()
    assert old in pages
    files["word/document.xml"] = pages.replace(old, new, 1).encode()
    made = tmp_path / "ours.docx"
    with zipfile.ZipFile(made, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return made


BROKEN = {
    "an unknown name": ("{{ colour }}", "'colour'"),
    "an unknown field": ("{{ report.colour }}", "'report' has no attribute 'colour'"),
    "an unknown item": ("{{ report.summary[99] }}", "99"),
    "an unknown filter": ("{{ report | shout }}", "shout"),
    "an open loop": ("{% for x in report.sections %}", "endfor"),
    "half a tag": ("{{ report.about }", "report.about"),
    "the way out of the sandbox": ("{{ ''.__class__.__mro__ }}", "__class__"),
    "a way round it": ("{{ ('%s' | format(''))['__class__'] }}", "__class__"),
    "a method that reads files": ("{{ pack.parse_file('secret.json') }}", "parse_file"),
    "the class behind the pack": ("{{ pack.__struct_config__ }}", "__struct_config__"),
    "a method of the pack": ("{{ pack.action('A-1') }}", "action"),
    "a function": ("{{ report.title.format.__globals__ }}", "__globals__"),
    "a change of the pack": ("{% set pack.id = 'x' %}", "namespace"),
    "a sum that fails": ("{{ 1 / 0 }}", "division"),
    "a loop without end": ("{% for x in range(10 ** 9) %}{% endfor %}", "Range too big"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_template_that_asks_for_too_much_is_refused_by_name(name: str, tmp_path: Path) -> None:
    asked, said = BROKEN[name]
    template = with_change(tmp_path, "{{ report.about }}", asked)
    with pytest.raises(TemplateError) as error:
        rendered(fake_pack(), template=template)
    assert str(error.value).startswith("ours.docx: ")
    assert said in words(error.value.said)
    assert "template" in remedy(error.value.said)
    assert "secret" not in str(error.value).replace("secret.json", "")


def test_a_tag_that_breaks_the_markup_is_refused(tmp_path: Path) -> None:
    template = with_change(tmp_path, "{%p for first in report.do_first %}", "{% for first in report.do_first %}")
    with pytest.raises(TemplateError, match=r"ours\.docx"):
        rendered(fake_pack(), template=template)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 not really", b"Dear template"], ids=str)
def test_a_template_that_is_no_word_document_is_refused(content: bytes | None, tmp_path: Path) -> None:
    template = tmp_path / "ours.docx"
    if content is not None:
        template.write_bytes(content)
    with pytest.raises(TemplateError, match=r"^ours\.docx: .*Word"):
        rendered(fake_pack(), template=template)


def test_a_template_of_a_brand_without_our_styles_still_works(tmp_path: Path) -> None:
    files = parts(TEMPLATE.read_bytes())
    for name in ("word/styles.xml", "word/document.xml"):
        files[name] = re.sub(rb"Status (good|part)|Pack Link|PackLink|Pack Anchor|PackAnchor", b"Own", files[name])
    made = tmp_path / "brand.docx"
    with zipfile.ZipFile(made, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    document = rendered(fake_pack(), template=made)
    assert "● Shown" in "".join(texts(document))
    assert list(document.element.body.iter(qn("w:hyperlink"))) == []


def test_the_shipped_template_is_what_its_tool_writes(tmp_path: Path) -> None:
    made = tmp_path / "pack.docx"
    subprocess.run([sys.executable, ROOT / "tools" / "make_word_template.py", made], check=True)
    assert made.read_bytes() == TEMPLATE.read_bytes()


def test_what_an_example_cites_and_whether_its_words_may_be_printed_stand_in_its_card() -> None:
    cards = [t for t in rendered(fake_pack()).tables if t.style.name == "Pack Card"]
    last = [" ".join(cell.text for cell in t.rows[-1].cells) for t in cards]
    assert any(text == "Cites EV9" for text in last) and any("Its words are not printed" in text for text in last)
    above = [p for card in cards for row in card.rows[:-1] for cell in row.cells for p in cell.paragraphs]
    assert all(keeps_with_next(p.style) for p in above)


def test_the_law_behind_an_expectation_stays_with_its_reference() -> None:
    pack = fake_pack()
    report = pack.reports[0]
    lawful = tuple(replace(s, regulations="Care Act 2014, section 5") for s in report.sections)
    paragraphs = rendered(replace(pack, reports=(replace(report, sections=lawful), *pack.reports[1:]))).paragraphs
    pairs = [pair for pair in itertools.pairwise(paragraphs) if pair[1].text.startswith("Law behind it")]
    assert len(pairs) == len(lawful) and all(before.text.startswith("Reference: ") for before, _ in pairs)
    assert all(keeps_with_next(before.style) for before, _ in pairs)


def keeps_with_next(style: Any) -> bool:
    """Whether a paragraph style, or one it is based on, stays on the page of what follows."""
    keeps = style.paragraph_format.keep_with_next
    return bool(keeps) if keeps is not None or style.base_style is None else keeps_with_next(style.base_style)


def test_the_evidence_index_tells_what_a_register_is_from_what_it_is_evidence_of() -> None:
    index = next(t for t in rendered(fake_pack()).tables if t.cell(0, 1).text == "Evidence")
    assert [row.cells[1].text for row in index.rows if "\nRegister, used as evidence of " in row.cells[1].text]


def test_the_template_holds_fixed_labels_only() -> None:
    pages = etree.fromstring(parts(TEMPLATE.read_bytes())["word/document.xml"])
    whole = "\n".join(_text(p) for p in pages.iter(qn("w:p")))
    labels = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", whole).split("\n")
    assert [label for label in labels if label.strip().endswith(".") and len(label.split()) > 3] == []


def test_importing_the_writers_imports_no_library_of_word() -> None:
    heavy = "{'docx', 'docxtpl', 'jinja2', 'lxml'}"
    code = f"import sys, evidencepack.writers; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
