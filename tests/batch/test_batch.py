"""Many services at once: what fails stops nothing, what has not changed is left alone, and order means nothing."""

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psutil
import pytest
from msgspec.json import encode
from msgspec.structs import replace

from evidencepack.batch import build_all, build_portfolio, write_portfolio
from evidencepack.batch import job as job_module
from evidencepack.batch.discover import discover
from evidencepack.batch.job import Job, build_one
from evidencepack.build_options import BuildOptions
from evidencepack.errors import MappingError, OutputError, ServiceError
from evidencepack.pack.portfolio import GapLine, Portfolio, ServiceLine, portfolio_of
from evidencepack.pipeline import build_service, load_framework
from evidencepack.template_worker import TemplateWorker
from tests.killed import every_kill
from tests.made_folders import STAFF, service, workbook
from tests.outputs import files_of, one, type_into
from tests.words import MESSAGES

ON = date(2026, 10, 31)
KIND = ("excel", "json")
JSON = BuildOptions(on=ON, formats=("json",))


def small(folder: Path, id_: str, name: str = "") -> Path:
    """A service with a staff list only, and an id of its own."""
    service(folder, [("records/Staff.xlsx", "Sheet1", "staff-list")])
    workbook(folder / "records" / "Staff.xlsx", {"Sheet1": STAFF})
    path = folder / "service.yaml"
    text = path.read_text(encoding="utf-8").replace("id: made", f"id: {id_}")
    path.write_text(text.replace("Made for a test", name or id_.title()), encoding="utf-8")
    return folder


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    """Three small services, one of them a folder further down."""
    for place, id_ in (("ash", "ash"), ("beech", "beech"), ("north/cedar", "cedar")):
        small(tmp_path / "homes" / place, id_)
    return tmp_path / "homes"


@pytest.fixture
def in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it does not matter which process builds, this one does: another takes longer to begin than to build."""
    monkeypatch.setattr(build_all, "run_jobs", lambda work, jobs, _workers: ((job, work(job)) for job in jobs))


def build(homes: Path, out: Path, workers: int = 1, again: bool = False, formats: Sequence[str] = KIND) -> Portfolio:
    return build_portfolio(homes, out, BuildOptions(on=ON, formats=formats), workers, again)


def states(portfolio: Portfolio) -> dict[str, str]:
    return {s.folder: s.state for s in portfolio.services}


def line(portfolio: Portfolio, folder: str) -> ServiceLine:
    (found,) = (s for s in portfolio.services if s.folder == folder)
    return found


@pytest.mark.usefixtures("in_place")
def test_every_service_below_a_folder_is_built_into_its_id_and_day(homes: Path, tmp_path: Path) -> None:
    portfolio = build(homes, tmp_path / "out")
    assert states(portfolio) == {"ash": "built", "beech": "built", "north/cedar": "built"}
    for id_ in ("ash", "beech", "cedar"):
        assert {p.suffix for p in (tmp_path / "out" / id_ / "2026-10-31").iterdir()} == {".xlsx", ".json"}


def test_a_pack_of_a_portfolio_is_the_pack_that_build_makes(homes: Path, tmp_path: Path) -> None:
    build(homes, tmp_path / "out")
    build_service(homes / "ash", BuildOptions(on=ON, formats=KIND), out=tmp_path / "alone")
    assert files_of(tmp_path / "out" / "ash") == files_of(tmp_path / "alone")


def test_the_action_of_a_cause_is_one_that_holds_for_every_service_it_names() -> None:
    def home(id_: str, text: str) -> ServiceLine:
        gap = GapLine(ref="A-1", cause="A DBS check on file", text=text, closes=1, essential=False, weight=1)
        return ServiceLine(id=id_, name=id_, folder=id_, state="built", gaps=(gap,))

    def action(*texts: str) -> str:
        lines = [home(f"home-{n}", text) for n, text in enumerate(texts)]
        (cause,) = portfolio_of("Homes", ON, "1.0", lines).causes
        return cause.text

    assert action("Ask for the checks.", "Ask for the checks.") == "Ask for the checks."
    assert action("Ask for the checks.", "Ask for the checks.", "Complete the rows.") == "A DBS check on file"


def test_how_many_workers_there_are_changes_no_byte(homes: Path, tmp_path: Path) -> None:
    for workers in (1, 3):
        out = tmp_path / f"out{workers}"
        write_portfolio(build(homes, out, workers), MESSAGES, out)
    first, second = files_of(tmp_path / "out1"), files_of(tmp_path / "out3")
    assert first == second


@pytest.mark.usefixtures("in_place")
def test_packs_are_narrowed_to_a_theme_and_built_anew_when_another_is_asked_for(homes: Path, tmp_path: Path) -> None:
    def build_of(*themes: str) -> Portfolio:
        return build_portfolio(homes, tmp_path / "out", BuildOptions(on=ON, themes=themes, formats=("json",)), 1)

    whole = build_of()
    theme = load_framework("commissioner-cultural-identity").themes[0].id
    narrowed = build_of(theme)
    assert set(states(narrowed).values()) == {"built"} and set(states(build_of(theme)).values()) == {"kept"}
    assert set(states(build_of()).values()) == {"built"}
    for id_ in ("ash", "beech"):
        assert 0 < len(line(narrowed, id_).standings) < len(line(whole, id_).standings)


def test_a_theme_that_no_framework_has_stops_the_run_before_it_begins(homes: Path, tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="no framework has a theme 'wel-led'"):
        build_portfolio(homes, tmp_path / "out", BuildOptions(on=ON, themes=("wel-led",)), 1)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("in_place")
def test_a_service_whose_frameworks_lack_the_theme_is_told_and_not_built(homes: Path, tmp_path: Path) -> None:
    portfolio = build_portfolio(
        homes, tmp_path / "out", BuildOptions(on=ON, themes=("well-led",), formats=("json",)), 1
    )
    assert set(states(portfolio).values()) == {"failed"}
    assert "there is no theme 'well-led' in what this pack answers" in line(portfolio, "ash").sentence


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a folder be called what no text can hold")
def test_a_folder_whose_name_is_half_a_character_is_built(homes: Path, tmp_path: Path) -> None:
    homes.joinpath("ash").rename(homes / "caf\udce9")
    portfolio = build_portfolio(homes, tmp_path / "out", BuildOptions(on=ON, formats=("json",)), 1)
    assert {s.state for s in portfolio.services} == {"built"} and len(portfolio.services) == 3


@pytest.mark.usefixtures("in_place")
def test_progress_is_told_of_every_service_once(homes: Path, tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    build_portfolio(
        homes,
        tmp_path / "out",
        BuildOptions(on=ON, formats=("json",)),
        1,
        progress=lambda done, of, s: heard.append((done, of, s.id)),
    )
    assert [(done, of) for done, of, _ in heard] == [(1, 3), (2, 3), (3, 3)]
    assert {id_ for _, _, id_ in heard} == {"ash", "beech", "cedar"}


@pytest.mark.usefixtures("in_place")
def test_a_failing_service_is_told_in_a_sentence_and_the_rest_is_built(homes: Path, tmp_path: Path) -> None:
    (homes / "ash" / "service.yaml").write_text("format: 1\nid: ash\nname: Ash\n", encoding="utf-8")
    (homes / "broken").mkdir()
    (homes / "broken" / "service.yaml").write_text("format: [1\n", encoding="utf-8")
    portfolio = build(homes, tmp_path / "out")
    assert states(portfolio) == {"ash": "failed", "beech": "built", "broken": "failed", "north/cedar": "built"}
    assert "privacy_key" in line(portfolio, "ash").sentence
    assert line(portfolio, "broken").sentence
    assert "Traceback" not in encode(portfolio).decode()
    assert str(tmp_path) not in encode(portfolio).decode()


def test_a_service_without_a_framework_fails_in_its_process_with_the_same_sentence(homes: Path, tmp_path: Path) -> None:
    path = homes / "ash" / "service.yaml"
    text = path.read_text(encoding="utf-8").replace("frameworks: [commissioner-cultural-identity]", "")
    path.write_text(text, encoding="utf-8")
    found = line(build(homes, tmp_path / "out"), "ash")
    assert (found.state, "names no framework" in found.sentence) == ("failed", True)


def test_a_fault_of_ours_becomes_a_sentence_without_values(
    homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise KeyError("Ama Quartey")

    monkeypatch.setattr(job_module, "make", fault)
    found = build_one(job_of(homes / "ash", tmp_path / "out"))
    assert found.state == "failed"
    assert "KeyError in batch/job.py" in found.sentence
    assert "Quartey" not in found.sentence


def job_of(folder: Path, out: Path, options: BuildOptions = JSON) -> Job:
    return Job(folder, folder.name, folder.name, folder.name, out, options)


@pytest.mark.usefixtures("in_place")
def test_services_with_one_id_all_fail_and_name_each_other(homes: Path, tmp_path: Path) -> None:
    shutil.copytree(homes / "ash", homes / "copy of ash")
    portfolio = build(homes, tmp_path / "out")
    for place, other in (("ash", "copy of ash"), ("copy of ash", "ash")):
        told = line(portfolio, place)
        assert told.state == "failed" and f"'ash' is also that of the service in {other}." in told.sentence
    assert states(portfolio)["beech"] == "built" and not (tmp_path / "out" / "ash").exists()


@pytest.mark.usefixtures("in_place")
def test_a_second_run_keeps_what_has_not_changed_and_builds_what_has(homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build(homes, out)
    before = files_of(out)
    staff = [*STAFF, ["0104", "Dilys Vorobyova", "Cook", "Permanent", "01/02/2021"]]
    workbook(homes / "beech" / "records" / "Staff.xlsx", {"Sheet1": staff})
    second = build(homes, out)
    assert states(second) == {"ash": "kept", "beech": "built", "north/cedar": "kept"}
    changed = {name for name, data in files_of(out).items() if before[name] != data}
    assert {name.split("/")[0] for name in changed} == {"beech", ".built"}
    assert replace(line(second, "ash"), state="built") == line(first, "ash")


@pytest.mark.usefixtures("in_place")
def test_a_pack_that_is_missing_or_was_typed_into_is_built_again(homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ref = build(homes, out).causes[0].ref
    one(out / "ash" / "2026-10-31", ".json").unlink()
    type_into(one(out / "beech" / "2026-10-31", ".xlsx"), {"Gaps and actions": {ref: {"Owner": "Deputy manager"}}})
    second = build(homes, out)
    assert states(second) == {"ash": "built", "beech": "built", "north/cedar": "kept"}
    assert "changed by a person" in line(second, "beech").notes[0]
    assert states(build(homes, out)) == dict.fromkeys(states(second), "kept")


@pytest.mark.usefixtures("in_place")
def test_what_is_typed_into_an_earlier_pack_makes_a_new_one(homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_portfolio(homes, out, BuildOptions(on=date(2026, 9, 30), formats=KIND), 1)
    ref = build(homes, out).causes[0].ref
    assert set(states(build(homes, out)).values()) == {"kept"}
    type_into(one(out / "ash" / "2026-09-30", ".xlsx"), {"Gaps and actions": {ref: {"Owner": "Deputy manager"}}})
    assert states(build(homes, out)) == {"ash": "built", "beech": "kept", "north/cedar": "kept"}
    assert set(states(build(homes, out)).values()) == {"kept"}


@pytest.mark.usefixtures("in_place")
def test_again_builds_everything_and_the_same_bytes(homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(homes, out)
    before = files_of(out)
    assert set(states(build(homes, out, again=True)).values()) == {"built"}
    assert files_of(out) == before


@pytest.mark.usefixtures("in_place")
def test_other_formats_another_framework_or_other_mappings_build_again(homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(homes, out, formats=("json",))
    assert set(states(build(homes, out)).values()) == {"built"}
    own = tmp_path / "own" / "columns"
    own.mkdir(parents=True)
    text = "format: 1\nid: own-staff\nregister: staff\ncolumns:\n  code: [Number]\n  name: [Called]\n"
    (own / "own-staff.yaml").write_text(text, encoding="utf-8")
    again = build_portfolio(homes, out, BuildOptions(on=ON, formats=KIND, mappings=tmp_path / "own"), 1)
    assert set(states(again).values()) == {"built"}


def test_packs_inside_a_service_folder_and_hidden_folders_are_no_services(homes: Path, tmp_path: Path) -> None:
    small(homes / "ash" / "packs" / "old copy", "old")
    small(homes / ".trash" / "gone", "gone")
    small(homes / "out" / "inside", "inside")
    assert [found.place for found in discover(homes, homes / "out", MESSAGES)] == ["ash", "beech", "north/cedar"]


def test_without_any_service_there_is_nothing_to_build(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ServiceError, match=r"No folder in it has a service\.yaml"):
        build(tmp_path / "empty", tmp_path / "out")
    with pytest.raises(ServiceError, match="no such folder"):
        build(tmp_path / "nowhere", tmp_path / "out")


@pytest.mark.parametrize("out", ["homes", "homes/ash", "homes/ash/records"])
def test_packs_are_not_written_among_what_they_are_made_from(out: str, homes: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="among the files"):
        build(homes, tmp_path / out)


def test_an_unknown_framework_stops_the_run_before_it_starts(homes: Path, tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="no framework 'nothing'"):
        build_portfolio(homes, tmp_path / "out", BuildOptions(on=ON, frameworks=("nothing",)), 1)
    assert not (tmp_path / "out").exists()


def hand_over(homes: Path, out: Path) -> Portfolio:
    return build_portfolio(homes, out, BuildOptions(on=ON, formats=KIND, edition="evidence"), 1)


@pytest.mark.usefixtures("in_place")
def test_the_evidence_edition_of_a_portfolio_is_the_one_that_build_makes(homes: Path, tmp_path: Path) -> None:
    hand_over(homes, tmp_path / "out")
    build_service(homes / "ash", BuildOptions(on=ON, formats=KIND, edition="evidence"), out=tmp_path / "alone")
    assert files_of(tmp_path / "out" / "ash") == files_of(tmp_path / "alone")


@pytest.mark.usefixtures("in_place")
def test_an_edition_is_kept_by_itself_and_lies_beside_the_other(homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(homes, out)
    working = files_of(out / "ash")
    assert set(states(hand_over(homes, out)).values()) == {"built"}
    both = files_of(out / "ash")
    assert working.items() <= both.items()
    assert {name.endswith((" to hand over.xlsx", " to hand over.json")) for name in both.keys() - working} == {True}
    assert set(states(hand_over(homes, out)).values()) == {"kept"}
    build(homes, out)
    assert files_of(out / "ash") == both
    assert set(states(build(homes, out)).values()) == {"kept"}
    assert set(states(hand_over(homes, out)).values()) == {"kept"}


@pytest.mark.usefixtures("in_place")
def test_the_overview_tells_of_gaps_and_problems_whichever_edition_is_written(homes: Path, tmp_path: Path) -> None:
    working, evidence = build(homes, tmp_path / "one"), hand_over(homes, tmp_path / "two")
    assert line(evidence, "ash").gaps == line(working, "ash").gaps != ()
    assert line(evidence, "ash").problems == line(working, "ash").problems


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "takes more than 2 seconds"),
        ("{{ pack.acions }}", "asks for 'acions'"),
    ],
)
def test_a_template_of_ones_own_that_never_ends_or_has_a_fault_is_one_failed_line(
    text: str, why: str, homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own" / "html").mkdir(parents=True)
    (tmp_path / "own" / "html" / "pack.html.j2").write_text("{% if pack.service.id == 'ash' %}" + text + "{% endif %}")
    worker = TemplateWorker(2)
    monkeypatch.setattr(job_module, "_template_worker", lambda: worker)
    options = BuildOptions(on=ON, formats=("html",), templates=tmp_path / "own")
    with worker:
        found = [build_one(job_of(homes / id_, tmp_path / "out", options)) for id_ in ("ash", "beech")]
    assert [line.state for line in found] == ["failed", "built"]
    assert why in found[0].sentence


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process tells its surroundings")
def test_templates_of_ones_own_are_filled_in_for_every_service_and_leave_no_process(
    homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def processes() -> list[psutil.Process]:
        found = [p.info for p in psutil.process_iter(["pid", "environ", "cmdline"]) if p.pid != os.getpid()]
        ours = [info for info in found if (info["environ"] or {}).get("MADE_FOR") == str(tmp_path)]
        return [psutil.Process(info["pid"]) for info in ours if "spawn_main" in " ".join(info["cmdline"])]

    (tmp_path / "own" / "html").mkdir(parents=True)
    (tmp_path / "own" / "html" / "pack.html.j2").write_text("{{ pack.service.name }}, {{ pack.registers | length }}")
    monkeypatch.setenv("MADE_FOR", str(tmp_path))
    seen: set[psutil.Process] = set()
    options = BuildOptions(on=ON, formats=("html",), templates=tmp_path / "own")
    built = build_portfolio(homes, tmp_path / "out", options, 1, progress=lambda *_: seen.update(processes()))
    assert set(states(built).values()) == {"built"}
    for id_ in ("ash", "beech", "cedar"):
        page = one(tmp_path / "out" / id_ / "2026-10-31", ".html").read_text(encoding="utf-8")
        assert page.startswith(f"{id_.title()}, ")
    assert len(seen) == 2  # the one that builds, and the one that fills in: the same for all three
    psutil.wait_procs(seen, timeout=10)
    assert processes() == []


def test_a_process_that_lives_longer_than_a_run_reads_mapping_files_that_have_changed(
    homes: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own" / "columns" / "own-staff.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("format: 1\nid: own-staff\nregister: staff\ncolumns:\n  code: [Number]\n", encoding="utf-8")
    job = job_of(homes / "ash", tmp_path / "out", replace(JSON, mappings=tmp_path / "own"))
    assert build_one(replace(job, common="first")).state == "built"
    own.write_text("format: 1\nid: own-staff\nregister: nothing\n", encoding="utf-8")
    again = build_one(replace(job, common="second"))
    assert (again.state, "own-staff.yaml" in again.sentence) == ("failed", True)


def test_killed_at_any_step_the_workbook_over_all_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    start = tmp_path / "start" / "packs"
    book = write_portfolio(portfolio_of("old homes", ON, "evidencepack", []), MESSAGES, start)
    old, asked = book.read_bytes(), portfolio_of("new homes", ON, "evidencepack", [])
    *killed, whole = every_kill("portfolio", tmp_path / "start", tmp_path / "killed")
    new = (whole / "packs" / book.name).read_bytes()
    assert old != new and len(killed) > 8
    for folder in killed:
        assert (folder / "packs" / book.name).read_bytes() in (old, new)
        assert write_portfolio(asked, MESSAGES, folder / "packs").read_bytes() == new
        assert [path.name for path in (folder / "packs").glob("*.xlsx")] == [book.name]
