"""A location as CQC's public interface gives it: JSON, laid out as rows of a dotted path and a value."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from evidencepack.files.delimited import letters_of
from evidencepack.files.sheet import CannotReadError, RawSheet, SheetMetadata
from evidencepack.notes import note

MOST_VALUES = 20_000
_DEEPEST = 20


def read_json(data: bytes) -> Iterator[RawSheet]:
    """One sheet without a name: a row for each value, such as ("currentRatings.overall.rating", "Good").

    CannotReadError when the file is not JSON, or deeper or longer than any location of CQC.
    """
    beside = SheetMetadata()
    text = letters_of(data, beside).lstrip("\ufeff")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CannotReadError(note("not-json")) from error
    rows = list(islice(_values(found, "", 0), MOST_VALUES + 1))
    if len(rows) > MOST_VALUES:
        raise CannotReadError(note("json-too-long", most=MOST_VALUES))
    yield RawSheet("", rows, beside)


def _values(found: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > _DEEPEST:
        raise CannotReadError(note("json-too-deep"))
    if isinstance(found, dict | list):
        items = found.items() if isinstance(found, dict) else enumerate(found)
        for key, value in items:
            yield from _values(value, f"{path}.{key}" if path else str(key), depth + 1)
    else:
        yield path, found if not isinstance(found, int) or isinstance(found, bool) or abs(found) < 2**53 else str(found)
