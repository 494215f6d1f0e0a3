"""A pack narrowed to some themes: it says so on its first page, in every format and edition, and never by a slip."""

from pathlib import Path

import pytest

from evidencepack.assessment.selection import only_themes, themes_left_out
from evidencepack.build_options import BuildOptions
from evidencepack.errors import ServiceError
from evidencepack.library import Library
from evidencepack.pack import to_hand_over
from evidencepack.pack.model import Pack
from evidencepack.pipeline import make_pack
from evidencepack.shipped import shipped
from evidencepack.writers.html import write_html
from evidencepack.writers.word.render import write_word
from tests.conftest import SAMPLE_DAY
from tests.outputs import word_text

SAF = "cqc-saf-2023"
SAID = "Only Well-led was asked for; not in this pack: Safe, Effective, Caring and Responsive."


def pack_of(house: Path, library: Library, tmp_path: Path, frameworks: tuple[str, ...], *themes: str) -> Pack:
    return make_pack(
        house, BuildOptions(on=SAMPLE_DAY, frameworks=frameworks, themes=themes), library=library, out=tmp_path
    )


def test_a_narrowed_framework_keeps_its_order_and_tells_the_rest(library: Library) -> None:
    whole = library.framework(SAF)
    kept = only_themes(whole, ["responsive", "safe"])
    assert [t.id for t in kept.themes] == ["safe", "responsive"]
    assert [e.id for e in kept.expectations] == [e.id for e in whole.expectations if e.theme in ("safe", "responsive")]
    assert themes_left_out(whole, kept) == ("Well-led", "Effective", "Caring")


def test_a_framework_without_the_theme_stays_whole(rowan_house: Path, library: Library, tmp_path: Path) -> None:
    pack = pack_of(rowan_house, library, tmp_path, ("commissioner-cultural-identity", SAF), "well-led")
    council, cqc = pack.reports
    assert council.narrowed == ""
    assert len(council.sections) == len(library.framework("commissioner-cultural-identity").expectations)
    assert {s.theme for s in cqc.sections} == {"well-led"} and [t.title for t in cqc.themes] == ["Well-led"]


def test_all_is_asked_for_unless_somebody_narrows_it(rowan_house: Path, library: Library, tmp_path: Path) -> None:
    (report,) = pack_of(rowan_house, library, tmp_path, (SAF,)).reports
    assert (len(report.sections), report.narrowed) == (34, "")


def test_what_is_not_in_the_pack_is_said_in_every_format_and_edition(
    rowan_house: Path, library: Library, tmp_path: Path
) -> None:
    pack = pack_of(rowan_house, library, tmp_path, (SAF,), "well-led")
    for each in (pack, to_hand_over(pack)):
        assert each.reports[0].narrowed == SAID
        file = tmp_path / f"{each.edition}.docx"
        file.write_bytes(write_word(each, each.reports[0], shipped("templates") / "word" / "pack.docx")[0])
        assert SAID in word_text(file)
        assert SAID in write_html(each, shipped("templates")).decode()


def with_line(rowan_house: Path, tmp_path: Path, line: str) -> Path:
    house = tmp_path / "house"
    house.mkdir()
    text = (rowan_house / "service.yaml").read_text(encoding="utf-8")
    (house / "service.yaml").write_text(f"{text}\n{line}\n", encoding="utf-8")
    return house


def test_service_yaml_narrows_every_pack(rowan_house: Path, library: Library, tmp_path: Path) -> None:
    house = with_line(rowan_house, tmp_path, f"themes: {{{SAF}: [well-led, safe]}}")
    (report,) = pack_of(house, library, tmp_path, (SAF,)).reports
    assert (
        report.narrowed == "Only Well-led and Safe were asked for; not in this pack: Effective, Caring and Responsive."
    )


def test_the_command_line_holds_before_service_yaml(rowan_house: Path, library: Library, tmp_path: Path) -> None:
    house = with_line(rowan_house, tmp_path, f"themes: {{{SAF}: [safe]}}")
    assert pack_of(house, library, tmp_path, (SAF,), "well-led").reports[0].narrowed == SAID


@pytest.mark.parametrize("themes", [("wel-led",), ("well-led", "saef")])
def test_a_theme_that_nothing_has_stops_the_run(
    rowan_house: Path, library: Library, tmp_path: Path, themes: tuple[str, ...]
) -> None:
    with pytest.raises(ServiceError, match=f"there is no theme '{themes[-1]}'"):
        pack_of(rowan_house, library, tmp_path, (SAF,), *themes)


def test_a_theme_of_service_yaml_that_its_framework_has_not_stops_the_run(
    rowan_house: Path, library: Library, tmp_path: Path
) -> None:
    house = with_line(rowan_house, tmp_path, f"themes: {{{SAF}: [leadership]}}")
    with pytest.raises(ServiceError, match="Choose from: well-led, safe, effective, caring, responsive"):
        pack_of(house, library, tmp_path, (SAF,))
