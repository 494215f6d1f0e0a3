"""Rows that are the same count once, every row gets an id that lasts, and what could not be read is known."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.notes import Note, note
from evidencepack.origin import Account, Origin
from evidencepack.registers import REGISTERS, Record, Training, Unread, field_names, required_fields, short_hash
from evidencepack.systems import STATED_EACH
from evidencepack.tables import SAME, SheetRead
from evidencepack.tables.headings import plain

_BLANK = (None, "")
_NONE = frozenset[str]()


def record_id(record: Record, occurrence: int = 0) -> str:
    """An id that lasts: a hash of the register and its key fields; rows without a key hash all they hold."""
    names = record.key or field_names(type(record))
    values = [plain(value) if isinstance(value := getattr(record, name), str) else value for name in names]
    return f"{record.register}-{short_hash(record.register, *values, occurrence)}"


class Merged(Struct, frozen=True):
    """Rows by register with their ids, the accounts with repeated rows set aside, and what to say of it.

    By the id of a row, `unknown` are the fields that none of the rows it was made of says for certain, and `signs` the
    first sign of a serious event that one of them shows.
    """

    rows: Mapping[str, Sequence[Record]]
    accounts: Sequence[Account]
    notes: Sequence[Note]
    unknown: Mapping[str, frozenset[str]]
    signs: Mapping[str, str]


def merge(reads: Iterable[SheetRead]) -> Merged:
    """Rows with the same key count once, in one source or two, each blank field filled from the other."""
    reads = tuple(reads)
    rows: dict[str, dict[str, Record]] = {}
    unknown: dict[str, frozenset[str]] = {}
    signs: dict[str, str] = {}
    times: Counter[str] = Counter()
    accounts, cells = [], 0
    for read in reads:
        same = 0
        for number, record in enumerate(read.records):
            found = rows.setdefault(record.register, {})
            id_, fields = _id_of(record, times), read.unknown.get(number, _NONE)
            if id_ in found:
                if fields or id_ in unknown:
                    unknown[id_] = _still_unknown(found[id_], unknown.get(id_, _NONE), record, fields)
                found[id_] = _filled(found[id_], record)
                same += 1
            else:
                found[id_] = replace(record, id=id_)
                if fields:
                    unknown[id_] = fields
            if number in read.signs:
                signs.setdefault(id_, read.signs[number])
        accounts.append(_without(read.account, same))
        cells += same if read.account.records > read.account.rows_read else 0
    notes = [note("entries-twice", n=cells)] if cells else []
    registers: dict[str, Sequence[Record]] = {register: [*found.values()] for register, found in rows.items()}
    if "training" in registers:
        each = frozenset((r.account.file, r.account.sheet) for r in reads if r.account.map in STATED_EACH)
        registers["training"] = with_validity(registers["training"], each)
    return Merged(registers, accounts, notes, {id_: fields for id_, fields in unknown.items() if fields}, signs)


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


def _id_of(record: Record, times: Counter[str]) -> str:
    # A row whose only key is an id, and that has none, is never the same as another.
    keyed = len(record.key) > 1 or (record.key and getattr(record, record.key[0]))
    if keyed:
        return record_id(record)
    first = record_id(record)
    times[first] += 1
    return first if times[first] == 1 else record_id(record, times[first] - 1)


def _filled(kept: Record, other: Record) -> Record:
    """The first of two rows that are the same, its blank fields filled from the second."""
    blanks = (name for name in kept.__struct_fields__ if getattr(kept, name) in _BLANK)
    return replace(kept, **{name: getattr(other, name) for name in blanks})


def _still_unknown(kept: Record, open_: frozenset[str], other: Record, others: frozenset[str]) -> frozenset[str]:
    """The fields of two rows that are the same which neither says for certain: a word that is kept, or two blanks."""
    words = {name for name in open_ if getattr(kept, name) not in _BLANK}
    blanks = {name for name in open_ if name not in words and getattr(other, name) in _BLANK}
    return frozenset(words | blanks | {name for name in others if getattr(kept, name) in _BLANK})


def partial_records(unread: Iterable[Unread]) -> Merged:
    """Rows that could not be used, as records as far as they were understood, and what they do not say."""
    rows: dict[str, list[Record]] = {}
    unknown: dict[str, frozenset[str]] = {}
    signs: dict[str, str] = {}
    times: Counter[Origin] = Counter()
    for row in unread:
        kind, at = REGISTERS[row.register], row.origin
        id_ = f"{row.register}-{short_hash('unread', row.register, at, at.letter, times[at])}"
        times[at] += 1
        values = {name: value for name, value in row.values.items() if value != ""}
        values = {**dict.fromkeys({*required_fields(kind), *row.unknown}), **values}
        rows.setdefault(row.register, []).append(kind(id=id_, origin=at, **values))
        unknown[id_] = row.unknown
        if row.sign:
            signs[id_] = row.sign
    return Merged(rows, (), (), unknown, signs)


def _without(account: Account, same: int) -> Account:
    """The account with repeated rows set aside; in a matrix a row is many records, and stays read."""
    if not same or account.records != account.rows_read:
        return account
    set_aside = {**account.set_aside, SAME: same}
    return replace(account, rows_read=account.rows_read - same, records=account.records - same, set_aside=set_aside)
