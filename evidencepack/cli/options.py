"""The day of a pack: the only place that reads the clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from evidencepack.day_reader import iso_day

_YEARS = range(2000, 2101)


def day_of(text: str | None) -> date:
    """The day given as YYYY-MM-DD, or today in London; a usage error says how to type it."""
    if text is None:
        return datetime.now(ZoneInfo("Europe/London")).date()
    day = iso_day(text)
    if day is not None and day.year in _YEARS:
        return day
    raise click.BadParameter(f"'{text}' is not a day; type it as 2026-10-31.", param_hint="--on")
