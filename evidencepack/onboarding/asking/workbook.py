"""Questions.xlsx: a row a question, with the answers to choose from; and those given so far, to change or clear."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from evidencepack.notes import Messages
from evidencepack.onboarding.blank_service.starter_workbook import StarterBook, new_book
from evidencepack.onboarding.blank_service.styles import set_page
from evidencepack.pack.ask_words import AskWords, with_means
from evidencepack.registers import Answer, Question
from evidencepack.service.questions_file import (
    ANSWER,
    ASKED,
    KEY,
    LIST,
    MEANS,
    NUMBER,
    REMARK,
    SETTLES,
    WHERE,
    WRITTEN,
    Key,
    TypedRow,
    key_of_question,
    key_text,
)
from evidencepack.tables.headings import letter_of
from evidencepack.tables.starter_sheets import TITLES
from evidencepack.writers.excel.row_height import height_of
from evidencepack.writers.xml_parts import same_bytes

_WIDTHS = {NUMBER: 5, ASKED: 58, WHERE: 36, SETTLES: 13, ANSWER: 32, REMARK: 28}
_HIDDEN = (KEY, WRITTEN)
_HEAD = 5
_LAST_LIST_ROW = 2  # of the hidden sheet: its title, a blank row, and the numbers of the lists
Options = Mapping[str, str]


class Line(Struct, frozen=True):
    """One row: its key, the cells a person reads, the answer that stands there, and the choices (none: any text)."""

    key: Key
    asked: str
    where: str
    settles: str
    options: Options
    answer: str = ""
    written: str = ""
    remark: str = ""
    more: Mapping[str, str] = {}


def questions_book(
    questions: Sequence[Question], answers: Sequence[Answer], messages: Messages, before: Sequence[TypedRow] = ()
) -> bytes:
    """The workbook, the same bytes for the same questions; `before` is what stands in the one it replaces.

    Remarks, cells of columns of the manager's own and answers that were not taken go over by their key.
    """
    words, typed = AskWords(messages), {row.key: row for row in before}
    asked = [_open(question, words, typed.get(key_of_question(question))) for question in questions]
    told = [_given(answer, words, typed.get(key_of_question(answer))) for answer in answers]
    book = new_book(messages, TITLES["questions"])
    lists = _Lists()
    own = list(dict.fromkeys(heading for row in before for heading in row.more))
    _sheet(book, lists, "questions", asked, own)
    if told:
        _sheet(book, lists, "answered", told, own)
    _write_lists(book, lists)
    book.workbook.close()
    return same_bytes(book.made.getvalue())


def _open(asked: Question, words: AskWords, before: TypedRow | None) -> Line:
    typed = before.typed if before and before.changed and before.means is None else ""
    return Line(
        key_of_question(asked), words.question(asked), words.where(asked), words.settles(asked), words.options(asked),
        typed, "", before.remark if before else "", before.more if before else {},
    )  # fmt: skip


def _given(answer: Answer, words: AskWords, before: TypedRow | None) -> Line:
    """An answer given, with the choices the question had: those of the workbook before, where it stood in it."""
    label = words.answer(answer.ask, answer.means, what=answer.what, register=answer.register_)
    options = dict(before.options) if before else {}
    label = with_means(options, answer.means) if answer.means in options.values() else label
    options = {label: answer.means, **options} if options or _closed(answer) else options
    kept = before.typed if before and before.changed and before.means is None and before.written else label
    day = answer.on.strftime("%d/%m/%Y") if answer.on else ""
    return Line(
        key_of_question(answer), words.of_answer(answer), day, "", options, kept, label,
        before.remark if before else "", before.more if before else {},
    )  # fmt: skip


def _closed(answer: Answer) -> bool:
    """Whether only some answers will do."""
    return answer.ask not in ("year", "default")


class _Lists(dict[tuple[tuple[str, str], ...], int]):
    """The number of each list of choices, from 1."""

    def number(self, options: Options) -> int:
        """The number of a list, 0 for none."""
        return self.setdefault(tuple(options.items()), len(self) + 1) if options else 0


def _sheet(book: StarterBook, lists: _Lists, which: str, lines: Sequence[Line], own: Sequence[str]) -> None:
    """One sheet: what to do in three lines, headings, and a row for each line."""
    sheet, say = book.workbook.add_worksheet("Questions" if which == "questions" else "Answered"), book.messages.say
    headings = [NUMBER, ASKED, _second(which), SETTLES, ANSWER, REMARK, *own, *_HIDDEN]
    if which == "answered":
        headings.remove(SETTLES)
    widths = [float(_WIDTHS.get(heading, 20)) for heading in headings]
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width, None, {"hidden": heading in _HIDDEN})
        book.put(sheet, _HEAD, column, heading, "needed head" if heading == ANSWER else "head")
    book.put(sheet, 0, 0, TITLES[which], "title")
    sheet.set_row(0, 24)
    last = len(headings) - len(_HIDDEN) - 1
    for row in range(1, 4):
        sheet.merge_range(row, 0, row, last, say(f"about-{which}-{row}"), book.styles["line"])
        sheet.set_row(row, 16)
    sheet.set_row(_HEAD, 20)
    for row, line in enumerate(lines, _HEAD + 1):
        _row(book, sheet, lists, row, line, headings, widths)
    if not lines:
        book.put(sheet, _HEAD + 1, 1, say("nothing-to-ask"), "cell")
    _set_up(sheet, which, max(_HEAD + len(lines), _HEAD + 1), last)


def _second(which: str) -> str:
    return WHERE if which == "questions" else "Answered on"


def _row(
    book: StarterBook, sheet: Any, lists: _Lists, row: int, line: Line, headings: Sequence[str], widths: Sequence[float]
) -> None:
    number = lists.number(line.options)
    second = _second("questions" if SETTLES in headings else "answered")
    cells: dict[str, str | int] = {
        **line.more, NUMBER: row - _HEAD, ASKED: line.asked, second: line.where, SETTLES: line.settles,
        ANSWER: line.answer, REMARK: line.remark, KEY: key_text(line.key, number), WRITTEN: line.written,
    }  # fmt: skip
    for column, heading in enumerate(headings):
        style = "typed" if heading in (ANSWER, REMARK) else "number" if heading == NUMBER else "cell"
        book.put(sheet, row, column, cells.get(heading, ""), "quiet" if heading in _HIDDEN else style)
        if heading == ANSWER:
            sheet.data_validation(row, column, row, column, _rule(book, number, len(line.options)))
    shown = [cells.get(heading, "") for heading in headings if heading not in _HIDDEN]
    sheet.set_row(row, height_of(shown, widths) or 18)


def _rule(book: StarterBook, number: int, choices: int) -> dict[str, Any]:
    """The drop-down of an answer; other words may stand, and are told of when they are read."""
    say = book.messages.say
    told = {"input_title": ANSWER, "input_message": say("hint-of-answer" if number else "hint-of-free-answer")}
    if not number:
        return {"validate": "any", **told}
    letter, first = letter_of(2 * number - 2), _LAST_LIST_ROW + 2
    source = f"='{TITLES['lists']}'!${letter}${first}:${letter}${first + choices - 1}"
    other = {
        "error_title": say("answer-not-listed"),
        "error_message": book.messages.wordings["answer-not-listed"].remedy,
        "error_type": "warning",
    }
    return {"validate": "list", "source": source, "ignore_blank": True, **told, **other}


def _set_up(sheet: Any, which: str, last_row: int, last_column: int) -> None:
    sheet.freeze_panes(_HEAD + 1, 2)
    sheet.autofilter(_HEAD, 0, last_row, last_column)
    set_page(sheet, last_row, last_column)
    sheet.repeat_rows(_HEAD)
    sheet.set_footer(f"&L&9 {TITLES[which]}&R&9 Page &P of &N")
    sheet.set_tab_color("#B08A3C" if which == "questions" else "#6B7280")
    if which == "questions":
        sheet.activate()


def _write_lists(book: StarterBook, lists: _Lists) -> None:
    """Every list of choices once, with what each choice means, on a sheet that is out of the way."""
    sheet = book.workbook.add_worksheet(TITLES["lists"])
    book.put(sheet, 0, 0, TITLES["lists"], "title")
    for options, number in lists.items():
        column = 2 * number - 2
        sheet.set_column(column, column, 34)
        for place, heading in ((column, f"{LIST} {number}"), (column + 1, MEANS)):
            book.put(sheet, _LAST_LIST_ROW, place, heading, "head")
        for row, (label, means) in enumerate(options, _LAST_LIST_ROW + 1):
            book.put(sheet, row, column, label, "line")
            book.put(sheet, row, column + 1, means, "quiet")
    sheet.hide()
