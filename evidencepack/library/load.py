"""Find and read mapping files: our own and, before them, a consultant's, file by file."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from evidencepack.columns.maps import ColumnMap
from evidencepack.errors import MappingError
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.indicators import Indicator, IndicatorFile
from evidencepack.frameworks.rules import Rules
from evidencepack.frameworks.terms import Flags, Terms, Words
from evidencepack.library.checks import check_flags, check_framework, check_indicator, check_words
from evidencepack.library.messages import nearest, place, validate
from evidencepack.library.yaml_file import Located, read_yaml

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Library:
    """All mapping files as values, and the fingerprint of each file."""

    frameworks: Mapping[str, Framework]
    rules: Rules
    words: Words
    column_maps: Mapping[str, ColumnMap]
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
        for path in sorted(folder.rglob("*.yaml")):
            found.setdefault(path.relative_to(folder).as_posix(), path)
    return dict(sorted(found.items()))


def load_library(folders: Sequence[Path]) -> Library:
    """Read all mapping files; MappingError holds a sentence for every fault of every file."""
    files = mapping_files(folders)
    faults: list[str] = []
    terms = _one(files, "terms.yaml", Terms, faults)
    flags = _one(files, "flags.yaml", Flags, faults)
    words = _one(files, "words.yaml", Words, faults)
    maps = _folder(files, "columns/", ColumnMap, faults)
    groups = _folder(files, "indicators/", IndicatorFile, faults)
    frameworks = _folder(files, "frameworks/", Framework, faults)
    if not (terms and flags and words):
        raise MappingError(tuple(faults))
    rules = Rules(_indicators(groups, terms[0], faults), terms[0], flags[0])
    ours = mapping_files(folders[-1:])
    our_flags, our_words = _one(ours, "flags.yaml", Flags, faults), _one(ours, "words.yaml", Words, faults)
    if our_flags and our_words:
        faults.extend(check_flags(*flags, our_flags[0]))
        faults.extend(check_words(*words, our_words[0]))
    for framework, found in frameworks:
        faults.extend(check_framework(framework, found, rules))
    by_id, maps_by_id = _by_id(frameworks, faults), _by_id(maps, faults)
    if faults:
        raise MappingError(tuple(dict.fromkeys(faults)))
    return Library(
        frameworks=by_id,
        rules=rules,
        words=words[0],
        column_maps=maps_by_id,
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


def _by_id(read: list[tuple[M, Located]], faults: list[str]) -> dict[str, M]:
    found: dict[str, M] = {}
    for value, located in read:
        id_ = value.id  # type: ignore[attr-defined]
        if id_ in found:
            faults.append(f"{located.file}: '{id_}' is the id of another file's content too; ids must differ.")
        found[id_] = value
    return found


def _indicators(groups: list[tuple[IndicatorFile, Located]], terms: Terms, faults: list[str]) -> dict[str, Indicator]:
    topics = {t.id for t in terms.topics}
    found: dict[str, Indicator] = {}
    for group, located in groups:
        for i, indicator in enumerate(group.indicators):
            if indicator.id in found:
                faults.append(f"{place(located, ('indicators', i))}: this id is taken by another indicator.")
            found[indicator.id] = indicator
            faults.extend(check_indicator(indicator, ("indicators", i), located, topics))
    return found
