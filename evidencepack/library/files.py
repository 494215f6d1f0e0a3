"""Which mapping files there are in folders, and what each holds as values of its model."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from evidencepack.errors import EvidencePackError, MappingError
from evidencepack.files import printed, walk
from evidencepack.files.file_access import leads_out
from evidencepack.frameworks.column_map import ColumnMap, SharedWords
from evidencepack.frameworks.crosswalk import Crosswalk
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.indicators import IndicatorFile
from evidencepack.frameworks.people_words import PeopleFile
from evidencepack.frameworks.terms import Flags, KnownFile, TermsFile
from evidencepack.frameworks.words import MessageFile, Words
from evidencepack.library.faults import known, nearest
from evidencepack.library.validate import M, validate
from evidencepack.library.yaml_file import Located, read_yaml
from evidencepack.notes import note
from evidencepack.shipped import shipped

Read = Callable[[str], Located]
CHOICES, KNOWN, PEOPLE = "choices.yaml", "known.yaml", "people.yaml"
# Beside a consultant's, which replaces entries or adds to them.
OURS = {name: f"{name} (ours)" for name in (CHOICES, KNOWN, PEOPLE)}
SINGLE = ("terms.yaml", "flags.yaml", "words.yaml", *OURS)
FOLDERS = ("columns/", "crosswalks/", "frameworks/", "indicators/", "messages/")


class Values(Struct, frozen=True):
    """What stands in all mapping files, each value with its lines; a file that could not be read has none."""

    terms: tuple[TermsFile, Located] | None
    flags: tuple[Flags, Located] | None
    words: tuple[Words, Located] | None
    shared: Sequence[tuple[SharedWords, Located]]
    known: Sequence[tuple[KnownFile, Located]]
    people: Sequence[tuple[PeopleFile, Located]]
    maps: Sequence[tuple[ColumnMap, Located]]
    groups: Sequence[tuple[IndicatorFile, Located]]
    frameworks: Sequence[tuple[Framework, Located]]
    crosswalks: Sequence[tuple[Crosswalk, Located]]
    messages: Sequence[tuple[MessageFile, Located]]

    def plain(self) -> dict[str, object]:
        """What was written in each file, by its name."""
        single = (one for one in (self.terms, self.flags, self.words) if one)
        parts = (
            self.shared,
            self.known,
            self.people,
            self.maps,
            self.groups,
            self.frameworks,
            self.crosswalks,
            self.messages,
        )
        every = (*single, *(one for part in parts for one in part))
        return {located.file: located.data for _, located in every}


def before_ours(name: str, own: Path | None) -> Sequence[Path]:
    """A consultant's folder of mappings or templates, if given, and then ours: the first that has a file wins.

    EvidencePackError when there is no such folder, or nothing in it that would be used.
    """
    if not own:
        return (shipped(name),)
    if not own.is_dir():
        raise EvidencePackError(note("no-folder-of-option", option=name), str(own))
    if name == "templates" and not any(os.path.lexists(own / file) for file in _templates()):
        raise EvidencePackError(note("no-template-in-folder", files=", ".join(_templates())), str(own))
    if name == "mappings" and not any(_yaml_files(own)):
        places = ", ".join((*SINGLE, *FOLDERS))
        raise EvidencePackError(note("no-mapping-in-folder", places=places), str(own))
    return own, shipped(name)


def _templates() -> list[str]:
    """The templates that can be replaced, by their place in a folder of templates; our own page is made of many."""
    ours = shipped("templates")
    return [f"word/{path.name}" for path in sorted((ours / "word").glob("*.docx"))] + ["html/pack.html.j2"]


def first_with(name: str, file: str, own: Path | None) -> Path:
    """The folder of `before_ours` that has this file; ours when none has. EvidencePackError for a link out of it."""
    folders = before_ours(name, own)
    found = next((folder for folder in folders if os.path.lexists(folder / file)), folders[-1])
    if found == own and leads_out(found / file, found):
        raise EvidencePackError(note("template-linked"), str(found / file))
    return found


def mapping_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Every YAML file by its path in a mappings folder; the first folder that has it wins.

    Of choices.yaml, known.yaml and people.yaml ours stays beside a consultant's, which replaces or adds single lists.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for name, path in _yaml_files(folder):
            if path.suffix == ".yaml" and not _links_out(path, folder):
                found.setdefault(OURS[name] if name in OURS and name in found else name, path)
    return dict(sorted(found.items()))


def passed_over(folders: Sequence[Path]) -> Iterator[str]:
    """A sentence for every file that looks like a mapping and would be read as none, and for links that lead out."""
    for root, name, path in ((folder, *found) for folder in folders for found in _yaml_files(folder)):
        if _links_out(path, root):
            yield f"{name}: a link out of the folder of mappings, which is not followed; put a copy of the file there."
        elif path.suffix != ".yaml":
            yield f"{name}: only files that end in .yaml are read; rename it."
        elif name not in SINGLE and not name.startswith(FOLDERS):
            yield f"{name}: not read here; mapping files are {', '.join(SINGLE)} and those in {', '.join(FOLDERS)}."


def _yaml_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root / name for root, inside, files in walk(folder) for name in (*files, *inside)):
        name = path.relative_to(folder)
        if not (path.is_symlink() if path.is_dir() else path.suffix.lower() in (".yaml", ".yml")):
            continue
        if not any(part.startswith(".") for part in name.parts):
            yield printed(path, folder), path


def _links_out(path: Path, folder: Path) -> bool:
    return path.is_symlink() and (path.is_dir() or leads_out(path, folder))


def read_values(files: Mapping[str, Path], faults: list[str]) -> Values:
    """The values of all files; a sentence for each fault of a single file goes to `faults`."""
    return values_of(files, lambda name: read_yaml(files[name], name), faults)


def values_of(names: Mapping[str, object], read: Read, faults: list[str]) -> Values:
    """The values of the files with these names, each as `read` gives it."""

    def one(name: str, model: type[M], shared: object = None) -> tuple[M, Located] | None:
        return read_one(names, name, model, read, faults, shared)

    def folder(name: str, model: type[M], shared: object = None) -> list[tuple[M, Located]]:
        return [found for each in names if each.startswith(name) and (found := one(each, model, shared))]

    def both(name: str, model: type[M]) -> tuple[int, list[tuple[M, Located]]]:
        """How many files there are, and those without a fault: a consultant's before ours."""
        wanted = [each for each in (name, OURS[name]) if each == name or each in names]
        return len(wanted), [found for each in wanted if (found := one(each, model))]

    files, shared = both(CHOICES, SharedWords)
    terms = one("terms.yaml", TermsFile)
    return Values(
        terms=terms,
        flags=one("flags.yaml", Flags),
        words=one("words.yaml", Words),
        shared=shared,
        known=both(KNOWN, KnownFile)[1],
        people=both(PEOPLE, PeopleFile)[1],
        # Without a list every map that names it would be at fault too.
        maps=folder("columns/", ColumnMap, _Named(shared, terms)) if len(shared) == files else [],
        groups=folder("indicators/", IndicatorFile),
        frameworks=folder("frameworks/", Framework),
        crosswalks=folder("crosswalks/", Crosswalk),
        messages=folder("messages/", MessageFile),
    )


class _Named:
    """The lists and choices that column maps refer to by name; ValueError names the nearest there is.

    The list topics is the words of every topic of terms.yaml.
    """

    def __init__(self, shared: Sequence[tuple[SharedWords, Located]], terms: tuple[TermsFile, Located] | None) -> None:
        topics = tuple(word for topic in terms[0].topics for word in topic.words) if terms else ()
        self._lists = {"topics": topics}
        self._lists |= {name: words for found, _ in reversed(shared) for name, words in found.lists.items()}
        self._choices = {name: each for found, _ in reversed(shared) for name, each in found.choices.items()}

    def words(self, name: str) -> tuple[str, ...]:
        if name not in self._lists:
            remedy = nearest(name, self._lists) or f' For a single word write ["{name}"].'
            raise ValueError(f"'{name}' is not under lists of {CHOICES}.{remedy}")
        return self._lists[name]

    def choices(self, name: str) -> dict[str, tuple[str, ...]]:
        if name not in self._choices:
            raise ValueError(f"'{name}' is not under choices of {CHOICES}.{known(name, self._choices)}")
        return self._choices[name]


def read_one(
    names: Mapping[str, object], name: str, model: type[M], read: Read, faults: list[str], shared: object = None
) -> tuple[M, Located] | None:
    """One file as a value of its model; None, and a sentence for each fault, where it can't be one."""
    if name not in names:
        faults.append(f"{name}: there is no such file among the mappings.")
        return None
    try:
        found = read(name)
        return validate(model, found, shared), found
    except MappingError as error:
        faults.extend(error.messages)
        return None
