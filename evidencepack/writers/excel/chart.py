"""The chart beside a framework's counts: native, labelled, readable in greyscale and by a screen reader."""

from typing import Any

from evidencepack.notes import Note, note
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
    last, counted = first + len(report.counts) - 1, book.messages.what(counted_in(report))
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": counted,
            "categories": [SUMMARY, first, 0, last, 0],
            "values": [SUMMARY, first, 1, last, 1],
            "points": [{"fill": {"color": TONES[count.status.tone][1]}, "border": _BORDER} for count in report.counts],
            "data_labels": {"value": True, "font": _FONT | {"bold": True}},
            "gap": 45,
        }
    )
    _dress(chart, book.messages.say("chart-title", counted=counted), len(report.counts))
    place = {"x_offset": 14, "y_offset": 2, "object_position": 2}
    sheet.insert_chart(top, 2, chart, place | {"description": _description(book, report, counted)})


def counted_in(report: Report) -> Note:
    """What is counted: a tender asks questions."""
    return note("counted-questions" if report.tender else "counted-expectations")


def _dress(chart: Any, title: str, bars: int) -> None:
    chart.set_title({"name": title, "name_font": _FONT | {"size": 10, "bold": True}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"color": INK}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_chartarea({"border": {"color": "#C9D1DA"}})
    chart.set_size({"width": 450, "height": _height(bars)})


def _height(bars: int) -> int:
    return 64 + 30 * bars


def _description(book: Book, report: Report, counted: str) -> str:
    counts = ", ".join(f"{count.count} {status_text(count.status)}" for count in report.counts)
    return book.messages.say("chart-description", of=report.title, counted=counted.lower(), counts=counts)
