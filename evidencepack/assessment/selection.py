"""What an assessment looks at: themes asked for, and requirements that apply."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.notes import Note, note
from evidencepack.registers import Record, Records, Service

_Test = Callable[[Service, Records], bool | None]


def _event(field: str, *registers: str) -> _Test:
    """Whether an event was or may be marked so.

    None was only where each register was given, one of them holds rows, each has the column, and no row is unknown or
    blank with signs of one: a register without any row rules nothing out, unless a nil check is noted.
    """

    def holds(service: Service, records: Records) -> bool:
        rows = [r for name in registers for r in (*records.of(name), *records.partial.get(name, ()))]
        may_be = any(getattr(r, field) or _open(r, field, records) for r in rows)
        looked = any(f"nil-check-{name.replace('_', '-')}" in service.facts for name in registers)
        return may_be or not (rows or looked) or not all(_has_column(name, field, records) for name in registers)

    return holds


def _open(row: Record, field: str, records: Records) -> bool:
    """Whether a cell could not be read, or is blank in a row that shows signs of a serious event."""
    return field in records.unknown.get(row.id, ()) or (getattr(row, field) is None and row.id in records.signs)


def _has_column(register: str, field: str, records: Records) -> bool:
    """Whether a register was given, with this column where it has rows."""
    places = {(r.origin.file, r.origin.sheet) for r in records.of(register)}
    held = any(field in records.columns.get(place, {field}) for place in places)
    return register in records.supplied and (held or not places)


# What is asked once of a service, and how it is said of one: of service.yaml, in the order in which it stands there.
ASKED: Mapping[str, Note] = {
    "rating": note("whether-rated"),
    "pir_requested": note("whether-return-asked"),
    "has_directors": note("whether-directors"),
    "gives_medicines": note("whether-medicines"),
    "learning_disability_or_autism": note("whether-learning-disability"),
    "delegated_health_tasks": note("whether-delegated"),
}


def not_said(service: Service) -> tuple[Note, ...]:
    """What nobody has said of a service and a duty hangs on, as a question each."""
    return tuple(whether for name, whether in ASKED.items() if getattr(service, name) is None)


def _said(name: str) -> _Test:
    """What service.yaml says; None where it does not. A rating that is empty is none."""

    def holds(service: Service, _records: Records) -> bool | None:
        value = getattr(service, name)
        return None if value is None else bool(value)

    return holds


# By word: the test, why it does not apply, and the key of service.yaml where it may not be said.
_WHEN: Mapping[str, tuple[_Test, Note, str]] = {
    "registered manager required": (lambda s, _: s.registered_manager_required, note("no-manager-required"), ""),
    "provider runs several services": (lambda s, _: s.services_of_provider > 1, note("one-service"), ""),
    "rated": (_said("rating"), note("no-rating"), "rating"),
    "return requested": (_said("pir_requested"), note("no-return-asked"), "pir_requested"),
    "has directors": (_said("has_directors"), note("no-directors"), "has_directors"),
    "gives medicines": (_said("gives_medicines"), note("no-medicines"), "gives_medicines"),
    "supports people with a learning disability or autistic people": (
        _said("learning_disability_or_autism"),
        note("no-learning-disability"),
        "learning_disability_or_autism",
    ),
    "does delegated health tasks": (_said("delegated_health_tasks"), note("no-delegated"), "delegated_health_tasks"),
    "notifiable event recorded": (_event("notifiable", "incidents", "deaths_dols"), note("no-notifiable-event"), ""),
    "candour event recorded": (_event("candour_applies", "incidents"), note("no-candour-event"), ""),
}


def applies(
    requirement: Requirement, expectation: Expectation, service: Service, records: Records
) -> tuple[bool | None, Note | None]:
    """Whether a requirement applies to this service, else why not; None where nobody has said, and what to say."""
    if expectation.switched_off and expectation.id not in service.switched_on:
        return False, note("switched-off", why=expectation.switched_off)
    for types in (expectation.applies_to, requirement.applies_to):
        if types and service.type not in types:
            return False, note("asked-of-others", types=tuple(types), type=service.type)
    if not requirement.applies_when:
        return True, None
    holds, reason, fact = _WHEN[requirement.applies_when]
    answer = holds(service, records)
    return answer, note("not-said", whether=ASKED[fact]) if answer is None else None if answer else reason


def unknown_themes(
    frameworks: Iterable[Framework], asked: Sequence[str], stated: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Note]]:
    """Each theme that no framework has, and where it is asked for: a slip of the pen must make no pack shorter."""
    ids = {framework.id: [theme.id for theme in framework.themes] for framework in frameworks}
    every = [id_ for own in ids.values() for id_ in own]
    pairs = [("--theme", theme, every) for theme in asked]
    pairs += [("service.yaml, themes", t, own) for id_, own in ids.items() for t in stated.get(id_, ())]
    for where, theme, known in pairs:
        if theme not in known:
            yield where, note("no-such-theme", theme=theme, themes=", ".join(dict.fromkeys(known)))


def only_themes(framework: Framework, wanted: Iterable[str]) -> Framework:
    """The framework with the expectations of these themes alone; the whole of it where none of them is its own."""
    kept = tuple(theme for theme in framework.themes if theme.id in frozenset(wanted))
    if not kept:
        return framework
    ids = {theme.id for theme in kept}
    found = tuple(e for e in framework.expectations if e.theme in ids)
    return framework.model_copy(update={"themes": kept, "expectations": found})


def themes_left_out(whole: Framework, kept: Framework) -> tuple[str, ...]:
    """The titles of the themes that a narrowed framework no longer has, in the order of the whole."""
    ids = {theme.id for theme in kept.themes}
    return tuple(theme.title for theme in whole.themes if theme.id not in ids)
