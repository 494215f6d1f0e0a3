"""All mapping files as one library, our own and before them a consultant's; service.yaml; the schemas for editors."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from evidencepack._version import __version__
from evidencepack.cache import keep, recall
from evidencepack.errors import MappingError, ServiceError
from evidencepack.files import file_bytes
from evidencepack.files.file_access import leads_out
from evidencepack.frameworks.column_map import ColumnMap, SharedWords
from evidencepack.frameworks.crosswalk import Crosswalk, with_both_ends
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.indicators import IndicatorFile
from evidencepack.frameworks.people_words import PeopleFile, people_words
from evidencepack.frameworks.tender_resolved import resolved
from evidencepack.frameworks.terms import WORD_LISTS, Flags, KnownFile, Rules, Terms, TermsFile
from evidencepack.frameworks.words import MessageFile, Words
from evidencepack.library.faults import nearest
from evidencepack.library.files import Values, mapping_files, passed_over, read_values, values_of
from evidencepack.library.validate import validate
from evidencepack.library.yaml_file import LARGEST, Located, read_yaml
from evidencepack.model import Model
from evidencepack.notes import Messages, Wording, note
from evidencepack.origin import SERVICE_FILE
from evidencepack.registers import Service
from evidencepack.registers.weak_key import must_have_another_key


class Library(Struct, frozen=True):
    """All mapping files as values, and the fingerprint of each file."""

    frameworks: Mapping[str, Framework]
    rules: Rules
    words: Words
    messages: Messages
    column_maps: Mapping[str, ColumnMap]
    crosswalks: tuple[Crosswalk, ...]
    fingerprints: Mapping[str, str]

    def framework(self, id_: str) -> Framework:
        """The framework with this id; MappingError names the nearest there is."""
        if id_ not in self.frameworks:
            known = ", ".join(sorted(self.frameworks)) or "none"
            near = nearest(id_, self.frameworks)
            raise MappingError((f"There is no framework '{id_}'.{near} There are: {known}.",))
        return self.frameworks[id_]


def load_library(folders: Sequence[Path]) -> Library:
    """Read all mapping files; MappingError holds a sentence for every fault of every file.

    What stands in files without a fault is kept, so that the same files are not understood and checked twice.
    """
    files = mapping_files(folders)
    own = {name for name, path in files.items() if not path.is_relative_to(folders[-1])}
    fingerprints = _fingerprints(files)
    name, faults = _kept_name(fingerprints, own), list(passed_over(folders))
    known = None if faults else _kept(recall(name), own, fingerprints)
    if known:
        return known
    values = read_values(files, faults)
    _check(values, files, own, mapping_files(folders[-1:]), faults)
    if _fingerprints(files) == fingerprints:  # nobody saved one of them meanwhile
        keep(name, values.plain())
    return _library(values, own, fingerprints)


def _fingerprints(files: Mapping[str, Path]) -> dict[str, str]:
    """The SHA-256 of each file; of one that cannot be read nothing, which reading it will say."""
    return {name: _fingerprint(path) for name, path in files.items()}


def _fingerprint(path: Path) -> str:
    try:
        return hashlib.sha256(file_bytes(path, LARGEST)).hexdigest()
    except OSError:
        return ""


def _kept_name(fingerprints: Mapping[str, str], own: set[str]) -> str:
    """Another for other files, another version, or (for who changes the program) other checks."""
    package = Path(__file__).parent.parent
    checks = sorted(
        path.stat().st_mtime_ns for part in ("frameworks", "library") for path in (package / part).rglob("*.py")
    )
    said = repr((__version__, checks, sorted(fingerprints.items()), sorted(own)))
    return f"mappings-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _kept(kept: Any, own: set[str], fingerprints: Mapping[str, str]) -> Library | None:
    """The library of files that had no fault; None when they were not kept, or what was kept is damaged."""
    if not isinstance(kept, dict) or kept.keys() != fingerprints.keys():
        return None
    faults: list[str] = []
    values = values_of(kept, lambda name: Located(name, kept[name], {}), faults)
    return None if faults else _library(values, own, fingerprints)


def _check(
    values: Values, files: Mapping[str, Path], own: set[str], ours: Mapping[str, Path], faults: list[str]
) -> None:
    """MappingError unless nothing is wrong in any file (`faults` so far) nor across them."""
    from evidencepack.library.checks import judging_faults, shared_faults

    faults += shared_faults(values, own)
    if values.terms and values.flags and values.words:
        whole = len(values.groups) == sum(name.startswith("indicators/") for name in files)
        faults += judging_faults(values, _rules(values), own, ours, whole)
    if faults:
        raise MappingError(tuple(dict.fromkeys(faults)))


def _rules(values: Values) -> Rules:
    assert values.terms
    assert values.flags
    indicators = {indicator.id: indicator for group, _ in values.groups for indicator in group.indicators}
    terms = _terms(values.terms[0], [file for file, _ in values.known])
    roles = (word for column, words in terms.known.items() if column.endswith(".role") for word in words)
    people = people_words((file for file, _ in values.people), roles, _listed(terms, values))
    return Rules(indicators, terms, values.flags[0], people)


def _listed(terms: Terms, values: Values) -> Iterator[str]:
    """Every word that a list knows: of topics, of known.yaml, and our own of the columns of all maps."""
    yield from (word for topic in terms.topics for word in topic.words)
    yield from (word for words in terms.known.values() for word in words)
    yield from (word for lists in terms.lying_behind.values() for words in lists.values() for word in words)
    yield from (ours for found, _ in values.maps for choices in found.values.values() for ours in choices)
    yield from (word for found, _ in values.maps for word in found.constants.values())


def _terms(file: TermsFile, known: Sequence[KnownFile]) -> Terms:
    """Terms with the words of all known.yaml, of which the first that has an entry wins."""
    words = {column: words for each in reversed(known) for column, words in each.known.items()}
    not_held = {column: words for each in reversed(known) for column, words in each.not_held.items()}
    behind = {column: words for each in reversed(known) for column, words in each.behind.items()}
    lists: dict[str, Any] = {
        name: next((found for each in known if (found := getattr(each, name))), ()) for name in WORD_LISTS
    }
    return Terms(file.topics, file.written, file.declared, words, **lists, not_held=not_held, lying_behind=behind)


def _library(values: Values, own: set[str], fingerprints: Mapping[str, str]) -> Library:
    assert values.words
    frameworks = {framework.id: framework for framework, _ in values.frameworks}
    messages = {code: message for file, _ in values.messages for code, message in file.messages.items()}
    return Library(
        frameworks={id_: resolved(framework, frameworks) for id_, framework in frameworks.items()},
        rules=_rules(values),
        words=values.words[0],
        messages=Messages({code: Wording(m.what, m.one, m.remedy) for code, m in messages.items()}),
        column_maps={column_map.id: column_map for column_map, _ in values.maps},
        crosswalks=_crosswalks(values, frameworks, own),
        fingerprints=fingerprints,
    )


def _crosswalks(values: Values, frameworks: Mapping[str, Framework], own: set[str]) -> tuple[Crosswalk, ...]:
    """The crosswalks; a link of ours that leads nowhere because a consultant's framework replaced ours is left out."""
    found: list[Crosswalk] = []
    for crosswalk, located in values.crosswalks:
        theirs = located.file in own or not own
        found += [crosswalk] if theirs else with_both_ends(crosswalk, frameworks)
    return tuple(found)


def read_service_file(folder: Path) -> Service:
    """The service a folder is about; ServiceError says what is missing and what to type."""
    if not folder.is_dir():
        raise ServiceError(note("no-such-folder"), str(folder))
    path = folder / SERVICE_FILE
    if not path.exists() or path.is_dir():
        raise ServiceError(note("no-service-file", file=SERVICE_FILE, folder=str(folder)), str(folder))
    if leads_out(path, folder):
        raise ServiceError(note("file-unreadable", why=note("link-outside")), str(path))
    found = read_yaml(path, SERVICE_FILE)
    if isinstance(found.data, dict) and found.data and not found.data.get("privacy_key"):
        raise ServiceError(note("no-privacy-key", key=secrets.token_hex(16)), SERVICE_FILE)
    try:
        service = validate(Service, found, quoted=False)
    except MappingError as error:
        raise ServiceError(error.said) from None
    if must_have_another_key(service):
        raise ServiceError(note("privacy-key-guessable", key=secrets.token_hex(16)), SERVICE_FILE)
    return service


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of mapping file, and of service.yaml, by file name."""
    models: dict[str, type[Model]] = {
        "framework": Framework,
        "crosswalk": Crosswalk,
        "indicators": IndicatorFile,
        "columns": ColumnMap,
        "choices": SharedWords,
        "terms": TermsFile,
        "known": KnownFile,
        "people": PeopleFile,
        "flags": Flags,
        "words": Words,
        "messages": MessageFile,
        "service": Service,
    }
    return {f"{name}.schema.json": model.model_json_schema() for name, model in models.items()}
