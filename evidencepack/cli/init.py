"""evidencepack init: a new service folder, empty with a starter workbook, or from spreadsheets nobody has mapped."""

import secrets
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from evidencepack.assessment import as_of
from evidencepack.cli.console import begin, put_json, say, show
from evidencepack.frameworks.framework import likely_frameworks
from evidencepack.library import Library
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import Messages, Note, note
from evidencepack.onboarding.asking.keep import write_open
from evidencepack.onboarding.blank_service.folder import service_workbook
from evidencepack.onboarding.new_folder import must_be_free, write_folder
from evidencepack.onboarding.proposal.model import Candidate, Confidence, Heading, Proposal, SheetProposal
from evidencepack.onboarding.proposal.propose import propose
from evidencepack.onboarding.proposal.proposed_service import proposal_text, why_words
from evidencepack.pack.intake import counted_note, files_said, unread_notes
from evidencepack.pack.privacy import Scrubber
from evidencepack.pipeline import assess_service, open_library, read_service, shown_of
from evidencepack.service.questions_file import QUESTIONS_FILE
from evidencepack.text import count_of, one_line

_LISTED = 8
SERVICE_BOOK = "records/Your service.xlsx"


def run_init(
    folder: Path, name: str, type_: str, from_: Path | None, yes: bool, as_json: bool, mappings: Path | None, on: date
) -> None:
    """Write the folder and say what to do next."""
    if from_ is not None:
        propose_from(from_, folder, yes, as_json, mappings, on, name, type_)
        return
    from evidencepack.onboarding.blank_service.folder import start_folder

    written = start_folder(folder, open_library(mappings), name, type_)
    say(f"A new service folder: {folder}")
    for path in written:
        say(path.relative_to(folder).as_posix(), indent="  ")
    begin("What to do next")
    say(f"Open {written[1].name} in Excel or LibreOffice, and read its first sheet.", indent=" 1. ", hang="    ")
    say("Fill in the sheets you can. What you leave as it is counts as not supplied.", indent=" 2. ", hang="    ")
    say("Copy policies, minutes and reports into documents.", indent=" 3. ", hang="    ")
    say(f"Run: evidencepack check {folder}", indent=" 4. ", hang="    ")
    say(f"Run: evidencepack build {folder}", indent=" 5. ", hang="    ")


def propose_from(
    spreadsheets: Path,
    folder: Path,
    yes: bool,
    as_json: bool,
    mappings: Path | None,
    on: date,
    name: str = "",
    type_: str = "",
) -> None:
    """Propose, ask unless `yes`, and write; with `as_json` and without `yes` only the proposal is printed."""
    must_be_free(folder)
    library = open_library(mappings)
    proposal = propose(spreadsheets, library.column_maps, library.rules.terms).called(one_line(name), type_)
    key = secrets.token_hex(16)
    scrub = Scrubber({name: f"staff:{name}" for name in proposal.names}, key, library.rules.people)
    if as_json and not yes:
        put_json(_plain(proposal, scrub, library.messages))
        return
    if not yes:
        tell(proposal, scrub, library.messages)
        proposal = _settle(proposal, scrub, library.messages, folder)
    text = proposal_text(proposal, key, library.messages, not yes)
    files = {file.place: file.path for file in (*proposal.records, *proposal.documents)}
    about = service_workbook(library, _known(proposal), likely_frameworks({}, proposal.type))
    ours = {_free(SERVICE_BOOK, files): about, "service.yaml": text.encode()}
    write_folder(folder, {**files, **ours}, ("records", "documents"))
    if as_json:
        put_json(_plain(proposal, scrub, library.messages))
        return
    if yes:
        tell(proposal, scrub, library.messages)
    _written(folder, library, on)


def _known(proposal: Proposal) -> dict[str, str]:
    """What the files and the person said of the service, as the sheet on it asks: a day as people write it."""
    facts = {fact.key: fact.value for fact in proposal.facts} | {"name": proposal.name, "type": proposal.type}
    if day := facts.get("registered"):
        facts["registered"] = date.fromisoformat(day).strftime("%d/%m/%Y")
    return facts


def _free(place: str, taken: Collection[str]) -> str:
    """A place for a file of ours that none of theirs has."""
    stem, dot, ending = place.rpartition(".")
    names = (place, *(f"{stem} ({n}){dot}{ending}" for n in range(2, len(taken) + 3)))
    lower = {each.casefold() for each in taken}
    return next(name for name in names if name.casefold() not in lower)


def tell(proposal: Proposal, scrub: Scrubber, messages: Messages) -> None:
    """The account: what each sheet seems to be, how sure, which heading is what, and what is left out with why."""
    files = count_of(len(proposal.records) + len(proposal.documents), "file")
    say(f"{files}: {count_of(len(proposal.sheets), 'sheet')} and {count_of(len(proposal.documents), 'document')}")
    for fact in (f for f in proposal.facts if f.file):
        say(f"{fact.key.replace('_', ' ')}: {fact.value} (from {fact.file})", indent="  ", hang="    ")
    for sheet in proposal.sheets:
        if sheet.candidates or sheet.recognised:
            say()
            _sheet(sheet, scrub, messages)
    not_understood = [s for s in proposal.sheets if not s.candidates and not s.recognised]
    if not_understood:
        begin("Copied but not read")
    for sheet in not_understood:
        say(f"{_where(sheet, scrub)}: {scrub(why_words(sheet, messages))}.", indent=" - ", hang="   ")
    _left_out(proposal, scrub, messages)


def _sheet(sheet: SheetProposal, scrub: Scrubber, messages: Messages) -> None:
    say(_where(sheet, scrub))
    if sheet.recognised:
        say(f"{messages.all(sheet.recognised)} {count_of(sheet.rows, 'row')}.", indent="  ", hang="    ")
        return
    best = sheet.candidates[0]
    doubt = "" if sheet.confidence is Confidence.CERTAIN else f": {why_words(sheet, messages)}"
    maybe = "Perhaps: " if sheet.confidence is Confidence.UNSURE else ""
    say(f"{maybe}{best.label} ({sheet.confidence}{doubt})", indent="  ", hang="    ")
    first = "the first " if sheet.rows > best.looked_at * 2 else ""
    tried = f"; {best.read:,} of {first}{count_of(best.looked_at, 'record')} can be read" if best.looked_at else ""
    say(f"{count_of(sheet.rows, 'row')}{tried}", indent="  ", hang="    ")
    for line in _headings(best, scrub):
        say(line, indent="  ", hang="    ")


def _headings(candidate: Candidate, scrub: Scrubber) -> list[str]:
    lines = []
    if candidate.layout == "long":
        exact = [f"{scrub(h.shown)} ({_plain_field(h)})" for h in candidate.used if not h.like]
        lines += [f"Read as: {', '.join(exact)}"] if exact else []
    else:
        alone = [h for h in candidate.used if [x.field for x in candidate.used].count(h.field) == 1]
        many = [h for h in candidate.used if h not in alone]
        each = [f"{scrub(h.shown)} ({_plain_field(h)})" for h in alone]
        each += [f"{len(many)} columns ({_plain_field(many[0])}): {_some(many, scrub)}"] if many else []
        lines.append(f"Read as: {', '.join(each)}")
    lines += [
        f"Nearly the same: {scrub(h.shown)} ({_plain_field(h)}), like '{h.like}', {h.score} of 100"
        for h in candidate.used
        if h.like
    ]
    lines += [f"{field.replace('_', ' ')}: {word}, in every row" for field, word in candidate.constants.items()]
    if candidate.unused:
        lines.append(f"Not used: {_some(candidate.unused, scrub)}")
    for field, cells in candidate.unknown.items():
        lines.append(f"{count_of(cells, 'cell')} of {field.replace('_', ' ')} hold words no list knows; kept as typed")
    return lines


def _plain_field(heading: Heading) -> str:
    return heading.field.replace("_", " ")


def _some(headings: Sequence[Heading], scrub: Scrubber) -> str:
    more = f" and {len(headings) - _LISTED:,} more" if len(headings) > _LISTED else ""
    return ", ".join(scrub(h.shown) for h in headings[:_LISTED]) + more


def _where(sheet: SheetProposal, scrub: Scrubber) -> str:
    return scrub(f"{sheet.file}, sheet {sheet.sheet}" if sheet.sheet else sheet.file)


def _left_out(proposal: Proposal, scrub: Scrubber, messages: Messages) -> None:
    if not proposal.left_out:
        return
    begin("Files passed over")
    for left in proposal.left_out[: 2 * _LISTED]:
        say(f"{scrub(left.file)}: {_told(left.why, messages)}", indent=" - ", hang="   ")
    if len(proposal.left_out) > 2 * _LISTED:
        say(f"and {len(proposal.left_out) - 2 * _LISTED:,} more", indent=" - ")


def _told(said: Note, messages: Messages) -> str:
    return f"{messages.what(said)} {messages.remedy(said)}".rstrip()


def _settle(proposal: Proposal, scrub: Scrubber, messages: Messages, folder: Path) -> Proposal:
    """The proposal as a person settles it in the terminal; nothing is written before the last yes."""
    say()
    unsure = (s for s in proposal.sheets if s.confidence is Confidence.UNSURE and not s.chosen)
    to_ask = (s for s in unsure if _can_be_read(s))
    asked = {(s.file, s.sheet): replace(s, chosen=_choice(s, scrub, messages)) for s in to_ask}
    sheets = tuple(asked.get((s.file, s.sheet), s) for s in proposal.sheets)
    name = click.prompt("Name of the service", default=show(proposal.name)).strip() or proposal.name
    type_ = click.prompt("What it is", type=click.Choice(SERVICE_TYPES), default=proposal.type)
    count = sum(bool(s.chosen or s.recognised) for s in sheets)
    click.confirm(show(f"Copy the files to {folder} and read {count_of(count, 'sheet')}?"), default=True, abort=True)
    return replace(proposal, sheets=sheets, name=name, type=type_)


def _can_be_read(sheet: SheetProposal) -> list[Candidate]:
    """The readings worth offering: without a field that every row needs, none would be read."""
    return [r for r in sheet.candidates if not r.missing]


def _choice(sheet: SheetProposal, scrub: Scrubber, messages: Messages) -> Candidate | None:
    candidates = _can_be_read(sheet)
    say(f"{_where(sheet, scrub)}: {why_words(sheet, messages)}. What is it?")
    labels = [candidate.label for candidate in candidates]
    for n, candidate in enumerate(candidates, 1):
        share = f"{candidate.read:,} of {count_of(candidate.looked_at, 'row')} read"
        apart = ", ".join(f"{field}: {word}" for field, word in candidate.constants.items()) or candidate.map
        which = f"{candidate.label} ({apart})" if labels.count(candidate.label) > 1 else candidate.label
        say(f"{which}, {count_of(len(candidate.used), 'heading')}, {share}", indent=f"  {n}. ", hang="     ")
    say("Leave it out", indent="  0. ")
    number: int = click.prompt("Number", type=click.IntRange(0, len(candidates)), default=0)
    return candidates[number - 1] if number else None


def _written(folder: Path, library: Library, on: date) -> None:
    """What came of it, counted as check and build count it, and what to do next."""
    read, messages = read_service(folder, library), library.messages
    records, after = as_of(read.records, on)
    found, shown = (*read.problems, *after.slips), shown_of(read, library)
    questions = write_open(folder, read, library, assess_service(read, library, on), on)[0]
    intake = files_said(records, read.accounts, found, read.asked, len(questions), shown, messages).intake
    begin(messages.say("written-to", folder=str(folder)))
    sheets, rows = note("sheets", n=intake.sheets), {"read": intake.rows_read, "seen": intake.rows_seen}
    states = {"read": intake.read, "aside": intake.set_aside, "unread": intake.unread}
    say(messages.say("sheets-come-to", sheets=sheets, **states), indent="  ", hang="    ")
    for unread in unread_notes(intake, more="more-in-check"):
        say(messages.what(unread), indent="  ", hang="    ")
    say(messages.say("rows-come-to", **rows), indent="  ", hang="    ")
    for said in read.notes:
        say(messages.what(said), indent="  ", hang="    ")
    say(messages.say("counted-in-files", counted=counted_note(intake)), indent="  ", hang="    ")
    begin(messages.say("what-to-do-next"))
    steps = [note("next-service", file=SERVICE_BOOK)]
    steps += [note("next-questions", file=QUESTIONS_FILE, n=len(questions))] if questions else []
    for number, step in enumerate((*steps, note("next-build", folder=str(folder))), 1):
        say(messages.what(step), indent=f" {number}. ", hang="    ")


def _plain(proposal: Proposal, scrub: Scrubber, messages: Messages) -> dict[str, Any]:
    """The proposal for a program: no names, no cells; headings that could name a person only by their column."""
    return {
        "name": proposal.name,
        "type": proposal.type,
        "known": [{"key": f.key, "value": f.value, "file": f.file} for f in proposal.facts],
        "sheets": [_plain_sheet(s, scrub, messages) for s in proposal.sheets],
        "records": [scrub(f.place) for f in proposal.records],
        "documents": [scrub(f.place) for f in proposal.documents],
        "passed_over": [{"file": scrub(x.file), "why": _told(x.why, messages)} for x in proposal.left_out],
    }


def _plain_sheet(sheet: SheetProposal, scrub: Scrubber, messages: Messages) -> dict[str, Any]:
    return {
        "file": scrub(sheet.file),
        "sheet": scrub(sheet.sheet),
        "rows": sheet.rows,
        "sure": str(sheet.confidence),
        "why": scrub(why_words(sheet, messages)),
        "map": sheet.chosen.map if sheet.chosen else "",
        "recognised": [messages.what(said) for said in sheet.recognised],
        "readings": [_plain_candidate(r, scrub) for r in sheet.candidates],
    }


def _plain_candidate(candidate: Candidate, scrub: Scrubber) -> dict[str, Any]:
    return {
        "map": candidate.map,
        "register": candidate.register,
        "layout": candidate.layout,
        "points": round(candidate.points, 2),
        "rows_looked_at": candidate.looked_at,
        "rows_read": candidate.read,
        "missing": list(candidate.missing),
        "every_row": dict(candidate.constants),
        "headings": [
            {"column": h.letter, "heading": scrub(h.shown), "field": h.field, "like": h.like, "score": h.score}
            for h in candidate.headings
        ],
        "words_not_known": dict(candidate.unknown),
    }
