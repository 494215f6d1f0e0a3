"""The whole trip: service folder -> records -> assessment -> pack -> files. The only module that knows every stage."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from evidencepack._version import __version__
from evidencepack.assessment import Assessment, after_lines, as_of, assess
from evidencepack.assessment.selection import only_themes, themes_left_out
from evidencepack.errors import EvidencePackError, ServiceError, UsageError, known_path, known_words
from evidencepack.files import Reader, begin_with
from evidencepack.frameworks.crosswalk import counterparts
from evidencepack.frameworks.framework import Framework, likely_frameworks
from evidencepack.library import Library, before_ours, first_with, load_library, read_service_file
from evidencepack.measures import Known
from evidencepack.notes import Messages, note
from evidencepack.pack import Pack, PackInputs, build_pack, to_hand_over
from evidencepack.pack.crosswalk_lines import crosswalk_lines
from evidencepack.pack.transition import build_transition as transition_of
from evidencepack.pack.transition_model import Transition
from evidencepack.service import ServiceRead
from evidencepack.service import read_service as read_folder
from evidencepack.service.known_exports import with_both_rules
from evidencepack.tender.answers import read_answers
from evidencepack.writers import FORMATS, Filling, Written, write_pack, write_transition
from evidencepack.writers.previous_packs import last_pack, typed_so_far

EDITIONS = ("working", "evidence")


class BuildOptions(Struct, frozen=True, kw_only=True):
    """How packs are asked for: one value from the command line to the worker that builds them.

    `frameworks` and `themes` are ids, () for those of service.yaml; `mappings` and `templates` are a consultant's
    folders, before ours; `edition` is working or evidence. UsageError for what cannot be meant.
    """

    on: date
    frameworks: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    edition: str = "working"
    mappings: Path | None = None
    templates: Path | None = None

    def __post_init__(self) -> None:
        if type(self.on) is not date:
            raise UsageError(note("not-a-date", given=repr(self.on)[:60]), "on")
        known_words("edition", [self.edition], EDITIONS)
        for name, allowed in (("frameworks", ()), ("themes", ()), ("formats", FORMATS)):
            force_setattr(self, name, known_words(name, getattr(self, name), allowed))
        for name in ("mappings", "templates"):
            if getattr(self, name) is not None:
                force_setattr(self, name, known_path(name, getattr(self, name)))

    def template_folder(self, file: str) -> Path:
        """The folder that holds a template file: one's own, or ours."""
        return first_with("templates", file, self.templates)


class Built(Struct, frozen=True):
    """A pack, where it was written, and the words of what is noted there."""

    pack: Pack
    written: Written
    messages: Messages


def open_library(mappings: Path | None = None) -> Library:
    """The shipped mapping files, a consultant's folder before them; MappingError names every fault."""
    return load_library(before_ours("mappings", None if mappings is None else known_path("mappings", mappings)))


def load_framework(id_: str, mappings: Path | None = None) -> Framework:
    """One framework by its id; MappingError when there is none or its file is faulty."""
    return open_library(mappings).framework(id_)


def read_service(folder: Path, library: Library | None = None, reader: Reader | None = None) -> ServiceRead:
    """Everything understood of a service folder; ServiceError when its service.yaml cannot be used.

    `reader` is a guarded reader that serves many services, or has begun with the files of this one.
    """
    folder, known = known_path("folder", folder), library or open_library()
    return read_folder(folder, read_service_file(folder), known.column_maps, reader, known.rules.terms.signs)


def assess_service(
    read: ServiceRead, library: Library, on: date, frameworks: Sequence[str] = (), themes: Sequence[str] = ()
) -> tuple[Assessment, ...]:
    """The assessment of a service for each framework (those of service.yaml when none is named), as on a day.

    `themes` narrow each framework that has one of them, in place of the themes of service.yaml.
    """
    wanted = known_words("frameworks", frameworks) or read.service.frameworks
    themes = known_words("themes", themes)
    if not wanted:
        likely = ", ".join(likely_frameworks(library.frameworks, read.service.type, read.service.council))
        raise ServiceError(note("names-no-framework", type=read.service.type, likely=likely), "service.yaml")
    chosen = [library.framework(id_) for id_ in dict.fromkeys(wanted)]
    records, _ = as_of(read.records, on)
    named = {f.id: themes or read.service.themes.get(f.id, ()) for f in chosen}
    _known_themes(chosen, themes, read.service.themes)
    known = Known(records, library.rules.terms)
    return tuple(
        replace(
            assess(kept := only_themes(f, named[f.id]), library.rules, read.service, records, on, known),
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
            raise ServiceError(note("no-such-theme", theme=theme, themes=", ".join(dict.fromkeys(known))), where)


def make_pack(
    folder: Path,
    options: BuildOptions,
    *,
    library: Library | None = None,
    out: Path | None = None,
    reader: Reader | None = None,
) -> Pack:
    """The pack of a service, in no format yet; `out` is where earlier packs are looked for.

    `library` holds the mappings of the options where they have been read already.
    """
    folder, on, known = known_path("folder", folder), options.on, library or open_library(options.mappings)
    read = read_service(folder, known, reader)
    assessments = assess_service(read, known, on, options.frameworks, options.themes)
    frameworks = [a.framework for a in assessments]
    records, after = as_of(read.records, on)
    answers = read_answers(folder, [known.framework(f.id) for f in frameworks], reader)
    typed, unread = typed_so_far(packs := out or folder / "packs", read.service.id, on)
    material = PackInputs(
        service=read.service,
        records=records,
        rules=known.rules,
        words=known.words,
        messages=known.messages,
        on=on,
        accounts=with_both_rules(read.accounts, records.of("training"), on),
        problems=(*read.problems, *after.slips, *answers.problems, *unread),
        notes=(*read.notes, *after_lines(after)),
        names=read.names,
        mappings=known.fingerprints,
        inputs={**read.fingerprints, **answers.fingerprints},
        typed=typed,
        previous=last_pack(packs, read.service.id, on),
        made_with=f"evidencepack {__version__}",
        answers=answers.found,
        handed=options.edition == "evidence",
        crosswalk=crosswalk_lines(frameworks, known.frameworks, known.crosswalks, known.messages),
    )
    return build_pack(assessments, material)


def build_service(
    folder: Path,
    options: BuildOptions,
    *,
    out: Path | None = None,
    reader: Reader | None = None,
    filling: Filling | None = None,
) -> Built:
    """Build the pack of a service folder and write it below `out` (its own packs/ folder when not given).

    `reader` may have begun with the files of the folder; without one, the files are read by a process of their own.
    `filling` fills templates in meanwhile.
    """
    folder = known_path("folder", folder)
    packs = folder / "packs" if out is None else known_path("out", out)
    with nullcontext(reader) if reader else Reader() as guarded:
        begin_with(guarded, folder)  # they are read while the mappings are
        library = open_library(options.mappings)
        pack = make_pack(folder, options, library=library, out=packs, reader=guarded)
    if options.edition == "evidence":
        pack = to_hand_over(pack)
    # Links to the documents hold only where the pack lies in the service folder.
    documents = "../.." if packs.resolve() == (folder / "packs").resolve() else ""
    written = write_pack(pack, library.messages, packs, options.template_folder, options.formats, documents, filling)
    return Built(pack, written, library.messages)


class BuiltTransition(Struct, frozen=True):
    """A transition, where it was written, and the words of what is noted there."""

    transition: Transition
    written: Written
    messages: Messages


def make_transition(
    folder: Path, on: date, from_: str, to: str, library: Library, out: Path | None = None
) -> Transition:
    """What moving from one framework to another means for a service on a day, in no format yet.

    EvidencePackError when the two are one, or nobody has linked them; MappingError when there is no such framework.
    """
    old, new = library.framework(from_), library.framework(to)
    if old.id == new.id:
        raise EvidencePackError(note("one-framework-twice", id=old.id))
    links = counterparts(new.id, old.id, library.frameworks, library.crosswalks)
    if not links:
        raise EvidencePackError(note("frameworks-not-linked", old=old.id, new=new.id))
    themes = [theme.id for framework in (old, new) for theme in framework.themes]  # both whole, whatever a pack narrows
    both = BuildOptions(on=on, frameworks=(old.id, new.id), themes=tuple(themes))
    pack = make_pack(folder, both, library=library, out=out)
    asked = (library.framework(id_) for id_ in read_service_file(folder).frameworks if id_ not in (old.id, new.id))
    return transition_of(pack, old, new, links, library.rules, library.messages, tuple(asked))


def build_transition(
    folder: Path,
    on: date,
    *,
    from_: str,
    to: str,
    out: Path | None = None,
    mappings: Path | None = None,
    templates: Path | None = None,
    filling: Filling | None = None,
) -> BuiltTransition:
    """Make a transition and write it as Word and Excel below `out` (the service's packs/ folder when not given)."""
    folder = known_path("folder", folder)
    packs = folder / "packs" if out is None else known_path("out", out)
    own = None if templates is None else known_path("templates", templates)
    library = open_library(mappings)
    transition = make_transition(folder, on, from_, to, library, packs)
    written = write_transition(
        transition,
        library.messages,
        packs,
        lambda file: first_with("templates", file, own),
        filling,
    )
    return BuiltTransition(transition, written, library.messages)
