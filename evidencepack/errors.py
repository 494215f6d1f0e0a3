"""What stops a command: a note, whose words in mappings/messages say what is wrong and what a person can do."""

import re
from collections.abc import Sequence, Set
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from evidencepack.notes import Messages, Note, Wording, note
from evidencepack.shipped import shipped
from evidencepack.text import visible

_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
_UNFILLED = re.compile(r"^~(?=[/\\]|$)|(?:^|[/\\])(?:\$\{?[A-Za-z_]|%[A-Za-z_]+%)")


class EvidencePackError(Exception):
    """Base of every error a user can mend; the command line says it and exits with 1.

    `said` is what is wrong and, as its remedy, what to do; `where` the file, folder or option it is about.
    """

    def __init__(self, said: Note, where: Note | str = "") -> None:
        super().__init__(said, where)
        self.said = said
        self.where = where

    def in_words(self, messages: Messages) -> str:
        """Where, what and what to do, as one paragraph."""
        where = messages.printed(self.where).replace("\n", " ")  # a name may hold the end of a line
        what, remedy = messages.what(self.said), messages.remedy(self.said)
        return " ".join(part for part in (where and f"{where}:", what, remedy) if part)

    def __str__(self) -> str:
        return self.in_words(our_messages())


class MappingError(EvidencePackError):
    """A mapping file cannot be used; `messages` holds every fault found, a line each.

    The words of these stand in the program: a fault may be in the very file that would say it.
    """

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__(note("mapping-faults", faults="\n".join(messages)))
        self.args = (messages,)
        self.messages = messages

    def __str__(self) -> str:
        return "\n".join(self.messages)


class ServiceError(EvidencePackError):
    """The service folder or its service.yaml cannot be used."""


class TemplateError(EvidencePackError):
    """A Word, Excel or HTML template asks for something the pack does not have, or cannot be read."""


class OutputError(EvidencePackError):
    """The pack could not be written; nothing half-written was left."""


class UsageError(EvidencePackError, ValueError):
    """An argument of the Python interface is none that could be meant."""


def known_words(name: str, given: object, allowed: Sequence[str] = ()) -> tuple[str, ...]:
    """Words given from Python, as a tuple; UsageError for a text in place of a list, and for a word not allowed."""
    if isinstance(given, str) or not isinstance(given, Sequence | Set) or not all(isinstance(w, str) for w in given):
        raise UsageError(note("not-a-list-of-words", name=name, given=_short(given)), name)
    words = tuple(given)
    for word in words:
        if allowed and word not in allowed:
            raise UsageError(note("not-an-allowed-word", given=_short(word), allowed=", ".join(allowed)), name)
    return words


def known_path(name: str, given: object) -> Path:
    """A path given as one or as text; UsageError for what is none, and for a slip such as a blank or unfilled one."""
    if not isinstance(given, str | PathLike) or not isinstance(path := fspath(given), str):
        raise UsageError(note("not-a-path", given=_short(given)), name)
    if why := _slip(name, path):
        raise UsageError(note("odd-path", given=_short(path), why=note(why)), name)
    return Path(path)


def _slip(name: str, path: str) -> str:
    """Why a path is none that could be meant; "" for any other. What `out` names is made, and so looked at closer."""
    devices = {part.partition(".")[0].rstrip(" ").casefold() for part in re.split(r"[/\\]", path)} & _DEVICES
    reasons = {"path-is-empty": not path.strip()}
    if name == "out":
        reasons |= {
            "path-steers-a-screen": visible(path).splitlines() != [path],
            "path-is-an-option": path == "-" or path.startswith("--"),
            "path-is-an-address": "://" in path,
            "path-is-not-filled-in": bool(_UNFILLED.search(path)),
            "path-is-a-device": bool(devices) and not path.startswith("/dev/"),
        }
    return next((why for why, found in reasons.items() if found), "")


def _short(given: object) -> str:
    return repr(given)[:60]


def our_messages() -> Messages:
    """The words that we ship, for an error that is said before mapping files are read, or where nobody reads them."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = (shipped("mappings") / "messages").glob("*.yaml")
    read = (yaml.load(file.read_bytes(), loader)["messages"] for file in files)
    every = {code: words for messages in read for code, words in messages.items()}
    return Messages({code: Wording(**({"what": w} if isinstance(w, str) else w)) for code, w in every.items()})
