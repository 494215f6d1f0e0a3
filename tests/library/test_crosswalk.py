"""Crosswalks: links in both directions, told as suspect when a wording changes, nothing left out silently."""

from datetime import date
from pathlib import Path

import pytest

from evidencepack.errors import MappingError
from evidencepack.frameworks.crosswalk import counterparts, text_fingerprint, without_counterpart
from evidencepack.library import Library
from evidencepack.pipeline import open_library
from evidencepack.shipped import shipped

A, B = "cqc-saf-2023", "cqc-asc-2026-draft"


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


def test_no_shipped_link_is_suspect(library: Library) -> None:
    for crosswalk in library.crosswalks:
        found = counterparts(crosswalk.from_, crosswalk.to, library.frameworks, library.crosswalks)
        assert {c.suspect for c in found} == {()}, crosswalk.id


def test_the_three_generations_of_cqc_are_linked_in_both_directions(library: Library) -> None:
    for one, other in ((A, B), ("cqc-kloe-2017", A), ("cqc-kloe-2017", B)):
        there = counterparts(one, other, library.frameworks, library.crosswalks)
        back = counterparts(other, one, library.frameworks, library.crosswalks)
        assert there and {(c.from_, c.to) for c in there} == {(c.to, c.from_) for c in back}
        assert not any(c.via for c in there)


def test_every_commissioner_framework_leads_to_cqc(library: Library) -> None:
    for id_, framework in library.frameworks.items():
        if framework.publisher.kind == "commissioner":
            found = counterparts(id_, A, library.frameworks, library.crosswalks)
            assert not without_counterpart(framework, (c.from_ for c in found)), id_


def test_only_environmental_sustainability_has_no_counterpart_in_the_draft(library: Library) -> None:
    found = counterparts(A, B, library.frameworks, library.crosswalks)
    assert [e.id for e in without_counterpart(library.framework(A), (c.from_ for c in found))] == [
        "environmental-sustainability"
    ]
    assert without_counterpart(library.framework(B), (c.to for c in found)) == ()


def test_two_that_are_not_linked_directly_are_linked_less_surely_by_way_of_a_third(library: Library) -> None:
    found = counterparts("accessible-information", B, library.frameworks, library.crosswalks)
    assert found and {c.via for c in found} == {A}
    assert {c.kind for c in found} <= {"part", "related"} and {c.confidence for c in found} <= {"medium", "low"}


def own_mappings(tmp_path: Path, old: str, new: str) -> Path:
    """A consultant's folder with one framework of ours changed."""
    folder = tmp_path / "mappings" / "frameworks"
    folder.mkdir(parents=True)
    text = (shipped("mappings") / "frameworks" / f"{B}.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / f"{B}.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return folder.parent


def test_a_changed_wording_makes_its_links_suspect_and_no_other(tmp_path: Path) -> None:
    library = open_library(own_mappings(tmp_path, "title: Strategic direction", "title: Strategy"))
    found = counterparts(A, B, library.frameworks, library.crosswalks)
    assert {c.to: c.suspect for c in found if c.suspect} == {"strategic-direction": ("strategic-direction",)}


def test_a_link_of_ours_to_what_a_consultant_took_out_is_left_out_and_stops_nothing(tmp_path: Path) -> None:
    library = open_library(own_mappings(tmp_path, "  - id: strategic-direction\n", "  - id: our-direction\n"))
    found = counterparts(A, B, library.frameworks, library.crosswalks)
    assert "strategic-direction" not in {c.to for c in found}
    assert [e.id for e in without_counterpart(library.framework(B), (c.to for c in found))] == ["our-direction"]


def crosswalk_file(tmp_path: Path, links: str, to: str = B) -> Path:
    folder = tmp_path / "mappings" / "crosswalks"
    folder.mkdir(parents=True)
    text = f"format: 1\nid: mine\nfrom: {A}\nto: {to}\nreviewed: {{by: me, on: 2026-11-01}}\nlinks:\n{links}"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return folder.parent


LINK = "  - {{from: {a}, to: {b}, kind: same, confidence: high, reason: Because., texts: [A, B]}}\n"


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(MappingError) as error:
        open_library(folder)
    return error.value.messages


def test_a_link_into_nowhere_names_line_and_the_nearest(tmp_path: Path) -> None:
    (message,) = faults(crosswalk_file(tmp_path, LINK.format(a="learning-cultur", b="safety-culture")))
    assert message.startswith("crosswalks/mine.yaml, line 7: 'learning-cultur' is no expectation of cqc-saf-2023.")
    assert "learning-culture" in message


def test_a_link_that_stands_twice_is_refused(tmp_path: Path) -> None:
    link = LINK.format(a="learning-culture", b="safety-culture")
    assert faults(crosswalk_file(tmp_path, link * 2)) == (
        "crosswalks/mine.yaml, line 8: this link stands twice; keep one of them.",
    )


def test_a_crosswalk_to_an_unknown_framework_names_it(tmp_path: Path) -> None:
    link = LINK.format(a="learning-culture", b="safety-culture")
    (message,) = faults(crosswalk_file(tmp_path, link, to="cqc-asc-2027"))
    assert message.startswith("crosswalks/mine.yaml, line 4: there is no framework 'cqc-asc-2027'.")


def test_the_fingerprint_follows_the_words_and_not_the_line_breaks(library: Library) -> None:
    one = library.framework(A).expectations[0]
    assert text_fingerprint(one) == text_fingerprint(one.model_copy(update={"asks": one.asks.replace(" ", "\n", 1)}))
    assert text_fingerprint(one) != text_fingerprint(one.model_copy(update={"asks": one.asks + " More."}))
    assert text_fingerprint(one) == text_fingerprint(one.model_copy(update={"weight": 1}))


def test_each_link_says_who_looked_and_when(library: Library) -> None:
    for crosswalk in library.crosswalks:
        assert crosswalk.reviewed.by and crosswalk.reviewed.on >= date(2026, 1, 1)
        assert all(len(link.reason) > 5 for link in crosswalk.links)
