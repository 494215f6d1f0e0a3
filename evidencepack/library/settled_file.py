"""settled.yaml: what a person has said of the files of a service, read, added to and taken back."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from evidencepack.errors import MappingError, OutputError, ServiceError
from evidencepack.files.file_access import leads_out
from evidencepack.library.yaml_file import LARGEST, Located, read_yaml
from evidencepack.notes import Note, note
from evidencepack.on_disk import write_whole
from evidencepack.origin import SERVICE_FILE, SETTLED_FILE, Origin, Problem
from evidencepack.registers import Answer, Settled
from evidencepack.registers.settled import ASKS, key_of
from evidencepack.shipped import filled_in
from evidencepack.text import one_line

_LOCK, _LONGEST_WAIT = ".settled.lock", 20.0  # seconds
_KEYS = ("format", "answers")


class SettledFile(Struct, frozen=True):
    """What settled.yaml says, what a person must mend in it, and entries that could not be understood, as they stand.

    `broken` is why nothing of it could be read; None where it could, or is not there.
    """

    settled: Settled = Settled()
    problems: tuple[Problem, ...] = ()
    faulty: tuple[Any, ...] = ()
    broken: Note | None = None


def read_settled(folder: Path) -> SettledFile:
    """What was settled in a service folder; a faulty entry is a problem, and all others hold."""
    path = folder / SETTLED_FILE
    if not os.path.lexists(path):
        return SettledFile()
    if leads_out(path, folder):
        return _broken(note("settled-linked"))
    try:
        found = read_yaml(path, SETTLED_FILE)
    except MappingError as error:
        return _broken(note("settled-unreadable", faults="\n".join(error.messages)))
    return _understood(found)


def _broken(why: Note) -> SettledFile:
    return SettledFile(problems=(_problem(why),), broken=why)


def _problem(what: Note) -> Problem:
    return Problem(Origin(SETTLED_FILE), what, rows=0)


def _understood(found: Located) -> SettledFile:
    data = {} if found.data is None else found.data
    if not isinstance(data, dict) or data.get("format", 1) != 1 or not isinstance(data.get("answers") or [], list):
        return _broken(note("settled-other-format"))
    problems = [note("settled-key", line=found.line((key,)), key=key) for key in data if key not in _KEYS]
    answers: dict[tuple[str, ...], tuple[Answer, int]] = {}
    faulty = []
    for number, given in enumerate(data.get("answers") or ()):
        line = found.line(("answers", number))
        answer = _answer(given)
        if isinstance(answer, Note):
            problems.append(note("settled-faulty", line=line, fault=answer))
            faulty.append(given)
            continue
        if (key := key_of(answer)) in answers:
            problems.append(note("settled-twice", line=answers.pop(key)[1], later=line))
        answers[key] = answer, line
    settled = Settled(tuple(answer for answer, _ in answers.values()))
    return SettledFile(settled, tuple(map(_problem, problems)), tuple(faulty))


def _answer(given: Any) -> Answer | Note:
    """An entry as an answer, or what is wrong with it; what was typed is not repeated, since it may be a name."""
    if not isinstance(given, dict):
        return note("settled-no-entry")
    try:
        answer = Answer.model_validate({key: _text(value) for key, value in given.items()})
    except ValidationError as error:
        about = dict.fromkeys(str(each["loc"][0]) for each in error.errors() if each["loc"])
        unknown = [each for each in error.errors() if each["type"] == "extra_forbidden"]
        return note("settled-extra-lines" if unknown else "settled-lines", fields=tuple(about), asks=", ".join(ASKS))
    if not answer.what.strip() or not answer.means.strip():
        return note("settled-blank")
    return answer


def _text(value: Any) -> Any:
    """A word without quotes as it was meant: 2026 is a year here, true a yes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float) else value


def settle(folder: Path, answers: Iterable[Answer]) -> Settled:
    """Keep answers in a service folder, each in the place of an older one of the same thing; all that are kept now.

    ServiceError where the file there cannot be read, OutputError where it cannot be written; then it is as it was.
    """
    given = tuple(answers)
    return _changed(folder, lambda settled: settled.with_more(given))


def take_back(folder: Path, answers: Iterable[Answer]) -> Settled:
    """Take answers back, so that what they were about is asked again; all that are kept now."""
    given = tuple(answers)
    return _changed(folder, lambda settled: settled.without(given))


def _changed(folder: Path, change: Callable[[Settled], Settled]) -> Settled:
    if not (folder / SERVICE_FILE).is_file():
        raise ServiceError(note("no-service-file", file=SERVICE_FILE, folder=str(folder)), str(folder))
    try:
        with _alone(folder):
            found = read_settled(folder)
            if found.broken:
                raise ServiceError(note("settled-not-written", why=found.broken), SETTLED_FILE)
            settled = change(found.settled)
            if settled != found.settled:
                data = _written(settled, found.faulty).encode()
                if len(data) > LARGEST:
                    raise OutputError(note("settled-too-large"), SETTLED_FILE)
                write_whole(folder / SETTLED_FILE, data, private=True)
            return settled
    except OSError as error:
        why = error.strerror or note("unknown-reason")
        raise OutputError(note("settled-cannot-be-written", why=why), str(folder / SETTLED_FILE)) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep everybody else from changing the answers meanwhile, so that none is lost."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(_LONGEST_WAIT)
    except Timeout:
        raise OutputError(note("settled-in-use", lock=_LOCK), str(folder)) from None
    try:
        yield
    finally:
        if sys.platform != "win32":
            with suppress(OSError):
                (folder / _LOCK).unlink()  # who waits for it looks for it by its name again
        lock.release()


def _written(settled: Settled, faulty: Sequence[Any]) -> str:
    """The file: answers of a kind together; of one thing the newest last, as it must be."""
    ordered = sorted(settled.answers, key=lambda a: (ASKS.index(a.ask), key_of(a)[1], a.ask))
    entries = [_entry(answer) for answer in ordered]
    return filled_in("settled.yaml", entries=entries, faulty=faulty)


def _entry(answer: Answer) -> dict[str, str]:
    """An answer as lines of YAML, without what it leaves open."""
    values = {
        "what": answer.what,
        "means": answer.means,
        "register": answer.register_,
        "field": answer.field,
        "file": answer.file,
        "sheet": answer.sheet,
    }
    kept = {name: one_line(text) for name, text in values.items() if text}
    return {"ask": answer.ask, **kept, **({"on": answer.on.isoformat()} if answer.on else {})}
