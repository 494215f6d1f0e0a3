"""The answers to a tender that somebody is writing: how long each is. Their text is counted and goes no further."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

from msgspec import Struct, field

from evidencepack.files import LOCK_MARKS, Reader, Unreadable, fingerprint_of, printed
from evidencepack.files.file_access import bytes_of, leads_out, link_out_of
from evidencepack.files.sheet import CannotReadError
from evidencepack.frameworks.framework import Framework
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.quotes import words_in
from evidencepack.pack.tender_model import AnswerLength

FOLDER = "answers"
LARGEST_TEXT = 2_000_000
_KINDS = (".docx", ".txt")


class Answers(Struct, frozen=True):
    """Answers by framework/question, what is wrong with files among them, and their fingerprints."""

    found: Mapping[str, AnswerLength] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    fingerprints: Mapping[str, str] = field(default_factory=dict)


def read_answers(folder: Path, frameworks: Iterable[Framework], reader: Reader | None = None) -> Answers:
    """The answers in answers/<framework>/<question>.docx or .txt of a service folder, for each tender among these.

    `reader` opens the Word documents in its guarded process; without one they get a process of their own.
    """
    found: dict[str, AnswerLength] = {}
    problems: list[Problem] = []
    prints: dict[str, str] = {}
    files = [(framework, path) for framework in frameworks for path in _files(folder, framework)]
    with nullcontext(reader) if reader else Reader() as guarded:
        for framework, path in files:
            answer = _answer(path, folder, framework, found, guarded)
            if isinstance(answer, Problem):
                problems.append(answer)
            else:
                found[_key(path, framework)] = answer
                prints[answer.file] = fingerprint_of(path, folder)
    return Answers(found, tuple(problems), prints)


def all_answers(folder: Path, frameworks: Iterable[Framework], reader: Reader | None = None) -> Answers:
    """The answers to every tender among these, and a problem for whatever else lies in the folder for answers."""
    tenders = [framework for framework in frameworks if framework.tender]
    found = read_answers(folder, tenders, reader)
    return Answers(found.found, (*found.problems, *_astray(folder, tenders)), found.fingerprints)


def _astray(folder: Path, tenders: Sequence[Framework]) -> Iterator[Problem]:
    """What is looked at by nobody: files beside the folders of tenders, folders of no tender, folders in folders."""
    root, ids = folder / FOLDER, [tender.id for tender in tenders]
    if os.path.lexists(root) and (leads_out(root, folder) or not root.is_dir()):
        why = note("link-outside") if leads_out(root, folder) else note("not-a-folder")
        yield _problem(FOLDER, note("answer-unreadable", why=why))
        return
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        name = printed(path, folder)
        if path.name.startswith((*LOCK_MARKS, ".")) or path.name.casefold().startswith("readme"):
            continue
        if path.is_file():
            yield _problem(name, note("answer-of-no-tender", tenders=", ".join(ids)))
        elif path.name not in ids:
            yield _problem(name, note("answers-of-no-tender", tenders=", ".join(ids)))
        else:
            inside = (p for p in sorted(path.iterdir()) if p.is_dir())
            yield from (_problem(printed(p, folder), note("answers-too-deep")) for p in inside)


def _files(folder: Path, framework: Framework) -> Iterator[Path]:
    root = folder / FOLDER / framework.id
    if framework.tender and root.is_dir() and not leads_out(root, folder):
        yield from sorted(p for p in root.iterdir() if p.is_file() and not p.name.startswith((*LOCK_MARKS, ".")))


def _key(path: Path, framework: Framework) -> str:
    return f"{framework.id}/{path.stem.strip().casefold()}"


def _answer(
    path: Path, folder: Path, framework: Framework, before: Mapping[str, AnswerLength], reader: Reader
) -> AnswerLength | Problem:
    name, key = printed(path, folder), _key(path, framework)
    ids = [e.id for e in framework.expectations]
    if path.suffix.lower() not in _KINDS:
        return _problem(name, note("answer-kind"))
    if key.rpartition("/")[2] not in ids:
        return _problem(name, note("answer-to-no-question", questions=", ".join(ids)))
    if key in before:
        return _problem(name, note("answer-twice"))
    try:
        if link := link_out_of(path, folder):
            raise link
        text = _text(path, reader)
    except CannotReadError as error:
        return _problem(name, note("answer-unreadable", why=error.why))
    return AnswerLength(name, words_in(text), sum(len(line) for line in text.splitlines()))


def _problem(file: str, what: Note) -> Problem:
    return Problem(Origin(file), what, rows=0)


def _text(path: Path, reader: Reader) -> str:
    if path.suffix.lower() == ".docx":
        read = reader.read_document(path)
        if isinstance(read, Unreadable):
            raise CannotReadError(read.why)
        return "\n".join(cell for line in read for cell in line.cells)
    if path.stat().st_size > LARGEST_TEXT:
        raise CannotReadError(note("answer-too-long"))
    data = bytes_of(path)
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise CannotReadError(note("answer-letters"))
