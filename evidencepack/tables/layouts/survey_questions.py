"""The questions of a survey: which columns hold one, on which scale its answers are, and why others are not scored."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from evidencepack.files import Cell, Row
from evidencepack.frameworks.column_map import ColumnMap, SurveyLayout
from evidencepack.tables.cells.convert import score_out_of
from evidencepack.tables.headings import at, by_heading, filled, plain, plain_set
from evidencepack.tables.layouts.doubtful_questions import DOUBTFUL, LEAVE_OUT, REVERSED, Doubtful, any_of
from evidencepack.tables.layouts.likert import AnyScale, NumberScale, WordScale, is_number, lowest, numbers_of, word_of

FREE_TEXT, BY_CHOICE = "questions-not-scored", "questions-left-out"
YES_OR_NO, NO_SCALE = "yes-or-no-question", "question-without-scale"
COUNTED, PROBLEMS = (FREE_TEXT, BY_CHOICE), (YES_OR_NO, DOUBTFUL, NO_SCALE)


class QuestionColumns(Struct, frozen=True):
    """One question as the sheet holds it: its text, the columns of its answers, and where an answer is ticked in a
    column of its own, what each of them stands for."""

    text: str
    columns: tuple[int, ...]
    ticks: Mapping[int, str] = field(default_factory=dict)

    def answer(self, row: Row) -> Cell:
        """What a respondent answered; several ticks are joined, and so on no scale."""
        if not self.ticks:
            return at(row, self.columns[0])
        return " and ".join(word for i, word in self.ticks.items() if filled(at(row, i))) or None

    def place(self, row: Row) -> int:
        """The column of the answer."""
        return next((i for i in self.columns if filled(at(row, i))), self.columns[0])


class ScoredQuestion(Struct, frozen=True):
    """A question that is scored: how, and whether its lower end is the good one."""

    asked: QuestionColumns
    scale: AnyScale
    reverse: bool = False
    guessed: bool = False


class Settings:
    """What the column map says of questions, answers and scales, ready to compare."""

    def __init__(self, column_map: ColumnMap) -> None:
        layout = column_map.survey or SurveyLayout()
        self.scales = tuple(WordScale.of(scale) for scale in layout.scales)
        self.no_answer = plain_set(layout.no_answer)
        self.free_text, self.doubtful = any_of(layout.free_text), Doubtful(layout.doubtful)
        self.private, self.about = plain_set(layout.private), plain_set(layout.about)
        self.named, self.themes = (by_heading(column_map.values.get(f, {})) for f in ("question", "theme"))
        self.out_of = float(column_map.constants.get("out_of") or 0)

    def says_nothing(self, cell: Cell) -> bool:
        """Whether an answer is no answer, such as Don't know."""
        return word_of(cell) in self.no_answer


def sorted_out(
    asked: Sequence[QuestionColumns], rows: Sequence[Row], settings: Settings
) -> tuple[list[ScoredQuestion], list[tuple[QuestionColumns, str]]]:
    """The questions that are scored, and the others with why not."""
    answers = [[c for row in rows if filled(c := a.answer(row))] for a in asked]
    certain = _certain(answers, settings)
    good, left = [], []
    for one, cells in zip(asked, answers, strict=True):
        found = scored(one, cells, settings, certain)
        if isinstance(found, ScoredQuestion):
            good.append(found)
        elif found:
            left.append((one, found))
    return good, left


def _certain(columns: Sequence[list[Cell]], settings: Settings) -> Counter[str]:
    """How many questions are on each set of answers beyond doubt."""
    found: Counter[str] = Counter()
    for cells in columns:
        words = {*map(word_of, cells)} - settings.no_answer
        fits = [s for s in settings.scales if words and words <= s.numbers.keys()]
        if len(fits) == 1:
            found[fits[0].id] += 1
    return found


def scored(
    asked: QuestionColumns, cells: list[Cell], settings: Settings, certain: Counter[str]
) -> ScoredQuestion | str:
    """The question with its scale, or why it is not scored; "" where nobody answered it."""
    named = settings.named.get(plain(asked.text), "")
    if named == LEAVE_OUT:
        return BY_CHOICE
    if not cells:
        return ""
    if settings.free_text.search(plain(asked.text)) and not named:
        return FREE_TEXT
    scale, guessed = _scale(asked, cells, settings, certain)
    if isinstance(scale, str):
        return scale
    if scale.when_named and not named:
        return YES_OR_NO
    if scale.by_wording and not named and settings.doubtful.found_in(asked.text):
        return DOUBTFUL
    return ScoredQuestion(asked, scale, named == REVERSED, guessed)


def _scale(
    asked: QuestionColumns, cells: list[Cell], settings: Settings, certain: Counter[str]
) -> tuple[AnyScale | str, bool]:
    """The scale most of the answers are on, or why there is none; and whether it was the lower of several."""
    given = [c for c in cells if not settings.says_nothing(c)]
    words = [word_of(c) for c in given]
    known = [w for w in words if any(w in s.numbers for s in settings.scales)]
    numbers = sum(is_number(c) for c in given)
    # 5 - Strongly agree is both; 10 - Extremely likely beside a bare 9 is a number.
    if numbers * 2 > len(given) and numbers > len(known):
        return _numbers(asked, given, settings), False
    if not known or len(known) * 2 < len(given):
        return FREE_TEXT, False
    return _words(known, settings, certain)


def _numbers(asked: QuestionColumns, given: list[Cell], settings: Settings) -> NumberScale | str:
    stated = numbers_of(asked.text, settings.scales)
    if stated is None and (each := [score_out_of(c) for c in given]) and all(each):
        return NumberScale(0.0, max(both[1] for both in each if both))
    if stated is None and settings.out_of:
        return NumberScale(0.0 if settings.out_of > 5 else 1.0, settings.out_of)
    return stated or NO_SCALE


def _words(known: list[str], settings: Settings, certain: Counter[str]) -> tuple[WordScale | str, bool]:
    """The set with most of the answers; the lower of several that other questions do not decide between."""
    most = max(sum(w in s.numbers for w in known) for s in settings.scales)
    best = [s for s in settings.scales if sum(w in s.numbers for w in known) == most]
    if named := [s for s in best if s.when_named]:
        return named[0], False
    if most * 2 < len(known):
        return FREE_TEXT, False
    options = [s for s in best if certain[s.id]] or best
    return lowest([w for w in known if all(w in s.numbers for s in options)], options)
