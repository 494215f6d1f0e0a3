"""The HTML pack: whole, safe to open, the same each time, and readable on a phone."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from msgspec import Struct
from msgspec.structs import replace

from evidencepack.errors import TemplateError
from evidencepack.pack.model import Pack, Report
from evidencepack.shipped import shipped
from evidencepack.writers.html import write_html
from tests.fake_pack import fake_pack
from tests.words import remedy

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = shipped("templates")
SEEN = "</td><script>alert(1)</script>\"'<img src=x onerror=alert(1)> {{7*7}} {% raw %} &amp; end"
HOSTILE = SEEN.replace("end", "\x00\x0b\x1b\u202eend")


def page(pack: Pack) -> Any:
    return html.fromstring(write_html(pack, TEMPLATES).decode("utf-8"))


def words(of: Any) -> str:
    return " ".join(of.text_content().split())


def with_every_text(value: Any, text: str) -> Any:
    """The same tree with `text` behind each text that a reader sees."""
    if isinstance(value, Struct):
        kept = (
            "schema_",
            "id",
            "ref",
            "number",
            "tone",
            "code",
            "kind",
            "state",
            "stage",
            "edition",
            "framework",
        )
        links = ("evidence", "findings", "sections", "used_by", "action")
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        fixed = {k for k, v in fields.items() if (k in kept and isinstance(v, str)) or (k in links and not _models(v))}
        return replace(value, **{k: with_every_text(v, text) for k, v in fields.items() if k not in fixed})
    if isinstance(value, tuple):
        return tuple(with_every_text(v, text) for v in value)
    return value + text if isinstance(value, str) else value


def _models(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(v, Struct) for v in value)


def pack_with(text: str) -> Pack:
    """The made-up pack with `text` behind everything that is printed."""
    pack: Pack = with_every_text(fake_pack(), text)
    return replace(pack, reports=tuple(_linked(report, text) for report in pack.reports))


def _linked(report: Report, text: str) -> Report:
    """The report with its actions, and those of its sections, by their refs."""
    sections = (replace(s, actions=tuple(ref.removesuffix(text) for ref in s.actions)) for s in report.sections)
    return replace(report, actions=tuple(r.removesuffix(text) for r in report.actions), sections=tuple(sections))


def every_text(pack: Pack) -> Iterable[str]:
    """What a reader must find somewhere in the page."""
    for report in pack.reports:
        yield from (report.title, report.publisher, report.stage_line, report.about, report.published_in)
        yield from (*report.summary, *report.best_evidenced, *report.not_asked)
        for section in report.sections:
            yield from (section.title, section.asks, section.headline, section.standing, section.count_line)
            yield from (*section.looks_for, section.observation, section.reference, section.status.word)
            yield from (flag.sentence for flag in section.flags)
            if section.manager_view:
                yield from (section.manager_view.view, section.manager_view.why, section.manager_view.who)
            for finding in section.findings:
                yield from (finding.title, finding.sentence, finding.figure, finding.target, finding.duty)
                yield from (finding.number_from, finding.left_out, finding.window, *finding.notes)
                yield from (flag.sentence for flag in finding.flags)
            for card in section.examples:
                yield from (card.title, card.period, card.note, *(part.text for part in card.parts))
    for action in pack.actions:
        yield from (action.cause, action.text, action.typed.owner or action.proposed_owner, action.typed.note)
    for item in pack.evidence:
        yield from (item.title, item.newest, item.fingerprint, *(place.words for place in item.places))
    for problem in pack.problems:
        yield from (problem.place.words, problem.column, problem.what, problem.remedy)
    for source in pack.sources:
        yield from (
            source.place.words,
            source.map,
            *source.unused_columns,
            *(why for why, _ in source.set_aside),
        )
    for note in pack.method:
        yield from (note.title, note.text)
    yield from pack.not_used
    yield from (*(line.sha256 for line in pack.mappings), *(line.keyed for line in pack.inputs))


def test_everything_the_pack_says_is_in_the_page() -> None:
    pack = fake_pack()
    said = words(page(pack))
    assert [text for text in every_text(pack) if " ".join(text.split()) not in said] == []


def test_each_finding_stands_in_its_own_row_with_its_status_in_words_and_a_symbol() -> None:
    pack = fake_pack()
    tree = page(pack)
    rows = [words(row) for row in tree.xpath("//table[contains(@class, 'findings')]/tbody/tr")]
    findings = [f for report in pack.reports for section in report.sections for f in section.findings]
    assert len(rows) == len(findings)
    for row, finding in zip(rows, findings, strict=True):
        assert finding.sentence in row
        assert f"{finding.status.symbol} {finding.status.word}" in row


def test_no_code_of_a_flag_is_printed() -> None:
    pack = fake_pack()
    codes = {f.code for r in pack.reports for s in r.sections for x in s.findings for f in x.flags}
    text = write_html(pack, TEMPLATES).decode()
    assert codes
    assert [code for code in sorted(codes) if code in text] == []


def test_every_id_is_there_once_and_every_link_leads_to_one() -> None:
    tree = page(fake_pack())
    ids = Counter(tree.xpath("//@id"))
    links = tree.xpath("//a/@href")
    assert [i for i, n in ids.items() if n > 1] == []
    assert len(links) > 100
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []
    named = " ".join(tree.xpath("//@aria-labelledby")).split()
    assert [name for name in named if name not in ids] == []


def test_every_evidence_number_and_action_of_a_finding_is_a_link() -> None:
    tree = page(fake_pack())
    finding = next(f for f in fake_pack().reports[0].sections[0].findings if f.action and len(f.evidence) > 1)
    row = tree.xpath("//tr[th[contains(., $number)]]", number=finding.title)[0]
    assert {*finding.evidence, finding.action} <= {words(a) for a in row.xpath(".//a")}
    used_by = tree.get_element_by_id(finding.evidence[0]).xpath(".//a/@href")
    assert f"#{row.get('id')}" in used_by


def test_nothing_is_loaded_and_nothing_can_run() -> None:
    text = write_html(fake_pack(), TEMPLATES).decode()
    tree = html.fromstring(text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    assert tree.xpath("//script | //link | //img | //iframe | //object | //form | //base | //@src") == []
    assert [name for name in tree.xpath("//@*/..") for name in name.attrib if name.startswith("on")] == []
    assert not re.search(r"https?://|url\(|@import", text)


def test_hostile_text_is_shown_and_never_obeyed() -> None:
    pack = pack_with(HOSTILE)
    tree = page(pack)
    assert tree.xpath("//script | //img | //@onerror") == []
    assert words(tree).count(" ".join(SEEN.split())) > 300
    assert len(tree.xpath("//table[contains(@class, 'findings')]/tbody/tr")) == sum(
        len(section.findings) for report in pack.reports for section in report.sections
    )
    ids = Counter(tree.xpath("//@id"))
    assert [link for link in tree.xpath("//a/@href") if ids[link[1:]] != 1] == []


def test_no_control_character_reaches_the_page() -> None:
    text = write_html(pack_with(HOSTILE), TEMPLATES).decode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


def test_tables_have_captions_and_headings_with_scope() -> None:
    tree = page(fake_pack())
    assert tree.get("lang") == "en-GB"
    for table in tree.xpath("//table"):
        assert words(table.find("caption"))
        assert table.xpath("thead//th[@scope='col']")
    assert tree.xpath("//th[not(@scope)]") == []


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(h.tag[1]) for h in page(fake_pack()).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_parts_stand_in_the_order_of_the_word_pack() -> None:
    order = [h.get("id") for h in page(fake_pack()).xpath("//main/section")]
    reports = [f"report-{report.framework}" for report in fake_pack().reports]
    assert order == ["glance", *reports, "gaps", "evidence", "unread", "method", "not-asked"]


def test_what_would_settle_a_figure_stands_once_beneath_its_sentence_and_not_among_what_is_folded_away() -> None:
    finding = next(f for r in fake_pack().reports for s in r.sections for f in s.findings if f.open)
    (row,) = page(fake_pack()).xpath(f"//tr[th/span[@class='number']='{finding.number}']")
    assert words(row).count(finding.open[0].sentence) == 1
    folded = words(row.xpath(".//details")[0])
    assert finding.open[0].sentence not in folded
    assert finding.notes[1] in folded


def test_what_is_not_asked_of_a_provider_has_a_part_only_where_there_is_some() -> None:
    pack = fake_pack()
    asked_all = replace(pack, reports=tuple(replace(r, not_asked=()) for r in pack.reports))
    assert page(pack).xpath("//section[@id='not-asked']") and page(pack).xpath("//a[@href='#not-asked']")
    assert not page(asked_all).xpath("//section[@id='not-asked'] | //a[@href='#not-asked']")


def test_a_section_that_no_theme_lists_is_not_lost() -> None:
    pack = fake_pack()
    report = replace(pack.reports[0], themes=())
    said = words(page(replace(pack, **({"reports": (report,)} | only(report, pack)))))
    assert all(section.standing in said for section in report.sections)


def test_a_pack_with_nothing_in_it_is_still_a_page() -> None:
    pack = fake_pack()
    names = ("changes", "reports", "actions", "evidence", "problems", "sources", "not_used", "method")
    empty = replace(pack, **(dict.fromkeys(names, ()) | {"first_pack": True}))
    said = words(page(empty))
    assert "This is the first pack of this service." in said
    assert "Everything that was given could be read." in said


def only(report: Any, pack: Pack) -> dict[str, Any]:
    """Actions and evidence cut down to what one report uses."""
    mine = {f.id for s in report.sections for f in s.findings}
    return {
        "actions": tuple(replace(a, findings=tuple(i for i in a.findings if i in mine)) for a in pack.actions),
        "evidence": tuple(replace(e, used_by=tuple(i for i in e.used_by if i in mine)) for e in pack.evidence),
    }


def test_a_day_nobody_has_typed_is_written_in_words() -> None:
    pack = fake_pack()
    action = replace(pack.actions[0], proposed_due=date(2026, 11, 7))
    assert "7 November 2026" in words(
        page(replace(pack, actions=(action, *pack.actions[1:]))).get_element_by_id(f"action-{action.ref}")
    )


def test_two_packs_of_one_service_are_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib; from pathlib import Path; from tests.fake_pack import fake_pack;"
        "from evidencepack.writers.html import write_html;"
        f"print(hashlib.sha256(write_html(fake_pack(), Path({str(TEMPLATES)!r}))).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert write_html(fake_pack(), TEMPLATES) == write_html(fake_pack(), TEMPLATES)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{{ pack.servce.name }}", "asks for 'servce', which a Pack does not have. Did you mean 'service'?"),
        ("{{ pak }}", "asks for 'pak', which is not given to templates."),
        ("{{ pack.__class__.__mro__ }}", "asks for '__class__', which a Pack does not have."),
        ("{% if %}", "cannot be read"),
        ("{{ pack.id|shout }}", "No filter named 'shout'"),
        ("{{ 1 / 0 }}", "cannot be filled: division by zero"),
    ],
)
def test_a_fault_in_a_template_names_the_file_the_line_and_what_it_asks_for(
    tmp_path: Path, line: str, says: str
) -> None:
    shutil.copytree(TEMPLATES / "html", tmp_path / "html")
    (tmp_path / "html/gaps.html.j2").write_text(f"<p>\n{line}\n</p>", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        write_html(fake_pack(), tmp_path)
    assert caught.value.where == "gaps.html.j2, line 2"
    assert says in str(caught.value)
    assert remedy(caught.value.said)


def test_a_missing_template_is_named_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"pack\.html\.j2 is not in the folder") as caught:
        write_html(fake_pack(), tmp_path / "own")
    assert str(tmp_path) not in str(caught.value)


def test_a_template_saved_in_another_encoding_is_refused_with_the_remedy(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES / "html", tmp_path / "html")
    (tmp_path / "html/pack.html.j2").write_text("£ {{ pack.id }}", encoding="utf-16")
    with pytest.raises(TemplateError, match="UTF-8"):
        write_html(fake_pack(), tmp_path)


def test_ink_and_paper_of_each_status_have_a_contrast_of_seven_to_one() -> None:
    css = (TEMPLATES / "html/pack.css").read_text(encoding="utf-8")
    colour = dict(re.findall(r"--([\w-]+): #([0-9a-f]{6})", css))

    def light(name: str) -> float:
        parts = [int(colour[name][i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    pairs = [(tone, f"{tone}-wash") for tone in ("good", "part", "poor", "none", "info")]
    pairs += [("ink", "paper"), ("quiet", "paper"), ("quiet", "wash"), ("link", "paper"), ("link", "wash")]
    pairs += [("brand", "paper")]
    for ink, paper in pairs:
        assert (light(paper) + 0.05) / (light(ink) + 0.05) >= 7, (ink, paper)


def test_the_page_never_scrolls_sideways(chromium: Callable[..., str], tmp_path: Path) -> None:
    """Whether its words are short or long, on a phone, a tablet and a screen: all in one start of the browser."""
    frames, widths = [], (360, 820, 1280)
    for behind in ("", " a-name-without-a-space-" + "x" * 120):
        text = escape(write_html(pack_with(behind), TEMPLATES).decode().replace("<details", "<details open"))
        frames += [f'<iframe style="width: {width}px" srcdoc="{text}"></iframe>' for width in widths]
    script = (
        "onload = () => document.title = [...document.querySelectorAll('iframe')].map((frame) => "
        "{ const e = frame.contentDocument.documentElement; return `${e.scrollWidth} in ${e.clientWidth}`; }).join()"
    )
    file = tmp_path / "frames.html"
    file.write_text(f"<!DOCTYPE html>{''.join(frames)}<script>{script}</script>", encoding="utf-8")
    dom = chromium("--hide-scrollbars", "--dump-dom", file.as_uri())
    assert re.findall(r"<title>(.*?)</title>", dom)[0] == ",".join(f"{width} in {width}" for width in widths * 2)
