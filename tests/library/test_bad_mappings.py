"""Every wrong mapping file of bad_mappings/ is refused with exactly the sentences in its message.txt."""

import re
from functools import cache
from pathlib import Path

import pytest

from evidencepack.errors import MappingError
from evidencepack.library import read_yaml
from evidencepack.pipeline import open_library
from evidencepack.shipped import shipped

CASES = sorted(p for p in (Path(__file__).parent / "bad_mappings").iterdir() if p.is_dir())
A_FRAMEWORK = "frameworks/wrong.yaml"


@pytest.fixture(autouse=True)
def unchanged_files_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours are the same beside every wrong file; to read them again for each would take most of the time."""
    monkeypatch.setattr("evidencepack.library.files.read_yaml", read_once)
    monkeypatch.setattr("evidencepack.library.checks.across_files.read_yaml", read_once)


read_once = cache(read_yaml)


def messages(folder: Path) -> tuple[str, ...]:
    with pytest.raises(MappingError) as caught:
        open_library(folder)
    return caught.value.messages


def expected(case: Path) -> list[str]:
    return (case / "message.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_mapping_is_refused_with_these_words(case: Path) -> None:
    assert list(messages(case)) == expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_expected_message_names_file_line_and_a_remedy_and_no_python(case: Path) -> None:
    files = [p.relative_to(case).as_posix() for p in case.rglob("*.yaml")]
    for message in expected(case):
        found = re.match(r"(\S+\.yaml), line (\d+)(?:, |: )(.+)", message)
        assert found, message
        assert found[1] in files
        lines = (case / found[1]).read_bytes().splitlines()
        assert 1 <= int(found[2]) <= len(lines)
        assert message.endswith((".", "?"))
        assert not re.search(r"tuple|dict|NoneType|pydantic|str:|int:|Value error", message)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_line_named_is_that_of_the_item_named(case: Path) -> None:
    for message in expected(case):
        where, _, _ = message.partition(": ")
        found = re.match(r"(\S+), line (\d+)", where)
        assert found
        lines = (case / found[1]).read_bytes().decode("utf-8", "replace").splitlines()
        for item in re.findall(r"(?:expectation|requirement|indicator|flag) ([\w-]+)", where):
            assert any(item in line for line in lines[: int(found[2])])


def test_a_file_over_one_megabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / A_FRAMEWORK
    path.parent.mkdir()
    path.write_text("about: " + "x" * 1_000_001, encoding="utf-8")
    assert messages(tmp_path) == (f"{A_FRAMEWORK}: larger than 1 MB; a mapping file is a few pages of text.",)


def test_a_file_nested_like_a_bomb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / A_FRAMEWORK
    path.parent.mkdir()
    path.write_text("about: " + "[" * 400_000, encoding="utf-8")
    (message,) = messages(tmp_path)
    assert message == f"{A_FRAMEWORK}, line 1: nested more than 30 levels deep."


def test_a_control_character_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / A_FRAMEWORK
    path.parent.mkdir()
    path.write_text("format: 1\nid: wrong\ntitle: a bell \x07 rings\n", encoding="utf-8")
    (message,) = messages(tmp_path)
    assert message.startswith(f"{A_FRAMEWORK}, line 3: ")


def test_a_flag_that_silences_no_flag_is_told_with_the_nearest(tmp_path: Path) -> None:
    ours = (shipped("mappings") / "flags.yaml").read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(ours) if "silences: [NO_EVIDENCE" in text)
    own = [text.replace("[NO_EVIDENCE", "[NO_EVIDENC") if i == line else text for i, text in enumerate(ours)]
    item = max(i for i, text in enumerate(ours[:line]) if "- code: " in text)
    (tmp_path / "flags.yaml").write_text("\n".join(own), encoding="utf-8")
    where = f"flags.yaml, line {item + 1}, flag {ours[item].partition('code: ')[2]}"
    what = "silences 'NO_EVIDENC', which is not a flag. Did you mean 'NO_EVIDENCE'?"
    assert messages(tmp_path) == (f"{where}: {what}",)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("unknown-key", "unknown-kind", "field-of-a-column-map"):
        case = Path(__file__).parent / "bad_mappings" / name
        for path in case.rglob("*.yaml"):
            copy = tmp_path / path.relative_to(case)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    files = {m.partition(",")[0] for m in messages(tmp_path)}
    assert files == {"frameworks/wrong.yaml", "indicators/wrong.yaml", "columns/wrong.yaml"}


def test_a_length_of_time_no_calendar_holds_is_refused(tmp_path: Path) -> None:
    case = Path(__file__).parent / "bad_mappings" / "span-of-fortnights"
    text = (case / A_FRAMEWORK).read_text(encoding="utf-8").replace("2 fortnights", "99999 months")
    path = tmp_path / A_FRAMEWORK
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    (message,) = messages(tmp_path)
    assert message.startswith(f"{A_FRAMEWORK}, line 23, ")
    assert "99999 months" in message


@pytest.mark.parametrize("name", ["frameworks/mine.yml", "frameworks/mine.YAML"])
def test_a_mapping_file_with_another_ending_is_not_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text("format: 1\n", encoding="utf-8")
    assert any(name in m for m in messages(tmp_path))


def test_own_flags_without_a_flag_the_program_raises_are_refused(tmp_path: Path) -> None:
    text = "format: 1\nfew_below: 10\nreused_above: 3\nflags:\n  - code: STALE\n    sentence: It is old.\n"
    (tmp_path / "flags.yaml").write_text(text, encoding="utf-8")
    assert any("UNDATED" in m for m in messages(tmp_path))


def test_own_words_without_a_status_the_pack_needs_are_refused(tmp_path: Path) -> None:
    text = "format: 1\nstatuses: {}\nstandings: {}\nstages: {}\nmethod: []\n"
    (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
    assert all(m.startswith("words.yaml, line ") for m in messages(tmp_path))


def test_read_yaml_names_the_file_as_it_is_called(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"^nowhere\.yaml: there is no such file\.$"):
        read_yaml(tmp_path / "nowhere.yaml")
