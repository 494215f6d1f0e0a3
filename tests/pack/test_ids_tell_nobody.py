"""Nothing in a pack can be guessed back: ids and fingerprints are of no use to whoever has a list of names."""

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from evidencepack.batch import build_all as batch
from evidencepack.batch import build_portfolio, write_portfolio
from evidencepack.build_options import BuildOptions
from evidencepack.pipeline import build_service, build_transition
from evidencepack.registers import field_names, keyed_hash, short_hash
from evidencepack.service import ServiceRead
from evidencepack.tables.headings import plain
from tests.command import run
from tests.conftest import ROOT
from tests.made_folders import STAFF, service, workbook
from tests.words import MESSAGES, read_service

ON = date(2026, 10, 31)
SAMPLES = ("rowan-house", "harbour-homecare")
ID, SHA = re.compile(r"(?<![A-Z2-7])[A-Z2-7]{5,10}(?![A-Z2-7])"), re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def printed(folder: Path) -> Iterator[tuple[str, str]]:
    """Every part of every file written, hidden sheets too."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                yield from ((f"{path.name}/{part}", package.read(part).decode()) for part in _texts(package))
        else:
            yield path.name, path.read_text(encoding="utf-8")


def _texts(package: zipfile.ZipFile) -> list[str]:
    return [name for name in package.namelist() if name.endswith((".xml", ".rels"))]


def known_to_an_outsider(read: ServiceRead) -> set[str]:
    """Everybody's name and number, and every number of four digits; what files are called, and goals."""
    people = [*read.records.of("staff"), *read.records.of("people")]
    said = {getattr(row, field, "") for row in people for field in ("code", "name")}
    said |= {getattr(row, "goal", "") for register in ("reviews", "goals") for row in read.records.of(register)}
    return (said | set(read.fingerprints) | {f"{n:04d}" for n in range(10_000)}) - {""}


def guesses(read: ServiceRead) -> set[str]:
    """What short_hash, which is no secret, gives for all that is known, and for every row of every register."""
    found = set()
    for word in known_to_an_outsider(read):
        for spelt in {word, plain(word), word.casefold()}:
            ways = [(spelt,), *((r, spelt, *end) for r in ("staff", "people", "documents") for end in ((), (0,)))]
            found |= {short_hash(*way) for way in ways}
    for register, rows in read.records.rows.items():
        for row in rows:
            values = [getattr(row, name) for name in row.key or field_names(type(row))]
            plainly = [plain(value) if isinstance(value, str) else value for value in values]
            found |= {short_hash(register, *plainly, n) for n in range(3)}
    return found


def files_guessed(read: ServiceRead) -> set[str]:
    words = known_to_an_outsider(read)
    return set(read.fingerprints.values()) | {hashlib.sha256(word.encode()).hexdigest() for word in words}


def found_again(folder: Path, read: ServiceRead) -> list[tuple[str, str]]:
    ids, files = guesses(read), files_guessed(read)
    return [
        (where, each)
        for where, text in printed(folder)
        for each in (*ids.intersection(ID.findall(text)), *files.intersection(SHA.findall(text)))
    ]


@cache
def sample(name: str) -> ServiceRead:
    return read_service(ROOT / "sample_data" / name)


@pytest.mark.parametrize("edition", ["working", "evidence"])
@pytest.mark.parametrize("name", SAMPLES)
def test_with_every_name_number_and_file_nothing_in_any_format_is_found_again(
    name: str, edition: str, tmp_path: Path
) -> None:
    build_service(ROOT / "sample_data" / name, BuildOptions(on=ON, edition=edition), out=tmp_path)
    assert {path.suffix for path in tmp_path.rglob("*.*")} >= {".docx", ".xlsx", ".html", ".json"}
    assert found_again(tmp_path, sample(name)) == []


def test_nor_in_a_transition_a_portfolio_and_the_notes_of_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "run_jobs", lambda work, jobs, _workers: ((job, work(job)) for job in jobs))
    homes, out = tmp_path / "homes", tmp_path / "out"
    shutil.copytree(ROOT / "sample_data" / "rowan-house", homes / "rowan-house")
    write_portfolio(build_portfolio(homes, out, BuildOptions(on=ON), 1), MESSAGES, out)
    moving = {"from_": "cqc-saf-2023", "to": "cqc-asc-2026-draft", "out": out / "moving"}
    build_transition(homes / "rowan-house", ON, **moving)  # type: ignore[arg-type]
    assert len(list(printed(out))) > 50
    assert found_again(out, sample("rowan-house")) == []


def test_nor_in_what_the_commands_print() -> None:
    house = ROOT / "sample_data" / "rowan-house"
    told = "".join(run("records", house, "--format", "json") + run("check", house, "--json"))
    assert guesses(sample("rowan-house")).isdisjoint(ID.findall(told))


def test_nor_where_lists_have_names_alone_and_a_file_has_two_rows(tmp_path: Path) -> None:
    folder = service(tmp_path, [("records/Staff.csv", "", "staff-list"), ("records/People.csv", "", "residents")])
    (folder / "records/Staff.csv").write_text("Name,Job title,Start date\nAma Quartey,Cook,01/02/2020\n")
    (folder / "records/People.csv").write_text("Name,Moved in\nOlwen Rhys-Tudor,03/02/2021\n")
    (folder / "documents").mkdir()
    (folder / "documents" / "Consent Olwen Rhys-Tudor 2026-01-02.txt").write_text("Olwen Rhys-Tudor agrees.")
    build_service(folder, BuildOptions(on=ON))
    read = read_service(folder)
    assert len(read.records.of("staff")) == len(read.records.of("people")) == len(read.records.of("documents")) == 1
    assert found_again(folder / "packs", read) == []


def test_what_is_typed_cannot_be_guessed_from_the_number_of_a_pack(tmp_path: Path) -> None:
    folder = service(tmp_path / "home")
    pack = build_service(folder, BuildOptions(on=ON, formats=("json",))).pack
    (folder / "service.yaml").write_text(
        re.sub("privacy_key: .*", "privacy_key: another-made-for-a-test-9", (folder / "service.yaml").read_text())
    )
    again = build_service(folder, BuildOptions(on=ON, formats=("json",)), out=tmp_path / "other").pack
    assert pack.id != again.id and pack.service.key != again.service.key


def test_an_id_is_another_with_another_key_and_the_same_with_the_same(tmp_path: Path) -> None:
    ids: dict[str, set[str]] = {}
    for place, key in (
        ("a", "first-key-of-a-test"),
        ("b", "other-key-of-a-test"),
        ("c", "first-key-of-a-test"),
    ):
        folder = service(tmp_path / place, [("records/Staff.xlsx", "", "staff-list")], key=key)
        workbook(folder / "records/Staff.xlsx", {"Staff": STAFF})
        ids[place] = {row.id for row in read_service(folder).records.of("staff")}
    assert ids["a"] == ids["c"] and ids["a"].isdisjoint(ids["b"])


def test_a_keyed_hash_takes_names_of_files_that_hold_half_a_character() -> None:
    assert len({keyed_hash(b"key", name) for name in ("caf\udce9", "caf\udcea", "café")}) == 3


def test_the_fingerprint_of_the_key_is_in_the_json_and_in_the_hidden_sheet_and_the_key_nowhere(tmp_path: Path) -> None:
    key = "a-key-that-nobody-may-see-42"
    folder = service(tmp_path / "home", key=key)
    written = build_service(folder, BuildOptions(on=ON)).written
    told = json.loads(written.paths[-1].read_bytes())["service"]["key"]
    assert re.fullmatch(r"K-[A-Z2-7]{10}", told)
    texts = dict(printed(folder / "packs"))
    assert any(told in text for where, text in texts.items() if ".xlsx/" in where)
    assert not holding(key, texts.values()) and not holding(hashlib.sha256(key.encode()).hexdigest(), texts.values())


def holding(word: str, texts: Iterable[str]) -> list[str]:
    return [text for text in texts if word in text]
