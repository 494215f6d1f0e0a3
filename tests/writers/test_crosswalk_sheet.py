"""What goes with what, in the pack and on its sheet."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from evidencepack.build_options import BuildOptions
from evidencepack.frameworks.crosswalk import Crosswalk
from evidencepack.frameworks.framework import Framework
from evidencepack.library import Library
from evidencepack.pack.crosswalk_lines import crosswalk_lines
from evidencepack.pack.listed_model import CrosswalkLine
from evidencepack.pack.model import Pack
from evidencepack.pipeline import build_service, open_library
from evidencepack.writers.excel.pack_workbook import write_excel
from evidencepack.writers.json import read_pack, write_json
from tests.conftest import SAMPLE_DAY
from tests.outputs import book_of, excel_rows, one
from tests.people import expectation, framework
from tests.words import MESSAGES


def named(id_: str, kind: str, *ids: str) -> Framework:
    made = framework(*(expectation(id=i, title=i.title()) for i in ids), id=id_)
    publisher = made.publisher.model_copy(update={"kind": kind})
    return made.model_copy(update={"short_title": id_.upper(), "publisher": publisher})


def crosswalk(from_: str, to: str, *links: tuple[str, str]) -> Crosswalk:
    given = {"kind": "same", "confidence": "high", "reason": "Both ask it.", "texts": ["A", "B"]}
    return Crosswalk.model_validate(
        {
            "format": 1, "id": f"{from_}-{to}", "from": from_, "to": to,
            "reviewed": {"by": "somebody", "on": date(2026, 11, 2)},
            "links": [{"from": a, "to": b} | given for a, b in links],
        }
    )  # fmt: skip


COUNCIL, FIRST, NEXT = (
    named("council", "commissioner", "a", "b"), named("first", "regulator", "x"), named("next", "regulator", "y"),
)  # fmt: skip
KNOWN = {f.id: f for f in (COUNCIL, FIRST, NEXT)}
LINKS = (crosswalk("council", "first", ("a", "x")), crosswalk("first", "next", ("x", "y")))


def lines(*chosen: Framework) -> tuple[CrosswalkLine, ...]:
    return crosswalk_lines(chosen, KNOWN, LINKS, MESSAGES)


def told(found: tuple[CrosswalkLine, ...]) -> list[tuple[str, str, str, str]]:
    return [(line.framework, line.expectation, line.other, line.counterpart) for line in found]


def test_a_councils_framework_alone_is_set_beside_the_regulators_it_is_linked_to_directly() -> None:
    assert told(lines(COUNCIL)) == [("COUNCIL", "A", "FIRST", "X"), ("COUNCIL", "B", "FIRST", "")]
    assert lines(COUNCIL)[1].reason == "Nothing in FIRST goes with it."


def test_one_of_the_regulators_is_set_beside_its_other_generations() -> None:
    assert told(lines(NEXT)) == [("NEXT", "Y", "FIRST", "X")]


def test_two_frameworks_of_a_pack_are_set_beside_each_other_also_by_way_of_a_third() -> None:
    found = [line for line in lines(COUNCIL, NEXT) if line.other == "NEXT" and line.counterpart]
    assert [(line.expectation, line.counterpart, line.via, line.sure) for line in found] == [
        ("A", "Y", "first", "fairly sure")
    ]


def test_a_framework_narrowed_to_some_themes_gives_lines_for_what_it_answers_only() -> None:
    narrow = COUNCIL.model_copy(update={"expectations": COUNCIL.expectations[:1]})
    assert told(lines(narrow)) == [("COUNCIL", "A", "FIRST", "X")]


def test_a_changed_wording_is_told_and_who_looked_and_when() -> None:
    line = lines(NEXT)[0]
    assert (
        line.suspect == "A wording has changed since somebody looked; look again."
        and line.reviewed == "somebody, 2 November 2026"
    )


def test_the_pack_of_the_sample_has_a_sheet_of_what_goes_with_what(
    rowan_pack: Pack, rowan_house: Path, tmp_path: Path
) -> None:
    built = build_service(rowan_house, BuildOptions(on=SAMPLE_DAY, formats=("excel",)), out=tmp_path)
    rows = excel_rows(one(built.written.paths[0].parent, ".xlsx"), "Crosswalk")
    assert [(r["Expectation"], r["Goes with"], r["How"]) for r in rows] == [
        (line.expectation, line.counterpart, line.how) for line in rowan_pack.crosswalk
    ]
    assert {r["Other framework"] for r in rows} >= {"CQC 2023"}


def test_a_pack_without_crosswalks_has_no_such_sheet_and_an_older_pack_is_still_read(
    rowan_pack: Pack, tmp_path: Path
) -> None:
    bare = replace(rowan_pack, crosswalk=())
    (tmp_path / "a.xlsx").write_bytes(write_excel(bare, MESSAGES))
    assert "Crosswalk" not in book_of(tmp_path / "a.xlsx").sheetnames
    older = write_json(bare, {}).replace(b'"crosswalk": [],\n ', b"")
    assert b'"crosswalk"' not in older and read_pack(older) == bare


def test_the_lines_of_the_shipped_frameworks_are_all_reviewed(library: Library) -> None:
    chosen = list(library.frameworks.values())
    found = crosswalk_lines(chosen, library.frameworks, library.crosswalks, library.messages)
    assert all(line.reviewed for line in found if line.counterpart)


def test_the_crosswalk_of_the_how_to_loads_and_is_marked_to_be_looked_at(library: Library, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/move-to-the-2026-framework.md").read_text(encoding="utf-8")
    council = library.framework("example-tender")
    example = (
        page.partition("```yaml\n")[2].partition("```")[0].replace("from: our-contract\n", f"from: {council.id}\n")
    )
    (tmp_path / "crosswalks").mkdir()
    text = example.replace("staff-are-able", council.expectations[0].id)
    (tmp_path / "crosswalks" / "ours.yaml").write_text(text, encoding="utf-8")
    (found,) = [c for c in open_library(tmp_path).crosswalks if c.from_ == council.id]
    assert found.links[0].kind == "part"
    lines = crosswalk_lines([council], library.frameworks, [found], library.messages)
    assert [bool(line.suspect) for line in lines if line.counterpart] == [True]
