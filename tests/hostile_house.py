"""A small service folder in which everything that people name is named as badly as the formats allow."""

import csv
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook

from evidencepack.text import visible

HOSTILE = {
    "markup": "<b>bold</b> & \"quoted\" 'single' </td><script>alert(1)</script>",
    "a tag": "{{7*7}} {% raw %} {# note #} {{ pack.service }}",
    "a formula": '=HYPERLINK("http://x","click")',
    "a command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "right to left": "שלום עולם \u202eمرحبا\u202c",
    "emoji": "👩🏽\u200d⚕️ 🎉 naïve",
    "300 characters": "long " * 59 + "ended",
}
SEEN = {name: visible(text) for name, text in HOSTILE.items()}  # as it is printed: what turns the words round is gone
CONTROL = "bell\x07 tab\x0b feed\x0c escape\x1b end"  # in CSV, which does not forbid it
CONTROL_SHOWN = "bell tab feed escape end"
# Windows allows fewer names of files; Excel fewer of sheets.
FILE = "& '{{7-7}} =1+1 שלום 🎉" if os.name == "nt" else '<b> & "q" \'{{7*7}} =HYPERLINK(1) שלום 🎉'
SHEET = "<b>&\"'{{7-7}} =1+1 שלום 🎉"
NAME = f"Home {HOSTILE['markup']} {HOSTILE['a tag']} 🎉"
DAY = date(2026, 9, 15)


def hostile_house(folder: Path) -> Path:
    """Staff, training, policies, partners, audits, examples and documents; a row for each kind of hostility."""
    (folder / "records").mkdir(parents=True)
    (folder / "documents").mkdir()
    texts = list(HOSTILE.values())
    staff = [
        (f"S{n}", f"Jo {n} <i> & {{{{9*9}}}} =1+1 Quartey\u202e", f"Carer {text}", "Permanent", date(2020, 1, 6))
        for n, text in enumerate(texts)
    ]
    sources = [
        workbook(folder, "Staff", ("Payroll no", "Name", "Job title", "Contract", "Start date"), staff, "staff-list"),
        workbook(
            folder,
            "Policies",
            ("Policy", "Topic", "Last reviewed", "Review due", "Owner", "Tested by (audit)"),
            [(text, "equality", DAY, DAY, text, text) for text in texts],
            "policy-register",
        ),
        workbook(
            folder,
            "Examples",
            ("Ref", "Title", "Topic", "To", "Context", "Approach", "Delivery", "Effect", "Cites", "Consent"),
            [(f"OE{n}", t, "workforce development", DAY, t, t, t, t, t, DAY) for n, t in enumerate(texts)],
            "operational-examples",
        ),
    ]
    more = [*HOSTILE.values(), CONTROL]
    sources += [
        table(
            folder,
            "Training",
            ("Employee no", "Course", "Completed", "Delivered with"),
            [(f"S{n % 7}", f"Cultural awareness {t}", "2026-09-15", t) for n, t in enumerate(more)],
            "training-log",
        ),
        table(
            folder,
            "Partners",
            ("Organisation", "Type", "Date", "Purpose"),
            [(t, "community", f"2026-{n + 1:02}-15", t) for n, t in enumerate(more)],
            "partner-log",
        ),
        table(
            folder,
            "Audits",
            ("Date", "Audit topic", "Area looked at", "Score", "Out of", "Pass mark"),
            [(f"2026-{n + 1:02}-15", f"inclusion {t}", t, "1", "20", "17") for n, t in enumerate(more)]
            + [("31/02/2026", t, t, t, t, t) for t in more],  # problems quote what they could not read
            "audit-log",
        ),
        table(
            folder,
            "List",
            ("File", "Title", "Date", "Topic"),
            [(f"Equality plan {n} {FILE}.docx", t, "2026-09-15", "equality plan") for n, t in enumerate(more)],
            "document-list",
        ),
    ]
    for n, _ in enumerate(more):
        plan = Document()
        plan.add_paragraph("What we will do this year.")
        plan.save(str(folder / "documents" / f"Equality plan {n} {FILE}.docx"))
    (folder / "service.yaml").write_text(service(sources), encoding="utf-8")
    return folder


def workbook(
    folder: Path, name: str, heads: tuple[str, ...], rows: list[tuple[Any, ...]], column_map: str
) -> dict[str, str]:
    """A workbook in records/, on a sheet with a hostile name; its line of service.yaml."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    for n, row in enumerate((heads, *rows, ("Note that " + HOSTILE["markup"],)), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(n, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # as text, whatever it begins with
    file = f"records/{name} {FILE}.xlsx"
    book.save(folder / file)
    return {"file": file, "sheet": SHEET, "map": column_map}


def table(
    folder: Path, name: str, heads: tuple[str, ...], rows: list[tuple[Any, ...]], column_map: str
) -> dict[str, str]:
    """A CSV file in records/; its line of service.yaml."""
    file = f"records/{name} {FILE}.csv"
    with (folder / file).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([(*heads, HOSTILE["markup"]), *((*row, "x") for row in rows)])
    return {"file": file, "map": column_map}


def service(sources: list[dict[str, str]]) -> str:
    """service.yaml; JSON is YAML, and escapes what YAML could not hold."""
    head = {
        "format": 1,
        "id": "hostile-house",
        "name": NAME,
        "type": "care home",
        "council": f"{HOSTILE['a formula']} \x07",
        "privacy_key": "hostile-house-key",
        "frameworks": ["commissioner-cultural-identity"],
        "facts": {"equality-lead": {"value": HOSTILE["markup"], "since": "2026-01-01"}},
        "sources": sources,
    }
    return json.dumps(head, ensure_ascii=False, indent=1)
