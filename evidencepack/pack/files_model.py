"""What a pack says of the files it was made from: places, problems, what was read of each sheet, what all come to."""

from msgspec import Struct, field


class Place(Struct, frozen=True, kw_only=True):
    """File, sheet and row a figure leads back to; names of people in file and sheet names are scrubbed."""

    file: str
    sheet: str = ""
    row: int = 0

    @property
    def words(self) -> str:
        """As printed: file, sheet, row."""
        parts = [self.file, self.sheet and f"sheet {self.sheet}", self.row and f"row {self.row}"]
        return ", ".join(str(p) for p in parts if p)


class ProblemLine(Struct, frozen=True, kw_only=True):
    """Something in the files a person must look at: one sentence about one sheet, in as many `places` as it stands.

    `cells` are all of them (C4, or row 4 where it is the whole row; none for a sheet or file), `spans` the same with
    those that follow on one another as one, `where` the first of these. `row` and `cell` are the first, `column` the
    heading where all stand below one. `code` names the kind of problem, and `facts` fill its words in.
    """

    place: Place
    column: str
    what: str
    remedy: str
    rows: int
    cell: str = ""
    code: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    places: int = 1
    cells: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    where: str = ""

    @property
    def place_words(self) -> str:
        """File, sheet, heading and cells, as printed where there is room for a few."""
        return ", ".join(part for part in (self.sheet_words, self.column, self.where) if part)

    @property
    def sheet_words(self) -> str:
        """File and sheet."""
        return Place(file=self.place.file, sheet=self.place.sheet).words


class Intake(Struct, frozen=True, kw_only=True):
    """What the files of a service come to: sheets found = read + set aside + unread.

    Nothing counts of unread sheets, nor of files not opened. `problems` stand in `places`; what only a person can say
    is a question, and no problem. `rows_seen` leaves out those of sheets set aside. In the edition to hand over no
    sheet is named, and problems and questions are null.
    """

    files: int = 0
    sheets: int = 0
    read: int = 0
    set_aside: int = 0
    unread: int = 0
    unread_sheets: tuple[Place, ...] = ()
    not_opened: int = 0
    files_not_opened: tuple[str, ...] = ()
    rows_seen: int = 0
    rows_read: int = 0
    documents: int = 0
    documents_dated: int = 0
    problems: int | None = 0
    places: int | None = 0
    questions: int | None = 0


class SourceLine(Struct, frozen=True, kw_only=True):
    """What was read of one sheet: rows seen = rows read + rows set aside; `said` is how it was read.

    `state` is what became of the sheet: read, set aside, or unread.

    `set_aside_codes` and `said_codes` name the kind of each reason and sentence, in the same order.
    """

    place: Place
    map: str
    register_: str = field(name="register")
    rows_seen: int
    rows_read: int
    set_aside: tuple[tuple[str, int], ...]
    records: int
    unused_columns: tuple[str, ...]
    said: tuple[str, ...] = ()
    set_aside_codes: tuple[str, ...] = ()
    said_codes: tuple[str, ...] = ()
    state: str = ""
