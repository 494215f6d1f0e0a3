"""What is given from Python is taken as it was meant, or refused with the words that are right."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from evidencepack import BuildOptions, build_portfolio, build_service, build_transition, open_library, read_service
from evidencepack.errors import EvidencePackError, UsageError

DAY = date(2026, 10, 31)
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"edition": "handover"}, "working, evidence"),
    ({"formats": ("wrod",)}, "word, excel, html, json"),
    ({"formats": "word"}, "list of words"),
    ({"formats": (1,)}, "list of words"),
    ({"formats": None}, "list of words"),
    ({"frameworks": "cqc-saf-2023"}, "list of words"),
    ({"themes": "well-led"}, "list of words"),
    ({"on": datetime(2026, 10, 31)}, "datetime.date"),
    ({"on": "2026-10-31"}, "datetime.date"),
    ({"templates": ""}, "path is empty"),
    ({"mappings": 7}, "not a path"),
]


@pytest.mark.parametrize(("given", "told"), WRONG, ids=repr)
def test_options_that_cannot_be_meant_are_refused_with_the_words_that_are_right(
    given: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        BuildOptions(**{"on": DAY, **given})


def test_lists_and_paths_as_text_are_taken_as_meant() -> None:
    options = BuildOptions(on=DAY, formats=["json"], themes={"well-led"}, templates="mine")  # type: ignore[arg-type]
    assert (options.formats, options.themes, options.templates) == (("json",), ("well-led",), Path("mine"))


def test_a_folder_given_as_text_is_read_and_an_empty_one_is_refused(rowan_house: Path, tmp_path: Path) -> None:
    assert read_service(str(rowan_house)).service.id == "rowan-house"  # type: ignore[arg-type]
    built = build_service(
        str(rowan_house),  # type: ignore[arg-type]
        BuildOptions(on=DAY, formats=("json",), frameworks=("cqc-saf-2023",)),
        out=str(tmp_path),  # type: ignore[arg-type]
    )
    assert built.written.paths[-1].parent == tmp_path / "2026-10-31"
    calls: list[Any] = [
        lambda: read_service(""),  # type: ignore[arg-type]
        lambda: build_service("", BuildOptions(on=DAY)),  # type: ignore[arg-type]
        lambda: build_portfolio("", tmp_path, BuildOptions(on=DAY)),  # type: ignore[arg-type]
        lambda: build_transition(b"x", DAY, from_="a", to="b"),  # type: ignore[arg-type]
        lambda: open_library(""),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises(UsageError, match=r"not a path|path is empty"):
            call()


def test_an_unknown_framework_is_refused_with_the_nearest(rowan_house: Path, tmp_path: Path) -> None:
    with pytest.raises(EvidencePackError, match="cqc-saf-2023"):
        build_service(rowan_house, BuildOptions(on=DAY, frameworks=("cqc-saf-203",)), out=tmp_path)
