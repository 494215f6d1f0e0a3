"""The make-up of leaders from one pack to the next: no reader may subtract and be left with one to four people."""

from datetime import date
from typing import Any

import pytest
from msgspec.json import encode
from msgspec.structs import replace

from evidencepack.library import Library
from evidencepack.pack import Pack, build_pack, to_hand_over
from evidencepack.pack.model import FindingLine
from evidencepack.registers import Leader, Record
from evidencepack.writers.json import read_pack, write_json
from tests.people import LONG_AGO, ON, assessed, expectation, framework, material, record, records, requirement, staff

ASKED = framework(expectation(requirement("leaders-women")))
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), ON, date(2026, 11, 30)


def people(kind: type[Any], women: int, men: int) -> list[Record]:
    more: dict[str, Any] = {"role": "Lead", "start": LONG_AGO}
    sexes = ["Female"] * women + ["Male"] * men
    return [record(kind, code=f"L{i}", sex=sex, **more) for i, sex in enumerate(sexes)]


def carers(women: int) -> list[Record]:
    """So many women and ten men of the workforce."""
    return [*(staff(f"W{i}", sex="Female") for i in range(women)), *(staff(f"M{i}", sex="Male") for i in range(10))]


def pack(library: Library, women: int, men: int, before: Pack | None = None, on: date = ON, *more: Record) -> Pack:
    """The pack of a day whose leaders are so many women and men."""
    rows = records(people(Leader, women, men), more)
    desk = replace(material(library, rows, previous=before), on=on)
    return build_pack([assessed(library, ASKED, rows, on=on)], desk)


def line(found: Pack) -> FindingLine:
    return found.reports[0].sections[0].findings[0]


def test_what_has_not_changed_is_printed_again(library: Library) -> None:
    september = pack(library, 7, 5, on=SEPTEMBER)
    october = pack(library, 7, 5, september)
    assert (line(october).numerator, line(october).denominator, line(october).notes) == (7, 12, ())


@pytest.mark.parametrize(("women", "men"), [(8, 5), (7, 6), (6, 6), (11, 5), (7, 9)])
def test_a_difference_of_one_to_four_is_held_back_and_the_pack_says_why(library: Library, women: int, men: int) -> None:
    october = pack(library, women, men, pack(library, 7, 5, on=SEPTEMBER))
    found = line(october)
    assert (found.status.code, found.numerator, found.denominator, found.figure) == ("too few to judge", None, None, "")
    assert "too little changed since an earlier pack" in found.sentence
    assert found.notes == (
        "Held back this time: leaders. So little has changed since 30 September 2026 that the difference could tell of "
        "one person.",
    )
    said = encode(replace(october, groups=())).decode()
    assert f"{women} of {women + men}" not in said and f"{women / (women + men):.0%}" not in said


def test_a_difference_of_five_is_printed(library: Library) -> None:
    assert line(pack(library, 12, 5, pack(library, 7, 5, on=SEPTEMBER))).numerator == 12


def test_waiting_a_month_gives_nothing_away(library: Library) -> None:
    september = pack(library, 7, 5, on=SEPTEMBER)
    october = pack(library, 8, 5, september)
    november = pack(library, 9, 5, october, NOVEMBER)
    assert line(november).numerator is None
    assert "30 September 2026" in line(november).notes[0]
    back = pack(library, 7, 5, october, NOVEMBER)
    assert line(back).numerator == 7


def test_what_was_never_printed_holds_nothing_back(library: Library) -> None:
    september = pack(library, 4, 8, on=SEPTEMBER)
    assert line(september).numerator is None
    assert line(pack(library, 5, 8, september)).numerator == 5


def test_the_workforce_is_held_back_by_itself(library: Library) -> None:
    september = pack(library, 7, 5, None, SEPTEMBER, *carers(30))
    october = pack(library, 7, 5, september, OCTOBER, *carers(31))
    assert line(october).numerator == 7
    assert "in the workforce not printed" in line(october).sentence
    assert line(october).notes[0].startswith("Held back this time: workforce.")


def test_the_workforce_beside_suppressed_leaders_is_held_back_too(library: Library) -> None:
    september = pack(library, 1, 11, None, SEPTEMBER, *carers(30))
    assert "In the workforce: 75%" in line(september).sentence
    october = pack(library, 1, 11, september, OCTOBER, *carers(31))
    assert "In the workforce: not printed" in line(october).sentence


def test_the_memory_of_what_was_printed_survives_the_json(library: Library) -> None:
    september = pack(library, 7, 5, on=SEPTEMBER)
    assert read_pack(write_json(september, {})).groups == september.groups != ()


def test_what_is_handed_over_holds_what_it_prints_itself_and_nothing_that_an_earlier_pack_printed(
    library: Library,
) -> None:
    september = pack(library, 7, 5, on=SEPTEMBER)
    assert to_hand_over(september).groups == september.groups
    assert to_hand_over(pack(library, 8, 5, september)).groups == ()


def test_a_framework_left_out_for_a_month_is_not_forgotten(library: Library) -> None:
    september = pack(library, 7, 5, on=SEPTEMBER)
    rows = records(people(Leader, 7, 5))
    other = framework(expectation(requirement("partner-contacts-regular", window="12 months")))
    october = build_pack([assessed(library, other, rows)], material(library, rows, previous=september))
    assert october.groups == september.groups
