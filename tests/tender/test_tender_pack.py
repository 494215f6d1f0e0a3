"""The pack of a tender: how far questions can be answered, what may be quoted, lengths, and what may cost marks."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec.json import encode
from msgspec.structs import replace

from evidencepack.build_options import BuildOptions
from evidencepack.cli.main import cli
from evidencepack.errors import MappingError
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.tender_questions import Limit
from evidencepack.frameworks.tender_resolved import copied_id
from evidencepack.library import Library
from evidencepack.pack.edition import to_hand_over
from evidencepack.pack.model import Pack, Section
from evidencepack.pack.quotes import LENGTHS, QuotableFact, fitting, quotable, words_in
from evidencepack.pack.tender_model import Bid
from evidencepack.pipeline import Built, build_service, make_pack, open_library
from evidencepack.shipped import shipped
from evidencepack.tender.answers import read_answers
from tests.outputs import copy_of, excel_rows, parts, plain, text_of
from tests.words import remedy, words

ROOT = Path(__file__).resolve().parents[2]
ON = date(2026, 10, 31)
HARBOUR = Path(__file__).resolve().parents[2] / "sample_data" / "harbour-homecare"
TENDER = shipped("mappings") / "frameworks" / "example-tender.yaml"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return make_pack(HARBOUR, BuildOptions(on=ON, frameworks=("example-tender",)))


def question(pack: Pack, id_: str) -> Section:
    return next(s for s in pack.reports[0].sections if s.id == id_)


def bid(pack: Pack, id_: str) -> Bid:
    found = question(pack, id_).bid
    assert found
    return found


# What a question rests on


def test_a_question_asks_what_the_expectations_it_is_answered_by_ask(library: Library) -> None:
    asked = {e.id: e for e in library.framework("example-tender").expectations}
    source = {e.id: e for e in library.framework("commissioner-culture-and-leadership").expectations}
    ids = [r.id for r in asked["q7"].requirements]
    reference = "commissioner-culture-and-leadership/positive-risk-taking"
    assert ids == [copied_id(reference, r.id) for r in source["positive-risk-taking"].requirements]
    assert ids[0].startswith("decisions-recorded-") and len(ids[0]) == len("decisions-recorded-") + 4


def test_a_single_requirement_may_be_named_and_a_contract_year_does_not_come_with_it(library: Library) -> None:
    asked = {e.id: e for e in library.framework("example-tender").expectations}
    found = [r for r in asked["q1"].requirements if r.use == "visits-in-window"]
    assert [r.by_year for r in found] == [{}]
    assert len([r for r in asked["q1"].requirements if r.use == "continuity-test-recent"]) == 1


def mappings_with(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = TENDER.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "frameworks" / "example-tender.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("cqc-saf-2032/learning-culture", "there is no framework 'cqc-saf-2032'. Did you mean 'cqc-saf-2023'?"),
        ("cqc-saf-2023/learning-cultures", "has no expectation 'learning-cultures'. Did you mean 'learning-culture'?"),
        ("cqc-saf-2023/learning-culture/candour", "has no requirement 'candour'."),
        ("example-tender/q1", "is a tender itself"),
        ("learning-culture", "is no reference; write framework/expectation"),
    ],
)
def test_a_reference_into_nowhere_is_named_with_its_line(tmp_path: Path, reference: str, said: str) -> None:
    own = mappings_with(tmp_path, ("        - cqc-saf-2023/learning-culture\n", f"        - {reference}\n"))
    with pytest.raises(MappingError) as error:
        open_library(own)
    (message,) = error.value.messages
    assert said in message
    assert message.startswith("frameworks/example-tender.yaml, line ") and "expectation q3" in message


def test_what_may_be_quoted_must_be_there(tmp_path: Path) -> None:
    own = mappings_with(
        tmp_path, ("examples: [positive risk taking]", "examples: [positive risks]\n        facts: [cqc/a/b]")
    )
    with pytest.raises(MappingError, match="no requirement of this question") as error:
        open_library(own)
    assert "topic 'positive risks' is not in terms.yaml. Did you mean 'positive risk taking'?" in str(error.value)


def test_a_question_that_nothing_answers_is_a_fault_that_says_what_to_do(tmp_path: Path) -> None:
    lines = "      answered_by:\n        - commissioner-culture-and-leadership/positive-risk-taking\n"
    with pytest.raises(MappingError, match="name under answered_by what answers it"):
        open_library(mappings_with(tmp_path, (lines, "")))


def test_our_tender_stays_readable_where_a_consultant_replaced_a_framework_it_names(tmp_path: Path) -> None:
    source = shipped("mappings") / "frameworks" / "commissioner-culture-and-leadership.yaml"
    text = source.read_text(encoding="utf-8").replace("  - id: positive-risk-taking\n", "  - id: risks\n", 1)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / source.name).write_text(text, encoding="utf-8")
    asked = {e.id: e for e in open_library(tmp_path).framework("example-tender").expectations}
    assert asked["q7"].requirements == () and asked["q1"].requirements


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tender": None}, "needs tender:"),
        ({"publisher": {"name": "A council", "kind": "commissioner"}}, "a publisher of kind tender"),
    ],
)
def test_a_tender_and_its_questions_belong_together(library: Library, change: dict[str, Any], said: str) -> None:
    data = library.framework("example-tender").model_dump(mode="json", by_alias=True) | change
    with pytest.raises(ValueError, match=said):
        Framework.model_validate_json(json.dumps(data))


def test_a_limit_is_in_words_or_in_characters_and_not_in_both() -> None:
    with pytest.raises(ValueError, match="exactly one of"):
        Limit(words=500, characters=3000)


# How far a question can be answered


def test_each_question_is_answerable_partly_or_without_proof(pack: Pack) -> None:
    found = {s.id: s.status.code for s in pack.reports[0].sections}
    assert (found["q8"], found["q1"], found["q6"]) == ("answerable", "partly", "no proof yet")
    counts = {c.status.code: c.count for c in pack.reports[0].counts}
    assert counts == {"answerable": 1, "partly": 6, "no proof yet": 1}
    assert pack.reports[0].summary[0] == "Of 8 questions: 1 answerable, 6 partly and 1 no proof yet."


def test_a_question_without_proof_has_no_fact_and_says_what_is_missing(pack: Pack) -> None:
    found = bid(pack, "q6")
    assert [f.text for f in found.facts] == ["", "", ""]
    assert {f.note for f in found.facts} == {"There is no fact to quote yet."}
    assert any("audit register" in why for cost in found.costs for why in cost.why)


def test_every_question_has_the_six_slots_and_an_empty_one_has_a_prompt(pack: Pack) -> None:
    for section in pack.reports[0].sections:
        assert section.bid
        slots = [line.slot for line in section.bid.outline]
        assert slots == ["Direct answer", "Named role", "System or record", "How often", "Law", "A real result"]
        assert all(line.lines or line.prompt for line in section.bid.outline)


# What may be quoted


def test_only_what_is_met_or_for_information_is_quoted_and_every_shortfall_is_a_cost(pack: Pack) -> None:
    for section in pack.reports[0].sections:
        assert section.bid
        longest = section.bid.facts[-1].text
        told = " ".join(cost.sentence for cost in section.bid.costs)
        for finding in section.findings:
            if finding.status.code in ("partly met", "not met"):
                assert finding.sentence.rstrip(".") not in longest
            if finding.action:
                assert finding.sentence in told


def test_each_sentence_that_is_quoted_carries_evidence_numbers_of_the_pack(pack: Pack) -> None:
    numbers = {item.number for item in pack.evidence}
    for section in pack.reports[0].sections:
        assert section.bid
        for facts in section.bid.facts:
            assert set(facts.evidence) <= numbers
            assert all(number in facts.text for number in facts.evidence)


def test_no_text_is_longer_than_it_may_be(pack: Pack) -> None:
    for section in pack.reports[0].sections:
        assert section.bid
        assert [f.at_most for f in section.bid.facts] == list(LENGTHS)
        assert all(f.words == words_in(f.text) <= f.at_most for f in section.bid.facts)


@given(st.lists(st.integers(1, 90), max_size=30))
def test_facts_are_never_cut_and_never_too_long_whatever_their_length(lengths: list[int]) -> None:
    facts = [
        QuotableFact(" ".join(f"w{n}x{i}" for i in range(count)) + ".", (f"EV{n}",)) for n, count in enumerate(lengths)
    ]
    for made in quotable(facts, "no more", "none"):
        assert words_in(made.text) == made.words <= made.at_most
        rest = made.text
        for fact in fitting(facts, made.at_most):
            assert rest.startswith(fact.text)
            rest = rest[len(fact.text) :].lstrip()
        assert rest == ""


def test_a_longer_text_that_has_nothing_to_add_says_so() -> None:
    made = quotable([QuotableFact("Eight of nine were seen.", ("EV1",))], "no more", "none")
    assert [m.note for m in made] == ["", "no more", "no more"]
    assert made[0].text == "Eight of nine were seen (EV1)."


def test_a_buyer_reads_the_day_and_not_of_this_pack(pack: Pack) -> None:
    texts = [f.text for s in pack.reports[0].sections if s.bid for f in s.bid.facts]
    assert not any("this pack" in text for text in texts)
    assert any("before 31 October 2026" in text for text in texts)


def test_only_facts_and_examples_that_may_be_quoted_are(tmp_path: Path) -> None:
    fact = "commissioner-culture-and-leadership/positive-risk-taking/learnt"
    own = mappings_with(tmp_path, ("examples: [positive risk taking]", f"facts: [{fact}]"))
    pack = make_pack(HARBOUR, BuildOptions(on=ON, frameworks=("example-tender",)), library=open_library(own))
    assert bid(pack, "q7").facts[0].words == bid(pack, "q7").facts[-1].words
    assert "what was learnt" in bid(pack, "q7").facts[0].text


def test_an_example_fits_only_when_its_four_parts_are_there(pack: Pack) -> None:
    for section in pack.reports[0].sections:
        assert section.bid
        cards = {card.evidence: card for card in section.examples}
        assert all(cards[number].complete for number in section.bid.examples)
    assert bid(pack, "q7").examples != ()


# The answers


def test_an_answer_over_its_limit_is_flagged_with_both_counts(pack: Pack) -> None:
    section = question(pack, "q7")
    (flag,) = [f for f in section.flags if f.code == "OVER_LIMIT"]
    assert "74 words over its limit: 374 written, 300 words allowed" in flag.sentence
    assert section.bid and (section.bid.words, section.bid.over) == (374, 74)
    assert flag.sentence in section.bid.costs[-1].why


def test_an_answer_within_its_limit_says_what_is_left(pack: Pack) -> None:
    found = bid(pack, "q3")
    assert (found.words, found.over) == (66, -434)
    assert found.count_line.startswith("66 written so far, 434 left of 500 words")
    assert not [f for f in question(pack, "q3").flags if f.code == "OVER_LIMIT"]


def test_a_question_without_an_answer_says_where_to_put_one(pack: Pack) -> None:
    assert "answers/example-tender/q2.docx" in bid(pack, "q2").count_line
    assert bid(pack, "q2").over is None


def test_what_somebody_wrote_in_an_answer_is_in_no_file_of_the_pack(built: Built) -> None:
    for path in built.written.paths:
        assert not [name for name, data in parts(path) if b"with one page" in data]


def answers_of(folder: Path, library: Library) -> Any:
    return read_answers(folder, [library.framework("example-tender")])


def test_words_of_a_word_document_are_counted_in_paragraphs_tables_and_not_in_what_was_struck_out(
    tmp_path: Path, library: Library
) -> None:
    folder = tmp_path / "answers" / "example-tender"
    folder.mkdir(parents=True)
    document = docx.Document()
    document.add_paragraph("Six words – a dash counts too.")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "two words"
    struck = document.add_paragraph("gone now")._p
    deleted = struck.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del")
    deleted.append(struck[-1])
    struck.append(deleted)
    document.save(str(folder / "q1.docx"))
    found = answers_of(tmp_path, library).found["example-tender/q1"]
    assert (found.words, found.characters) == (9, len("Six words – a dash counts too.") + len("two words"))


def test_characters_are_counted_where_the_limit_is_in_characters(tmp_path: Path) -> None:
    service = copy_of(HARBOUR, tmp_path / "service")
    (service / "answers" / "example-tender" / "q5.txt").write_text("ab cd\n" * 501, encoding="utf-8")
    pack = make_pack(service, BuildOptions(on=ON, frameworks=("example-tender",)))
    assert (bid(pack, "q5").characters, bid(pack, "q5").over) == (2505, -495)


def test_answers_that_cannot_be_counted_are_problems_with_a_remedy(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "answers" / "example-tender"
    folder.mkdir(parents=True)
    (folder / "q1.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "q2.pdf").write_bytes(b"%PDF-1.7")
    (folder / "question nine.txt").write_text("An answer.", encoding="utf-8")
    (folder / "q3.txt").write_text("One.", encoding="utf-8")
    (folder / "Q3.docx").write_bytes(b"")
    (folder / "~$q4.docx").write_bytes(b"lock")
    (folder / "q5.txt").write_bytes(b"\x81\x8d\x8f")
    found = answers_of(tmp_path, library)
    said = {p.origin.file.rpartition("/")[2]: words(p.what) for p in found.problems}
    assert set(said) == {"q1.docx", "q2.pdf", "question nine.txt", "Q3.docx", "q5.txt"}
    assert list(found.found) == ["example-tender/q3"]
    assert all(remedy(p.what) for p in found.problems)
    assert "No question of this tender" in said["question nine.txt"]


def test_other_frameworks_look_for_no_answers(tmp_path: Path, library: Library) -> None:
    (tmp_path / "answers" / "cqc-saf-2023").mkdir(parents=True)
    (tmp_path / "answers" / "cqc-saf-2023" / "x.txt").write_text("Text.", encoding="utf-8")
    assert read_answers(tmp_path, [library.framework("cqc-saf-2023")]).found == {}


# What may cost marks


def test_costs_come_in_order_of_weight_and_say_the_same_gap_once(pack: Pack) -> None:
    card = pack.reports[0].tender
    assert card
    weights = [cost.weight for cost in card.costs]
    assert weights == sorted(weights, reverse=True) and weights
    told = [(cost.question, cost.title, cost.sentence) for cost in card.costs]
    assert len(told) == len(set(told))
    assert len(card.costs) == sum(len(s.bid.costs) for s in pack.reports[0].sections if s.bid)


# The edition to hand over


def test_the_edition_to_hand_over_keeps_questions_facts_and_examples_and_no_word_to_the_writer(pack: Pack) -> None:
    ours, handed = pack.reports[0], to_hand_over(pack).reports[0]
    assert handed.tender and handed.tender.costs == ()
    for mine, theirs in zip(ours.sections, handed.sections, strict=True):
        before, after = mine.bid, theirs.bid
        assert before and after and (mine.asks, mine.status) == (theirs.asks, theirs.status)
        assert [f.text for f in after.facts] == ([before.facts[-1].text] if before.facts[-1].text else [])
        assert (after.number, after.limit, after.examples) == (before.number, before.limit, before.examples)
        assert (after.outline, after.costs, after.words, after.over, after.count_line) == ((), (), None, None, "")
        assert [f.sentence for f in theirs.flags] == [f.sentence for f in mine.flags if f.code != "OVER_LIMIT"]
    assert "answers/" not in encode(handed).decode()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
def test_no_file_to_hand_over_speaks_to_the_writer_of_the_answers(suffix: str, handed: Built) -> None:
    text = text_of(file_of(handed, suffix))
    told = ("cost marks", "Outline", "to quote", "60 words", "over the limit", "written so far", "Write it", "(over)")
    assert [words for words in told if words in text] == []
    for section in handed.pack.reports[0].sections:
        assert section.title in text
        assert section.bid and all(plain(facts.text) in text for facts in section.bid.facts)


def test_what_is_handed_over_does_not_promise_a_list_of_what_is_missing(pack: Pack) -> None:
    ours, handed = pack.reports[0].what_it_is, to_hand_over(pack).reports[0].what_it_is
    assert "and what is missing" in ours and "helps to answer" in ours
    assert "missing" not in handed and "helps to answer" not in handed and "it does not say how" in handed


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html"])
def test_the_method_tells_what_the_answers_to_a_question_mean(suffix: str, built: Built) -> None:
    text = text_of(file_of(built, suffix))
    for word in ("Answerable: all", "Partly: the records", "No proof yet: they"):
        assert word in text


def test_the_method_of_a_pack_without_a_tender_says_nothing_of_questions() -> None:
    pack = make_pack(HARBOUR, BuildOptions(on=ON, frameworks=("accessible-information",)))
    assert [note.title for note in pack.method if "question" in note.title] == []
    assert pack.reports[0].what_it_is_handed == ""


def test_where_to_state_a_thing_is_not_handed_over(pack: Pack) -> None:
    action = replace(
        pack.actions[0], text="State in service.yaml: A lead.", text_handed="State: A lead.", state="accepted"
    )
    (theirs,) = to_hand_over(replace(pack, actions=(action,))).actions
    assert (theirs.text, theirs.text_handed) == ("State: A lead.", "")


# The files


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_service(
        HARBOUR, BuildOptions(on=ON, frameworks=("example-tender",)), out=tmp_path_factory.mktemp("packs")
    )


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    out = tmp_path_factory.mktemp("handed")
    return build_service(HARBOUR, BuildOptions(on=ON, frameworks=("example-tender",), edition="evidence"), out=out)


def file_of(built: Built, ending: str) -> Path:
    return next(p for p in built.written.paths if p.suffix == ending)


def test_the_word_document_speaks_of_lots_and_questions_and_prints_every_fact(built: Built) -> None:
    document = docx.Document(str(file_of(built, ".docx")))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    whole = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert "Tender pack" in whole and "Lot 1: Care at home" in whole and "MS7" in whole
    assert "{{" not in whole and "{%" not in whole
    for section in built.pack.reports[0].sections:
        assert section.bid
        assert section.bid.facts[0].text in whole
        assert all(cost.title in whole for cost in section.bid.costs)


def test_the_workbook_has_a_row_a_question_with_its_count_against_the_limit(built: Built) -> None:
    sheet = openpyxl.load_workbook(file_of(built, ".xlsx"))["Bid answers"]
    head, *rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=3)]
    at = {str(name): i for i, name in enumerate(head)}
    by_number = {row[at["No."]]: row for row in rows}
    assert list(by_number) == [f"MS{n}" for n in range(1, 9)]
    lengths = at["Written so far"], at["Words over (+) or left (−)"]
    assert [by_number["MS7"][n] for n in lengths] == [374, 74]
    assert [by_number["MS3"][n] for n in lengths] == [66, -434]
    for section in built.pack.reports[0].sections:
        assert section.bid
        row = by_number[section.bid.number]
        assert [row[at[f"Facts, {n} words"]] for n in LENGTHS] == [f.note or f.text for f in section.bid.facts]


def test_the_sheet_of_answers_prints_as_wide_as_a_page_and_not_squeezed_onto_one(built: Built) -> None:
    sheet = openpyxl.load_workbook(file_of(built, ".xlsx"))["Bid answers"]
    assert sheet.page_setup.orientation == "landscape" and not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.scale >= 80 and len(sheet.col_breaks.brk) == 2
    assert sheet.print_title_cols == "$A:$C"


def test_the_workbook_of_a_tender_speaks_of_questions_by_the_buyers_numbers(built: Built) -> None:
    chart = dict(parts(file_of(built, ".xlsx")))["xl/charts/chart1.xml"].decode()
    assert "Questions by status" in chart and "Expectations" not in chart
    expected = excel_rows(file_of(built, ".xlsx"), "Expectations")
    assert [row["No."] for row in expected] == [f"MS{n}" for n in range(1, 9)]
    # One duty that the records leave open is said in short; elsewhere the column would be empty.
    assert [row["No."] for row in expected if row.get("In short")] == ["MS3"]
    found = [row["No."] for row in excel_rows(file_of(built, ".xlsx"), "Findings")]
    assert found[0] == "MS1.1" and "MS7.2" in found


def test_two_lots_that_number_their_questions_alike_keep_numbers_of_their_own(tmp_path: Path) -> None:
    own = mappings_with(tmp_path, ("number: MS8", "number: MS7"))
    pack = make_pack(HARBOUR, BuildOptions(on=ON, frameworks=("example-tender",)), library=open_library(own))
    numbers = [f.number for s in pack.reports[0].sections for f in s.findings]
    assert len(numbers) == len(set(numbers)) and "7.2" in numbers


def test_a_pack_without_a_tender_has_no_such_sheet(tmp_path: Path) -> None:
    plain = build_service(
        HARBOUR, BuildOptions(on=ON, frameworks=("accessible-information",), formats=("excel",)), out=tmp_path
    )
    assert "Bid answers" not in openpyxl.load_workbook(file_of(plain, ".xlsx"), read_only=True).sheetnames


def test_the_shipped_template_of_tenders_is_what_its_tool_writes(tmp_path: Path) -> None:
    made = tmp_path / "tender.docx"
    subprocess.run([sys.executable, ROOT / "tools" / "make_word_template.py", made], check=True)
    assert made.read_bytes() == (shipped("templates") / "word" / "tender.docx").read_bytes()


def test_the_web_page_holds_the_facts_too(built: Built) -> None:
    page = file_of(built, ".html").read_text(encoding="utf-8")
    assert "Facts to quote" in page and "What may cost marks here" in page


def test_microsofts_validator_finds_no_fault_in_a_tender(built: Built, ooxml_validator: Any) -> None:
    for ending in (".docx", ".xlsx"):
        assert ooxml_validator(file_of(built, ending)) == []


def test_an_answer_to_a_question_of_another_lot_is_no_problem_of_a_narrowed_pack() -> None:
    pack = make_pack(HARBOUR, BuildOptions(on=ON, frameworks=("example-tender",), themes=("lot-2",)))
    assert not [p for p in pack.problems if "No question of this tender" in p.what]


# A weight that is not whole


@pytest.fixture
def fine_weights(tmp_path: Path) -> Path:
    """The example tender with a weight of 12.5, one of 2.5 and one of 15.0, as a consultant's own mappings."""
    text = TENDER.read_text(encoding="utf-8")
    for weight in ("12.5", "2.5", "15.0"):
        text = re.sub(r"weight: 20\b", f"weight: {weight}", text, count=1)
    (tmp_path / "own" / "frameworks").mkdir(parents=True)
    (tmp_path / "own" / "frameworks" / TENDER.name).write_text(text, encoding="utf-8")
    return tmp_path / "own"


def test_a_weight_may_have_decimals_and_a_whole_one_is_printed_without(fine_weights: Path, tmp_path: Path) -> None:
    built = build_service(
        HARBOUR, BuildOptions(on=ON, frameworks=("example-tender",), mappings=fine_weights), out=tmp_path / "out"
    )
    sections = {s.id: s.weight for s in built.pack.reports[0].sections}
    assert [repr(sections[id_]) for id_ in ("q1", "q2", "q3")] == ["12.5", "2.5", "15"]
    rows = list(openpyxl.load_workbook(file_of(built, ".xlsx"))["Bid answers"].values)
    weights = [row[list(next(r for r in rows if "Weight" in r)).index("Weight")] for row in rows]
    assert {12.5, 2.5, 15} <= set(weights)
    page = file_of(built, ".html").read_text(encoding="utf-8")
    assert "Weight 12.5." in page and "Weight 15." in page and "15.0" not in page
    (report,) = json.loads(file_of(built, ".json").read_text(encoding="utf-8"))["reports"]
    assert report["sections"][0]["weight"] == 12.5


def test_frameworks_show_prints_what_a_buyer_says_of_a_tender_and_of_each_question(fine_weights: Path) -> None:
    shown = CliRunner().invoke(cli, ["frameworks", "show", "example-tender", "--mappings", str(fine_weights)]).output
    plain = " ".join(shown.split())
    for said in (
        "Buyer: Saltmere and Wyke Council",
        "Closes: 11 December 2026",
        "Shares: quality 60%, price 40%",
        "Passed or failed: Registered with CQC for personal care",
        "Scale of marks: 0: No answer, or nothing that bears on the question; 1: Some of",
        "Lot 1: Care at home; Method statement 1",
        "Evaluators look for: - figures for visits delivered",
        "Weight: 12.5 Limit: 750 words Attachments: not allowed",
        "Weight: 15 Limit",
        "characters",
        "Answered by: council-contract-kpis/visits-delivered",
    ):
        assert said in plain
    assert max(map(len, shown.splitlines())) <= 80


def test_frameworks_show_in_markdown_holds_the_same(fine_weights: Path) -> None:
    words = ["frameworks", "show", "example-tender", "--markdown", "--mappings", str(fine_weights)]
    page = CliRunner().invoke(cli, words).output
    assert "| closes | 11 December 2026 |" in page and "| scale of marks | 0: No answer" in page
    assert "\nEvaluators look for:\n\n- figures for visits" in page
    assert "\nWeight: 12.5\n" in page and "\nLimit: 750 words\n" in page and "\nAttachments: not allowed\n" in page


def test_frameworks_show_says_nothing_of_weights_where_nobody_asks_questions() -> None:
    shown = CliRunner().invoke(cli, ["frameworks", "show", "cqc-saf-2023"]).output
    assert "Weight:" not in shown and "Attachments:" not in shown and "Buyer:" not in shown
