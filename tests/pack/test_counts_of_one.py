"""Where there is only one of something, no sentence of a pack counts it as several, and none says "the 1 ..."."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from evidencepack.library import Library
from evidencepack.pack import PackInputs, build_pack
from evidencepack.pipeline import assess_service, read_service
from evidencepack.registers import Records
from tests.conftest import SAMPLE_DAY

# A 1 with a word for several after it, an article before it or a verb of several beside it: no date, no figure.
AMISS = re.compile(r"(?<![\d,.:/%-])\b1 (?!in )(?:[a-z]+s|are|have|were|need|lead)\b|\b[Tt]he 1\b|\b[Aa]ll 1\b")
LISTS = frozenset({"registers", "traces", "mappings", "inputs", "method", "sources"})


def texts(found: Any) -> Iterator[str]:
    """Every text of a pack, but for lists that hold what files say."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        yield from (text for key, value in found.items() if key not in LISTS for text in texts(value))
    elif isinstance(found, list | tuple):
        yield from (text for value in found for text in texts(value))


@pytest.mark.parametrize("everyone", [True, False])
@pytest.mark.parametrize("back", [1, 2, 5])
def test_no_sentence_speaks_of_one_as_of_several(
    library: Library, rowan_house: Path, back: int, everyone: bool
) -> None:
    read = read_service(rowan_house, library)
    people = ("staff", "people") if everyone else ()
    rows = {name: found if name in people else found[-back:][:1] for name, found in read.records.rows.items()}
    one = replace(read, records=Records(rows, {}, read.records.supplied))
    assessments = assess_service(one, library, SAMPLE_DAY, list(library.frameworks))
    material = PackInputs(
        one.service, one.records, library.rules, library.words, SAMPLE_DAY, one.accounts, messages=library.messages
    )
    pack = build_pack(assessments, material)
    amiss = {found[0]: text for text in texts(to_builtins(pack)) if (found := AMISS.search(text))}
    assert amiss == {}


def test_the_sentence_for_one_of_an_indicator_does_not_say_the_1(library: Library) -> None:
    said = {i.id: i.reads.one for i in library.rules.indicators.values() if re.search(r"\b[Tt]he 1\b", i.reads.one)}
    assert said == {}
