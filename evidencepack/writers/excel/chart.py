"""The chart beside a framework's counts: native, labelled, readable in greyscale and by a screen reader."""

from typing import Any

from evidencepack.pack.model import Report
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import status_text
from evidencepack.writers.excel.links import SUMMARY
from evidencepack.writers.excel.styles import FONT, INK, TONES

_ROW = 22  # pixels of a row of the counts
_BORDER = {"color": INK, "width": 0.75}
_FONT = {"name": FONT["font_name"], "size": 9, "color": INK, "bold": False}


def rows_of_chart(bars: int) -> int:
    """How many rows of the counts the chart covers."""
    return -(-_height(bars) // _ROW) + 1


def add_chart(book: Book, sheet: Any, report: Report, first: int, top: int) -> None:
    """A bar a status; its counts stand in column B from row `first` on."""
    last = first + len(report.counts) - 1
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": _counted(report),
            "categories": [SUMMARY, first, 0, last, 0],
            "values": [SUMMARY, first, 1, last, 1],
            "points": [{"fill": {"color": TONES[count.status.tone][1]}, "border": _BORDER} for count in report.counts],
            "data_labels": {"value": True, "font": _FONT | {"bold": True}},
            "gap": 45,
        }
    )
    _dress(chart, _counted(report), len(report.counts))
    sheet.insert_chart(
        top, 2, chart, {"x_offset": 14, "y_offset": 2, "object_position": 2, "description": _words(report)}
    )


def _counted(report: Report) -> str:
    """What is counted: a tender asks questions."""
    return "Questions" if report.tender else "Expectations"


def _dress(chart: Any, counted: str, bars: int) -> None:
    chart.set_title({"name": f"{counted} by status", "name_font": _FONT | {"size": 10, "bold": True}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"color": INK}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_chartarea({"border": {"color": "#C9D1DA"}})
    chart.set_size({"width": 450, "height": _height(bars)})


def _height(bars: int) -> int:
    return 64 + 30 * bars


def _words(report: Report) -> str:
    counts = ", ".join(f"{count.count} {status_text(count.status)}" for count in report.counts)
    return f"Bar chart of {report.title}, {_counted(report).lower()} by status: {counts}."
