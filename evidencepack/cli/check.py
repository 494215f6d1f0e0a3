"""evidencepack check: what was understood of a service folder, every row accounted for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import to_builtins

from evidencepack.cli.check_answers import answer_lines, plain_answers, say_answers
from evidencepack.cli.console import begin, json_text, say, table
from evidencepack.files import Reader
from evidencepack.notes import Messages, Note
from evidencepack.onboarding.proposal.unknown_words import UnknownWords, unknown_words
from evidencepack.onboarding.proposal.vocabulary import Vocabulary, vocabulary_of
from evidencepack.origin import Account, Problem
from evidencepack.pack.listed_model import ProblemLine, SourceLine
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.sources import problem_lines, source_lines
from evidencepack.pipeline import open_library, read_service
from evidencepack.tables.notes import ABOUT, NOT_FILLED, NOT_MAPPED
from evidencepack.tender.answers import all_answers
from evidencepack.text import count_of

_LISTED = 6


def run(folder: Path, as_json: bool, mappings: Path | None, reader: Reader) -> None:
    """Print the account of every sheet and the problems."""
    library = open_library(mappings)
    read = read_service(folder, library, reader)
    scrub = Scrubber(read.names, read.service.privacy_key.get_secret_value())
    answers = all_answers(folder, library.frameworks.values(), reader)
    written = answer_lines(answers, library.frameworks.values())
    sources = source_lines(read.accounts, scrub, library.messages)
    problems = problem_lines((*read.problems, *answers.problems), scrub, library.messages)
    vocabulary = vocabulary_of(library.column_maps, library.rules.terms)
    words = unknown_words(read, library.column_maps, vocabulary)
    if as_json:
        told = _plain(sources, problems, read.accounts, words, scrub)
        click.echo(json_text({**told, "answers": list(plain_answers(written, scrub))}))
        return
    say(f"{read.service.name}: {count_of(len(sources), 'sheet')} looked at")
    for account, source in zip(read.accounts, sources, strict=True):
        if not _starter(account):
            _source(account, source, scrub, vocabulary)
            unknown = (_words(w, scrub) for w in words.get((account.file, account.sheet), ()))
            for line in (*_cells(account, read.problems, scrub, library.messages), *unknown):
                say(line, indent="  ", hang="    ")
    _not_filled(read.accounts, scrub)
    documents = len(read.records.of("documents"))
    begin(f"Documents: {documents}, of which {sum(d.day is not None for d in read.records.of('documents'))} dated")
    say_answers(written, scrub)
    for said in read.notes:
        say(scrub(library.messages.what(said)))
    _problems(problems)


def _source(account: Account, source: SourceLine, scrub: Scrubber, vocabulary: Vocabulary) -> None:
    begin(source.place.words)
    if source.map:
        say(f"{source.register_}, by column map {source.map}", indent="  ")
    elif NOT_MAPPED in account.set_aside:
        say("Not read: service.yaml does not say what this sheet holds.", indent="  ")
    rows = [("rows read", str(source.rows_read)), *((reason, str(n)) for reason, n in source.set_aside)]
    say(
        f"{source.rows_seen} rows seen = " + " + ".join(f"{n} {reason}" for reason, n in rows), indent="  ", hang="    "
    )
    if source.records != source.rows_read:
        say(f"{source.records:,} records from them", indent="  ")
    for line in source.said:
        say(line, indent="  ", hang="    ")
    if headings := _headings(account, scrub, vocabulary):
        say(f"Read as: {headings}", indent="  ", hang="    ")
    if source.unused_columns:
        shown, hidden = _safe(account.unused_columns, scrub, vocabulary, _is_wide(account))
        say(f"Columns not used: {', '.join([*shown, *hidden])}", indent="  ", hang="    ")


def _starter(account: Account) -> bool:
    """Whether a sheet of the starter workbook holds no register, or nothing yet."""
    return not account.set_aside.keys().isdisjoint((ABOUT, NOT_FILLED))


def _not_filled(accounts: Sequence[Account], scrub: Scrubber) -> None:
    """The sheets of the starter workbook that are as they were written, by file."""
    files: dict[str, list[str]] = {}
    for account in accounts:
        if NOT_FILLED in account.set_aside:
            files.setdefault(scrub(account.file), []).append(scrub(account.sheet))
    for file, sheets in files.items():
        begin(file)
        say(f"Starter workbook, nothing filled in yet: {', '.join(sheets)}", indent="  ", hang="    ")
    if files and all(map(_starter, accounts)):
        say("Nothing is filled in yet. Begin with its sheets Your service and Staff; Start here says how.", indent="  ")


def _headings(account: Account, scrub: Scrubber, vocabulary: Vocabulary) -> str:
    """What each heading was read as, those of one field together; of many columns the first."""
    together: dict[str, list[str]] = {}
    for heading, field in account.fields:
        together.setdefault(field, []).append(heading)
    return ", ".join(_heading(headings, field, scrub, vocabulary) for field, headings in together.items())


def _heading(headings: Sequence[str], field: str, scrub: Scrubber, vocabulary: Vocabulary) -> str:
    word = field.replace("_", " ")
    if len(headings) == 1:
        return f"{scrub(headings[0])} ({word})" if word else scrub(headings[0])
    shown, hidden = _safe(headings, scrub, vocabulary, True)
    more = [f"{len(shown) - _LISTED} more"] if len(shown) > _LISTED else []
    meaning = f" ({word})" if word else ""
    return f"{len(headings)} columns{meaning}: {', '.join([*shown[:_LISTED], *more, *hidden])}"


def _safe(headings: Sequence[str], scrub: Scrubber, vocabulary: Vocabulary, wide: bool) -> tuple[list[str], list[str]]:
    """The headings that name nobody, and how many could; over the columns of a wide sheet may stand first names."""
    names = wide and vocabulary.most_are_names(headings)
    shown = [scrub(h) for h in headings if not vocabulary.may_be_a_name(h, alone=names)]
    left = len(headings) - len(shown)
    return shown, [f"{left} not shown that may {'be a name' if left == 1 else 'be names'}"] if left else []


def _cells(account: Account, problems: Sequence[Problem], scrub: Scrubber, messages: Messages) -> list[str]:
    """A line for each column and what it should hold; of a wide sheet, whose columns are alike, one for all."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for p in problems:
        if p.origin.cell and p.rows == 1 and (p.origin.file, p.origin.sheet) == (account.file, account.sheet):
            column = ("", "") if _is_wide(account) else (p.origin.column, p.origin.letter)
            groups.setdefault((*column, _wrong(p.what, messages)), []).append(p)
    return [_cell_line(scrub(c), letter, wanted, found) for (c, letter, wanted), found in groups.items()]


def _wrong(what: Note, messages: Messages) -> str:
    """What is wrong with a cell, the same for every cell where it is known what was wanted: "not a date"."""
    wanted = messages.facts(what).get("wanted")
    return f"not {wanted}" if wanted else messages.what(what).rstrip(".")


def _is_wide(account: Account) -> bool:
    """Whether many columns were read as the same field, as courses or months are."""
    return len({field for _, field in account.fields}) < len(account.fields)


def _cell_line(column: str, letter: str, wanted: str, found: Sequence[Problem]) -> str:
    where = [p.origin.cell or f"row {p.origin.row}" for p in found[:_LISTED]]
    more = f" and {len(found) - _LISTED:,} more" if len(found) > _LISTED else ""
    named = f" of {column} ({letter})" if letter else f" of {column}" if column else ""
    return f"Not understood: {count_of(len(found), 'cell')}{named}, {wanted}: {', '.join(where)}{more}"


def _words(found: UnknownWords, scrub: Scrubber) -> str:
    shown = [f"'{scrub(word)}' {n}" for word, n in found.words[:_LISTED]]
    more = sum(n for _, n in found.words[_LISTED:]) + found.hidden
    shown += [f"others {more}"] if more and shown else []
    which = f": {', '.join(shown)}" if shown else ""
    count = count_of(found.cells, "cell")
    return f"Words no list knows, kept as typed: {count} of {scrub(found.heading)}{which}"


def _problems(problems: tuple[ProblemLine, ...]) -> None:
    say()
    if not problems:
        say("Problems: none.")
        return
    say(f"{count_of(len(problems), 'problem')} to look at")
    rows = [(_where(p), f"{p.what} {p.remedy}") for p in problems]
    table(("Where", "What, and what to do"), rows, (34, 44))


def _where(problem: ProblemLine) -> str:
    column = f", {problem.column}" if problem.column else ""
    return f"{problem.place.words}{column}{f' ({problem.cell})' if problem.cell else ''}"


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
