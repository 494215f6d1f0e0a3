"""Column maps: which heading of a sheet is which field of which record, and how the sheet is laid out."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo

from evidencepack.model import Model, Slug


def _words(given: Any, info: ValidationInfo) -> Any:
    """The list itself, or the one that choices.yaml has under this name."""
    return info.context.words(given) if isinstance(given, str) and info.context else given


def _choices(given: Any, info: ValidationInfo) -> Any:
    """The choices themselves, or those of choices.yaml; a word that means what it says is only listed."""
    if isinstance(given, str) and info.context:
        return info.context.choices(given)
    if not isinstance(given, list):
        return given
    pairs = [each if isinstance(each, dict) else {each: [each[:1].upper() + each[1:]]} for each in map(_item, given)]
    return {ours: theirs for each in pairs for ours, theirs in each.items()}


def _item(given: Any) -> Any:
    if isinstance(given, str | dict):
        return given
    shown = str(given).lower() if isinstance(given, bool) else given
    raise ValueError(f"'{shown}' is not a word; put it in quotes")


_PlainWords = tuple[str, ...]
_PlainChoices = dict[str, _PlainWords]
_ListedChoices = tuple[str | _PlainChoices, ...]
WordList = Annotated[_PlainWords, BeforeValidator(_words, json_schema_input_type=str | _PlainWords)]
"""Words of a sheet that mean one thing: a list, or the name of a list of choices.yaml."""
Choices = Annotated[
    dict[str, WordList],
    BeforeValidator(_choices, json_schema_input_type=str | _ListedChoices | dict[str, str | _PlainWords]),
]
"""Our words, each with those of a sheet: written out, listed where they are the same, or a name in choices.yaml."""
_SharedChoices = Annotated[
    _PlainChoices, BeforeValidator(_choices, json_schema_input_type=_ListedChoices | _PlainChoices)
]


class SharedWords(Model):
    """Everything in choices.yaml: lists of words, and choices of a column, that column maps refer to by name."""

    format: Literal[1]
    lists: dict[str, _PlainWords] = {}
    choices: dict[str, _SharedChoices] = {}


class MatrixLayout(Model):
    """How a person-by-course sheet is built.

    `person` are the headings of the column that names the person, or `surname` and `first_name` those of its two parts;
    `ignore` headings that are not courses, and `sums` how those of totals begin. `validity` and `required` are the
    words that begin the rows above the body, `sections` the words of a heading row inside it, `agency` headings of, and
    remarks beside, those who are not the service's own staff; `required_by` heads a column that lists the courses which
    each person must have. The word lists for cells are whole-cell and case-blind; a
    word that ends in * may be followed by more (a booked day). `beside` are words that may stand next to a day.

    `holds` is what the days are; `expiry` and `done` are the words by which a heading, a title or a cell says so
    itself ("Fire safety expiry", "Completed 12/03/2026"), `expiry_headings` those that say so in a heading alone.

    `course` are the headings of the column of courses where people stand across: such a sheet is turned round. `about`
    are headings beside the courses that say something of them, `course_sections` heading rows among the courses,
    `topics` words that a course goes by and no person. `key` is, by what an answer on a colour may mean, how the words
    of a key to colours begin.
    """

    person: WordList
    course: WordList = ()
    about: WordList = ()
    course_sections: WordList = ()
    topics: WordList = ()
    ignore: WordList = ()
    sums: WordList = ()
    agency: WordList = ()
    required_by: WordList = ()
    surname: WordList = ()
    first_name: WordList = ()
    validity: WordList = ()
    required: WordList = ()
    ticks: WordList = ()
    booked: WordList = ()
    not_required: WordList = ()
    in_progress: WordList = ()
    not_done: WordList = ()
    not_yet_due: WordList = ()
    due: WordList = ()
    not_attended: WordList = ()
    away: WordList = ()
    key: dict[str, WordList] = {}
    beside: WordList = ()
    holds: Literal["completed", "expires"] = "completed"
    done: WordList = ()
    expiry: WordList = ()
    expiry_headings: WordList = ()


class Scale(Model):
    """A set of answers that stand for numbers, the best of them `out_of`; `answers` maps each number to its words.

    `by_wording` is whether the question decides which end is good (to agree with "I feel rushed" is not), `when_named`
    whether it is used only for questions that are named as worded or reversed.
    """

    id: Slug
    out_of: Annotated[float, Field(gt=0)]
    answers: dict[float, tuple[str, ...]]
    by_wording: bool = False
    when_named: bool = False


class SurveyLayout(Model):
    """How an export with a column a question is built.

    `private` are headings that are never read, `about` headings that are no questions, `free_text` words of a heading
    whose answers are comments, `doubtful` words of a question to which agreeing may be bad, `no_answer` what people
    tick who do not answer; `scales` are the sets of answers that stand for numbers.
    """

    private: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    free_text: tuple[str, ...] = ()
    doubtful: WordList = ()
    no_answer: tuple[str, ...] = ()
    scales: tuple[Scale, ...] = ()


class StarterSheet(Model):
    """How the starter workbook lays out the sheet of a register, in the order of `columns`.

    `place` orders the sheets, `group` colours their tabs, `first` is whether it is one to begin with; `nil_check` adds
    a line for the day somebody noted that there was nothing to record. `hints` says by field what goes into a column,
    `suggests` which words it offers beside one's own; `examples` are rows of words as typed, which never count.
    """

    place: int
    sheet: Annotated[str, Field(max_length=31)]
    group: str
    first: bool = False
    about: str
    answers: str
    nil_check: bool = False
    hints: dict[str, str] = {}
    suggests: dict[str, tuple[str, ...]] = {}
    examples: tuple[dict[str, str], ...] = ()


class ColumnMap(Model):
    """One way a register is kept.

    The layout is long (a row a record), matrix (a row a person, a column a course), months (a row a person, a column a
    month), measures (months and measures, either way round), survey (a row a respondent, a column a question) or
    sections (a row a section, a column an audit).
    `columns` maps field to the headings it goes by; `values` maps field to {our word: their words};
    `constants` fills fields the sheet does not have; `sections` are heading rows in the body and `foot`
    the first words of notes below it, both set aside and counted; `left` are headings of those who have left, which the
    whole sheet lists where `all_left`: without a last day it is not known whether they have. `told` are, by a field
    that is a day, how a text in any other column begins that tells it ("LEFT 14/08/26"), and `why_left` words that
    tell a last day below a heading of leavers only ("failed probation Feb 26"). `aside` are words that,
    alone in the first filled cell of a row, say that it is an example and does not count; `not_yet` are, for a field
    that every row needs, words that say it is still to come, so that the row is set aside and no problem; `no_record`
    are, by field, how a cell begins that says that nothing was done at all (an audit not done), which holds where the
    row gives no figure and no day but its own; `passed_over` are headings that tell the register and are never read,
    such as the number of a certificate; `doubtful`
    are words of a question to which agreeing may be bad, whose scores count once it is named under values, question;
    `called` are words that such a sheet goes by beside its id and register; `starter` makes it a sheet of the starter
    workbook.
    """

    format: Literal[1]
    id: Slug
    register_: Annotated[str, Field(alias="register")]
    layout: Literal["long", "matrix", "months", "measures", "survey", "sections"] = "long"
    columns: dict[str, WordList] = {}
    values: dict[str, Choices] = {}
    constants: dict[str, str] = {}
    sections: WordList = ()
    left: WordList = ()
    all_left: bool = False
    told: dict[str, WordList] = {}
    why_left: WordList = ()
    foot: WordList = ()
    aside: WordList = ()
    not_yet: dict[str, WordList] = {}
    no_record: dict[str, WordList] = {}
    passed_over: WordList = ()
    doubtful: WordList = ()
    called: WordList = ()
    matrix: MatrixLayout | None = None
    survey: SurveyLayout | None = None
    starter: StarterSheet | None = None
