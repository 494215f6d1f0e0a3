"""Which words of the records are known: ordinary words of the field are, and words that name nothing are not."""

from pathlib import Path

import pytest

from evidencepack.library import Library
from evidencepack.measures.answers import matched_word
from evidencepack.pipeline import open_library, read_service
from evidencepack.registers import REGISTERS

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
COLUMNS = [(register, field) for register, record in REGISTERS.items() for field in record.naming]
NAMES_NOTHING = ["Other", "Misc", "Miscellaneous", "General", "Various", "Training", "Meeting", "Audit", "N/A", "TBC"]
KNOWN = {
    "training.course": [
        "Catheter Care", "Buccal Midazolam", "Parkinson's Awareness", "Care Certificate", "Level 3 Diploma in Care",
        "Oliver McGowan Tier 1", "Stoma care", "PEG feeding", "Lone Working", "Sepsis awareness", "Mental Health",
        "MAPA", "Diabetes", "Fire Marshal", "BLS & AED", "COSHH", "GDPR 1", "Mental Capacity & DOL'S",
    ],
    "incidents.type": [
        "Absconded", "Choking", "Seizure", "Altercation between residents", "Scald", "Self-harm", "RTA",
        "Equipment failure", "Burglary", "Data breach", "Unexpected death", "Skin tear", "Med error",
    ],
    "audits.topic": ["Mattress audit", "Bed rails", "Handover", "Kitchen", "MAR charts", "Petty cash"],
    "complaints.theme": ["Laundry", "Lost property", "Food", "Staff attitude", "Invoice query", "Continuity of care"],
    "meetings.kind": ["Handover", "Clinical governance", "Seniors", "Directors", "Food forum"],
    "policies.title": ["Gifts and gratuities", "Lone working policy", "CCTV", "Missing person procedure"],
    "staff.role": ["HCA (nights)", "Cook", "RGN", "Handyman", "Bank carer", "Activities coordinator"],
}  # fmt: skip
LEFT_OPEN = {
    "incidents.type": [
        "Physical", "Psychological", "Organisational", "Sexual", "Financial", "Domestic", "Discriminatory", "Injury",
        "Fracture", "# NOF", "Accident", "Incident", "Other incident", "Near miss", "Slip", "Theft",
        "Unexplained bruise",
    ],
    "training.course": ["Mandatory training", "Refresher", "E-learning", "Level 2", "Communication", "Update"],
    "complaints.theme": ["Complaint", "Communication", "Other complaint"],
}  # fmt: skip
ON_TOPIC = {
    "medicines": ["Med error", "Meds", "MAR chart", "Missed dose", "eMAR"],
    "safeguarding": ["SOVA", "POVA", "S42", "Physical abuse", "Psychological abuse", "Organisational abuse",
                     "Self-neglect"],
    "moving and handling": ["M&H", "Hoist", "Moving & Handling", "People moving"],
    "infection control": ["IPC", "Infection, Prevention and Control of Infection", "Hand washing"],
    "fire safety": ["Fire", "Fire warden"],
    "equality": ["E&D", "EDI", "Equality, Diversity, Inclusion"],
    "mental capacity": ["MCA/DoLS", "Mental Capacity & DOL'S", "LPS"],
    "infections": ["D&V", "C. diff", "UTI", "Covid-19"],
    "falls": ["Found on floor", "Unwitnessed fall"],
    "pressure ulcers": ["Grade 2 pressure sore", "Bedsore"],
}  # fmt: skip
OFF_TOPIC = {
    "medicines": ["March audit", "Safe handling of food", "Medical appointment", "Media policy"],
    "moving and handling": ["Handling money", "Safe handling of medicines", "Complaints handling"],
    "safeguarding": ["Physical", "Domestic", "Financial", "Liberty Protection Safeguards"],
    "falls": ["Fracture", "# NOF", "Day trip", "Waterfall walk"],
    "infections": ["Infection control", "Sickness"],
    "nutrition and hydration": ["Must be signed", "Kitchen deep clean"],
}


def words(found: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in found.items() for text in texts]


def is_known(library: Library, column: str, text: str) -> bool:
    return bool(matched_word((text,), library.rules.terms.known_in(*column.split("."))))


@pytest.mark.parametrize("sample", ["rowan-house", "harbour-homecare"])
def test_every_word_of_the_naming_columns_of_the_samples_is_known(library: Library, sample: str) -> None:
    records = read_service(SAMPLES / sample, library).records
    said = {(r, f, str(value)) for r, f in COLUMNS for row in records.of(r) if (value := getattr(row, f))}
    assert len(said) > 50
    assert [(r, f, text) for r, f, text in sorted(said) if not is_known(library, f"{r}.{f}", text)] == []


@pytest.mark.parametrize("column", [f"{register}.{field}" for register, field in COLUMNS])
def test_a_word_that_names_nothing_is_known_in_no_column(library: Library, column: str) -> None:
    assert [word for word in NAMES_NOTHING if is_known(library, column, word)] == []


def test_a_word_that_our_column_maps_turn_into_ours_is_known_in_its_column(library: Library) -> None:
    ours = {
        (f"{m.register_}.{field}", word)
        for m in library.column_maps.values()
        for field, meant in m.values.items()
        if field in REGISTERS[m.register_].naming
        for word in meant
        if word and not word.startswith("Other")
    }
    assert [(column, word) for column, word in sorted(ours) if not is_known(library, column, word)] == []


@pytest.mark.parametrize(("column", "text"), words(KNOWN))
def test_an_ordinary_word_of_the_field_is_known(library: Library, column: str, text: str) -> None:
    assert is_known(library, column, text)


@pytest.mark.parametrize(("column", "text"), words(LEFT_OPEN))
def test_a_word_behind_which_a_topic_may_lie_is_left_open(library: Library, column: str, text: str) -> None:
    assert not is_known(library, column, text)


@pytest.mark.parametrize(("topic", "text"), words(ON_TOPIC))
def test_what_homes_call_a_topic_is_found_to_be_on_it(library: Library, topic: str, text: str) -> None:
    assert matched_word((text,), library.rules.terms.words_of(topic))


@pytest.mark.parametrize(("topic", "text"), words(OFF_TOPIC))
def test_a_word_that_only_resembles_a_topic_is_not_on_it(library: Library, topic: str, text: str) -> None:
    assert not matched_word((text,), library.rules.terms.words_of(topic))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Fell in lounge, #NOF", "NOF"), ("# NOF, 999", "NOF"), ("?#wrist", "#wrist"), ("poss # hip", "# hip"),
        ("Taken to A&E", "A&E"), ("grade 3, TVN told", "grade 3"), ("passed away at home", "passed away"),
        ("Found on floor in room 12, no injury", ""), ("Room #12 bell", ""), ("DNACPR in place", ""), ("Room 111", ""),
    ],
)  # fmt: skip
def test_a_row_shows_a_sign_of_a_serious_event_or_none(library: Library, text: str, sign: str) -> None:
    assert matched_word((text,), library.rules.terms.signs) == sign


def test_known_words_of_your_own_replace_single_entries_and_leave_the_others(tmp_path: Path) -> None:
    (tmp_path / "known.yaml").write_text("format: 1\nknown: {incidents.type: [tumble]}\n", encoding="utf-8")
    own, ours = open_library(tmp_path).rules.terms, open_library().rules.terms
    assert own.known["incidents.type"] == ("tumble",)
    assert own.known | {"incidents.type": ours.known["incidents.type"]} == ours.known
    assert own.signs == ours.signs


def test_topics_of_your_own_may_use_a_word_that_is_known_already(tmp_path: Path) -> None:
    text = "format: 1\ntopics: [{id: seizures, words: [seizure]}]\n"
    (tmp_path / "terms.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match="topic 'dignity' is not in") as caught:
        open_library(tmp_path)
    assert "seizure" not in str(caught.value)
