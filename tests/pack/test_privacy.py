"""Nobody is named: people are codes, and nothing that names them or quotes a free cell leaves the machine."""

import html
import re
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from evidencepack.pack.identifiers import is_nhs_number
from evidencepack.pack.privacy import Scrubber, person_code
from evidencepack.pipeline import open_library
from evidencepack.registers import REGISTERS, Record
from evidencepack.service import ServiceRead
from tests.command import run
from tests.made_folders import STAFF, service, workbook
from tests.words import read_service

KEY = "a key of the tests"
NAMES = {
    "Ama Quartey": "staff:0101",
    "Margaret Ashdown-Pike": "staff:0102",
    "Sean O'Neill": "staff:0103",
    "Zoë Brontë": "people:RH-1",
    "Om Prakash Tandon": "people:RH-2",
}
WORDS = open_library().rules.people
SCRUB = Scrubber(NAMES, KEY, WORDS)
DAY = date(2026, 10, 31)
# Common words that the sample types in free cells and that say nothing of anybody.
FREE_FROM = 12


def test_a_code_is_a_letter_for_the_register_and_five_characters() -> None:
    assert re.fullmatch(r"S-[A-Z2-7]{5}", person_code(KEY, "staff", "0101"))
    assert re.fullmatch(r"P-[A-Z2-7]{5}", person_code(KEY, "people", "RH-001"))


def test_a_code_is_the_same_whatever_the_case_the_spaces_and_the_form_of_its_letters() -> None:
    spellings = ["Zoë-1", "ZOË-1", " zoë-1 ", unicodedata.normalize("NFD", "Zoë-1")]
    assert len({person_code(KEY, "people", s) for s in spellings}) == 1


def test_another_key_gives_another_code() -> None:
    assert person_code(KEY, "staff", "0101") != person_code(KEY + "!", "staff", "0101")


@given(st.text(min_size=1), st.text(min_size=1))
def test_codes_differ_when_people_do(one: str, other: str) -> None:
    same = (
        unicodedata.normalize("NFC", one).casefold().strip() == unicodedata.normalize("NFC", other).casefold().strip()
    )
    if not same and one.isascii() and other.isascii():
        assert person_code(KEY, "staff", one) != person_code(KEY, "staff", other)


@pytest.mark.parametrize(
    "text",
    [
        "Ama Quartey",
        "AMA QUARTEY",
        "ama_quartey.docx",
        "Thank you-Ama-Quartey 2026",
        "Ama.Quartey.pdf",
        "Quartey, Ama",
        "quartey_ama",
        "Quartey,Ama",
        "Ama  Quartey",
        "Ama\nQuartey",
        "Ama\u00a0Quartey",
        "(Ama Quartey)",
        "2026-05-05_Ama_Quartey_signed.docx",
        "scan_AMA_QUARTEY_3.pdf",
        "records/Ama Quartey/notes.xlsx",
        "Ama Quartey's file",
        "Ama Quartey’s file",
    ],
)
def test_a_name_is_a_code_however_a_file_name_spells_it(text: str) -> None:
    clean = SCRUB(text)
    assert "quartey" not in clean.casefold()
    assert person_code(KEY, "staff", "0101") in clean


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ashdown-Pike, Margaret", "0102"),
        ("Margaret Ashdown Pike", "0102"),
        ("margaret_ashdown_pike", "0102"),
        ("Margaret Ashdown–Pike", "0102"),
        ("Ashdown Pike_Margaret", "0102"),
        ("Sean O’Neill", "0103"),
        ("O'Neill, Sean", "0103"),
        ("sean_o_neill", "0103"),
    ],
)
def test_double_names_and_apostrophes_are_found_too(text: str, code: str) -> None:
    assert SCRUB(text) == person_code(KEY, "staff", code)


def test_composed_and_decomposed_names_are_found_and_three_names_in_either_order() -> None:
    assert SCRUB(unicodedata.normalize("NFD", "Zoë Brontë")) == person_code(KEY, "people", "RH-1")
    assert SCRUB("Tandon, Om Prakash") == SCRUB("Om Prakash Tandon") == person_code(KEY, "people", "RH-2")


def test_words_that_only_hold_a_name_are_left_alone() -> None:
    for text in ("Amanda", "drama house", "pikestaff", "supervision", "Brontosaurus", "neill"[1:]):
        assert SCRUB(text) == text


NHS = ["943 476 5919", "943-476-5919", "9434765919"]


@pytest.mark.parametrize("number", NHS)
def test_an_nhs_number_is_taken_out(number: str) -> None:
    assert SCRUB(f"NHS {number}.") == "NHS [NHS number]."


@pytest.mark.parametrize("number", ["943 476 5918", "0123456788", "94347659190", "20261031"])
def test_ten_digits_without_the_check_digit_are_no_nhs_number(number: str) -> None:
    assert "[NHS number]" not in SCRUB(number)


def test_the_location_id_of_the_regulator_is_no_nhs_number() -> None:
    assert SCRUB("location 1-9999999999") == "location 1-9999999999"


@given(st.integers(0, 999_999_999))
def test_at_most_one_check_digit_makes_an_nhs_number(nine: int) -> None:
    assert sum(is_nhs_number(f"{nine:09d}{check}") for check in range(10)) <= 1


@pytest.mark.parametrize("address", ["ama.quartey@example.org", "a+b@example.co.uk", "A_B@EXAMPLE.ORG"])
def test_an_e_mail_address_is_taken_out(address: str) -> None:
    assert "@" not in SCRUB(f"write to {address}, please")


@given(st.text())
def test_scrubbing_twice_changes_nothing_more_and_leaves_no_control_characters_but_ends_of_lines_and_tabs(
    text: str,
) -> None:
    clean = SCRUB(text)
    assert SCRUB(clean) == clean
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", clean)


def test_a_sheet_or_heading_named_after_a_person_is_scrubbed_in_what_check_prints(tmp_path: Path) -> None:
    rows = [
        ["Staff member", "Date held", "Type", "Ama Quartey says"],
        ["Ama Quartey", "31/02/2026", "Supervision", "x"],
    ]
    folder = service(
        tmp_path,
        [("records/Staff.xlsx", "", "staff-list"), ("records/Quartey, Ama.xlsx", "Ama Quartey", "supervision-log")],
    )
    workbook(folder / "records" / "Staff.xlsx", {"Staff": STAFF})
    workbook(folder / "records" / "Quartey, Ama.xlsx", {"Ama Quartey": rows})
    for command in (
        ["check"],
        ["check", "--json"],
        ["records"],
        ["build", "--on", "2026-10-31", "--out", tmp_path / "packs"],
    ):
        said = printed(*command[:1], folder, *command[1:])
        assert "quartey" not in said.casefold(), command


def printed(*args: object) -> str:
    return "".join(run(*args))


def full_names(read: ServiceRead) -> list[str]:
    rows = [*read.records.of("staff"), *read.records.of("people")]
    return sorted({getattr(row, "name", "") for row in rows} - {""})


def free_cells(read: ServiceRead) -> set[str]:
    """What people typed in the columns that hold personal data or free text, too long to be chance."""
    rows: list[Record] = [r for register in REGISTERS for r in read.records.of(register)]
    values = {getattr(row, f.name) for row in rows for f in fields(row) if f.name in row.personal}
    return {v for v in values if isinstance(v, str) and len(v) >= FREE_FROM}


def quoted_with_consent(read: ServiceRead) -> set[str]:
    """The parts of an example whose person agreed on a day."""
    rows = [r for r in read.records.of("examples") if getattr(r, "consent", None)]
    return {getattr(row, name) for row in rows for name in row.personal}


def everything_written(folder: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    xml = package.read(name).decode("utf-8", "replace")
                    texts[f"{path.name}/{name}"] = f"{html.unescape(xml)}\n{html.unescape(re.sub('<[^>]+>', '', xml))}"
        elif path.suffix == ".json":
            texts[path.name] = path.read_text(encoding="utf-8")
        else:
            texts[path.name] = html.unescape(path.read_text(encoding="utf-8"))
    return texts


@pytest.fixture(scope="module")
def leaving(rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that leaves the machine for the sample, by where it stands."""
    out = tmp_path_factory.mktemp("out")
    said = {
        "what check prints": printed("check", rowan_house),
        "what check --json prints": printed("check", rowan_house, "--json"),
        "what records prints": printed("records", rowan_house),
        "what records as JSON prints": printed("records", rowan_house, "--format", "json"),
        "what build prints": printed("build", rowan_house, "--on", DAY, "--out", out),
    }
    return everything_written(out) | said


@pytest.fixture(scope="module")
def sample(rowan_house: Path) -> ServiceRead:
    return read_service(rowan_house)


def found_in(texts: dict[str, str], words: set[str] | list[str]) -> list[tuple[str, str]]:
    folded = {where: text.casefold() for where, text in texts.items()}
    return [(where, word) for where, text in folded.items() for word in words if word.casefold() in text]


def test_there_is_something_to_look_through(leaving: dict[str, str], sample: ServiceRead) -> None:
    assert len(leaving) > 25
    assert len(full_names(sample)) == 102
    assert len(free_cells(sample)) > 100


def test_no_full_name_of_the_sample_leaves(leaving: dict[str, str], sample: ServiceRead) -> None:
    names = full_names(sample)
    spellings = [*names, *(f"{n.split()[-1]}, {' '.join(n.split()[:-1])}" for n in names)]
    assert found_in(leaving, spellings) == []


def test_no_name_on_no_list_leaves_either(leaving: dict[str, str]) -> None:
    assert found_in(leaving, ["Haldenby", "Thorncombe"]) == []


def test_no_nhs_number_leaves(leaving: dict[str, str]) -> None:
    for where, text in leaving.items():
        numbers = re.findall(r"(?<![\w.:-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w.])", re.sub(r"<[^>]+>", " ", text))
        assert [n for n in numbers if is_nhs_number(n)] == [], where


def test_no_free_cell_of_the_sample_leaves_unless_its_person_agreed(
    leaving: dict[str, str], sample: ServiceRead
) -> None:
    assert found_in(leaving, free_cells(sample) - quoted_with_consent(sample)) == []


def test_no_payroll_number_or_resident_reference_leaves(leaving: dict[str, str], sample: ServiceRead) -> None:
    references = [getattr(p, "code", "") for p in sample.records.of("people")]
    assert found_in(leaving, references) == []
    json_pack = next(text for where, text in leaving.items() if where.endswith(".json"))
    assert found_in({"pack": json_pack}, [f'"{getattr(s, "code", "")}"' for s in sample.records.of("staff")]) == []


def test_the_key_leaves_nowhere(leaving: dict[str, str], sample: ServiceRead) -> None:
    assert found_in(leaving, [sample.service.privacy_key.get_secret_value()]) == []
