"""Two months of a service: September built and typed into, two facts changed, October built."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evidencepack.build_options import BuildOptions
from evidencepack.pack.model import Action, Pack
from evidencepack.pack.typed_model import ManagerView, Typed
from evidencepack.pipeline import Built, build_service
from tests.outputs import copy_of, files_of, one, type_into

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
ACTIONS, EXPECTATIONS = "Gaps and actions", "Expectations"
LEAD = "  equality-lead:\n    value: Deputy manager\n"
LEAD_SINCE = LEAD + "    since: 2025-02-03\n    document: documents/Training plan 2026-27 (2026-04-10).docx\n"
MANAGER = "    since: 2022-03-14\n    document: documents/Registered manager certificate 2022-03-14.pdf\n"
VIEW = {"Our view": "Shown", "Why": "New audit in hand", "Who": "Manager", "Day": date(2026, 10, 2)}


@dataclass(frozen=True)
class Story:
    """The packs folder, both packs, September's folder as the people left it, and what they typed by ref.

    The refs they typed into: `late` (its day passes), `unowned`, `done`, `noted` (nobody takes it on), `gone` (its
    gap goes).
    """

    packs: Path
    september: Built
    october: Built
    left: dict[str, bytes]
    typed: dict[str, dict[str, Any]]
    late: str
    unowned: str
    done: str
    noted: str
    gone: str


def tell(rowan_house: Path, folder: Path) -> Story:
    """Live through both months in a folder."""
    house = copy_of(rowan_house, folder / "house")
    packs = house / "packs"
    september = build_service(house, BuildOptions(on=SEPTEMBER))
    gone = action_for(september.pack, "inclusive-leadership/equality-lead").ref
    # Not those of rows that can be read in two ways, which say no more in October.
    open_in_both = (a for a in september.pack.actions if a.flags and "ACTION_OVERDUE" not in codes(a))
    others = (a.ref for a in open_in_both if a.ref != gone)
    late, unowned, done, noted, *_ = others
    typed: dict[str, dict[str, Any]] = {
        late: {"Owner": "Deputy Manager", "Due": date(2026, 10, 15), "Progress": "In progress", "Note": "Asked Jo"},
        unowned: {"Due": date(2026, 12, 1)},
        done: {"Owner": "Chef", "Due": date(2026, 10, 1), "Progress": "Done", "Note": "Menu on file"},
        noted: {"Progress": "Not started", "Note": "Talk about it first"},
        gone: {"Owner": "Registered Manager", "Due": "by Easter", "Note": "Letter of appointment to be filed"},
    }
    views = {view_id(september.pack): VIEW}
    type_into(workbook(packs, SEPTEMBER), {ACTIONS: typed, EXPECTATIONS: views})
    left = files_of(packs / "2026-09-30")
    service = (house / "service.yaml").read_text(encoding="utf-8")
    assert LEAD in service and MANAGER in service
    (house / "service.yaml").write_text(service.replace(LEAD, LEAD_SINCE).replace(MANAGER, ""), encoding="utf-8")
    return Story(
        packs, september, build_service(house, BuildOptions(on=OCTOBER)), left, typed, late, unowned, done, noted, gone
    )


def action_for(pack: Pack, finding: str) -> Action:
    """The action that closes the gap of a finding, by expectation/requirement."""
    return next(a for a in pack.actions if any(f.endswith(f"/{finding}") for f in a.findings))


def codes(action: Action) -> set[str]:
    """The codes of its flags."""
    return {flag.code for flag in action.flags}


def view_id(pack: Pack) -> str:
    """Where the manager's view was typed: the first expectation."""
    return f"{pack.reports[0].framework}/{pack.reports[0].sections[0].id}"


def views(pack: Pack) -> dict[str, ManagerView]:
    """Every manager's view by framework/section."""
    found = ((f"{r.framework}/{s.id}", s.manager_view) for r in pack.reports for s in r.sections)
    return {key: view for key, view in found if view}


def workbook(packs: Path, on: date) -> Path:
    """The first workbook of a day, the one without a number."""
    return one(packs / on.isoformat(), "[0-9].xlsx")


def as_text(values: dict[str, Any]) -> Typed:
    """What was typed, as the pack holds it."""
    said = {k.lower(): v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
    return Typed(**said)
