"""What a question settles: the findings that are unclear, or lie between two figures, because of its cells."""

from datetime import date
from pathlib import Path

from evidencepack import questions
from tests.made_folders import STAFF, service, workbook

ON = date(2026, 10, 31)
HEAD = ["Name", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"]


def test_a_question_settles_each_finding_whose_figure_its_cells_keep_open(tmp_path: Path) -> None:
    days = [f"{n}/{n}" for n in range(3, 10)]
    rows = [["Supervisions 2026"], HEAD, ["Ama Quartey", "", "", *days], ["Bee", "", "", *days]]
    workbook(tmp_path / "records/Staff.xlsx", {"Staff": STAFF})
    workbook(tmp_path / "records/Sup.xlsx", {"2026": rows})
    sources = [("records/Staff.xlsx", "Staff", "staff-list"), ("records/Sup.xlsx", "2026", "supervision-tracker")]
    asked = questions(service(tmp_path, sources), on=ON)
    settles = {(q.ask, q.what): q.settles for q in asked}
    assert settles["person", "Bee"] > 0
    assert [q.settles for q in asked] == sorted((q.settles for q in asked), reverse=True)
    assert len({(q.ask, q.what, q.register, q.field, q.file, q.sheet) for q in asked}) == len(asked)
