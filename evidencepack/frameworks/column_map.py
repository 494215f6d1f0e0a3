"""Column maps: which heading of a sheet is which field of which record, and how the sheet is laid out."""

from typing import Annotated, Literal

from pydantic import Field

from evidencepack.model import Model, Slug


class MatrixLayout(Model):
    """How a person-by-course sheet is built.

    `person` are the headings of the column that names the person, `ignore` headings that are not courses,
    `validity` and `required` the words that begin the rows above the body, `sections` the words of a
    heading row inside the body. The word lists for cells are whole-cell and case-blind; a word that ends
    in * may be followed by more (a booked day). `beside` are words that may stand next to a day.

    `holds` is what the days are; `expiry` and `done` are the words by which a heading, a title or a cell says so
    itself ("Fire safety expiry", "Completed 12/03/2026").
    """

    person: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    booked: tuple[str, ...] = ()
    not_required: tuple[str, ...] = ()
    in_progress: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    not_yet_due: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    holds: Literal["completed", "expires"] = "completed"
    done: tuple[str, ...] = ()
    expiry: tuple[str, ...] = ()


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
    doubtful: tuple[str, ...] = ()
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
    month), measures (months and measures, either way round) or survey (a row a respondent, a column a question).
    `columns` maps field to the headings it goes by; `values` maps field to {our word: their words};
    `constants` fills fields the sheet does not have; `sections` are heading rows in the body and `foot`
    the first words of notes below it, both set aside and counted. `aside` are words that, alone in the first filled
    cell of a row, say that it is an example and does not count; `not_yet` are, for a field that every row needs, words
    that say it is still to come, so that the row is set aside and no problem; `starter` makes it a sheet of the
    starter workbook.
    """

    format: Literal[1]
    id: Slug
    register_: Annotated[str, Field(alias="register")]
    layout: Literal["long", "matrix", "months", "measures", "survey"] = "long"
    columns: dict[str, tuple[str, ...]] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}
    constants: dict[str, str] = {}
    sections: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    not_yet: dict[str, tuple[str, ...]] = {}
    matrix: MatrixLayout | None = None
    survey: SurveyLayout | None = None
    starter: StarterSheet | None = None
