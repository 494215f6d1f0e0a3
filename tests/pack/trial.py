"""The trial of planted identifiers: every command over a house, and which of them are found in what it gives.

`python -m tests.pack.trial` plants two hundred in each sample and prints a line for each that is found.
"""

import html
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook

from tests.command import run_any
from tests.conftest import ROOT
from tests.planted import Planted, Slot, bare, house_with

DAY = "2026-10-31"
_ROWAN = {
    "title": (
        "Policies.xlsx|Policies|Policy;Topic",
        "Audits.xlsx|Audit log|Audit topic;Area looked at;Tool",
        "Community and partners.xlsx|Contacts|Organisation;Purpose",
        "Document list.csv||Title;Topic",
        "Operational examples.xlsx|Examples|Title;Topic;Context;Figure or record",
        "Training log.csv||Course;Delivered with",
        "Meetings.xlsx|Meetings|Topics discussed;Minutes",
        "Action plan.xlsx|Action plan|Theme",
    ),
    "list": (
        "Meetings.xlsx|Meetings|Chair;Meeting",
        "Audits.xlsx|Audit log|Audited by;Action ref",
        "Action plan.xlsx|Action plan|Owner;Priority;Ref;Where from",
        "Feedback 2025-26.csv||Who from;Theme;How;Question",
        "Supervision log.xlsx|2026|Type of meeting;Supervised by",
        "Care plan reviews.csv||Type",
        "Staff list.xlsx|Staff|Contract;Job title",
        "Residents.xlsx|Current|First language;Funding",
        "Community and partners.xlsx|Contacts|Type;Lead",
        "Policies.xlsx|Policies|Owner;Version;Tested by (audit)",
    ),
    "free text": (
        "Audits.xlsx|Audit log|Findings;Filed",
        "Meetings.xlsx|Meetings|Decisions;Room",
        "Action plan.xlsx|Action plan|Issue;Action;Progress",
        "Feedback 2025-26.csv||Comments;What we did",
        "Care plan reviews.csv||How met;Goal",
        "Community and partners.xlsx|Contacts|Who took part;What we did;Result",
    ),
    "heading": ("Audits.xlsx|Audit log|Audit topic", "Policies.xlsx|Policies|Policy"),
}
_HARBOUR = {
    "title": (
        "Policies.csv||Policy name;Category",
        "Assurance.xlsx|Kept ready|Entry",
        "Partners.csv||Partner;Aim",
        "Documents.csv||Description;Category",
        "Examples.xlsx|Examples|Headline;Subject",
        "Training export 2026-10-31.csv||Course title;Delivered by",
        "Spot checks.tsv||Kind of check",
        "Goals.xlsx|Goals|Area of life;Measured by",
        "Improvement plan.xlsx|Plan|Area",
        "Monthly figures.csv||What",
    ),
    "list": (
        "Complaints.xlsx|Log|Raised by;Came by;Sort;About;Action no;Upheld?",
        "Incident log.xlsx|from March 26|What kind;Level of harm;Where;Lesson no",
        "Notifications.csv||Form;About event",
        "Deaths.csv||Event",
        "Meetings.xlsx|Meetings 25-26|Meeting type;Chaired by",
        "Recruitment.csv||Post;Where from",
        "Staff export.csv||Job;Engagement",
        "Survey answers.csv||Respondent;Area;Survey",
        "Positive risk.csv||Decided with",
        "Improvement plan.xlsx|Plan|Lead person (role);Came from;Urgency",
        "Assurance.xlsx|Kept ready|Sort;Owned by;Where it stands",
    ),
    "free text": (
        "Complaints.xlsx|Log|Details;Lesson",
        "Incident log.xlsx|from March 26|Outcome",
        "Positive risk.csv||Risk taken;What we learnt",
        "Recruitment.csv||Why left",
        "Goals.xlsx|Goals|What I want to achieve",
        "Survey answers.csv||Comment;You said, we did",
    ),
    "heading": ("Complaints.xlsx|Log|Log no", "Policies.csv||Policy name"),
}
SAMPLES = {"rowan-house": _ROWAN, "harbour-homecare": _HARBOUR}


class Leak(NamedTuple):
    """Something planted, and where it was found."""

    planted: Planted
    where: str


def slots_of(sample: str) -> list[Slot]:
    """The columns of a sample to plant in, kinds of field in turn."""
    kinds = [
        [
            Slot(place, f"records/{file}", sheet, heading)
            for file, sheet, headings in (told.split("|") for told in columns)
            for heading in headings.split(";")
        ]
        for place, columns in SAMPLES[sample].items()
    ]
    return [slots[n] for n in range(max(map(len, kinds))) for slots in kinds if n < len(slots)]


def commands(house: Path, out: Path, *, all_of_them: bool) -> Iterator[tuple[str, list[object]]]:
    """What is run on a house, and what it is called."""
    tender = ["--framework", "example-tender"] if house.name == "harbour-homecare" else []
    own = [each for id_ in _own(house) for each in ("--framework", id_)]
    for edition in ("working", "evidence"):
        chosen = ["--edition", edition, "--on", DAY, *own, *tender]
        yield f"build {edition}", ["build", house, "--out", out / edition, *chosen]
    yield (
        "strict privacy",
        ["build", house, "--out", out / "strict", "--edition", "evidence", "--strict-privacy", "--on", DAY],
    )
    yield "check", ["check", house]
    if not all_of_them:
        return
    yield "check --json", ["check", house, "--json"]
    yield "records", ["records", house]
    yield "records as JSON", ["records", house, "--format", "json"]
    move = ["--from", "cqc-saf-2023", "--to", "cqc-asc-2026-draft", "--on", DAY]
    yield "transition", ["transition", house, *move, "--out", out / "transition"]
    yield "transition strict", ["transition", house, *move, "--out", out / "strict", "--strict-privacy"]
    for edition in ("working", "evidence"):
        chosen = ["--edition", edition, "--on", DAY]
        yield f"batch {edition}", ["batch", house.parent, "--out", out / f"batch {edition}", "--workers", "1", *chosen]
    # A service folder is for its owner alone: of this one only what is printed is looked through.
    yield "init", ["init", out.parent / "new", "--from", house / "records", "--name", "New home", "--yes"]


def _own(house: Path) -> list[str]:
    line = next(
        line for line in (house / "service.yaml").read_text("utf-8").splitlines() if line.startswith("frameworks:")
    )
    return re.findall(r"[a-z0-9-]{4,}", line.partition(":")[2])


def trial(sample: str, n: int, folder: Path, *, all_of_them: bool) -> tuple[list[Planted], list[Leak]]:
    """Plant, run every command, and look for all of it in all that was printed and written."""
    house, planted = house_with(ROOT / "sample_data" / sample, folder / "in", slots_of(sample), n)
    out, leaks, typed = folder / "out", list[Leak](), list[Planted]()
    for name, args in commands(house, out, all_of_them=all_of_them):
        said, complained, code = run_any(*args)
        # What stops for a fault of ours, or at all where it should not, would hide what it prints and writes.
        assert code == ("strict" in name), f"{name} ended with {code}: {complained}"
        leaks += found_in({f"{name}, stdout": said, f"{name}, stderr": complained}, [*planted, *typed])
        if name == "build working":  # what is typed into it is for the edition to hand over made after it
            shutil.copytree(out / "working", out / "evidence")
            typed = type_names(book := next((out / "evidence").rglob("*.xlsx")), planted)
        if name == "build evidence":
            book.unlink()
    texts = dict(written(out))
    handed = {where: text for where, text in texts.items() if "hand over" in where or "strict" in where}
    return [*planted, *typed], leaks + found_in(texts, planted) + found_in(handed, typed)


def type_names(workbook: Path, planted: Sequence[Planted]) -> list[Planted]:
    """Type names and numbers of those planted into the plan and beside an expectation, as a person does."""
    book = load_workbook(workbook)
    actions, views = book["Gaps and actions"], book["Expectations"]
    names = [each for each in planted if each.spelling == "full"][:4]
    number = next(each for each in planted if each.spelling.startswith("NHS number"))
    for row, (owner, told) in enumerate(((names[0].text, number.text), (names[1].text, names[2].text)), 4):
        actions.cell(row, _column(actions, "Owner"), owner)
        actions.cell(row, _column(actions, "Note"), f"Ask {told}")
    for heading, text in (("Our view", "Shown"), ("Why", number.text), ("Who", names[3].text)):
        views.cell(4, _column(views, heading), text)
    book.save(workbook)
    return [each._replace(place="cell that was typed into") for each in (*names, number)]


def _column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[3] if cell.value == heading)


def found_in(texts: Mapping[str, str], planted: Sequence[Planted]) -> list[Leak]:
    """Which of what was planted stands in these texts, however it is punctuated."""
    plain = {where: bare(text) for where, text in texts.items()}
    return [Leak(each, where) for where, text in plain.items() for each in planted if each.needle in text]


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """All that stands in files below a folder, and their names."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        where = path.relative_to(folder).as_posix()
        yield f"name of {where}", where
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                for part in package.namelist():
                    xml = package.read(part).decode("utf-8", "replace")
                    yield f"{where}: {part}", html.unescape(xml) + html.unescape(re.sub("<[^>]+>", "", xml))
        else:
            yield where, html.unescape(path.read_bytes().decode("utf-8", "replace"))


def told(leaks: Iterable[Leak]) -> str:
    """A line for each that was found."""
    by: dict[tuple[str, str], list[str]] = {}
    for leak in leaks:
        by.setdefault((leak.planted.id, leak.planted.text), []).append(leak.where)
    return "\n".join(f"{id_}: {text!r}: {len(at)} times, {'; '.join(at[:4])}" for (id_, text), at in sorted(by.items()))


def main() -> None:
    """Try both samples with two hundred, and print what is found."""
    found = 0
    for sample in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"EVIDENCEPACK_CACHE": f"{folder}/out/cache", "TMPDIR": f"{folder}/out/temporary"}
            Path(f"{folder}/out/temporary").mkdir(parents=True)
            planted, leaks = trial(sample, int(sys.argv[1]) if sys.argv[1:] else 200, Path(folder), all_of_them=True)
            sys.stdout.write(f"{sample}: {len(planted)} planted\n{told(leaks)}\n")
            found += len({leak.planted for leak in leaks})
    sys.stdout.write(f"{found} found\n")


if __name__ == "__main__":
    main()
