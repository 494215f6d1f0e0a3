"""Names are found in every spelling, and words that only look like one are left alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.json import encode
from msgspec.structs import replace

from evidencepack.assessment import as_of
from evidencepack.pack import PackInputs, build_pack
from evidencepack.pack.privacy import Scrubber
from evidencepack.pipeline import assess_service, open_library, read_service

HERE, KEY = Path(__file__).parent, "a key of the tests"
LIBRARY = open_library()
WORDS = LIBRARY.rules.people
NAMES = {
    "Karen Whitlock": "staff:1",
    "Margaret Ashdown-Pike": "people:2",
    "Seán O'Neill": "staff:3",
    "Zoë Brontë": "people:4",
    "Om Prakash Tandon": "people:5",
    "Chidi": "people:6",
    "Kwame Mensah-Boateng": "staff:7",
    "Elizabeth Jane Tranter": "people:8",
    "Rose Law": "staff:9",
    "Sarah May": "people:10",
    "Łukasz Żak": "staff:11",
    "Mrs Doris Fairweather": "people:12",
}
SCRUB = Scrubber(NAMES, KEY, WORDS)
SPELLINGS = [
    *("Karen Whitlock", "KAREN WHITLOCK", "karen whitlock", "Whitlock, Karen", "Whitlock Karen", "Karen_Whitlock"),
    *("K. Whitlock", "K Whitlock", "K.Whitlock", "Whitlock K", "Whitlock, K.", "KW Whitlock", "Mrs KW", "Karen W"),
    *("Mrs Whitlock", "Ms. Whitlock", "MRS WHITLOCK", "Dr Whitlock", "mrs whitlock", "Whitlock", "whitlock", "Karen"),
    *("Whitlock's", "the Whitlocks", "Karen’s", "Karen\u200bWhitlock", "Whit\u200block", "Kar\u00aden Whitlock"),
    *("KarenWhitlock", "KarenWhitlock1", "karenwhitlock2", "Whitlock7", "7Whitlock", "KWhitlock", "WhitlockKaren"),
    *("Karen Jane Whitlock", "Karen J Whitlock", "Karen J. Whitlock", "Karen\u00a0Whitlock", "Karen  Whitlock"),
    *("Margaret Ashdown", "Margaret Pike", "Ashdown", "Mrs Pike", "Mrs Ashdown", "Peggy Ashdown", "Maggie Pike"),
    *("Meg Ashdown-Pike", "Ashdown Pike", "AshdownPike", "Margaret Ashdown–Pike", "M. Ashdown-Pike", "Peggy"),
    *("Sean O'Neill", "Sean O’Neill", "ONeill", "O Neill", "Mr O'Neill", "O'Neill, Sean", "SEAN ONEILL", "Sean"),
    *("Zoe Bronte", "ZOE BRONTE", "Zoe\u0308 Bronte\u0308", "Z Brontë", "Bronte", "Zoe"),
    *("Om Tandon", "Mr Tandon", "Tandon, Om Prakash", "O. P. Tandon", "Prakash Tandon", "Tandon"),
    *("Chidi", "chidi", "CHIDI", "Chidi's", "Kwame Boateng", "Kwame Mensah", "Mensah", "K Mensah-Boateng"),
    *("Elizabeth Tranter", "Liz Tranter", "Beth Tranter", "Betty Tranter", "Lizzie", "E J Tranter", "EJ Tranter"),
    *("Rose Law", "Ms Law", "Law, Rose", "Sarah May", "S May", "S. May", "Mrs May", "Lukasz Zak", "LUKASZ ZAK"),
    *("Doris Fairweather", "Miss Fairweather", "D. Fairweather", "Fairweather Doris", "DorisFairweather"),
]
TITLES = ["{}", "Letter from {} 2026", "Audit of care plans ({})", "{}_signed.docx", "scan-{}-3", "Thanks to {}, team"]
# What would give a spelling away, in small letters without accents; "may", "law" and "rose" are words as well.
TELLING = ("whit", "karen", "ashdown", "peggy", "maggie", "meg ", "neill", "sean", "bront", "zoe", "tandon", "prakash")
TELLING += ("chidi", "kwame", "mensah", "boateng", "tranter", "liz", "beth", "betty", "sarah", "doris", "fairw", "zak")


def test_no_spelling_of_a_name_is_left_in_any_title() -> None:
    assert len(set(SPELLINGS)) > 80
    found = [(title.format(s), SCRUB(title.format(s))) for s in SPELLINGS for title in TITLES]
    left = [(was, now) for was, now in found if now == was or any(part in now.casefold() for part in TELLING)]
    assert left == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        *((f"NHS {n}", ("NHS number",)) for n in ("9434765919", "943.476.5919", "943/476/5919", "943 – 476 – 5919")),
        *(
            (t, ("NHS number",))
            for t in ("943\u00a0476\u00a05919", "943_476_5919", "943-476-5919.pdf", "NHS no 94 34 76 59 19")
        ),
        *(
            (t, ("National Insurance number",))
            for t in ("AB123456C", "QQ 12 34 56 C", "ab-12-34-56-c", "NI AB 123456 D")
        ),
        *((t, ("date of birth",)) for t in ("DOB 12/03/1941", "d.o.b. 12.3.41", "born 3 May 1938", "b. 12-03-1941")),
        *((t, ("date of birth",)) for t in ("Date of birth: 1941-03-12", "Letter 12/03/1941", "dob_12031941")),
        *((t, ("postcode",)) for t in ("RH1 1AA", "SW1A2AA", "visit to m1 1ae", "CF10-3AT")),
        *((t, ("telephone number",)) for t in ("01632 960123", "07700 900 123", "+44 7700 900123", "(020) 7946 0123")),
        *((t, ("bank details",)) for t in ("12-34-56 12345678", "sort code 12-34-56", "account no. 12345678")),
        *((t, ("room",)) for t in ("Room 12", "room12.docx", "Bedroom 4a audit", "Rm. 7", "Flat 3")),
        *((t, ("room",)) for t in ("rm 27", "room no. 33", "Bed 12", "Residents meeting room 14", "Suite 5")),
        *((t, ("telephone number",)) for t in ("07700_900461", "0161_496_0733", "tel 496 0734", "x_07700_900461")),
        *((t, ("key code",)) for t in ("key safe 4471", "Door code 4471")),
        ("to ama@example.org", ("e-mail address",)),
        ("Karen Whitlock, Room 4, RH1 1AA", ("name", "postcode", "room")),
        ("Infection control audit v2 2026-10-31", ()),
    ],
)
def test_numbers_and_addresses_that_tell_of_a_person_are_taken_out_and_their_kinds_are_said(
    text: str, kinds: Sequence[str]
) -> None:
    assert SCRUB.found(text) == kinds
    assert (SCRUB(text) == text) is not bool(kinds)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Meeting room 3",
            "1-1234567890",
            "LOLER certificate 12345678",
            "Rows 1, 2 and 3 of 14",
            "Level 2nd",
            "v1 2026",
        ),
        *(
            "01-10-2026",
            "Tender 3.2.1",
            "Form 0426",
            "Dr Visits",
            "MS nurse",
            "DR test",
            "2026-10-31 12.30",
            "RH audit tool v3",
            "birthday 2026-05-01",
        ),
    ],
)
def test_other_numbers_and_abbreviations_are_left_alone(text: str) -> None:
    assert SCRUB(text) == text and SCRUB.found(text) == ()


def test_of_500_harmless_titles_no_more_than_one_is_changed_by_120_names() -> None:
    names = (HERE / "ordinary_names.txt").read_text(encoding="utf-8").splitlines()
    titles = (HERE / "harmless_titles.txt").read_text(encoding="utf-8").splitlines()
    scrub = Scrubber({name: f"{'staff' if i % 2 else 'people'}:{i}" for i, name in enumerate(names)}, KEY, WORDS)
    assert len(set(names)) == 120 and len(set(titles)) >= 500
    assert [(title, scrub(title)) for title in titles if scrub(title) != title][1:] == []
    public = {"Robin Hood", "Sue Ryder", "Oliver McGowan", "Marie Curie"}
    assert {name for name in names if scrub(name) == name} == public


def test_somebody_on_no_list_is_taken_out_behind_an_honorific_and_a_namesake_is_nobody_we_know() -> None:
    assert SCRUB("Review by Dr Patel and Mrs Thompson") == "Review by [name] and [name]"
    assert SCRUB("Letter from Karen Brown") == "Letter from [name]"
    assert SCRUB("Visit of Abigail Whitlock") == "Visit of [name]"


NOBODY_KNOWN = [
    *("Mrs D Whitworthy", "Mr J.R. Whitworthy", "Dr. S. Whitworthy", "Dr S K Whitworthy", "Mr JR Whitworthy"),
    *("MRS WHITWORTHY", "dr whitworthy", "Dr van Whitworthy", "Dr de Souza-Whitworthy", "Dr O'Whitworthy"),
    *("Mr ap Whitworthy", "Miss Ó Whitworthy", "Mrs (Betty) Whitworthy", 'Mr "Bob" Whitworthy', "DrWhitworthy"),
    *("Mrs Anne-Marie Whitworthy", "Mrs Jean A Whitworthy", "Dr Al Whitworthy", "Mrs. Whitworthy-jones"),
    *("dr_whitworthy", "mrs-whitworthy", "Mr - Whitworthy", "mrs betty whitworthy", "Mister Whitworthy"),
    *("Cllr Whitworthy", "Sister Whitworthy", "Fr Declan Whitworthy", "PC Whitworthy", "Nurse Whitworthy"),
]


@pytest.mark.parametrize("title", ["{}", "Plan 7 for {}", "plan of {}", "Letter ({}) signed"])
def test_nothing_is_left_of_somebody_on_no_list_behind_an_honorific_however_written(title: str) -> None:
    left = {title.format(s): SCRUB(title.format(s)) for s in NOBODY_KNOWN}
    assert {was: now for was, now in left.items() if now != title.format("[name]")} == {}


def test_a_word_behind_an_honorific_that_is_no_name_stands() -> None:
    for text in (
        *("MS Teams training", "Sister Act", "Nurse call", "PC refresh", "Dr. appointments log", "miss a meal"),
        *("Canon printer", "DR testing", "near miss log", "dr will visit", "Mr Men books", "Sir Tom Moore walk"),
    ):
        assert SCRUB(text) == text


def test_names_of_words_are_found_in_texts_of_one_case_by_an_initial_and_in_the_spellings_of_a_list() -> None:
    people = ["Grace King", "Albert King", "Florence Day", "Doris Hale", "William (Billy) Postlethwaite"]
    scrub = Scrubber({n: f"staff:{i}" for i, n in enumerate([*people, "Fiona MacDonald", "Jo-Jo"])}, KEY, WORDS)
    for text in (
        *("florence day", "FLORENCE DAY", "florence_day rota", "mr king", "MR KING", "mr_king", "plan of g. king"),
        *("F. Day", "F Day", "Day, F", "King A", "Albie King", "the Hales", "Billy", "Mcdonald", "Mac Donald", "JoJo"),
        *("dorishaleDNACPR",),
    ):
        clean = scrub(text).casefold()
        assert not any(word in clean for word in ("day", "king", "hale", "billy", "donald", "jo")), text


def test_a_name_of_two_words_that_are_words_too_is_found_in_a_file_name_of_small_letters() -> None:
    code = SCRUB.code("staff", "9")
    assert SCRUB("rose_law_signed.docx") == f"{code}_signed.docx" and SCRUB("law, rose") == code
    assert SCRUB("The rose and the law") == "The rose and the law"


def test_what_stands_before_a_last_name_is_no_name_by_itself() -> None:
    scrub = Scrubber(
        {"Maria de la Cruz": "staff:1", "Jan van den Berg": "staff:2", "Ali El Sayed": "staff:3"}, KEY, WORDS
    )
    for text in (
        "De-escalation training",
        "Van checks",
        "La Traviata outing",
        "Berlin den",
        "Jan 2026",
        "EL insurance",
    ):
        assert scrub(text) == text
    assert "Cruz" not in scrub("Ms de la Cruz") and "Berg" not in scrub("van den Berg, Jan")


def test_a_code_stands_apart_from_what_was_glued_to_the_name() -> None:
    code = SCRUB.code("staff", "1")
    assert SCRUB("scanKarenWhitlock1") == f"scan {code} 1"


@given(st.text(max_size=60), st.sampled_from(SPELLINGS), st.text(max_size=60))
def test_scrubbed_text_holds_nothing_more_to_find(before: str, name: str, after: str) -> None:
    clean = SCRUB(f"{before} {name} {after}")
    assert "whitlock" not in clean.casefold() and SCRUB(clean) == clean


@given(st.text(alphabet="0123456789 -./_ABCDborndob@nhsroom", max_size=400))
def test_no_row_of_digits_and_signs_is_read_more_than_forwards(text: str) -> None:
    assert SCRUB(SCRUB(text)) == SCRUB(text)


LISTS: Mapping[str, Sequence[str]] = {
    "initials": ["I S", "A S", "O F", "I N", "O N", "T O", "A T", "B Y", "N O", "U P", "D N", "M E", "W E"],
    "initials in one": ["DN", "OT", "IS", "AS", "OF", "IN", "ON", "HR", "GP", "PA", "MD", "AM", "PM", "NHS"],
    "first and last names that are words": [
        "May Day",
        "Will Power",
        "Faith Hope",
        "Rose Law",
        "Mark Page",
        "Joy Rivers",
    ],
    "words of care": [
        "Cultural Awareness",
        "Staff Meeting",
        "Fire Safety",
        "Team Leader",
        "Registered Manager",
        "Care Plan",
    ],
    "single names that are words": [
        "May",
        "Will",
        "Faith",
        "Hope",
        "Rose",
        "Law",
        "Grace",
        "Mark",
        "Frank",
        "Joy",
        "Page",
    ],
    "public names and honorifics": ["Oliver McGowan", "Sue Ryder", "Marie Curie", "Mr Will", "Miss Hope", "Rev Faith"],
}


@pytest.fixture(scope="module")
def made(rowan_house: Path) -> tuple[object, PackInputs]:
    on, read = date(2026, 10, 31), read_service(rowan_house, LIBRARY)
    records, _ = as_of(read.records, on)
    material = PackInputs(
        service=read.service,
        records=records,
        rules=LIBRARY.rules,
        words=LIBRARY.words,
        messages=LIBRARY.messages,
        on=on,
        accounts=read.accounts,
        problems=read.problems,
        names=read.names,
    )
    return assess_service(read, LIBRARY, on), material


@pytest.mark.parametrize("names", LISTS.values(), ids=LISTS)
def test_a_pack_reads_as_without_people_whose_names_are_words_or_initials(
    names: Sequence[str], made: tuple[object, PackInputs]
) -> None:
    assessments, material = made
    more = {**(material.names or {}), **{name: f"staff:N{i}" for i, name in enumerate(names)}}
    plain, listed = (
        encode(build_pack(assessments, each))
        for each in (material, replace(material, names=more))  # type: ignore[arg-type]
    )
    assert listed == plain
