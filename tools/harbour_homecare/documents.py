"""The evidence files, and the agency's list of most of them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from harbour_homecare.files import Row, docx_file, table, text_file

# path | title | date in the list | owner | topic | listed? | text (sentences parted by /)
_FILES = """
Statement of purpose 2025-11-05.docx|Statement of purpose|05.11.2025|Director|Statement of purpose|y|What we do and for whom./Second issue.
Our values 2025-08-20.docx|Vision and values of the agency|20.08.2025|Director|Vision and values|y|You decide./We turn up./We say so when we got it wrong.
Business plan 2026-27 (2026-03-18).docx|Business plan 2026-27|18.03.2026|Director|Statement of values, equality plan, succession plan, improvement plan|y|One paper for everything./Who we are, who comes next, what we mend.
Training plan 2026.docx|Training plan 2026|14.01.2026|Deputy manager|Training plan|y|Courses by month./Moving and handling in the church hall.
Business continuity plan (26-08-2026).docx|Business continuity plan|26.08.2026|Director|Business continuity|y|Walking plan./Cover list./Phones.
Minutes/Quality meeting 2026-08-26.docx|Quality meeting, August 2026|26.08.2026|Director|Quality meeting|y|Present: six./Policies were gone through.
Green travel note 2026-03-02.txt|Environmental sustainability: green travel note|02.03.2026|Director|Environmental sustainability|y|Rounds are walked where the calls lie close.
Letter from Anindita Mukherjee.txt||||||A carer writes to thank the team for cover in the summer.
"""  # noqa: E501
_MISSING: Row = (
    "documents/Client survey report 2026.docx",
    "Client survey report",
    "01.09.2026",
    "Registered manager",
    "Survey",
)
_WRITERS: dict[str, Callable[[Path, str, Iterable[str]], None]] = {".docx": docx_file, ".txt": text_file}
_HEAD: Row = ("Where", "Description", "Dated", "Responsible", "Category")


def write(folder: Path) -> None:
    """documents/ and records/Documents.csv, which names one file that is not there."""
    listed: list[Row] = [_HEAD]
    for line in _FILES.strip().splitlines():
        name, title, day, owner, topic, on_list, text = line.split("|")
        path = folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _WRITERS[path.suffix](path, title or "A letter", text.split("/"))
        if on_list:
            listed.append((f"documents/{name}", title, day, owner, topic))
    table(folder / "records" / "Documents.csv", [*listed, _MISSING], "utf-8")
