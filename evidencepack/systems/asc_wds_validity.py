"""Where a training record stands on a day, by the rule of ASC-WDS and by ours."""

from datetime import date, timedelta
from enum import StrEnum

from evidencepack.dates import Span
from evidencepack.registers import Training

SOON_DAYS = 90


class TrainingValidity(StrEnum):
    """Where a training record stands on a day."""

    EXPIRED = "expired"
    EXPIRING = "expiring soon"
    IN_DATE = "in date"
    FOR_EVER = "does not expire"
    OPEN = "no expiry stated"


def training_status(record: Training, on: date, *, by_validity: bool = True, soon: int = SOON_DAYS) -> TrainingValidity:
    """Where a record stands on a day.

    By ASC-WDS only a typed expiry ends a record, so that OPEN is up to date there (`by_validity=False`). By ours the
    stated validity ends it too, on the day before the months have passed; what is still OPEN is judged by the window
    of each measure. `soon` is how many days ahead counts as expiring soon.
    """
    last = record.expires
    if last is None and record.validity and record.completed and by_validity:
        last = Span(months=record.validity).last_day_from(record.completed)
    if last is None:
        return TrainingValidity.FOR_EVER if record.validity == 0 else TrainingValidity.OPEN
    if last < on:
        return TrainingValidity.EXPIRED
    return TrainingValidity.EXPIRING if last <= on + timedelta(days=soon) else TrainingValidity.IN_DATE
