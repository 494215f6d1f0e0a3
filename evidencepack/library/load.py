"""Find and read mapping files: our own and, before them, a consultant's, file by file."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from evidencepack.columns.maps import ColumnMap
from evidencepack.errors import MappingError
from evidencepack.frameworks.crosswalk import Crosswalk, with_both_ends
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.indicators import Indicator, IndicatorFile
from evidencepack.frameworks.resolved import resolved
from evidencepack.frameworks.rules import Rules
from evidencepack.frameworks.terms import Flags, Terms, Words
from evidencepack.library.checks import check_column_map, check_flags, check_framework, check_terms, check_words
from evidencepack.library.crosswalk_checks import check_crosswalk
from evidencepack.library.indicator_checks import check_indicator
from evidencepack.library.messages import place, validate
from evidencepack.library.nearest import nearest
from evidencepack.library.tender_checks import check_tender
from evidencepack.library.yaml_file import Located, Where, read_yaml

M = TypeVar("M", bound=BaseModel)
_Taken = tuple[str, Located, Where]
_SINGLE = ("terms.yaml", "flags.yaml", "words.yaml")
_FOLDERS = ("columns/", "crosswalks/", "frameworks/", "indicators/")


@dataclass(frozen=True, slots=True)
class Library:
    """All mapping files as values, and the fingerprint of each file."""

    frameworks: Mapping[str, Framework]
    rules: Rules
    words: Words
    column_maps: Mapping[str, ColumnMap]
    crosswalks: tuple[Crosswalk, ...]
    fingerprints: Mapping[str, str]

    def framework(self, id_: str) -> Framework:
        """The framework with this id; MappingError names the nearest there is."""
        if id_ not in self.frameworks:
            known = ", ".join(sorted(self.frameworks)) or "none"
            raise MappingError(
                (f"There is no framework '{id_}'.{nearest(id_, list(self.frameworks))} There are: {known}.",)
            )
        return self.frameworks[id_]


def mapping_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Every YAML file by its path in a mappings folder; the first folder that has it wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for name, path in _yaml_files(folder):
            if path.suffix == ".yaml":
                found.setdefault(name, path)
    return dict(sorted(found.items()))


def _yaml_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.suffix.lower() in (".yaml", ".yml") and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path


def _passed_over(folders: Sequence[Path]) -> Iterator[str]:
    """A sentence for every file that looks like a mapping and would be read as none."""
    for name, path in (found for folder in folders for found in _yaml_files(folder)):
        if path.suffix != ".yaml":
            yield f"{name}: only files that end in .yaml are read; rename it."
        elif name not in _SINGLE and not name.startswith(_FOLDERS):
            yield f"{name}: not read here; mapping files are {', '.join(_SINGLE)} and those in {', '.join(_FOLDERS)}."


def load_library(folders: Sequence[Path]) -> Library:
    """Read all mapping files; MappingError holds a sentence for every fault of every file."""
    files = mapping_files(folders)
    faults = list(_passed_over(folders))
    terms = _one(files, "terms.yaml", Terms, faults)
    flags = _one(files, "flags.yaml", Flags, faults)
    words = _one(files, "words.yaml", Words, faults)
    maps = _folder(files, "columns/", ColumnMap, faults)
    groups = _folder(files, "indicators/", IndicatorFile, faults)
    frameworks = _folder(files, "frameworks/", Framework, faults)
    faults.extend(fault for column_map, found in maps for fault in check_column_map(column_map, found))
    own = {name for name, path in files.items() if not path.is_relative_to(folders[-1])}
    for taken in (_ids(frameworks), _ids(maps), _indicator_ids(groups)):
        faults.extend(_ids_taken(taken, own))
    if not (terms and flags and words):
        raise MappingError(tuple(dict.fromkeys(faults)))
    faults.extend(_terms_faults(terms, flags, words, mapping_files(folders[-1:])))
    rules = Rules(_indicators(groups, terms[0], faults), terms[0], flags[0])
    whole = len(groups) == sum(name.startswith("indicators/") for name in files)
    for framework, found in frameworks:
        faults.extend(check_framework(framework, found, rules, whole))
    by_id = {f.id: f for f, _ in frameworks}
    topics = frozenset(t.id for t in terms[0].topics)
    for framework, found in frameworks:
        # A reference of ours that leads nowhere because a consultant's framework replaced ours adds nothing.
        if found.file in own or not own:
            faults.extend(check_tender(framework, found, by_id, topics))
    crosswalks = _crosswalks(files, by_id, own, faults)
    if faults:
        raise MappingError(tuple(dict.fromkeys(faults)))
    return Library(
        frameworks={id_: resolved(framework, by_id) for id_, framework in by_id.items()},
        rules=rules,
        words=words[0],
        column_maps={m.id: m for m, _ in maps},
        crosswalks=crosswalks,
        fingerprints={name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()},
    )


def _one(files: Mapping[str, Path], name: str, model: type[M], faults: list[str]) -> tuple[M, Located] | None:
    if name not in files:
        faults.append(f"{name}: there is no such file among the mappings.")
        return None
    try:
        found = read_yaml(files[name], name)
        return validate(model, found), found
    except MappingError as error:
        faults.extend(error.messages)
        return None


def _folder(files: Mapping[str, Path], folder: str, model: type[M], faults: list[str]) -> list[tuple[M, Located]]:
    read = (_one(files, name, model, faults) for name in files if name.startswith(folder))
    return [one for one in read if one]


def _crosswalks(
    files: Mapping[str, Path], frameworks: Mapping[str, Framework], own: set[str], faults: list[str]
) -> tuple[Crosswalk, ...]:
    """The crosswalks; a link of ours that leads nowhere because a consultant's framework replaced ours is left out."""
    found: list[Crosswalk] = []
    for crosswalk, located in _folder(files, "crosswalks/", Crosswalk, faults):
        if located.file not in own and own:
            found.extend(with_both_ends(crosswalk, frameworks))
            continue
        faults.extend(check_crosswalk(crosswalk, located, frameworks))
        found.append(crosswalk)
    return tuple(found)


def _terms_faults(
    terms: tuple[Terms, Located], flags: tuple[Flags, Located], words: tuple[Words, Located], ours: Mapping[str, Path]
) -> Iterator[str]:
    faults: list[str] = []
    our_flags, our_words = _one(ours, "flags.yaml", Flags, faults), _one(ours, "words.yaml", Words, faults)
    yield from faults
    yield from check_terms(*terms)
    if our_flags and our_words:
        yield from check_flags(*flags, our_flags[0])
        yield from check_words(*words, our_words[0])


def _ids_taken(taken: Sequence[_Taken], own: set[str]) -> Iterator[str]:
    """A sentence for each id that another has, said of a consultant's own file and not of ours."""
    first: dict[str, str] = {}
    for id_, found, where in sorted(taken, key=lambda t: t[1].file in own):
        if id_ in first:
            other = first[id_] if first[id_] != found.file else "another"
            yield f"{place(found, where)}: '{id_}' is the id of {other} too; choose another."
        first.setdefault(id_, found.file)


def _ids(read: Sequence[tuple[Framework | ColumnMap, Located]]) -> list[_Taken]:
    return [(value.id, found, ("id",)) for value, found in read]


def _indicator_ids(groups: list[tuple[IndicatorFile, Located]]) -> list[_Taken]:
    return [(x.id, found, ("indicators", i)) for group, found in groups for i, x in enumerate(group.indicators)]


def _indicators(groups: list[tuple[IndicatorFile, Located]], terms: Terms, faults: list[str]) -> dict[str, Indicator]:
    topics = {t.id for t in terms.topics}
    found: dict[str, Indicator] = {}
    for group, located in groups:
        for i, indicator in enumerate(group.indicators):
            found[indicator.id] = indicator
            faults.extend(check_indicator(indicator, ("indicators", i), located, topics))
    return found
