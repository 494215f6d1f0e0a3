"""The JSON pack: canonical, complete, and readable by the versions that come after."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from evidencepack.errors import EvidencePackError
from evidencepack.pack.model import SCHEMA, Pack
from evidencepack.writers import json as writer
from evidencepack.writers.json import read_pack, write_json
from tests.fake_pack import fake_pack

ROOT = Path(__file__).resolve().parents[2]
FILES = {"rowan-house 2026-10-31.xlsx": "ab" * 32, "rowan-house 2026-10-31.html": "cd" * 32}


def with_unknown_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: with_unknown_keys(v) for k, v in value.items()} | {"of a later version": {"x": [1]}}
    return [with_unknown_keys(v) for v in value] if isinstance(value, list) else value


def written(change: dict[str, Any]) -> bytes:
    return json.dumps(json.loads(write_json(fake_pack(), {})) | change).encode()


def test_what_is_read_back_equals_what_was_written() -> None:
    assert read_pack(write_json(fake_pack(), FILES)) == fake_pack()


def test_the_schema_and_the_hashes_of_the_other_files_stand_at_the_top_level() -> None:
    tree = json.loads(write_json(fake_pack(), FILES))
    assert tree["schema"] == SCHEMA
    assert tree["files"] == FILES
    assert set(tree) == set(Pack.__struct_encode_fields__) | {"files", "seal"}


def test_the_bytes_are_utf_8_with_one_newline_at_the_end() -> None:
    data = write_json(fake_pack(), FILES)
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert "◐".encode() in data


def test_a_trace_and_a_register_row_are_a_line_each() -> None:
    pack = fake_pack()
    lines = write_json(pack, FILES).decode().splitlines()
    assert sum('"used_as"' in line for line in lines) == len(pack.traces)
    assert sum(line.lstrip().startswith('["incidents-') for line in lines) == len(pack.registers[0].rows)


def test_bytes_are_the_same_whatever_the_hash_seed_and_the_order_of_files() -> None:
    script = (
        "import hashlib; from tests.fake_pack import fake_pack;"
        "from evidencepack.writers.json import write_json;"
        "print(hashlib.sha256(write_json(fake_pack(), {'b': '2', 'a': '1'})).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for seed in ("1", "2")
    }
    assert runs == {hashlib.sha256(write_json(fake_pack(), {"a": "1", "b": "2"})).hexdigest() + "\n"}


def test_hostile_text_survives_as_it_is() -> None:
    text = "</script> \"quoted\" \\ {{7*7}} \x00\x1b\x7f\u2028 'é'"
    pack = replace(fake_pack(), not_used=(text,))
    data = write_json(pack, {text: "ab"})
    assert read_pack(data).not_used == (text,)
    assert text in json.loads(data)["files"]


def test_half_a_character_from_a_file_name_does_not_stop_the_pack() -> None:
    pack = replace(fake_pack(), not_used=("caf\udce9.xlsx",))
    assert read_pack(write_json(pack, {})).not_used == ("caf?.xlsx",)


def test_keys_of_a_later_version_are_ignored_at_every_depth() -> None:
    tree = with_unknown_keys(json.loads(write_json(fake_pack(), FILES)))
    assert read_pack(json.dumps(tree).encode()) == fake_pack()


def test_a_newer_major_is_refused_with_what_to_do() -> None:
    with pytest.raises(EvidencePackError, match="newer evidencepack") as caught:
        read_pack(written({"schema": "evidencepack/pack/3"}))
    assert "Update evidencepack" in str(caught.value)


@pytest.mark.parametrize("schema", ["evidencepack/pack/0", "evidencepack/pack/", "evidencepack/pack/one"])
def test_a_schema_that_nobody_wrote_is_refused(schema: str) -> None:
    with pytest.raises(EvidencePackError, match="no evidencepack has written"):
        read_pack(written({"schema": schema}))


def test_an_older_major_goes_through_its_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    def mended(tree: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in tree.items() if k != "old"} | {"schema": SCHEMA, "id": tree["old"]}

    monkeypatch.setitem(writer.MIGRATIONS, 0, mended)
    assert read_pack(written({"schema": "evidencepack/pack/0", "old": "from before"})).id == "from before"


def test_a_pack_of_the_first_schema_whose_figures_and_registers_were_text_is_read_the_same() -> None:
    tree = json.loads(write_json(fake_pack(), FILES)) | {"schema": "evidencepack/pack/1"}
    as_text = {True: "yes", False: "no", None: ""}
    for finding in (f for report in tree["reports"] for section in report["sections"] for f in section["findings"]):
        finding |= {name: "" if finding[name] is None else str(finding[name]) for name in ("numerator", "denominator")}
        finding["unread"] = finding.pop("rows_open")
    for register in tree["registers"]:
        whole = [[as_text[c] if c is None or isinstance(c, bool) else str(c) for c in row] for row in register["rows"]]
        register["rows"] = whole
    assert tree["registers"][0]["rows"][0] == [
        "incidents-0000", "records/incidents.xlsx", "Log 2026", "4", "2026-10-31", "fall", "0", "no",
    ]  # fmt: skip
    assert read_pack(json.dumps(tree).encode()) == fake_pack()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"schema": 1}',
        b'{"schema": "other/1"}',
        b"[" * 100_000,
        write_json(fake_pack(), {})[:-900],
    ],
    ids=["empty", "cut", "list", "null", "not UTF-8", "number", "other schema", "deep", "cut late"],
)
def test_what_is_no_pack_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(EvidencePackError, match="not a pack written by evidencepack, or it was cut short"):
        read_pack(data)


def test_a_damaged_pack_says_where() -> None:
    tree = json.loads(write_json(fake_pack(), {}))
    del tree["service"]["name"]
    with pytest.raises(EvidencePackError, match=r"damaged at service: object missing required field name"):
        read_pack(json.dumps(tree).encode())


def test_the_reference_page_names_every_key() -> None:
    page = (ROOT / "docs" / "reference" / "pack-json.md").read_text(encoding="utf-8")
    assert [key for key in Pack.__struct_encode_fields__ if f"`{key}`" not in page] == []
