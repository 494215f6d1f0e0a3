"""The whole trip: service folder -> records -> assessment -> pack -> files. The only module that knows every stage."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidencepack import __version__
from evidencepack.assessment import Assessment, after_lines, as_of, assess
from evidencepack.assessment.themes import only_themes, themes_left_out
from evidencepack.errors import ServiceError
from evidencepack.frameworks.chosen import likely_frameworks
from evidencepack.frameworks.framework import Framework
from evidencepack.indicators import Measured
from evidencepack.library import Library, load_library, read_service_file
from evidencepack.pack import Material, Pack, build_pack, to_hand_over
from evidencepack.pack.crosswalk_lines import crosswalk_lines
from evidencepack.service import ServiceRead
from evidencepack.service import read_service as read_folder
from evidencepack.service.bid_answers import read_answers
from evidencepack.service.validity import with_both_rules
from evidencepack.shipped import before_ours, first_with
from evidencepack.sources import Reader, record_files
from evidencepack.writers import FORMATS, Filling, Written, write_pack
from evidencepack.writers.earlier import last_pack, typed_so_far


class Built(Struct, frozen=True):
    """A pack and where it was written."""

    pack: Pack
    written: Written


def open_library(mappings: Path | None = None) -> Library:
    """The shipped mapping files, a consultant's folder before them; MappingError names every fault."""
    return load_library(before_ours("mappings", mappings))


def load_framework(id_: str, mappings: Path | None = None) -> Framework:
    """One framework by its id; MappingError when there is none or its file is faulty."""
    return open_library(mappings).framework(id_)


def read_service(folder: Path, library: Library | None = None, reader: Reader | None = None) -> ServiceRead:
    """Everything understood of a service folder; ServiceError when its service.yaml cannot be used.

    `reader` is a guarded reader that serves many services, or has begun with the files of this one.
    """
    known = library or open_library()
    return read_folder(folder, read_service_file(folder), known.column_maps, known.rules.terms, reader)


def assess_service(
    read: ServiceRead, library: Library, on: date, frameworks: Sequence[str] = (), themes: Sequence[str] = ()
) -> tuple[Assessment, ...]:
    """The assessment of a service for each framework (those of service.yaml when none is named), as on a day.

    `themes` narrow each framework that has one of them, in place of the themes of service.yaml.
    """
    wanted = tuple(frameworks) or read.service.frameworks
    if not wanted:
        likely = ", ".join(likely_frameworks(library.frameworks, read.service.type, read.service.council))
        raise ServiceError(
            "names no framework.",
            where="service.yaml",
            remedy=f"Add this line, which suits a {read.service.type} service, or name one with --framework:\n"
            f"frameworks: [{likely}]",
        )
    chosen = [library.framework(id_) for id_ in dict.fromkeys(wanted)]
    records, _ = as_of(read.records, on)
    named = {f.id: themes or read.service.themes.get(f.id, ()) for f in chosen}
    _known_themes(chosen, themes, read.service.themes)
    measured: dict[object, Measured] = {}
    return tuple(
        replace(
            assess(kept := only_themes(f, named[f.id]), library.rules, read.service, records, on, measured),
            left_out=themes_left_out(f, kept),
        )
        for f in chosen
    )


def _known_themes(chosen: Iterable[Framework], asked: Sequence[str], stated: Mapping[str, Sequence[str]]) -> None:
    """Refuse a theme that no framework has: a slip of the pen must not make a pack shorter or longer."""
    ids = {f.id: [theme.id for theme in f.themes] for f in chosen}
    every = [id_ for own in ids.values() for id_ in own]
    pairs = [("--theme", theme, every) for theme in asked]
    pairs += [("service.yaml, themes", t, own) for id_, own in ids.items() for t in stated.get(id_, ())]
    for where, theme, known in pairs:
        if theme not in known:
            remedy = f"Choose from: {', '.join(dict.fromkeys(known))}."
            raise ServiceError(f"there is no theme '{theme}' in what this pack answers.", where=where, remedy=remedy)


def make_pack(
    folder: Path,
    on: date,
    *,
    frameworks: Sequence[str] = (),
    themes: Sequence[str] = (),
    library: Library | None = None,
    out: Path | None = None,
    reader: Reader | None = None,
) -> Pack:
    """The pack of a service on a day, in no format yet; `out` is where earlier packs are looked for."""
    known = library or open_library()
    read = read_service(folder, known, reader)
    assessments = assess_service(read, known, on, frameworks, themes)
    records, after = as_of(read.records, on)
    answers = read_answers(folder, [known.framework(a.framework.id) for a in assessments], reader)
    packs = out or folder / "packs"
    typed, unread = typed_so_far(packs, read.service.id, on)
    material = Material(
        service=read.service,
        records=records,
        rules=known.rules,
        words=known.words,
        on=on,
        accounts=with_both_rules(read.accounts, records.of("training"), on),
        problems=(*read.problems, *answers.problems, *unread),
        notes=(*read.notes, *after_lines(after)),
        names=read.names,
        mappings=known.fingerprints,
        inputs={**read.fingerprints, **answers.fingerprints},
        typed=typed,
        previous=last_pack(packs, read.service.id, on),
        made_with=f"evidencepack {__version__}",
        answers=answers.found,
        crosswalk=crosswalk_lines(
            [a.framework for a in assessments], known.frameworks, known.crosswalks, known.words.sentences
        ),
    )
    return build_pack(assessments, material)


def build_service(
    folder: Path,
    on: date,
    *,
    frameworks: Sequence[str] = (),
    themes: Sequence[str] = (),
    out: Path | None = None,
    formats: Sequence[str] = FORMATS,
    mappings: Path | None = None,
    templates: Path | None = None,
    edition: str = "working",
    reader: Reader | None = None,
    filling: Filling | None = None,
) -> Built:
    """Build the pack of a service folder and write it below `out` (its own packs/ folder when not given).

    `reader` may have begun with the files of the folder; without one, the files are read by a process of their own.
    `filling` fills templates in meanwhile.
    """
    packs = out or folder / "packs"
    with nullcontext(reader) if reader else Reader() as guarded:
        guarded.ahead(record_files(folder))  # they are read while the mappings are
        library = open_library(mappings)
        pack = make_pack(folder, on, frameworks=frameworks, themes=themes, library=library, out=packs, reader=guarded)
    if edition == "evidence":
        pack = to_hand_over(pack)
    # Links to the documents hold only where the pack lies in the service folder.
    documents = "../.." if packs.resolve() == (folder / "packs").resolve() else ""
    written = write_pack(
        pack, packs, lambda file: first_with("templates", file, templates), formats, documents, filling
    )
    return Built(pack, written)


__all__ = [
    "Built",
    "assess_service",
    "build_service",
    "load_framework",
    "make_pack",
    "open_library",
    "read_service",
]
