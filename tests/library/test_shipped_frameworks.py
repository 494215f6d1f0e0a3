"""Every framework we ship, read as a whole: lasting ids, full expectations, the law by instrument and number."""

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidencepack.assessment.selection import applies
from evidencepack.cli.main import cli
from evidencepack.frameworks.framework import Expectation, Framework, likely_frameworks
from evidencepack.library import Library
from evidencepack.pack import build_pack
from evidencepack.pack.sentences import law_line
from evidencepack.registers import Records, Service
from evidencepack.shipped import shipped
from tests.people import assessed, material, records, said

LASTING = Path(__file__).parent / "framework_ids.txt"
LAW = re.compile(
    r".* (?:19|20)\d\d, (?:regulation|section|part|schedule|sections) [A-Z]?\d+[A-Z]?(?:\(\w+\))*(?: to \d+)?"
)
SAF, DRAFT = "cqc-saf-2023", "cqc-asc-2026-draft"


def expectations(library: Library) -> list[tuple[str, Expectation]]:
    return [(f"{f.id}/{e.id}", e) for f in library.frameworks.values() for e in f.expectations]


def test_an_id_that_was_shipped_lasts_or_is_named_under_was(library: Library) -> None:
    now = {name for name, _ in expectations(library)}
    was = {f"{f.id}/{old}" for f in library.frameworks.values() for e in f.expectations for old in e.was}
    told = LASTING.read_text(encoding="utf-8").split()
    assert told == sorted(set(told))
    assert set(told) - now - was == set(), "renamed: name the old id under was"
    assert now - set(told) == set(), "new: add these lines to tests/library/framework_ids.txt"


def test_every_expectation_says_what_is_asked_where_it_stands_and_what_answers_it(library: Library) -> None:
    for name, e in expectations(library):
        assert e.title and len(e.asks) > 20, name
        assert e.reference or e.question, name
        assert e.requirements or e.rests_on_observation or (e.question and e.question.answered_by), name


def test_what_rests_on_observation_says_what_helps(library: Library) -> None:
    for name, e in expectations(library):
        if e.rests_on_observation and name.split("/")[0].startswith("cqc-"):
            assert re.search(r"helps?\b|documents", e.rests_on_observation), name


def test_the_law_behind_an_expectation_is_an_instrument_with_a_number(library: Library) -> None:
    found = [(name, law) for name, e in expectations(library) for law in e.regulations]
    assert len(found) > 150
    assert [pair for pair in found if not LAW.fullmatch(pair[1])] == []


def test_the_two_regulations_18_are_told_apart(library: Library) -> None:
    governance = next(e for e in library.framework(SAF).expectations if e.id.startswith("governance"))
    staffing = next(e for e in library.framework(SAF).expectations if e.id == "safe-and-effective-staffing")
    assert "Care Quality Commission (Registration) Regulations 2009, regulation 18" in governance.regulations
    assert all("(Registration)" not in law for law in staffing.regulations)


def test_regulations_are_printed_by_instrument() -> None:
    laws = ["A Act 2010, section 20", "A Act 2010, section 29", "B Regulations 2009, regulation 18"]
    assert law_line(laws) == "A Act 2010, sections 20 and 29; B Regulations 2009, regulation 18"
    assert law_line([]) == ""


def test_cqc_of_2023_is_whole_with_its_own_numbers(library: Library) -> None:
    framework = library.framework(SAF)
    counts = Counter(e.theme for e in framework.expectations)
    assert counts == {"safe": 8, "effective": 6, "caring": 5, "responsive": 7, "well-led": 8}
    numbers = [e.official_id for e in framework.expectations]
    assert sorted(n for n in numbers if n) == list(range(1, 34))
    assert [e.id for e in framework.expectations if e.official_id is None] == ["environmental-sustainability"]
    for e in framework.expectations:
        assert e.topics and e.regulations, e.id
        assert f"statement {e.official_id}" in e.reference or e.official_id is None, e.id


def test_home_care_is_not_observed_and_nobody_in_social_care_is_asked_for_outcomes(library: Library) -> None:
    for e in library.framework(SAF).expectations:
        for line in e.evidence_categories:
            services, _, kinds = line.partition(": ")
            assert "outcomes" not in kinds
            assert not ("home care" in services and "observation" in kinds), e.id


def test_the_draft_is_whole_and_has_no_numbers_of_cqc(library: Library) -> None:
    framework = library.framework(DRAFT)
    counts = Counter(e.theme for e in framework.expectations)
    assert counts == {"safe": 7, "effective": 4, "caring": 3, "responsive": 4, "well-led": 6}
    assert all(e.official_id is None and e.topics and e.regulations for e in framework.expectations)
    assert all(e.good_shows and e.falls_short for e in framework.expectations if e.theme == "well-led")


def test_only_what_the_law_asks_of_every_one_is_essential(library: Library) -> None:
    for name, e in expectations(library):
        for r in (r for r in e.requirements if r.essential):
            assert r.at_most is None, f"{name}/{r.id}"
            if r.at_least:
                assert str(r.at_least) == "100%" and r.number_from and r.number_from.kind == "law", f"{name}/{r.id}"
                assert not r.partly_from, f"{name}/{r.id}"


DUTIES = {
    "registered-manager": "registered manager required",
    "directors-checked": "has directors",
    "rating-displayed": "rated",
    "information-return": "return requested",
    "incidents-notified": "notifiable event recorded",
    "deaths-and-dols-notified": "notifiable event recorded",
    "candour-met": "candour event recorded",
    "statement-of-purpose": None,
}


@pytest.mark.parametrize("id_", [SAF, DRAFT])
def test_each_legal_duty_is_essential_where_it_applies(library: Library, id_: str) -> None:
    found = {r.id: r for e in library.framework(id_).expectations for r in e.requirements if r.id in DUTIES}
    assert {r.id: r.applies_when for r in found.values()} == DUTIES
    assert all(r.essential and r.duty for r in found.values())


def service_of(type_: str) -> Service:
    return Service.model_validate(
        {"format": 1, "id": "x", "name": "X", "type": type_, "privacy_key": "0123456789abcdef"}
    )


def not_asked(framework: Framework, type_: str) -> dict[str, str]:
    """What does not apply to a service of this kind, with the reason."""
    nothing = Records({}, {}, frozenset())
    pairs = ((e, r) for e in framework.expectations for r in e.requirements if e.applies_to or r.applies_to)
    found = {r.id: applies(r, e, service_of(type_), nothing) for e, r in pairs}
    return {id_: said(reason) for id_, (asked, reason) in found.items() if asked is False and reason}


def test_what_does_not_apply_to_a_type_of_service_says_why(library: Library) -> None:
    home, house = (not_asked(library.framework(SAF), t) for t in ("home care", "care home"))
    assert {"late", "missed", "delivered", "in-window"} <= set(house)
    assert {"residents-meetings", "fire-audits"} <= set(home) and not {"late", "missed"} & set(home)
    assert "this is a care home service" in house["late"] and "this is a home care service" in home["fire-audits"]


def test_home_care_is_not_asked_about_premises_by_the_framework_of_2017(library: Library) -> None:
    home, house = (not_asked(library.framework("cqc-kloe-2017"), t) for t in ("home care", "care home"))
    assert {"safety-audits", "on-place"} <= set(home) and not {"safety-audits", "on-place"} & set(house)


def test_a_new_service_is_offered_what_it_is_most_likely_asked(library: Library) -> None:
    assert likely_frameworks(library.frameworks, "care home") == ("commissioner-culture-and-leadership", SAF)
    assert likely_frameworks(library.frameworks, "supported living")[-1] == "qaf-supported-living"
    ours = library.framework("council-contract-kpis")
    theirs = ours.model_copy(update={"publisher": ours.publisher.model_copy(update={"name": "Aldermere Council"})})
    found = likely_frameworks({"aldermere": theirs}, "home care", "aldermere council")
    assert found == ("aldermere", "commissioner-culture-and-leadership", SAF)


def test_every_framework_offered_is_shipped(library: Library) -> None:
    for type_ in ("care home", "home care", "supported living", "shared lives", "extra care"):
        assert set(likely_frameworks(library.frameworks, type_)) <= set(library.frameworks)


def check_copy(tmp_path: Path, old: str, new: str) -> str:
    text = (shipped("mappings") / "frameworks" / "qaf-supported-living.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "mine.yaml").write_text(text.replace(old, new), encoding="utf-8")
    result = CliRunner().invoke(cli, ["frameworks", "check", str(tmp_path / "mine.yaml")])
    assert result.exit_code == 0
    return " ".join(result.output.split())


def test_check_tells_which_ids_of_ours_a_copy_has_lost(tmp_path: Path) -> None:
    said = check_copy(tmp_path, "  - id: fair-access\n", "  - id: fairness\n")
    assert "ids of ours are gone: fair-access." in said and "name the old id under was" in said


def test_check_is_content_where_the_old_id_is_named(tmp_path: Path) -> None:
    said = check_copy(tmp_path, "  - id: fair-access\n", "  - id: fairness\n    was: [fair-access]\n")
    assert "gone" not in said


def test_a_list_that_nobody_published_is_not_said_to_be_in_use(library: Library) -> None:
    asked = [assessed(library, library.framework(id_), records()) for id_ in ("nhs-care-home-return", SAF)]
    own, published = build_pack(asked, material(library, records())).reports
    assert own.stage_line == "Not published by a regulator, a council or a buyer. Last checked on 22 August 2026."
    assert published.stage_line.startswith("In use when checked on ")
