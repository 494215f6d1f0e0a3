"""The whole trip: service folder -> records -> assessment -> pack -> files. The only module that knows every stage."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidencepack._version import __version__
from evidencepack.assessment import Assessment, after_lines, as_of, assess
from evidencepack.assessment.selection import only_themes, themes_left_out, unknown_themes
from evidencepack.build_options import BuildOptions
from evidencepack.errors import EvidencePackError, ServiceError, known_path, known_words
from evidencepack.files import Reader, begin_with
from evidencepack.frameworks.crosswalk import counterparts
from evidencepack.frameworks.framework import Framework, likely_frameworks
from evidencepack.library import Library, before_ours, first_with, load_library, read_service_file
from evidencepack.library.settled_file import read_settled
from evidencepack.measures import Known
from evidencepack.notes import Messages, Note, note
from evidencepack.output_place import must_be_ours
from evidencepack.pack import Pack, PackInputs, build_pack, to_hand_over
from evidencepack.pack.crosswalk_lines import crosswalk_lines
from evidencepack.pack.handed_text import places_found, said_of
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.shown import Shown
from evidencepack.pack.transition import build_transition as transition_of
from evidencepack.pack.transition_model import Transition
from evidencepack.pack.typed import kept_notes
from evidencepack.service import ServiceRead
from evidencepack.service import read_service as read_folder
from evidencepack.service.known_exports import with_both_rules
from evidencepack.service.questions_file import typed_answers
from evidencepack.service.settled_facts import with_settled_words
from evidencepack.service.things_asked import things_asked, without_known
from evidencepack.tender.answers import read_answers
from evidencepack.writers import Filling, Waits, Written, one_builder, write_pack, write_transition
from evidencepack.writers.previous_packs import earlier_packs, keep_clients_apart


class Made(Struct, frozen=True):
    """A pack in no format yet, what it was made of, and the places of what was taken out because it is handed over."""

    pack: Pack
    read: ServiceRead
    assessments: tuple[Assessment, ...]
    replaced: tuple[Note, ...] = ()


class Built(Struct, frozen=True):
    """A pack, where it was written, the words of what is noted there, and what it was made of."""

    pack: Pack
    written: Written
    messages: Messages
    read: ServiceRead
    assessments: tuple[Assessment, ...]
    library: Library


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
    service, kept = read_service_file(folder), read_settled(folder)
    with nullcontext(reader) if reader else Reader() as guarded:
        typed = typed_answers(folder, guarded)
        settled = kept.settled.with_more(typed.answers).without(typed.taken_back)
        read = read_folder(folder, service, known.column_maps, guarded, known.rules.terms.signs, settled)
    asked = without_known(read.asked, known.rules.terms)
    return replace(read, problems=(*kept.problems, *typed.problems, *read.problems), asked=asked, typed=typed)


def shown_of(read: ServiceRead, library: Library) -> Shown:
    """What may be printed of the records of a service."""
    service, words = read.service, library.rules.people
    key, spared = service.privacy_key.get_secret_value(), words.sparing(service.name, read.names)
    return Shown(Scrubber(read.names, key, spared), words, service.partners)


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
    rules = replace(library.rules, terms=with_settled_words(library.rules.terms, read.settled))
    named = {f.id: themes or read.service.themes.get(f.id, ()) for f in chosen}
    for where, unknown in unknown_themes(chosen, themes, read.service.themes):
        raise ServiceError(unknown, where)
    known = Known(records, rules.terms)
    return tuple(
        replace(
            assess(kept := only_themes(f, named[f.id]), rules, read.service, records, on, known),
            left_out=themes_left_out(f, kept),
        )
        for f in chosen
    )


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
    return make(folder, options, library=library, out=out, reader=reader).pack


def make(
    folder: Path,
    options: BuildOptions,
    *,
    library: Library | None = None,
    out: Path | None = None,
    reader: Reader | None = None,
) -> Made:
    """The pack as `make_pack` gives it, with what was taken out; EvidencePackError where strict privacy forbids it."""
    folder, known = known_path("folder", folder), library or open_library(options.mappings)
    with nullcontext(reader) if reader else Reader() as guarded:
        return _make(folder, options, known, out or folder / "packs", guarded)


def _make(folder: Path, options: BuildOptions, known: Library, packs: Path, reader: Reader) -> Made:
    on, read = options.on, read_service(folder, known, reader)
    keep_clients_apart(packs, read.service, on)
    assessments = assess_service(read, known, on, options.frameworks, options.themes)
    frameworks, (records, after) = [a.framework for a in assessments], as_of(read.records, on)
    answers = read_answers(folder, [known.framework(f.id) for f in frameworks], reader)
    earlier = earlier_packs(packs, read.service, on, (folder / "packs",), reader)
    material = PackInputs(
        service=read.service,
        records=records,
        rules=known.rules,
        words=known.words,
        messages=known.messages,
        on=on,
        accounts=with_both_rules(read.accounts, records.of("training"), on),
        problems=(*earlier.problems, *read.problems, *after.slips, *answers.problems),
        notes=(*read.notes, *after_lines(after)),
        names=read.names,
        mappings=known.fingerprints,
        inputs={**read.fingerprints, **answers.fingerprints},
        typed=earlier.typed,
        previous=earlier.last,
        printed=earlier.printed,
        made_with=f"evidencepack {__version__}",
        answers=answers.found,
        asked=read.asked,
        questions=len(things_asked(read, assessments)),
        settled=read.settled,
        handed=options.edition == "evidence",
        crosswalk=crosswalk_lines(frameworks, known.frameworks, known.crosswalks, known.messages),
    )
    if options.strict_privacy and not material.handed:
        raise EvidencePackError(note("strict-is-to-hand-over"))
    places = places_found(material) if material.handed else ()
    if places and options.strict_privacy:
        lines = "\n".join(map(known.messages.what, places))
        raise EvidencePackError(note("privacy-refused", n=len(places), places=lines))
    return Made(build_pack(assessments, material), read, assessments, places)


def build_service(
    folder: Path,
    options: BuildOptions,
    *,
    out: Path | None = None,
    reader: Reader | None = None,
    filling: Filling | None = None,
    waits: Waits = lambda: None,
) -> Built:
    """Build the pack of a service folder and write it below `out` (its own packs/ folder when not given).

    `reader` may have begun with the files of the folder; without one, the files are read by a process of their own.
    `filling` fills templates in meanwhile. `waits` is called when somebody else is building the same day just now.
    """
    folder = known_path("folder", folder)
    packs = folder / "packs" if out is None else known_path("out", out)
    must_be_ours(packs, (folder,))
    with nullcontext(reader) if reader else Reader() as guarded:
        begin_with(guarded, folder)  # they are read while the mappings are
        read_service_file(folder)  # before a folder for packs is made in a place that holds no service
        with one_builder(packs, options.on, waits) as left, _fills(filling, options.templates) as fills:
            library = open_library(options.mappings)
            made = make(folder, options, library=library, out=packs, reader=guarded)
            pack = to_hand_over(made.pack) if options.edition == "evidence" else made.pack
            # Links to the documents hold only where the pack lies in the service folder.
            place = "../.." if packs.resolve() == (folder / "packs").resolve() else ""
            templates, formats = options.template_folder, options.formats
            written = write_pack(pack, library.messages, packs, templates, formats, place, fills)
    notes = (*left, *written.notes, *said_of(made.replaced), *kept_notes(made.pack, options.edition))
    return Built(pack, replace(written, notes=notes), library.messages, made.read, made.assessments, library)


def _fills(filling: Filling | None, templates: Path | None) -> AbstractContextManager[Filling | None]:
    """What fills templates in: somebody's own, which may never end, always in a process of its own."""
    if filling or not templates:
        return nullcontext(filling)
    from evidencepack.template_worker import TemplateWorker

    return TemplateWorker()


class BuiltTransition(Struct, frozen=True):
    """A transition, where it was written, and the words of what is noted there."""

    transition: Transition
    written: Written
    messages: Messages


def make_transition(
    folder: Path,
    on: date,
    from_: str,
    to: str,
    library: Library,
    out: Path | None = None,
    *,
    strict_privacy: bool = False,
) -> Transition:
    """What moving from one framework to another means for a service on a day, in no format yet.

    With `strict_privacy` it is made like an edition to hand over, and refused where a name would have to be taken out.

    EvidencePackError when the two are one, or nobody has linked them; MappingError when there is no such framework.
    """
    old, new = library.framework(from_), library.framework(to)
    if old.id == new.id:
        raise EvidencePackError(note("one-framework-twice", id=old.id))
    links = counterparts(new.id, old.id, library.frameworks, library.crosswalks)
    if not links:
        raise EvidencePackError(note("frameworks-not-linked", old=old.id, new=new.id))
    themes = [theme.id for framework in (old, new) for theme in framework.themes]  # both whole, whatever a pack narrows
    both = BuildOptions(
        on=on,
        frameworks=(old.id, new.id),
        themes=tuple(themes),
        edition="evidence" if strict_privacy else "working",
        strict_privacy=strict_privacy,
    )
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
    strict_privacy: bool = False,
    waits: Waits = lambda: None,
) -> BuiltTransition:
    """Make a transition and write it as Word and Excel below `out` (the service's packs/ folder when not given)."""
    folder = known_path("folder", folder)
    packs = folder / "packs" if out is None else known_path("out", out)
    own, library = None if templates is None else known_path("templates", templates), open_library(mappings)
    must_be_ours(packs, (folder,))
    read_service_file(folder)
    with one_builder(packs, on, waits) as left, _fills(filling, own) as fills:
        transition = make_transition(folder, on, from_, to, library, packs, strict_privacy=strict_privacy)
        written = write_transition(
            transition, library.messages, packs, lambda file: first_with("templates", file, own), fills
        )
    return BuiltTransition(transition, replace(written, notes=(*left, *written.notes)), library.messages)
