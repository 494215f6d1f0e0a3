"""What ASC-WDS calls up to date on a day, and is not by the validity it states itself."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from evidencepack.columns.exports import STATED_EACH, Standing, training_status
from evidencepack.dates import day_words
from evidencepack.origin import Account
from evidencepack.records import Record, Training
from evidencepack.words import count_of


def with_both_rules(accounts: Iterable[Account], rows: Iterable[Record], on: date) -> tuple[Account, ...]:
    """The accounts, those of ASC-WDS training with how many records its rule and ours see differently on the day.

    ASC-WDS goes by the typed expiry alone: a record without one is up to date there whatever its age.
    """
    by_sheet: dict[tuple[str, str], list[Training]] = {}
    for row in rows:
        if isinstance(row, Training):
            by_sheet.setdefault((row.origin.file, row.origin.sheet), []).append(row)
    return tuple(
        replace(a, said=(*a.said, *_differences(by_sheet.get((a.file, a.sheet), []), on)))
        if a.map in STATED_EACH
        else a
        for a in accounts
    )


def _differences(records: Sequence[Training], on: date) -> tuple[str, ...]:
    done = [r for r in records if r.completed]
    ours = [training_status(r, on) for r in done if training_status(r, on, by_validity=False) == Standing.OPEN]
    past, neither = ours.count(Standing.EXPIRED), ours.count(Standing.OPEN)
    if not past and not neither:
        return ()
    return (
        f"On {day_words(on)}, ASC-WDS calls {count_of(len(ours), 'record')} without an expiry date up to date. Here "
        f"the validity stated has passed for {past:,} of them, and {neither:,} without one count only while recent.",
    )
