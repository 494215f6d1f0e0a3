"""Rows that are the same count once, every row gets an id that lasts, and what could not be read is known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import combining, normalize

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.notes import Note, note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import (
    REGISTERS,
    Record,
    Training,
    Unread,
    field_names,
    given_fields,
    keyed_hash,
    required_fields,
)
from evidencepack.systems import STATED_EACH
from evidencepack.tables import SAME, SheetRead
from evidencepack.tables.headings import plain

_BLANK = (None, "")
_NONE = frozenset[str]()
# With so many of the rows that share a key another is compared: a number such as "TBC" may stand at thousands.
_COMPARED = 20
_SAID_EACH = 3


def record_id(key: bytes, record: Record, occurrence: int = 0) -> str:
    """An id that lasts and tells nobody: a hash, with the service's key, of the register and its key fields.

    Rows without key fields hash all they hold.
    """
    names = record.key or field_names(type(record))
    values = [plain(value) if isinstance(value := getattr(record, name), str) else value for name in names]
    return f"{record.register}-{keyed_hash(key, record.register, *values, occurrence)}"


class MergedRows(Struct, frozen=True):
    """Rows by register with their ids, the accounts with repeated rows set aside, and what to say of it.

    By the id of a row, `unknown` are the fields that none of the rows it was made of says for certain, and `signs` the
    first sign of a serious event that one of them shows. `partial` are rows of which two places say different things.
    """

    rows: Mapping[str, Sequence[Record]]
    accounts: Sequence[Account]
    notes: Sequence[Note]
    unknown: Mapping[str, frozenset[str]]
    signs: Mapping[str, str]
    partial: Mapping[str, Sequence[Record]] = {}
    problems: Sequence[Problem] = ()


def merge(reads: Iterable[SheetRead], key: bytes) -> MergedRows:
    """Rows that say the same count once, in one source or two, each blank field filled from the other.

    Rows whose key fields agree and that say different things are rows of their own, and a problem. `key` is the
    secret of the service.
    """
    reads = tuple(reads)
    merger = _Merger(key)
    accounts, cells = [], 0
    for read in reads:
        same = sum(
            merger.add(record, read.unknown.get(number, _NONE), read.signs.get(number, ""))
            for number, record in enumerate(read.records)
        )
        accounts.append(_without(read.account, same))
        cells += same if read.account.records > read.account.rows_read else 0
    notes = [note("entries-twice", n=cells)] if cells else []
    registers, partial = merger.registers()
    if "training" in registers:
        each = frozenset((r.account.file, r.account.sheet) for r in reads if r.account.map in STATED_EACH)
        registers["training"] = with_validity(registers["training"], each)
    unknown = {id_: fields for id_, fields in merger.unknown.items() if fields}
    return MergedRows(registers, accounts, notes, unknown, merger.signs, partial, merger.problems())


class _Merger:
    """Rows while they are put together; thrown away afterwards. `ids` are those of the rows that share a key."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        self.rows: dict[str, dict[str, Record]] = {}
        self.unknown: dict[str, frozenset[str]] = {}
        self.signs: dict[str, str] = {}
        self.ids: dict[str, list[str]] = {}
        self.clashes: dict[str, tuple[frozenset[str], Origin]] = {}

    def add(self, record: Record, open_: frozenset[str], sign: str) -> bool:
        """Take in a row with its unknown fields and its sign; gives whether another row had said the same."""
        found = self.rows.setdefault(record.register, {})
        id_ = self._id_of(record, found)
        there = found.get(id_)
        if there is None:
            found[id_] = replace(record, id=id_)
            if open_:
                self.unknown[id_] = open_
        else:
            self._put_together(there, record, open_)
        if sign:
            self.signs.setdefault(id_, sign)
        return there is not None

    def _id_of(self, record: Record, found: Mapping[str, Record]) -> str:
        """The id of the row that says the same, or a new one; a row whose only key is an id, and has none, is new."""
        first = record_id(self.key, record)
        ids = self.ids.setdefault(first, [])
        if ids and (len(record.key) > 1 or (record.key and getattr(record, record.key[0]))):
            if record.once:
                return first
            same = next((i for i in ids[-_COMPARED:] if not any(_differing(found[i], record))), "")
            if same:
                return same
        ids.append(record_id(self.key, record, len(ids)) if ids else first)
        return ids[-1]

    def _put_together(self, kept: Record, other: Record, open_: frozenset[str]) -> None:
        id_ = kept.id
        if apart := frozenset(_differing(kept, other)) if kept.once else _NONE:
            before = self.clashes[id_][0] if id_ in self.clashes else _NONE
            self.clashes[id_] = before | apart, other.origin
        if open_ or id_ in self.unknown:
            self.unknown[id_] = _still_unknown(kept, self.unknown.get(id_, _NONE), other, open_)
        merged = _filled(kept, other)
        if id_ in self.clashes:
            fields = self.clashes[id_][0]
            self.unknown[id_] = self.unknown.get(id_, _NONE) | fields
            merged = replace(merged, **dict.fromkeys(fields))
        self.rows[kept.register][id_] = merged

    def registers(self) -> tuple[dict[str, Sequence[Record]], dict[str, Sequence[Record]]]:
        """The rows by register, and those that lack, as two places differ, what a row cannot count without."""
        whole, partial = dict[str, Sequence[Record]](), dict[str, Sequence[Record]]()
        for register, rows in self.rows.items():
            needed = frozenset(required_fields(REGISTERS[register]))
            apart = {id_ for id_, (fields, _) in self.clashes.items() if id_ in rows and fields & needed}
            whole[register] = [row for id_, row in rows.items() if id_ not in apart]
            if apart:
                partial[register] = [rows[id_] for id_ in apart]
        return whole, partial

    def problems(self) -> list[Problem]:
        """One for each further row at which a key stands that another has, where the two say different things.

        Of many between the same two sheets the second place is the sheet, so that they can be said in one line.
        """
        pairs = [pair for rows in self.rows.values() for row in rows.values() for pair in self._said_twice(row, rows)]
        sheets = Counter((code, _sheet(at), _sheet(other)) for code, at, other in pairs)
        return [
            Problem(at, note(code, other=str(_sheet(other) if often else other)))
            for code, at, other in pairs
            for often in [sheets[code, _sheet(at), _sheet(other)] > _SAID_EACH]
        ]

    def _said_twice(self, row: Record, rows: Mapping[str, Record]) -> Iterator[tuple[str, Origin, Origin]]:
        """What is wrong with each row whose key stands at this one too, and where the two of them are."""
        if row.id in self.clashes:
            yield "month-said-twice", self.clashes[row.id][1], row.origin
            return
        ids = self.ids.get(row.id, [])
        if len(ids) > 1 and _says_which(row):
            code = "person-listed-twice" if row.register in ("staff", "people") else "number-used-twice"
            yield from ((code, rows[id_].origin, row.origin) for id_ in ids[1:])


def _sheet(place: Origin) -> Origin:
    return Origin(place.file, place.sheet)


def with_validity(rows: Sequence[Record], stated_each: frozenset[tuple[str, str]] = frozenset()) -> list[Record]:
    """Training that does not say how long it lasts takes the validity of its course elsewhere, if there is only one.

    In the sheets of `stated_each` (file, sheet) every record states its own, so that silence there stays silence.
    """
    found: dict[str, set[int]] = {}
    for row in rows:
        if isinstance(row, Training) and row.validity is not None:
            found.setdefault(plain(row.course), set()).add(row.validity)
    certain = {course: months.pop() for course, months in found.items() if len(months) == 1}
    return [
        replace(row, validity=certain[plain(row.course)])
        if isinstance(row, Training)
        and row.validity is None
        and plain(row.course) in certain
        and row.expires is None
        and (row.origin.file, row.origin.sheet) not in stated_each
        else row
        for row in rows
    ]


def _says_which(row: Record) -> bool:
    """Whether the key of a row holds more than its kind and its day, such as its number or whom it is about."""
    names = [name for name in row.key if name not in row.naming and isinstance(getattr(row, name), str)]
    return bool(row.key) and (not names or any(getattr(row, name) for name in names))


def _differing(one: Record, other: Record) -> Iterator[str]:
    """The fields that both rows fill, and fill differently: not in capitals, spaces, accents or stops alone."""
    given = given_fields(type(one))
    for name in field_names(type(one)):
        a, b = getattr(one, name), getattr(other, name)
        if a != b and not {a, b} & {*_BLANK, given.get(name)} and _letters(a) != _letters(b):
            yield name


def _letters(value: object) -> object:
    """A value as it is compared with that of another row."""
    return plain("".join(c for c in normalize("NFKD", value) if not combining(c))) if isinstance(value, str) else value


def _filled(kept: Record, other: Record) -> Record:
    """The first of two rows that are the same, its blank fields filled from the second."""
    given = given_fields(type(kept))
    blanks = [n for n in kept.__struct_fields__ if (v := getattr(kept, n)) in _BLANK or v == given.get(n)]
    return replace(kept, **{n: v for n in blanks if (v := getattr(other, n)) not in _BLANK})


def _still_unknown(kept: Record, open_: frozenset[str], other: Record, others: frozenset[str]) -> frozenset[str]:
    """The fields of two rows that are the same which neither says for certain: a word that is kept, or two blanks."""
    words = {name for name in open_ if getattr(kept, name) not in _BLANK}
    blanks = {name for name in open_ if name not in words and getattr(other, name) in _BLANK}
    return frozenset(words | blanks | {name for name in others if getattr(kept, name) in _BLANK})


def partial_records(unread: Iterable[Unread], key: bytes) -> MergedRows:
    """Rows that could not be used, as records as far as they were understood, and what they do not say."""
    rows: dict[str, list[Record]] = {}
    unknown: dict[str, frozenset[str]] = {}
    signs: dict[str, str] = {}
    times: Counter[Origin] = Counter()
    for row in unread:
        kind, at = REGISTERS[row.register], row.origin
        id_ = f"{row.register}-{keyed_hash(key, 'unread', row.register, at, at.letter, times[at])}"
        times[at] += 1
        values = {name: value for name, value in row.values.items() if value != ""}
        values = {**dict.fromkeys({*required_fields(kind), *row.unknown}), **values}
        rows.setdefault(row.register, []).append(kind(id=id_, origin=at, **values))
        unknown[id_] = row.unknown
        if row.sign:
            signs[id_] = row.sign
    return MergedRows(rows, (), (), unknown, signs)


def _without(account: Account, same: int) -> Account:
    """The account with repeated rows set aside; in a matrix a row is many records, and stays read."""
    if not same or account.records != account.rows_read:
        return account
    set_aside = {**account.set_aside, SAME: same}
    return replace(account, rows_read=account.rows_read - same, records=account.records - same, set_aside=set_aside)
