"""The documents say what is so: commands, links, examples, generated pages, and one promise about the words used."""

import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import click
import pytest

from evidencepack.cli.main import cli
from evidencepack.frameworks.framework import AppliesWhen
from evidencepack.library import read_yaml
from evidencepack.library.validate import validate
from evidencepack.registers import Service
from evidencepack.shipped import shipped

ROOT = Path(__file__).resolve().parents[2]
CHECKOUT = (ROOT / "CONTRIBUTING.md").is_file()
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CHEAP = ("reference", "schemas")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def leaves(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for each, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*words, each))
        else:
            yield (*words, each), command


def typed_commands() -> list[tuple[str, str]]:
    """Each line that begins with $ in a console example, with its page."""
    return [
        (name(page), line.strip()[2:])
        for page in PAGES
        if page.name != "command-line.md"
        for language, text in FENCED.findall(page.read_text(encoding="utf-8"))
        if language == "console"
        for line in text.splitlines()
        if line.strip().startswith("$ ")
    ]


@pytest.fixture
def generate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import generate

    return generate


def test_every_command_and_option_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    for words, command in leaves(cli):
        heading = f"## evidencepack {' '.join(words)}\n"
        assert heading in text
        section = text.partition(heading)[2].partition("\n## ")[0]
        options = [opt for p in command.params if isinstance(p, click.Option) for opt in p.opts]
        assert [opt for opt in options if f"`{opt}" not in section] == []


def test_every_command_typed_in_an_example_is_accepted() -> None:
    lines = typed_commands()
    assert len(lines) >= 8
    known = dict(leaves(cli))
    for page, line in lines:
        program, *words = shlex.split(line)
        if program == "python":
            assert (ROOT / words[0]).is_file(), f"{page}: {line}"
            continue
        assert program == "evidencepack", f"{page}: {line}"
        path = next((p for p in known if tuple(words[: len(p)]) == p), None)
        assert path, f"{page}: no such command: {line}"
        known[path].make_context(" ".join(path), words[len(path) :])


def test_every_make_target_in_the_readme_exists() -> None:
    makefile = ROOT / "Makefile"
    if not CHECKOUT:
        pytest.skip("not a checkout")
    targets = re.findall(r"^(\w+):", makefile.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)) <= set(
        targets
    )


def slug(heading: str) -> str:
    """The anchor of a heading, as it is made where the pages are read."""
    return re.sub(r"[^\w\- ]", "", heading.replace("`", "")).strip().lower().replace(" ", "-")


def broken(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists():
        return True
    if not anchor or file.suffix != ".md":
        return False
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return anchor not in {slug(h) for h in headings}


@pytest.mark.skipif(not CHECKOUT, reason="not a checkout: the linked files are not all here")
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    targets = [t for t in LINK.findall(text) if not re.match(r"https?://|mailto:", t)]
    assert [t for t in targets if broken(page, t)] == []


PLACE = re.compile(r"`((?:evidencepack|mappings|templates)/[\w./-]*)`")
FOR_DEVELOPERS = ("CONTRIBUTING.md", "docs/explanation/layers.md", "docs/explanation/developers-glossary.md")


@pytest.mark.skipif(not CHECKOUT, reason="not a checkout: the rooms are not beside the pages")
@pytest.mark.parametrize("page", FOR_DEVELOPERS)
def test_every_place_named_for_developers_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [place for place in PLACE.findall(text) if not (ROOT / place).exists()] == []


@pytest.mark.skipif(not CHECKOUT, reason="not a checkout: the rooms are not beside the pages")
def test_every_layer_is_explained_and_every_room_is_in_the_developers_glossary() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = [name for layer in contracts[0]["layers"] for name in re.findall(r"\w+", layer)]
    pages = {page: (ROOT / page).read_text(encoding="utf-8") for page in FOR_DEVELOPERS}
    assert [each for each in layers if not re.search(rf"\b{each}\b", pages[FOR_DEVELOPERS[1]])] == []
    rooms = [path.parent.name for path in sorted((ROOT / "evidencepack").glob("*/__init__.py"))]
    assert [room for room in rooms if f"`evidencepack/{room}/`" not in pages[FOR_DEVELOPERS[2]]] == []


def python_examples(page: Path) -> list[str]:
    return [body for language, body in FENCED.findall(page.read_text(encoding="utf-8")) if language == "python"]


@pytest.mark.parametrize("page", [p for p in PAGES if python_examples(p)], ids=name)
def test_the_python_examples_of_a_page_run_one_after_the_other(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The later ones use what the earlier ones made, as somebody does who types them in from the top."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    for number, source in enumerate(python_examples(page), 1):
        exec(compile(source, f"{name(page)}, example {number}", "exec"), names)


def yaml_examples(page: str, starts: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [body for language, body in FENCED.findall(text) if language == "yaml" and body.startswith(starts)]


def test_the_framework_and_the_column_map_of_the_how_tos_load(tmp_path: Path) -> None:
    from evidencepack.pipeline import open_library

    (framework,) = yaml_examples("how-to/write-a-framework.md", "format: 1")
    (column_map,) = yaml_examples("how-to/map-your-spreadsheets.md", "format: 1")
    for folder, text in (("frameworks", framework), ("columns", column_map)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "example.yaml").write_text(text, encoding="utf-8")
    library = open_library(tmp_path)
    assert "northshire-2026" in library.frameworks
    assert "our-supervision-log" in library.column_maps


def test_the_service_file_examples_of_the_start_page_are_understood(tmp_path: Path) -> None:
    head = "format: 1\nid: example\nname: Example\ntype: care home\nprivacy_key: not-secret-at-all\n"
    parts = ("contracts:", "kept_since:", "own_policy:", "facts:", "sources:", "same_person:")
    (tmp_path / "service.yaml").write_text(
        head + "".join(body for part in parts for body in yaml_examples("start.md", part)), encoding="utf-8"
    )
    service = validate(Service, read_yaml(tmp_path / "service.yaml"))
    assert len(service.facts) == 3 and len(service.sources) == 3 and len(service.same_person) == 1
    assert service.contracts and service.kept_since and len(service.own_policy) == 9


def test_the_start_page_explains_every_line_of_a_service_file() -> None:
    text = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")
    assert [key for key in Service.model_fields if f"| `{key}:" not in text] == []


def test_every_word_of_applies_when_is_explained() -> None:
    text = (ROOT / "docs" / "reference" / "mapping-files.md").read_text(encoding="utf-8")
    assert [word for word in get_args(AppliesWhen) if f"\n| `{word}` |" not in text] == []


def test_the_numbers_an_own_policy_may_hold_are_the_ones_the_frameworks_ask_for() -> None:
    from evidencepack.pipeline import open_library

    (example,) = yaml_examples("start.md", "own_policy:")
    asked = {
        own
        for framework in open_library().frameworks.values()
        for expectation in framework.expectations
        for requirement in expectation.requirements
        if requirement.number_from and requirement.number_from.kind == "sector practice"
        for own in requirement.own_policy.values()
    }
    assert set(re.findall(r"^  ([\w-]+):", example, re.MULTILINE)) == asked


def test_the_schemas_are_where_the_how_to_says(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "how-to" / "write-a-framework.md").read_text(encoding="utf-8")
    (place,) = set(re.findall(r"\$schema=\.\./(\S+\.json)", text))
    assert (shipped("mappings") / place).is_file()


@pytest.mark.skipif(not CHECKOUT, reason="not a checkout: the generated files are not all here")
def test_generated_pages_and_schemas_are_current(generate: ModuleType) -> None:
    assert list(generate.not_current(CHEAP)) == [], "run python tools/generate.py"


def test_checking_generated_files_names_the_stale_the_missing_and_the_left_over_and_writes_nothing(
    generate: ModuleType, tmp_path: Path
) -> None:
    assert len(generate.write(("schemas",), tmp_path)) == len(list(tmp_path.rglob("*.json")))
    assert generate.write(("schemas",), tmp_path) == []
    folder = tmp_path / "mappings" / "schemas"
    (folder / "framework.schema.json").write_text("{}", encoding="utf-8")
    (folder / "terms.schema.json").unlink()
    (folder / "old.schema.json").write_text("{}", encoding="utf-8")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    found = list(generate.not_current(("schemas",), tmp_path))
    assert [line.rpartition("/")[2] for line in found] == [
        "framework.schema.json: not current",
        "terms.schema.json: missing",
        "old.schema.json: no longer made",
    ]
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_no_field_or_flag_is_described_that_does_not_exist(generate: ModuleType) -> None:
    """A new one may be described by its type alone for a while; one that is gone may not be described."""
    from reference.markdown import _meanings

    from evidencepack.pipeline import open_library
    from evidencepack.registers import REGISTERS, field_names

    library, words = open_library(), _meanings()
    assert set(words["flags"]) <= set(library.rules.flags.by_code)
    for register, record in REGISTERS.items():
        assert set(words.get(register, ())) <= set(field_names(record)), register


def test_no_page_promises_a_verdict() -> None:
    """Evidence is stated; nobody is called compliant, and no rating is given or foreseen."""
    banned = re.compile(r"\b(compliant|compliance|best-in-class|world-class|seamless\w*)\b", re.IGNORECASE)
    assert [name(p) for p in PAGES if banned.search(p.read_text(encoding="utf-8"))] == []


@pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="benchmarks are not installed")
def test_benchmarks_import_without_measuring_anything() -> None:
    for module in ("benchmarks.__main__", "benchmarks.build", "benchmarks.by_hand", "benchmarks.batch"):
        __import__(module)
        assert sys.modules[module].__doc__
