"""Earlier packs are used only where they are of the same service: nothing of one client reaches another's pack."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.json import decode, encode

from evidencepack.build_options import BuildOptions
from evidencepack.errors import OutputError
from evidencepack.pack.model import Pack
from evidencepack.pipeline import build_service, build_transition
from tests.made_folders import STAFF, service, workbook
from tests.outputs import one, text_of, type_into

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
OURS, THEIRS = "the-key-of-one-client-here", "quite-the-key-of-another"
NOTE = "Confidential note of client A"
TYPED = {"Owner": "Client A Director", "Note": NOTE}


def home(folder: Path, key: str = OURS, name: str = "Rose House", more: str = "", id_: str = "rose") -> Path:
    service(folder, [("records/Staff.xlsx", "Sheet1", "staff-list")], more, key)
    workbook(folder / "records" / "Staff.xlsx", {"Sheet1": STAFF})
    file = folder / "service.yaml"
    text = file.read_text(encoding="utf-8").replace("id: made", f"id: {id_}")
    file.write_text(text.replace("Made for a test", name), encoding="utf-8")
    return folder


def built(folder: Path, on: date, out: Path, edition: str = "working") -> Pack:
    return build_service(folder, BuildOptions(on=on, edition=edition), out=out).pack


def typed_in_september(folder: Path, out: Path) -> str:
    """A pack of September with an owner and a note typed beside its first action; the ref of that."""
    ref = built(folder, SEPTEMBER, out).actions[0].ref
    type_into(one(out / "2026-09-30", ".xlsx"), {"Gaps and actions": {ref: TYPED}})
    return ref


def as_before(out: Path) -> None:
    """The packs of September as they were before keys and names were noted in them."""
    for file in (out / "2026-09-30").glob("*.json"):
        tree: dict[str, Any] = decode(file.read_bytes())
        del tree["service"]["key"]
        tree["inputs"] = [{"name": each["name"], "sha256": "ab" * 32} for each in tree["inputs"]]
        file.write_bytes(encode(tree))
    path = one(out / "2026-09-30", ".xlsx")
    book = openpyxl.load_workbook(path)
    hidden = book[book.sheetnames[-1]]
    rows = [row[0].row for row in hidden.iter_rows() if row[0].value == "pack" and row[1].value in ("name", "key")]
    for row in sorted(rows, reverse=True):
        hidden.delete_rows(row)
    assert len(rows) == 2
    book.save(path)


def said(pack: Pack) -> str:
    return " ".join(f"{problem.what} {problem.remedy}" for problem in pack.problems)


@pytest.mark.parametrize("edition", ["working", "evidence"])
@pytest.mark.parametrize("name", ["Rose House", "Rose Lodge"])
def test_what_one_client_typed_is_in_no_file_of_another_with_the_same_id_and_folder(
    name: str, edition: str, tmp_path: Path
) -> None:
    out = tmp_path / "packs"
    typed_in_september(home(tmp_path / "a"), out)
    other = home(tmp_path / "b", THEIRS, name)
    pack = built(other, OCTOBER, out, edition)
    for suffix in (".docx", ".xlsx", ".html", ".json"):
        texts = (
            text_of(one(out / "2026-10-31", suffix))
            if suffix != ".json"
            else one(out / "2026-10-31", suffix).read_text()
        )
        assert NOTE not in texts and "Client A" not in texts
    assert pack.first_pack and not pack.changes
    if edition == "working":
        assert "made with another privacy_key" in said(pack) and "Rose House" not in said(pack)


def test_nor_is_the_pack_of_another_client_on_the_same_day_written_over(tmp_path: Path) -> None:
    out, a, b = tmp_path / "packs", home(tmp_path / "a"), home(tmp_path / "b", THEIRS, "Rose Lodge")
    built(a, OCTOBER, out)
    before = {path.name: path.read_bytes() for path in (out / "2026-10-31").iterdir()}
    with pytest.raises(OutputError, match="neither read nor written over"):
        built(b, OCTOBER, out)
    moving = {"from_": "cqc-saf-2023", "to": "cqc-asc-2026-draft"}
    with pytest.raises(OutputError, match="Choose another folder with --out"):
        build_transition(b, OCTOBER, **moving, out=out)
    assert {path.name: path.read_bytes() for path in (out / "2026-10-31").iterdir()} == before


def test_a_pack_from_before_keys_were_noted_is_used_where_id_and_name_fit(tmp_path: Path) -> None:
    out, folder = tmp_path / "packs", home(tmp_path / "a")
    ref = typed_in_september(folder, out)
    as_before(out)
    pack = built(folder, OCTOBER, out)
    assert pack.action(ref).typed.note == NOTE and not pack.first_pack and said(pack).count("privacy_key") == 0


def test_a_pack_from_before_keys_were_noted_is_not_used_under_another_name(tmp_path: Path) -> None:
    out = tmp_path / "packs"
    typed_in_september(home(tmp_path / "a"), out)
    as_before(out)
    pack = built(home(tmp_path / "b", THEIRS, "Lily House"), OCTOBER, out)
    assert pack.first_pack and NOTE not in repr(pack) and "another name than service.yaml" in said(pack)
    one(out / "2026-09-30", ".json").unlink()  # the workbook says its name itself
    assert NOTE not in repr(built(home(tmp_path / "c", THEIRS, "Lily House"), OCTOBER, out))


@pytest.mark.parametrize(
    ("key", "name", "id_", "formerly"),
    [
        (OURS, "Rose Lodge", "rose", "Rose House"),
        (OURS, "Rose Lodge", "rose", "ROSE  house"),
        (THEIRS, "Rose House", "rose", "{key}"),
        (OURS, "Rose House", "rose-house", "rose"),
        (THEIRS, "Rose Lodge", "rose-lodge", "rose, Rose House, {key}"),
    ],
)
def test_what_a_service_was_called_before_is_told_under_formerly(
    key: str, name: str, id_: str, formerly: str, tmp_path: Path
) -> None:
    out = tmp_path / "packs"
    ref = typed_in_september(home(tmp_path / "a"), out)
    known = decode(one(out / "2026-09-30", ".json").read_bytes())["service"]["key"]
    after = home(tmp_path / "b", key, name, id_=id_)
    if id_ == "rose":
        unsaid = built(after, OCTOBER, tmp_path / "packs")
        assert unsaid.first_pack and "formerly: [" in said(unsaid) and NOTE not in repr(unsaid)
        assert ("{key}" not in formerly) or known in said(unsaid)
    told = f"formerly: [{formerly.format(key=known)}]"
    pack = built(home(tmp_path / "c", key, name, told, id_), date(2026, 11, 30), out)
    assert pack.action(ref).typed.note == NOTE and not pack.first_pack


@pytest.mark.parametrize("damaged", [b"[[[", b"", b'{"files": 3}', b'{"service": [], "files": {}}', b"[" * 100_000])
def test_a_damaged_json_of_an_earlier_pack_stops_nothing(damaged: bytes, tmp_path: Path) -> None:
    out, folder = tmp_path / "packs", home(tmp_path / "a")
    ref = typed_in_september(folder, out)
    one(out / "2026-09-30", ".json").write_bytes(damaged)
    assert built(folder, OCTOBER, out).action(ref).typed.note == NOTE


def test_json_of_somebody_beside_a_pack_is_nobodys_pack(tmp_path: Path) -> None:
    out, folder = tmp_path / "packs", home(tmp_path / "a")
    ref = typed_in_september(folder, out)
    for day in ("2026-09-30", "2026-10-31"):
        (out / day).mkdir(exist_ok=True)
        (out / day / "rose notes.json").write_text('{"mine": 1, "files": {"gone.xlsx": "x"}}', encoding="utf-8")
    pack = built(folder, OCTOBER, out)
    assert pack.action(ref).typed.note == NOTE and "pack" not in said(pack)


def test_a_name_put_right_on_the_same_day_replaces_its_own_pack(tmp_path: Path) -> None:
    out, folder = tmp_path / "packs", home(tmp_path / "a", name="Rose Huose")
    built(folder, OCTOBER, out)
    built(home(tmp_path / "a"), OCTOBER, out)
    names = [path.name for path in (out / "2026-10-31").iterdir()]
    assert len(names) == 4 and not [name for name in names if re.search(r"\(2\)", name)]
    assert decode(one(out / "2026-10-31", ".json").read_bytes())["service"]["name"] == "Rose House"


@pytest.mark.parametrize("place", ["old/2026-09-30", "old/2026/oct", "2026/autumn/first pack"])
def test_a_pack_tidied_away_deeper_is_still_read(place: str, tmp_path: Path) -> None:
    out, folder = tmp_path / "packs", home(tmp_path / "a")
    ref = typed_in_september(folder, out)
    (out / place).parent.mkdir(parents=True)
    (out / "2026-09-30").rename(out / place)
    assert built(folder, OCTOBER, out).action(ref).typed.note == NOTE


@pytest.mark.skipif(sys.platform == "win32", reason="there not everybody may make a link")
@pytest.mark.parametrize("kind", ["folder", "files", "deeper"])
def test_a_link_to_packs_elsewhere_is_passed_over_and_said(kind: str, tmp_path: Path) -> None:
    out, folder = tmp_path / "packs", home(tmp_path / "a")
    ref = typed_in_september(folder, out)
    (out / "2026-09-30").rename(tmp_path / "elsewhere")
    link = out / ("old/2026-09-30" if kind == "deeper" else "2026-09-30")
    link.parent.mkdir(exist_ok=True)
    if kind == "files":
        link.mkdir()
        for file in (tmp_path / "elsewhere").iterdir():
            (link / file.name).symlink_to(file)
    else:
        link.symlink_to(tmp_path / "elsewhere")
    pack = built(folder, OCTOBER, out)
    assert not pack.action(ref).typed.note and "It is a link out of the folder of packs" in said(pack)
