"""The pack of the month before, shortened, as the agency left it: one action taken on, one without owner, two not."""

import hashlib
import shutil
import tempfile
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from evidencepack.build_options import BuildOptions
from evidencepack.pack.listed_model import Profile
from evidencepack.pack.model import Action, FindingLine, Pack, Report
from evidencepack.pack.typed_model import Typed
from evidencepack.pipeline import make_pack, open_library
from evidencepack.writers.excel.pack_workbook import write_excel
from evidencepack.writers.json import write_json

ON = date(2026, 9, 30)
AGENCY = Path(__file__).resolve().parents[2] / "sample_data" / "harbour-homecare"
# What was typed beside the gap of each requirement; the actions kept.
TYPED = {
    "incidents-notified": Typed(owner="Registered Manager", due="2026-11-06", progress="In progress"),
    "values-in-supervision": Typed(due="2026-11-30", note="Talk about it at the team leaders' meeting"),
    "independence-goals": Typed(),
    "goals-reviewed": Typed(),
}


def write(folder: Path) -> None:
    """packs/2026-09-30 of a service folder: workbook and JSON, made from its records and else from the agency's."""
    with tempfile.TemporaryDirectory() as temporary:
        house = Path(temporary) / "house"
        for place in (AGENCY, folder):
            shutil.copytree(place, house, ignore=shutil.ignore_patterns("packs", "answers"), dirs_exist_ok=True)
        pack = shortened(make_pack(house, BuildOptions(on=ON), out=Path(temporary) / "none"))
    packs = folder / "packs" / ON.isoformat()
    packs.mkdir(parents=True, exist_ok=True)
    workbook = write_excel(pack, open_library().messages, folder="")
    name = f"{pack.file_stem}.xlsx"
    (packs / name).write_bytes(workbook)
    (packs / f"{pack.file_stem}.json").write_bytes(write_json(pack, {name: hashlib.sha256(workbook).hexdigest()}))


def shortened(pack: Pack) -> Pack:
    """Where each expectation stood, the status of each finding, and four of the actions, typed into; no records."""
    first = {_requirement(a): a for a in reversed(pack.actions)}  # of several that a finding waits for
    actions = tuple(_typed(a) for a in pack.actions if _requirement(a) in TYPED and first[_requirement(a)] is a)
    nothing: dict[str, object] = dict.fromkeys(
        ("evidence", "problems", "sources", "not_used", "method", "mappings", "inputs", "registers", "traces"), ()
    )
    kept = {
        "id": "PK-SEPTEMBER",
        "made_with": "evidencepack, shortened for the sample",
        "reports": tuple(_report(r) for r in pack.reports),
        "actions": actions,
    }
    return replace(pack, **(nothing | kept))


def _requirement(action: Action) -> str:
    return action.findings[0].rpartition("/")[2] if action.findings else ""


def _typed(action: Action) -> Action:
    typed = TYPED[_requirement(action)]
    return replace(action, typed=typed, state="accepted" if typed.owner or typed.due else "proposed")


def _report(report: Report) -> Report:
    lists = dict.fromkeys(("examples", "flags", "actions", "evidence", "looks_for"), ())
    short = {**lists, "asks": "", "profile": Profile()}
    sections = tuple(
        replace(s, **short, findings=tuple(map(_finding, s.findings)), standing="", evidence_more=0)
        for s in report.sections
    )
    gone = ("summary", "do_first", "best_evidenced", "not_asked", "evidence", "actions")
    return replace(report, **dict.fromkeys(gone, ()), sections=sections, not_supplied="", about="")


def _finding(line: FindingLine) -> FindingLine:
    """Its status alone: that is what the next pack compares with."""
    texts = dict.fromkeys(("sentence", "figure", "target", "number_from", "duty", "window", "left_out", "action"), "")
    lists: dict[str, object] = dict.fromkeys(("flags", "evidence", "notes", "note_codes"), ())
    return replace(line, **(texts | lists), numerator=None, denominator=None, rows_open=0, records_counted=0)
