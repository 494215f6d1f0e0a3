"""The headings of a survey export: one row, or the two that SurveyMonkey writes, some questions over many columns."""

from collections.abc import Sequence

from msgspec import Struct

from evidencepack.files import Row
from evidencepack.tables.header_rows import best_row, heading_over, heading_text
from evidencepack.tables.headings import at, fields_of, filled, plain
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.survey_questions import QuestionColumns, Settings

_BARE = ("response", "open-ended response", "answer", "rating")


class SurveyHeadings(Struct, frozen=True):
    """How a survey is headed: its heading rows, the columns of day and group, the questions in their order, the
    headings of columns that are never read, and (field, heading) of those that are."""

    rows: tuple[int, ...]
    date: int | None
    group: int | None
    asked: tuple[QuestionColumns, ...]
    private: tuple[str, ...]
    read: tuple[tuple[str, str], ...]


def form_of(reader: LayoutReader, settings: Settings) -> SurveyHeadings | None:
    """The headings of a survey; None where no row holds any that is known beside questions."""
    fields = {plain(h): f for f in ("date", "group") for h in reader.map.columns.get(f, ())}
    known = {*fields, *settings.private, *settings.about}
    best = best_row(reader.rows, lambda row: _known(row, known))
    if best is None:
        return None
    found = {f: i for i, f in fields_of(reader.rows[best], fields).items()}
    if "date" not in found and not reader.map.constants.get("date"):
        return None
    below = _second_row(reader.rows, best, known - {h for h, f in fields.items() if f == "group"})
    return _form(reader, settings, best, below, found)


def _known(row: Row, known: set[str]) -> int:
    """How many headings of a row are known; 0 where nothing stands beside them that could be a question."""
    filled_in = [plain(c) for c in row if isinstance(c, str) and plain(c)]
    count = sum(c in known for c in filled_in)
    return count if len(filled_in) > count else 0


def _second_row(rows: Sequence[Row], head: int, known: set[str]) -> int | None:
    """The row below the questions that holds what each of their columns stands for, if there is one."""
    if head + 1 >= len(rows):
        return None
    row = rows[head + 1]
    meta = [i for i, c in enumerate(rows[head]) if plain(c) in known]
    texts = [c for c in row if filled(c)]
    words_only = bool(texts) and all(isinstance(c, str) for c in texts)
    return head + 1 if words_only and not any(plain(at(row, i)) for i in meta) else None


def _form(
    reader: LayoutReader, settings: Settings, head: int, below: int | None, found: dict[str, int]
) -> SurveyHeadings:
    row = reader.rows[head]
    second = reader.rows[below] if below is not None else ()
    texts = _texts(row, second)
    private = [i for i, (top, _) in texts.items() if plain(top) in settings.private]
    about = {i for i, (top, _) in texts.items() if plain(top) in settings.about}
    rest = {i: t for i, t in texts.items() if i not in {*private, *about, *found.values()} and t[0]}
    reader.unused.extend(dict.fromkeys(texts[i][0] for i in sorted(about)))
    return SurveyHeadings(
        rows=(head, below) if below is not None else (head,),
        date=found.get("date"),
        group=found.get("group"),
        asked=_asked(rest, settings),
        private=tuple(dict.fromkeys(texts[i][0] for i in private)),
        read=tuple((f, heading_text(at(row, i))) for f, i in sorted(found.items(), key=lambda p: p[1])),
    )


def _texts(row: Row, second: Row) -> dict[int, tuple[str, str]]:
    """Question and what stands below it, by column; a question stands over the blank columns to its right."""
    found: dict[int, tuple[str, str]] = {}
    for index, over in enumerate(heading_over(row, max(len(row), len(second)))):
        top, low = at(row, over) if over >= 0 else None, at(second, index)
        if over == index or plain(low):
            found[index] = (heading_text(top) if over >= 0 else "", heading_text(low) if plain(low) else "")
    return found


def _asked(texts: dict[int, tuple[str, str]], settings: Settings) -> tuple[QuestionColumns, ...]:
    """The questions; the columns of one that is ticked over several are one question."""
    groups: dict[tuple[str, int], list[int]] = {}
    last: tuple[str, int] | None = None
    for index, (top, low) in texts.items():
        # Two questions of the same words are two, unless the second has no heading of its own.
        key = last if last and last[0] == top and low else (top, index)
        groups.setdefault(key, []).append(index)
        last = key
    found: list[QuestionColumns] = []
    for (top, _), columns in groups.items():
        found.extend(_of_group(top, columns, {i: texts[i][1] for i in columns}, settings))
    return tuple(found)


def _of_group(top: str, columns: list[int], lows: dict[int, str], settings: Settings) -> list[QuestionColumns]:
    words = {i: plain(low) for i, low in lows.items()}
    known = settings.no_answer.union(*(s.numbers for s in settings.scales))
    ticked = [i for i in columns if words[i] in known]
    if len(ticked) > 1:
        return [QuestionColumns(top, tuple(ticked), {i: lows[i] for i in ticked})] + [
            QuestionColumns(_both(top, lows[i]), (i,)) for i in columns if i not in ticked
        ]
    return [QuestionColumns(top if words[i] in (*_BARE, "") else _both(top, lows[i]), (i,)) for i in columns]


def _both(top: str, low: str) -> str:
    return f"{top} {low}" if top[-1:] in "?:.!…" else f"{top}: {low}"
