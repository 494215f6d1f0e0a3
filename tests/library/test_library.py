"""The mapping files we ship: they load, hang together, say where their numbers are from and are in our own words."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.errors import MappingError
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.library import Library, json_schemas, mapping_files, read_yaml
from evidencepack.pipeline import load_framework, open_library
from evidencepack.shipped import shipped

ROOT = Path(__file__).resolve().parents[2]
SEEDS = os.environ.get("EVIDENCEPACK_SEEDS", "")
FILES = mapping_files([shipped("mappings")])
SCHEMA_OF = {"frameworks": "framework", "crosswalks": "crosswalk"}


def expectations(library: Library) -> list[tuple[Framework, Expectation]]:
    return [(f, e) for f in library.frameworks.values() for e in f.expectations]


def requirements(library: Library) -> list[tuple[str, Requirement]]:
    return [(f"{f.id}/{e.id}/{r.id}", r) for f, e in expectations(library) for r in e.requirements]


def test_every_shipped_file_loads_and_has_a_fingerprint(library: Library) -> None:
    assert set(library.fingerprints) == set(FILES)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in library.fingerprints.values())


def test_every_file_is_of_a_kind_that_is_read() -> None:
    kinds = {"columns", "crosswalks", "frameworks", "indicators", "messages"}
    single = {"choices.yaml", "flags.yaml", "known.yaml", "people.yaml", "terms.yaml", "words.yaml"}
    assert {name for name in FILES if name.partition("/")[0] not in kinds} == single


def test_every_indicator_is_used_by_a_framework_a_document_or_an_example(library: Library) -> None:
    used = {r.use for _, r in requirements(library)}
    used |= {"document-on-topic"} if any(r.document for _, r in requirements(library)) else set()
    used |= {"example-on-topic"} if any(r.example for _, r in requirements(library)) else set()
    used |= {found.instead for id_, found in library.rules.indicators.items() if id_ in used}
    assert set(library.rules.indicators) - used == set()


def test_every_target_says_where_its_number_is_from(library: Library) -> None:
    for name, requirement in requirements(library):
        if requirement.at_least or requirement.at_most or requirement.document:
            assert requirement.number_from, name
            assert len(requirement.number_from.note) > 10, name


def test_every_duty_cites_an_instrument_with_its_year_and_a_regulation_with_its_number(library: Library) -> None:
    duties = [(name, r.duty) for name, r in requirements(library) if r.duty]
    assert duties
    for name, duty in duties:
        assert re.search(r"\b(19|20)\d\d$", duty.instrument), name
        assert re.search(r"\d", duty.regulation), name


def test_no_percentage_is_said_to_be_law(library: Library) -> None:
    for name, requirement in requirements(library):
        if requirement.number_from and requirement.at_least and requirement.at_least.percent:
            # The law may ask for every one of a kind; it never sets a share of them.
            assert requirement.number_from.kind != "law" or str(requirement.at_least) == "100%", name


def test_ids_are_unique_where_they_are_looked_up(library: Library) -> None:
    names = [name for name, _ in requirements(library)]
    assert len(names) == len(set(names))
    for framework in library.frameworks.values():
        ids = [e.id for e in framework.expectations]
        assert len(ids) == len(set(ids))
    topics = [t.id for t in library.rules.terms.topics]
    assert len(topics) == len(set(topics))
    codes = [f.code for f in library.rules.flags.flags]
    assert len(codes) == len(set(codes))


def test_the_weights_of_a_framework_are_what_its_text_can_bear(library: Library) -> None:
    for framework in library.frameworks.values():
        assert sum(e.weight for e in framework.expectations) > 0


def sentences() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def walk(name: str, value: object) -> None:
        if isinstance(value, dict):
            for child in value.values():
                walk(name, child)
        elif isinstance(value, list):
            for child in value:
                walk(name, child)
        elif isinstance(value, str):
            found.append((name, value))

    for name, path in FILES.items():
        walk(name, read_yaml(path, name).data)
    return found


def plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    words = plain_words(text)
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


def test_eight_words_in_a_row_are_found_whatever_their_marks() -> None:
    assert runs_of_eight("One, two three; four five six. Seven EIGHT") == runs_of_eight(
        "one two three four five six seven eight"
    )


def test_no_eight_words_in_a_row_are_those_of_a_source_text() -> None:
    if not SEEDS:
        pytest.skip("the source texts are not here; name their folder in EVIDENCEPACK_SEEDS")
    files = sorted(Path(SEEDS).glob("*.txt"))
    theirs = set().union(*(runs_of_eight(p.read_text(encoding="utf-8")) for p in files))
    assert theirs
    shared = [(name, " ".join(run)) for name, text in sentences() for run in runs_of_eight(text) & theirs]
    titles = {f.published_in.title for f in open_library().frameworks.values()}
    assert [s for s in shared if not any(s[1] in " ".join(plain_words(t)) for t in titles)] == []


def test_the_prose_of_mappings_is_british() -> None:
    american = r"\b(\w+iz(?:e|ed|es|ing|ation)|behavior|center|color|program(?!me)s?|fulfill)\b"
    allowed = {"size", "sized", "program", "programs"}  # that of a computer
    found = {w.lower() for _, text in sentences() for w in re.findall(american, text, re.IGNORECASE)} - allowed
    assert found == set()


def test_a_consultants_file_replaces_ours_of_the_same_name_and_no_other(tmp_path: Path) -> None:
    name = "frameworks/commissioner-cultural-identity.yaml"
    text = FILES[name].read_text(encoding="utf-8")
    (tmp_path / "frameworks").mkdir()
    (tmp_path / name).write_text(
        text.replace("title: Cultural identity in leadership", "title: Our own words for leadership", 1),
        encoding="utf-8",
    )
    own, ours = open_library(tmp_path), open_library()
    assert own.frameworks["commissioner-cultural-identity"].title.startswith("Our own words")
    assert {n for n in ours.fingerprints if own.fingerprints[n] != ours.fingerprints[n]} == {name}


def test_a_consultants_choices_replace_single_lists_and_leave_the_others(tmp_path: Path) -> None:
    text = "format: 1\nlists: {held: [Seen]}\nchoices:\n  sexes: [woman, {man: [Man or boy]}]\n"
    (tmp_path / "choices.yaml").write_text(text, encoding="utf-8")
    own, ours = open_library(tmp_path).column_maps, open_library().column_maps
    assert own["supervision-tracker"].values["date"]["done"] == ("Seen",)
    assert own["supervision-tracker"].values["date"]["booked"] == ours["supervision-tracker"].values["date"]["booked"]
    assert own["starter-staff"].values["sex"] == {"woman": ("Woman",), "man": ("Man or boy",)}
    assert {id_ for id_ in ours if own[id_] != ours[id_]} == {
        *("appraisal-tracker", "review-tracker", "spot-check-tracker", "supervision-tracker"),
        *("starter-leaders", "starter-people", "starter-staff"),
    }


def test_every_shared_list_and_every_shared_choice_is_named_by_two_maps() -> None:
    shared = read_yaml(FILES["choices.yaml"]).data
    maps = [read_yaml(path).data for name, path in FILES.items() if name.startswith("columns/")]
    named = [text for column_map in maps for text in texts_of(column_map)]
    assert [name for name in (*shared["lists"], *shared["choices"]) if named.count(name) < 2] == []


def texts_of(value: object) -> list[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [text for each in inside for text in texts_of(each)]


def test_a_consultants_new_file_stands_beside_ours(tmp_path: Path) -> None:
    case = ROOT / "tests" / "library" / "bad_mappings" / "unknown-key" / "frameworks" / "wrong.yaml"
    (tmp_path / "frameworks").mkdir()
    text = case.read_text(encoding="utf-8").replace("windows:", "window:")
    (tmp_path / "frameworks" / "council.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert set(open_library(tmp_path).frameworks) == {*open_library().frameworks, "wrong"}
    assert load_framework("wrong", tmp_path).expectations[0].id == "trained-staff"


def test_a_framework_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(MappingError, match=r"Did you mean 'commissioner-cultural-identity'\?"):
        load_framework("commissioner-cultural-identitiy")


def test_no_yes_on_off_times_and_dates_stay_the_words_they_are(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(
        "no: [no, yes, on, off, y, n, 12:30, 2026-10-31, 0o17, 1_000, 1e3, '7', No, TRUE]", encoding="utf-8"
    )
    words = ["no", "yes", "on", "off", "y", "n", "12:30", "2026-10-31", "0o17", "1_000", "1e3", "7", "No", "TRUE"]
    assert read_yaml(path).data == {"no": words}


def test_true_false_null_and_numbers_are_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "values.yaml"
    path.write_text("a: [true, false, null, ~, 7, -7, 0.5, -0.5]\nb:\n", encoding="utf-8")
    assert read_yaml(path).data == {"a": [True, False, None, None, 7, -7, 0.5, -0.5], "b": None}


# YAML ends a line at U+2028 and U+2029, also between quotes, where JSON does not; what nobody sees is left out.
PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"])
SCALARS = st.none() | st.booleans() | st.integers() | st.text(PRINTABLE)


@given(st.dictionaries(st.text(PRINTABLE, min_size=1, max_size=20), SCALARS | st.lists(SCALARS), max_size=5))
def test_plain_json_is_yaml_and_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "json.yaml"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    assert read_yaml(path).data == value


def test_a_fault_in_brackets_and_quotes_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "written.yaml"
    path.write_text('{\n "a": 1,\n "b": 2,\n "a": 3\n}\n', encoding="utf-8")
    with pytest.raises(MappingError, match="line 4: 'a' stands twice"):
        read_yaml(path)
    path.write_text('{\n "a": 1,\n "b": "\\ud83d"\n}\n', encoding="utf-8")
    with pytest.raises(MappingError, match="line 3: not YAML"):
        read_yaml(path)
    path.write_text("[" * 5000 + "]" * 5000, encoding="utf-8")
    with pytest.raises(MappingError, match="30 levels"):
        read_yaml(path)


@given(st.sampled_from(["no", "on", "Off", "YES", "1_0", "0x1F", "1:30", "=", "<<", "2026-10-31", "~x", "nan", ".inf"]))
def test_a_plain_scalar_of_yaml_1_1_is_text(tmp_path_factory: pytest.TempPathFactory, word: str) -> None:
    path = tmp_path_factory.getbasetemp() / "plain.yaml"
    path.write_text(f"word: {word}\n", encoding="utf-8")
    assert read_yaml(path).data == {"word": word}


def test_the_line_of_everything_is_known(tmp_path: Path) -> None:
    path = tmp_path / "lines.yaml"
    path.write_text("# a remark\na: 1\nb:\n  - c: 2\n    d: >-\n      long\n  - e: {f: 3}\n", encoding="utf-8")
    found = read_yaml(path)
    places: list[tuple[str | int, ...]] = [("a",), ("b",), ("b", 0, "d"), ("b", 1, "e", "f"), ("b", 1, "not there")]
    assert [found.line(where) for where in places] == [2, 3, 5, 7, 7]


@cache
def validator_of(schema: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    found = json_schemas()[schema]
    kind = jsonschema.validators.validator_for(found)
    kind.check_schema(found)
    return kind(found)


@pytest.mark.parametrize("name", FILES)
def test_the_schema_for_editors_accepts_every_shipped_file(name: str) -> None:
    part, _, rest = name.partition("/")
    validator = validator_of(f"{SCHEMA_OF.get(part, part) if rest else Path(name).stem}.schema.json")
    validator.validate(read_yaml(FILES[name]).data)


def test_the_schema_for_editors_accepts_the_samples_service_file(rowan_house: Path) -> None:
    validator_of("service.schema.json").validate(read_yaml(rowan_house / "service.yaml").data)


@pytest.mark.parametrize("name", FILES)
def test_a_plain_yaml_reader_finds_the_same_text(name: str) -> None:
    theirs = yaml.load(FILES[name].read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert list(theirs) == list(read_yaml(FILES[name]).data)
