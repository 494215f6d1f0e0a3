"""Column maps: which heading of a sheet is which field of which record, and how the sheet is laid out."""

from typing import Annotated, Literal

from pydantic import Field

from evidencepack.model import Model, Slug


class MatrixLayout(Model):
    """How a person-by-course sheet is built.

    `person` are the headings of the column that names the person, `ignore` headings that are not courses,
    `validity` and `required` the words that begin the rows above the body, `sections` the words of a
    heading row inside the body. The word lists for cells are whole-cell and case-blind; a word that ends
    in * may be followed by more (a booked day).
    """

    person: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    booked: tuple[str, ...] = ()
    not_required: tuple[str, ...] = ()
    in_progress: tuple[str, ...] = ()


class ColumnMap(Model):
    """One way a register is kept: layout long (a row a record) or matrix (a row a person, a column a course).

    `columns` maps field to the headings it goes by; `values` maps field to {our word: their words};
    `constants` fills fields the sheet does not have; `sections` are heading rows in the body and `foot`
    the first words of notes below it, both set aside and counted.
    """

    format: Literal[1]
    id: Slug
    register_: Annotated[str, Field(alias="register")]
    layout: Literal["long", "matrix"] = "long"
    columns: dict[str, tuple[str, ...]] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}
    constants: dict[str, str] = {}
    sections: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    matrix: MatrixLayout | None = None
