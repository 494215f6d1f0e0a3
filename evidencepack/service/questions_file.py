"""Questions.xlsx read back: what a manager has typed beside each question, whatever else was done to the sheet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import MsgspecError, Struct
from msgspec.json import decode, encode
from msgspec.structs import replace
from pydantic import ValidationError

from evidencepack.files import Cell, Reader, Sheet, Unreadable, fingerprint_of, printed
from evidencepack.files.file_access import link_out_of
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import Answer, Question
from evidencepack.registers.settled import LONGEST
from evidencepack.tables.cells.convert import error_in, to_text
from evidencepack.tables.header_rows import row_with_known
from evidencepack.tables.headings import at, fields_of, letter_of, plain
from evidencepack.tables.starter_sheets import TITLES
from evidencepack.text import one_line

QUESTIONS_FILE = "Questions.xlsx"
NUMBER, ASKED, WHERE, SETTLES, ANSWER, REMARK, KEY, WRITTEN = (
    *("No.", "What we ask", "Where it stands", "What it settles", "Your answer", "Your remark"),
    *("Our key", "As we wrote it"),
)
HEADINGS = (NUMBER, ASKED, WHERE, SETTLES, ANSWER, REMARK, KEY, WRITTEN)
LIST, MEANS = "List", "Means"
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LONGEST_KEY = 2_000
_SCOPE = ("ask", "register", "field", "file", "sheet", "what")  # as settled.yaml calls them
Key = tuple[str, ...]


class TypedRow(Struct, frozen=True):
    """One question of the workbook as a manager left it.

    `typed` is what stands in the answer cell, `written` what we wrote there, `more` the cells of columns of the
    manager's own by their heading. `means` is what the answer means, None where no choice goes by it; `options` are the
    choices: what each means by what it is called.
    """

    key: Key
    typed: str
    written: str
    remark: str
    more: Mapping[str, str]
    means: str | None
    where: Origin
    options: Mapping[str, str]

    @property
    def changed(self) -> bool:
        """Whether the answer is another than the one we wrote."""
        return plain(self.typed) != plain(self.written)


class TypedAnswers(Struct, frozen=True):
    """What was typed into Questions.xlsx: answers, answers taken back, what a person must mend, and every row.

    `path` is the file, None where there is none, `fingerprint` its SHA-256; `closed` is why nothing of it can be read,
    `own_sheets` whether it has sheets that are not ours.
    """

    answers: tuple[Answer, ...] = ()
    taken_back: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: tuple[TypedRow, ...] = ()
    path: Path | None = None
    fingerprint: str = ""
    closed: Note | None = None
    own_sheets: bool = False


def key_text(key: Key, words: int) -> str:
    """The hidden cell that says which question a row is, and in which list its choices stand (0 for none)."""
    return encode([*key, words]).decode()


def key_of_question(asked: Question | Answer) -> Key:
    """What a question, or an answer to it, is about."""
    register = asked.register_ if isinstance(asked, Answer) else asked.register
    return (asked.ask, register, asked.field, asked.file, asked.sheet, one_line(asked.what)[:LONGEST])


def questions_path(folder: Path) -> Path | None:
    """Questions.xlsx of a service folder, in whatever capitals and however it was saved again; None without one."""
    stem = QUESTIONS_FILE.partition(".")[0].casefold()
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return None
    own = (p for p in paths if p.stem.casefold() == stem and p.suffix.casefold() in _ENDINGS)
    return min(own, key=lambda p: p.name.casefold() != QUESTIONS_FILE.casefold(), default=None)


def typed_answers(folder: Path, reader: Reader, on: date | None = None) -> TypedAnswers:
    """What stands in Questions.xlsx, read by the guarded reader; `on` is the day the answers are kept under."""
    path = questions_path(folder)
    if path is None:
        return TypedAnswers()
    fingerprint = fingerprint_of(path, folder)
    link, name = link_out_of(path, folder), printed(path, folder)
    read = Unreadable(link.why) if link else reader.read(path)
    if isinstance(read, Unreadable):
        problem = Problem(Origin(name), note("file-unreadable", why=read.why), rows=0)
        return TypedAnswers(problems=(problem,), path=path, fingerprint=fingerprint, closed=read.why)
    lists = {number: choices for sheet in read for number, choices in _lists(sheet).items()}
    rows = [row for sheet in read for row in _rows(name, sheet, lists)]
    ours = [sheet for sheet in read if not sheet.rows or _is_ours(sheet)]
    told = _understood(rows, on)
    return replace(told, path=path, fingerprint=fingerprint, own_sheets=len(ours) < len(read))


def _is_ours(sheet: Sheet) -> bool:
    first = next((plain(cell) for row in sheet.rows[:3] for cell in row if plain(cell)), "")
    return first in {plain(TITLES[name]) for name in ("questions", "answered", "lists")} or bool(_table(sheet))


def _table(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of headings, and which column each stands in; None for a sheet without our key or the answers."""
    known = {plain(heading): heading for heading in HEADINGS}
    head = row_with_known(sheet.rows, known)
    columns = {} if head is None else {h: i for i, h in fields_of(sheet.rows[head], known).items()}
    return (head, columns) if head is not None and {ANSWER, KEY} <= columns.keys() else None


def _rows(file: str, sheet: Sheet, lists: Mapping[int, Mapping[str, str]]) -> Iterator[TypedRow]:
    """Every row that still carries the key of a question."""
    if (table := _table(sheet)) is None:
        return
    head, columns = table
    own = {i: _text(cell) for i, cell in enumerate(sheet.rows[head]) if i not in columns.values() and _text(cell)}
    for number, row in enumerate(sheet.rows[head + 1 :], head + 2):
        found = _key(at(row, columns[KEY]))
        if found is None:
            continue
        key, words = found
        cells = {heading: _text(at(row, column)) for heading, column in columns.items()}
        where = Origin(file, sheet.name, number, ANSWER, letter_of(columns[ANSWER]))
        more = {heading: text for i, heading in own.items() if (text := _text(at(row, i)))}
        options = lists.get(words, {})
        means = _meaning(at(row, columns[ANSWER]), options, free=not words)
        yield TypedRow(key, cells[ANSWER], cells.get(WRITTEN, ""), cells.get(REMARK, ""), more, means, where, options)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return "" if cell is None else error_in(cell) or to_text(cell)


def _key(cell: Cell) -> tuple[Key, int] | None:
    """The question that a hidden cell names; None where the row is none of ours any more."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_KEY:
        return None
    try:
        *key, words = decode(cell.encode(), type=list[str | int])
    except (MsgspecError, ValueError):
        return None
    texts = tuple(part for part in key if isinstance(part, str))
    return (texts, words) if len(texts) == len(key) == len(_SCOPE) and isinstance(words, int) else None


def _lists(sheet: Sheet) -> dict[int, dict[str, str]]:
    """The choices of each list on the hidden sheet: what each means by what it is called."""
    found: dict[int, dict[str, str]] = {}
    for index, row in enumerate(sheet.rows[:3]):
        for column, cell in enumerate(row):
            kind, _, number = cell.partition(" ") if isinstance(cell, str) else ("", "", "")
            if kind == LIST and number.isdecimal() and at(row, column + 1) == MEANS:
                pairs = [(_text(at(r, column)), _text(at(r, column + 1))) for r in sheet.rows[index + 1 :]]
                found[int(number)] = {label: means for label, means in pairs if label and means}
    return found


def _compared(text: str) -> str:
    """A choice as it is compared: letters and digits, whatever stands between them."""
    return "".join(c for c in plain(text) if c.isalnum()) or plain(text)


def _meaning(cell: Cell, choices: Mapping[str, str], *, free: bool) -> str | None:
    return None if error_in(cell) else meaning_of(_text(cell), choices, free=free)


def meaning_of(typed: str, choices: Mapping[str, str], *, free: bool) -> str | None:
    """What a typed answer means: one of the choices, by its name or by what it means; any text where `free`."""
    text = one_line(typed)
    if not text or len(text) > LONGEST:
        return None
    if free:
        return text
    own = {_compared(means): means for means in choices.values()}
    called = {_compared(label): means for label, means in choices.items()}
    return called.get(_compared(text)) or own.get(_compared(text)) or _yes_or_no(text, own)


def _yes_or_no(text: str, own: Mapping[str, str]) -> str | None:
    """Y and N where yes and no are the choices."""
    return own.get({"y": "yes", "n": "no", "true": "yes", "false": "no"}.get(_compared(text), ""))


def _understood(rows: Sequence[TypedRow], on: date | None) -> TypedAnswers:
    """The answers of all rows; where two rows of one question say different things, neither holds."""
    changed = [row for row in rows if row.changed]
    said: dict[Key, set[str | None]] = {}
    for row in changed:
        said.setdefault(row.key, set()).add(row.means if row.typed else "")
    answers, back, problems = dict[Key, Answer](), dict[Key, Answer](), list[Problem]()
    for row in changed:
        answer = _answer(row.key, row.means or "", on)
        if len(said[row.key]) > 1:
            problems.append(Problem(row.where, note("question-answered-twice")))
        elif row.typed and (row.means is None or answer is None):
            problems.append(Problem(row.where, note("answer-is-no-choice")))
        elif answer is not None:
            (answers if row.typed else back)[row.key] = answer
    return TypedAnswers(tuple(answers.values()), tuple(back.values()), tuple(problems), tuple(rows))


def _answer(key: Key, means: str, on: date | None) -> Answer | None:
    """The answer to keep; None where the key is none that we could have written."""
    try:
        return Answer.model_validate(dict(zip(_SCOPE, key, strict=True)) | {"means": means, "on": on})
    except ValidationError:
        return None
