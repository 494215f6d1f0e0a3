"""The command line as people use it: what each command prints, its exit code, and any console."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidencepack.pack.model import SCHEMA
from evidencepack.shipped import shipped
from tests.command import run
from tests.made_folders import STAFF, service, workbook

ON = ("--on", "2026-10-31")
WRONG = Path(__file__).parents[1] / "library" / "bad_mappings"
FRAMEWORK = "commissioner-cultural-identity"
COMMANDS = ("build", "check", "records", "frameworks", "demo")


def run_together(commands: list[list[object]], env: dict[str, str]) -> list[str]:
    """What each of several commands prints on standard output, run one after another in one process."""
    script = (
        "import json, sys\n"
        "from evidencepack.cli import main\n"
        "for arguments in json.loads(sys.argv[1]):\n"
        "    sys.argv = ['evidencepack', *arguments]\n"
        "    main()\n"
        "    print('=====', flush=True)\n"
    )
    settings = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])} | env
    told = json.dumps([[str(word) for word in command] for command in commands])
    done = subprocess.run([sys.executable, "-c", script, told], capture_output=True, env=settings, timeout=240)
    out, err = (said.decode(env["PYTHONIOENCODING"]) for said in (done.stdout, done.stderr))
    assert done.returncode == 0, f"{commands}: exit code {done.returncode}\n{out[-300:]}\n{err[-1000:]}"
    return out.replace("\r\n", "\n").split("=====\n")[:-1]


def small(folder: Path) -> Path:
    workbook(folder / "records" / "Staff.xlsx", {"Staff": STAFF})
    return service(folder, [("records/Staff.xlsx", "Staff", "staff-list")])


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_build_writes_every_format_and_says_where(rowan_house: Path, tmp_path: Path) -> None:
    out, err = run("build", rowan_house, *ON, "--out", tmp_path)
    written = names(tmp_path / "2026-10-31")
    assert [Path(name).suffix for name in written] == [".docx", ".html", ".json", ".xlsx"]
    assert all(name in out for name in written)
    assert out.startswith("Rowan House, 31 October 2026\n")
    assert not err or "far from today" in err  # this test is run on any day


def test_what_build_and_check_print_fits_80_columns(rowan_house: Path, tmp_path: Path) -> None:
    for out in (
        run("build", rowan_house, *ON, "--out", tmp_path)[0],
        run("check", rowan_house)[0],
        run("frameworks", "list")[0],
        run("frameworks", "show", FRAMEWORK)[0],
    ):
        inside = [line for line in out.splitlines() if tmp_path.name not in line]
        assert max(map(len, inside)) <= 80


@pytest.mark.parametrize(
    ("formats", "endings"),
    [(["json"], [".json"]), (["word"], [".docx", ".json"]), (["html", "excel"], [".html", ".json", ".xlsx"])],
)
def test_build_writes_the_formats_asked_for_and_always_the_json(
    rowan_house: Path, tmp_path: Path, formats: list[str], endings: list[str]
) -> None:
    run("build", rowan_house, *ON, "--out", tmp_path, *(word for f in formats for word in ("--format", f)))
    assert [Path(name).suffix for name in names(tmp_path / "2026-10-31")] == endings


def test_build_takes_the_frameworks_named(rowan_house: Path, tmp_path: Path) -> None:
    run(
        "build",
        rowan_house,
        *ON,
        "--out",
        tmp_path,
        "--format",
        "json",
        "--framework",
        FRAMEWORK,
        "--framework",
        FRAMEWORK,
    )
    (path,) = (tmp_path / "2026-10-31").iterdir()
    pack = json.loads(path.read_bytes())
    assert (pack["schema"], [r["framework"] for r in pack["reports"]]) == (SCHEMA, [FRAMEWORK])


def test_build_of_a_service_with_one_register_works(tmp_path: Path) -> None:
    out, _ = run("build", small(tmp_path), *ON)
    assert "Made for a test, 31 October 2026" in out
    assert names(tmp_path) == ["Questions.xlsx", "packs", "records", "service.yaml"]


def test_build_of_a_service_with_nothing_in_it_works(tmp_path: Path) -> None:
    assert "In the files: no problems" in run("build", service(tmp_path), *ON)[0]


def test_check_accounts_for_every_sheet(rowan_house: Path) -> None:
    out, _ = run("check", rowan_house)
    assert "18 sheets: 17 read, 0 set aside, 1 not read" in out
    assert "1 of 18 sheets was not read: " in out and "Nothing in it counts." in out
    assert out.count(" rows seen = ") == 18
    assert "We do not recognise this sheet. What is it?" in out
    assert "Documents: 14, of which 13 dated" in out


def test_check_as_json_adds_up(rowan_house: Path) -> None:
    told = json.loads(run("check", rowan_house, "--json")[0])
    assert set(told) == {"sources", "problems", "answers", "not_said", "intake"}
    for source in told["sources"]:
        assert source["rows_seen"] == source["rows_read"] + sum(n for _, n in source["set_aside"])
    assert all(p["what"] and p["remedy"] for p in told["problems"])


def test_records_as_csv_and_as_json_hold_the_same(rowan_house: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("records", rowan_house, "--register", "audits")[0])))
    same = json.loads(run("records", rowan_house, "--register", "audits", "--format", "json")[0])
    assert len(rows) == len(same) == 23
    assert [r["record"] for r in rows] == [r["record"] for r in same]
    assert rows[0]["date"] == "2025-05-13"


def test_text_that_a_spreadsheet_takes_for_a_formula_is_made_harmless(tmp_path: Path) -> None:
    signs = ["=1+1", "+44", "-n/a", "@home", "\t=x", "|cmd", '=HYPERLINK("x")']
    rows = [["Ref", "Action", "Due", "Owner"], *([f"A{i}", sign, "01/02/2026", sign] for i, sign in enumerate(signs))]
    workbook(tmp_path / "records" / "Plan.xlsx", {"Plan": [rows[0]]})
    (tmp_path / "records" / "Plan.csv").write_text(
        "\n".join('"' + '","'.join(c.replace('"', '""') for c in row) + '"' for row in rows), encoding="utf-8"
    )
    out, _ = run("records", service(tmp_path, [("records/Plan.csv", "", "action-plan")]))
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert "'=1+1" in cells
    left = {c for c in cells if c[:1] in ("=", "+", "-", "@", "\t", "\r")}
    assert left == {"+44"}, "a number is no formula"


def test_a_register_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    _, err = run("records", small(tmp_path), "--register", "audit", code=1)
    assert err == "Could not do that.\nThe service has no register 'audit'. There are: staff.\n"


def test_what_stops_a_command_is_said_in_ones_own_words_also_where_they_are_at_fault(tmp_path: Path) -> None:
    ours = (shipped("mappings") / "messages" / "stops.yaml").read_text(encoding="utf-8")
    own = tmp_path / "own" / "messages" / "stops.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(ours.replace("There is no such folder., remedy: Check the path.", "No folder., remedy: Look again."))
    asked = ("records", tmp_path / "nothing", "--mappings", tmp_path / "own")
    assert run(*asked, code=1)[1] == f"Could not do that.\n{tmp_path / 'nothing'}: No folder. Look again.\n"
    own.write_text("format: 1\nmessages: {}\n")
    assert "messages: the words of 'no-such-folder' are missing." in run(*asked, code=1)[1]


def test_frameworks_are_listed_and_shown(rowan_house: Path) -> None:
    assert FRAMEWORK in run("frameworks", "list")[0]
    (first, *_) = json.loads(run("frameworks", "list", "--json")[0])
    assert set(first) == {"id", "title", "version", "stage", "expectations"}
    shown, _ = run("frameworks", "show", FRAMEWORK)
    assert "1. Inclusive leadership [inclusive-leadership]" in shown
    assert "duty: Care Quality Commission (Registration) Regulations 2009" in shown
    assert json.loads(run("frameworks", "show", FRAMEWORK, "--json")[0])["id"] == FRAMEWORK


def test_frameworks_check_finds_no_fault_in_ours_and_the_fault_in_a_wrong_one() -> None:
    assert run("frameworks", "check")[0].startswith("No fault found: ")
    wrong = WRONG / "unknown-key"
    message = (wrong / "message.txt").read_text(encoding="utf-8").strip()
    for place in (wrong, wrong / "frameworks" / "wrong.yaml"):
        assert message in run("frameworks", "check", place, code=1)[1]
        told, err = run("frameworks", "check", place, "--json", code=1)
        assert json.loads(told) == {"faults": [message]}
        assert err.startswith("Could not do that.")


def test_frameworks_check_of_a_file_of_indicators_or_columns_checks_it_as_such() -> None:
    ours = shipped("mappings")
    for file in ("indicators/quality.yaml", "columns/audit-log.yaml", "messages/tables.yaml", "terms.yaml"):
        assert run("frameworks", "check", ours / file)[0].startswith("No fault found: ")


@pytest.mark.parametrize("name", ["mine.yml", "mine.txt"])
def test_frameworks_check_never_passes_a_file_it_did_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("this: is no framework\n", encoding="utf-8")
    run("frameworks", "check", tmp_path / name, code=1)


def test_frameworks_check_of_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "there is no such file" in run("frameworks", "check", tmp_path / "nowhere", code=1)[1]


def test_demo_makes_the_sample_and_its_pack(tmp_path: Path) -> None:
    out, _ = run("demo", "--out", tmp_path / "demo")
    folder = tmp_path / "demo" / "rowan-house"
    assert (folder / "service.yaml").is_file()
    assert len(names(folder / "packs" / "2026-10-31")) == 4
    assert "Open the Word file first." in out
    again, _ = run("demo", "--out", tmp_path / "demo")
    assert "Rowan House, 31 October 2026" in again


@pytest.mark.parametrize(("args", "code", "words"), [
    (["build", "nowhere-at-all"], 1, "There is no such folder."),
    (["check", "nowhere-at-all"], 1, "There is no such folder."),
    (["records", "nowhere-at-all"], 1, "There is no such folder."),
    (["frameworks", "show", "commissioner-cultural-identiti"], 1, f"Did you mean '{FRAMEWORK}'?"),
    (["frameworks", "list", "--mappings", str(WRONG / "unknown-key")], 1, "frameworks/wrong.yaml, line 23"),
    (["frameworks", "list", "--mappings", "nowhere-at-all"], 1, "nowhere-at-all"),
    (["build"], 2, "Missing argument 'FOLDER'"),
    (["build", ".", "--format", "pdf"], 2, "'pdf' is not one of 'word', 'excel', 'html', 'json'"),
    (["biuld"], 2, "No such command 'biuld'"),
    (["check", ".", "--nonsense"], 2, "No such option"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else None)  # fmt: skip
def test_what_goes_wrong_is_told_with_its_exit_code(
    args: list[str], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out, err = run(*args, code=code)
    assert words in err
    assert (out, "Traceback" in err) == ("", False)


@pytest.mark.parametrize("day", ["31/10/2026", "2026-02-30", "20261031x", "tomorrow", "", "2026-W44-6", "20261031"])
def test_a_day_that_is_typed_wrong_is_told_with_how_to_type_it(rowan_house: Path, tmp_path: Path, day: str) -> None:
    _, err = run("build", rowan_house, "--on", day, "--out", tmp_path, code=2)
    assert f"'{day}' is not a day; type it as 2026-10-31." in err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1900-01-01"])
def test_a_day_far_from_ours_is_no_fault_of_the_program(rowan_house: Path, tmp_path: Path, day: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evidencepack", "build", str(rowan_house), "--on", day, "--out", str(tmp_path)],
        capture_output=True,
    )
    assert done.returncode in (0, 1, 2), done.stderr


def test_an_unknown_framework_is_told_with_the_nearest_and_nothing_is_written(
    rowan_house: Path, tmp_path: Path
) -> None:
    _, err = run(
        "build", rowan_house, *ON, "--out", tmp_path / "out", "--framework", "comissioner-cultural-identity", code=1
    )
    assert f"Did you mean '{FRAMEWORK}'?" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "utf-8"])
def test_every_command_works_on_every_console(rowan_house: Path, tmp_path: Path, encoding: str) -> None:
    workbook(
        tmp_path / "records" / "Audits.xlsx", {"Журнал": [["Date", "Audit topic"], ["09/03/2026", "Würde – 尊嚴 ◐"]]}
    )
    foreign = service(tmp_path, [("records/Audits.xlsx", "", "audit-log")])
    commands: list[list[object]] = [
        ["frameworks", "list"],
        ["frameworks", "show", FRAMEWORK],
        ["--help"],
        ["--version"],
    ]
    commands += [["frameworks", "show", FRAMEWORK, "--json"]]
    for folder in (rowan_house, foreign):
        commands += [
            ["build", folder, *ON, "--out", tmp_path / "elsewhere", "--format", "excel"],
            ["check", folder],
            ["check", folder, "--json"],
        ]
        commands += [["records", folder], ["records", folder, "--format", "json"]]
    printed = run_together(commands, {"PYTHONIOENCODING": encoding})
    assert len(printed) == len(commands)
    for command, out in zip(commands, printed, strict=True):
        assert out
        if "json" in command or "--json" in command:
            json.loads(out)


def test_templates_that_are_not_there_are_told(rowan_house: Path, tmp_path: Path) -> None:
    _, err = run("build", rowan_house, *ON, "--out", tmp_path, "--templates", tmp_path / "nowhere", code=1)
    assert "nowhere" in err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    assert run(command, "--help")[0].startswith("Usage: ")
