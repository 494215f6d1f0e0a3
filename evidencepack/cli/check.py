"""evidencepack check: what was understood of a service folder, every row accounted for."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from evidencepack.assessment import after_lines, as_of
from evidencepack.assessment.selection import not_said
from evidencepack.cli.check_answers import answer_lines, plain_answers, say_answers
from evidencepack.cli.check_offer import Desk, offer
from evidencepack.cli.console import begin, put_json, say, table
from evidencepack.files import Reader
from evidencepack.notes import Fact, Messages, Note, note
from evidencepack.onboarding.proposal.unknown_words import UnknownWords, unknown_words
from evidencepack.onboarding.proposal.vocabulary import vocabulary_of
from evidencepack.onboarding.questions.of_folder import question_count
from evidencepack.origin import Account, Problem
from evidencepack.pack.files_model import Intake, ProblemLine, SourceLine
from evidencepack.pack.intake import counted_note, files_said, unread_notes
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.sources import source_lines
from evidencepack.pipeline import open_library, read_service, shown_of
from evidencepack.registers import Service
from evidencepack.tables.notes import ABOUT, NOT_FILLED, NOT_MAPPED
from evidencepack.tender.answers import all_answers

_LISTED = 6


def run(folder: Path, on: date, as_json: bool, mappings: Path | None, reader: Reader) -> int:
    """Print the account of every sheet and the problems; how many problems there are."""
    library = open_library(mappings)
    read = read_service(folder, library, reader)
    shown = shown_of(read, library)
    scrub, (records, after) = shown.scrub, as_of(read.records, on)
    answers = all_answers(folder, library.frameworks.values(), reader)
    written = answer_lines(answers, library.frameworks.values())
    sources = source_lines(read.accounts, shown, library.messages)
    found = (*read.problems, *after.slips, *answers.problems)
    questions = question_count(read, library, on)
    said = files_said(records, read.accounts, found, read.asked, questions, shown, library.messages)
    problems = said.lines
    vocabulary = vocabulary_of(library.column_maps, library.rules.terms)
    words = unknown_words(read, library.column_maps, shown.names_nobody)
    if as_json:
        told = _plain(sources, problems, read.accounts, words, scrub)
        told["not_said"] = [library.messages.what(whether) for whether in not_said(read.service)]
        told["intake"] = to_builtins(said.intake)
        put_json({**told, "answers": list(plain_answers(written, scrub))})
        return len(problems)
    desk, tell = Desk(scrub, shown.names_nobody, vocabulary, library.messages), library.messages.say
    _summary(read.service, said.intake, desk)
    begin(tell("sheets-in-detail"))
    for account, source in zip(read.accounts, sources, strict=True):
        if not _starter(account):
            _source(account, source, desk)
            offer(read, account, library.column_maps, desk)
            unknown = (_words(w, desk) for w in words.get((account.file, account.sheet), ()))
            for line in (*_cells(account, read.problems, desk), *unknown):
                say(line, indent="  ", hang="    ")
    _not_filled(read.accounts, desk)
    _not_said(read.service, desk)
    say_answers(written, scrub)
    for told_of in (*read.notes, *after_lines(after)):
        say(library.messages.what(shown.note(told_of)))
    _problems(problems, said.intake, library.messages)
    return len(problems)


def _summary(service: Service, intake: Intake, desk: Desk) -> None:
    """What the files come to, in a few lines: what is read, what is not, and how much there is to look at."""
    tell, hang = desk.messages.say, "    "
    say(tell("files-of-service", service=service.name, n=intake.files))
    sheets = note("sheets", n=intake.sheets)
    read = {"read": intake.read, "aside": intake.set_aside, "unread": intake.unread}
    say(tell("sheets-come-to", sheets=sheets, **read), indent="  ", hang=hang)
    for unread in unread_notes(intake, more="more-below"):
        say(desk.messages.what(unread), indent="  ", hang=hang)
    say(tell("rows-come-to", read=intake.rows_read, seen=intake.rows_seen), indent="  ", hang=hang)
    dated = {"n": str(intake.documents), "dated": str(intake.documents_dated)}
    say(tell("documents-dated", **dated), indent="  ", hang=hang)
    say(tell("counted-now", counted=counted_note(intake)), indent="  ", hang=hang)
    if intake.problems or intake.questions:
        say(tell("look-below"), indent="  ", hang=hang)


def _not_said(service: Service, desk: Desk) -> None:
    """What decides whether a duty applies and nobody has said, a line each."""
    asked = not_said(service)
    if asked:
        begin(desk.messages.say("not-said-yet"))
    for whether in asked:
        say(desk.messages.say("not-said-whether", whether=whether), indent="  ", hang="    ")


def _source(account: Account, source: SourceLine, desk: Desk) -> None:
    tell = desk.messages.say
    begin(source.place.words)
    if source.map:
        say(tell("by-column-map", register=source.register_, map=source.map), indent="  ")
    elif NOT_MAPPED in account.set_aside:
        say(tell("sheet-not-read"), indent="  ")
    rows = [(tell("rows-read"), source.rows_read), *source.set_aside]
    parts = " + ".join(f"{n} {reason}" for reason, n in rows)
    say(tell("rows-seen", seen=str(source.rows_seen), parts=parts), indent="  ", hang="    ")
    if source.records != source.rows_read:
        say(tell("records-from-rows", records=source.records), indent="  ")
    for line in source.said:
        say(line, indent="  ", hang="    ")
    if headings := _headings(account, desk):
        say(tell("headings-read-as", headings=headings), indent="  ", hang="    ")
    if source.unused_columns:
        shown, hidden = _safe(account.unused_columns, desk, _is_wide(account))
        say(tell("columns-not-used", columns=", ".join([*shown, *hidden])), indent="  ", hang="    ")


def _starter(account: Account) -> bool:
    """Whether a sheet of the starter workbook holds no register, or nothing yet."""
    return not account.set_aside.keys().isdisjoint((ABOUT, NOT_FILLED))


def _not_filled(accounts: Sequence[Account], desk: Desk) -> None:
    """The sheets of the starter workbook that are as they were written, by file."""
    files: dict[str, list[str]] = {}
    for account in accounts:
        if NOT_FILLED in account.set_aside:
            files.setdefault(desk.scrub(account.file), []).append(desk.scrub(account.sheet))
    for file, sheets in files.items():
        begin(file)
        say(desk.messages.say("starter-sheets-empty", sheets=", ".join(sheets)), indent="  ", hang="    ")
    if files and all(map(_starter, accounts)):
        say(desk.messages.say("nothing-filled-in"), indent="  ")


def _headings(account: Account, desk: Desk) -> str:
    """What each heading was read as, those of one field together; of many columns the first."""
    together: dict[str, list[str]] = {}
    for heading, field in account.fields:
        together.setdefault(field, []).append(heading)
    return ", ".join(_heading(headings, field.replace("_", " "), desk) for field, headings in together.items())


def _heading(headings: Sequence[str], word: str, desk: Desk) -> str:
    if len(headings) == 1:
        return f"{desk.scrub(headings[0])} ({word})" if word else desk.scrub(headings[0])
    shown, hidden = _safe(headings, desk, True)
    more = [desk.messages.say("n-more", more=str(len(shown) - _LISTED))] if len(shown) > _LISTED else []
    which = ", ".join([*shown[:_LISTED], *more, *hidden])
    code = "columns-as-field" if word else "columns-together"
    return desk.messages.say(code, columns=str(len(headings)), field=word, which=which)


def _safe(headings: Sequence[str], desk: Desk, wide: bool) -> tuple[list[str], list[str]]:
    """The headings that name nobody, and how many could; over the columns of a wide sheet may stand first names."""
    names = wide and desk.vocabulary.most_are_names(headings)
    shown = [desk.scrub(h) for h in headings if not desk.vocabulary.may_be_a_name(h, alone=names)]
    left = len(headings) - len(shown)
    return shown, [desk.messages.say("may-be-names", n=left)] if left else []


def _cells(account: Account, problems: Sequence[Problem], desk: Desk) -> list[str]:
    """A line for each column and what it should hold; of a wide sheet, whose columns are alike, one for all."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for p in problems:
        if p.origin.cell and p.rows == 1 and (p.origin.file, p.origin.sheet) == (account.file, account.sheet):
            column = ("", "") if _is_wide(account) else (p.origin.column, p.origin.letter)
            groups.setdefault((*column, _wrong(p.what, desk.messages)), []).append(p)
    return [
        _cell_line(desk.scrub(c), letter, wanted, found, desk.messages) for (c, letter, wanted), found in groups.items()
    ]


def _wrong(what: Note, messages: Messages) -> str:
    """What is wrong with a cell, the same for every cell where it is known what was wanted: "not a date"."""
    wanted = messages.facts(what).get("wanted")
    return messages.say("not-wanted", wanted=wanted) if wanted else messages.what(what).rstrip(".")


def _is_wide(account: Account) -> bool:
    """Whether many columns were read as the same field, as courses or months are."""
    return len({field for _, field in account.fields}) < len(account.fields)


def _cell_line(column: str, letter: str, wanted: str, found: Sequence[Problem], messages: Messages) -> str:
    where: Fact = ", ".join(p.origin.cell for p in found[:_LISTED])
    if len(found) > _LISTED:
        where = note("cells-and-more", cells=where, more=len(found) - _LISTED)
    cells = note("cells", n=len(found))
    if column:
        cells = note("cells-of-column" if letter else "cells-of", cells=cells, column=column, letter=letter)
    return messages.say("cells-not-understood", cells=cells, wanted=wanted, where=where)


def _words(found: UnknownWords, desk: Desk) -> str:
    shown = [f"'{desk.scrub(word)}' {n}" for word, n in found.words[:_LISTED]]
    more = sum(n for _, n in found.words[_LISTED:]) + found.hidden
    shown += [desk.messages.say("other-words", more=str(more))] if more and shown else []
    code = "words-of-no-list" if shown else "words-of-no-list-hidden"
    cells, heading = note("cells", n=found.cells), desk.scrub(found.heading)
    return desk.messages.say(code, cells=cells, heading=heading, which=", ".join(shown))


def _problems(problems: tuple[ProblemLine, ...], intake: Intake, messages: Messages) -> None:
    say()
    if problems:
        rows = [(p.place_words, f"{p.what} {p.remedy}") for p in problems]
        table((messages.say("heading-where"), messages.say("heading-what-and-remedy")), rows, (34, 44))
        say()
    else:
        say(messages.say("no-problems-in-files"))
    say(messages.say("counted-now", counted=counted_note(intake)))


def _plain(
    sources: Sequence[SourceLine],
    problems: Sequence[ProblemLine],
    accounts: Sequence[Account],
    words: Mapping[tuple[str, str], Sequence[UnknownWords]],
    scrub: Scrubber,
) -> dict[str, Any]:
    return {
        "sources": [
            to_builtins(s)
            | {"headings": [[scrub(heading), field] for heading, field in a.fields]}
            | {"words_not_known": {w.field: w.cells for w in words.get((a.file, a.sheet), ())}}
            for s, a in zip(sources, accounts, strict=True)
        ],
        "problems": [to_builtins(p) for p in problems],
    }
