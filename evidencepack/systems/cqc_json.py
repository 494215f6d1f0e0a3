"""A location as CQC's public interface gives it, in one JSON file: a sheet of rows (path, value)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from evidencepack.files import Cell, Sheet
from evidencepack.model import ServiceType
from evidencepack.notes import Note, note
from evidencepack.origin import Origin
from evidencepack.systems.export import text_of
from evidencepack.systems.location import Location, day_of, location_id_of, rating_of, types_of

KIND = "CQC location file"
_INDEX = re.compile(r"\[(\d+)\]")
_HISTORIC = frozenset({"historic", "archived", "superseded"})


def fields_of_json(sheet: Sheet) -> dict[str, Cell] | None:
    """The values by dotted path (regulatedActivities.0.name); None when the sheet is no location of CQC."""
    if not sheet.rows or any(len(row) > 2 for row in sheet.rows[:5]):
        return None
    found: dict[str, Cell] = {}
    for row in sheet.rows:
        if len(row) >= 2 and isinstance(row[0], str):
            path = _INDEX.sub(r".\1", row[0].strip()).lstrip("$").lstrip(".")
            found[path.casefold()] = row[1]
    inside = [key for key in found if key.endswith("locationid") and "related" not in key]
    if "locationid" not in found and len(inside) == 1:  # the location inside a list or under one heading
        start = inside[0][: -len("locationid")]
        found = {key[len(start) :]: cell for key, cell in found.items() if key.startswith(start)}
    return found if "locationid" in found and {"name", "registrationstatus", "postalcode"} & found.keys() else None


def is_provider_json(sheet: Sheet) -> bool:
    """Whether a sheet is a provider as CQC gives it, which says nothing of one location."""
    paths = {row[0].casefold() for row in sheet.rows if len(row) == 2 and isinstance(row[0], str)}
    return "providerid" in paths and "locationid" not in paths


def location_of_json(file: str, sheet: Sheet, found: Mapping[str, Cell]) -> Location:
    """What the file says of its location; of people only whether a registered manager is named."""
    rating, rated_on, notes = _rating(found)
    status = text_of(found.get("registrationstatus")).strip().casefold()
    groups = dict.fromkeys(key.rpartition(".")[0] for key in found if key.startswith("gacservicetypes."))
    types = [kind for at in groups if (kind := _type(found, at))]
    days = {"registrationdate": note("registration"), "deregistrationdate": note("deregistration")}
    return Location(
        kind=KIND,
        origin=Origin(file, sheet.name),
        location_id=location_id_of(found.get("locationid")),
        name=" ".join(text_of(found.get("name")).split()),
        types=tuple(dict.fromkeys(types)),
        council=text_of(found.get("localauthority")).strip(),
        registered=day_of(found.get("registrationdate")),
        deregistered=day_of(found.get("deregistrationdate")),
        active=(status == "registered") if status else None,
        rating=rating,
        rated_on=rated_on,
        registered_manager=_manager(found),
        manager_absent=day_of(found.get("registeredmanagerabsentdate")),
        unclear=tuple(w for key, w in days.items() if found.get(key) and day_of(found[key]) is None),
        notes=notes,
    )


def _type(found: Mapping[str, Cell], at: str) -> ServiceType | None:
    """The kind of service by its description, which says more than its name ("Supported housing" is extra care too)."""
    for key in ("description", "name"):
        kinds = types_of([text_of(found.get(f"{at}.{key}"))])
        if kinds:
            return kinds[0]
    return None


def _groups(found: Mapping[str, Cell], pattern: str) -> Iterator[tuple[str, Cell]]:
    compiled = re.compile(pattern)
    return ((key, cell) for key, cell in found.items() if compiled.fullmatch(key))


def _manager(found: Mapping[str, Cell]) -> bool | None:
    """Whether every regulated activity names a registered manager; None when the file names no activities."""
    activities = {key.split(".")[1] for key in found if key.startswith("regulatedactivities.")}
    roles = _groups(found, r"regulatedactivities\.\d+\.contacts\.\d+\.personroles\.\d+")
    managed = {key.split(".")[1] for key, cell in roles if text_of(cell).strip().casefold() == "registered manager"}
    return activities <= managed if activities else None


def _rating(found: Mapping[str, Cell]) -> tuple[str, date | None, tuple[Note, ...]]:
    """The overall rating, its day, and what to say: the newer of CQC's two places counts."""
    older = found.get("currentratings.overall.rating")
    older_day = day_of(found.get("currentratings.overall.reportdate") or found.get("currentratings.reportdate"))
    newer, newer_day, notes = _newer(found)
    if newer is not None and _newer_counts(newer, newer_day, older, older_day):
        return rating_of(newer), newer_day, notes
    return rating_of(older), older_day, ()


def _newer_counts(newer: Cell, newer_day: date | None, older: Cell, older_day: date | None) -> bool:
    if not rating_of(older):
        return True
    return newer_day >= older_day if newer_day and older_day else bool(rating_of(newer))


def _newer(found: Mapping[str, Cell]) -> tuple[Cell, date | None, tuple[Note, ...]]:
    """The rating of an assessment under the framework of 2023: overall, or that of the only group of services."""
    key = r"assessment\.\d+\.ratings\.{}(?:\.\d+)?\.rating"
    overall, groups = (
        [g for g in _groups(found, key.format(of)) if _beside(found, g[0], "status") not in _HISTORIC]
        for of in ("overall", "asgratings")
    )
    for key_, cell in overall:
        if rating_of(cell):
            return cell, _assessed(found, key_), ()
    if len({_beside(found, key_, "name") for key_, _ in groups}) == 1:
        dated = sorted(groups, key=lambda g: _assessed(found, g[0]) or date.min)
        return dated[-1][1], _assessed(found, dated[-1][0]), ()
    if groups:
        day = max((d for key_, _ in groups if (d := _assessed(found, key_))), default=None)
        return "Not rated as a whole", day, (note("rated-one-by-one"),)
    return (overall[0][1], _assessed(found, overall[0][0]), ()) if overall else (None, None, ())


def _beside(found: Mapping[str, Cell], key: str, name: str) -> str:
    """What stands beside a rating under another name, as it is compared."""
    return text_of(found.get(key[: -len("rating")] + name)).strip().casefold()


def _assessed(found: Mapping[str, Cell], key: str) -> date | None:
    assessment = ".".join(key.split(".")[:2])
    published = found.get(f"{assessment}.assessmentplanpublisheddatetime")
    return day_of(published) or day_of(found.get(key[: -len("rating")] + "assessmentdate"))
