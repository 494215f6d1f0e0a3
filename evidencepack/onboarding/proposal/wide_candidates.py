"""Sheets whose columns are courses, months or questions: which of them a column map understands."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import Row, Sheet
from evidencepack.notes import note
from evidencepack.onboarding.proposal.model import Candidate, Confidence, Heading
from evidencepack.onboarding.proposal.scoring import MOST, NAMED_FILE, NAMED_SHEET, by_name, named, words_of_list
from evidencepack.onboarding.proposal.vocabulary import Vocabulary, stem_of, words_in
from evidencepack.registers import REGISTERS, Record, Source, Training
from evidencepack.service.own_headings import with_own_headings
from evidencepack.tables import ColumnMap, People, SheetRead, read_sheet
from evidencepack.tables.header_rows import best_row
from evidencepack.tables.headings import letter_of, plain
from evidencepack.tables.layouts.month_headings import month_of
from evidencepack.tables.notes import NOT_USABLE

# Fewer columns that are courses, months or questions make no such sheet.
COLUMNS = 3
# So many of the columns of a matrix must name a topic of the field, where nothing else says that they are courses.
TOPICS = 2 / 3
# What a column of days counts there that names no topic.
UNKNOWN_COURSE = 0.4
_NUMBERED = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_NAMED_BY = ("staff", "person", "name")
_FIRST_ROWS = 40
_NO_SURVEY = note("no-survey-headings", wanted="").code
_NAME_ALONE = note("name-only").code


class _Trial(Struct, frozen=True):
    """A reading of a sheet, how far the sheet is called after it (`name`), and its records.

    `own` is how many records are of the kind that the column map takes every row for.
    """

    candidate: Candidate
    name: float
    records: tuple[Record, ...]
    own: int


def wide_candidates(
    file: str, sheet: Sheet, maps: Mapping[str, ColumnMap], vocabulary: Vocabulary
) -> tuple[Candidate, ...]:
    """The readings of a sheet by every layout but long; of one layout those that it is most surely called after."""
    alike: dict[str, list[ColumnMap]] = defaultdict(list)
    for column_map in (m for m in maps.values() if m.layout != "long"):
        alike[column_map.layout].append(column_map)
    found = _each_once([t for several in alike.values() for t in _by_name(file, sheet, several, vocabulary)])
    surest: dict[str, float] = {}
    for t in found:
        surest[t.candidate.layout] = max(t.name, surest.get(t.candidate.layout, 0))
    return tuple(t.candidate for t in found if t.name == surest[t.candidate.layout])


def _by_name(file: str, sheet: Sheet, alike: Sequence[ColumnMap], vocabulary: Vocabulary) -> list[_Trial]:
    """The readings by the maps of one layout.

    One that the sheet cannot be called after as surely as after another, by any word on it, need not be tried.
    """
    if len(alike) == 1:
        return [*_ways(file, sheet, alike[0], vocabulary)]
    texts = dict.fromkeys(cell for row in sheet.rows for cell in row if isinstance(cell, str))
    text, surest = " ".join((sheet.name, *texts)), 0.0
    most = [_named(m, vocabulary, text, stem_of(file), in_parts=True) for m in alike]
    tried: dict[int, list[_Trial]] = {}
    for i in sorted(range(len(alike)), key=lambda i: -most[i]):
        if most[i] >= surest:
            tried[i] = [*_ways(file, sheet, alike[i], vocabulary)]
            surest = max((surest, *(t.name for t in tried[i])))
    return [t for i in sorted(tried) for t in tried[i]]


def _each_once(tried: Sequence[_Trial]) -> list[_Trial]:
    """Of readings that come to the very same records, the one the sheet is called after, or that fits most of them.

    So it is where every cell of a tracker says itself whether it was a supervision or an appraisal.
    """
    kept = []
    for one in tried:
        same = [o for o in tried if (o.candidate.register, o.records) == (one.candidate.register, one.records)]
        if one is max(same, key=lambda t: (t.name, t.own)):
            alone = len(same) == 1 or bool(one.name)
            likely = replace(one.candidate, at_most=Confidence.LIKELY, doubt=note("cells-tell"))
            kept.append(one if alone else replace(one, candidate=likely))
    return kept


def _ways(file: str, sheet: Sheet, column_map: ColumnMap, vocabulary: Vocabulary) -> Iterator[_Trial]:
    """The reading by one column map; of a survey that does not say who answered or out of what, one for each case."""
    read = _read(file, sheet, column_map, {})
    if tried := _tried(file, sheet, column_map, vocabulary, read, {}):
        yield tried
    elif column_map.layout == "sections":
        if tried := _of_a_topic(file, sheet, column_map, vocabulary):
            yield tried
    elif column_map.layout == "survey" and all(problem.what.code != _NO_SURVEY for problem in read.problems):
        called = by_name(column_map, ("group",), words_in(f"{sheet.name} {stem_of(file)}"))
        groups = [*called.values()] or list(column_map.values.get("group", {}))
        ways = (_with_group(file, sheet, column_map, vocabulary, group, bool(called)) for group in groups)
        # What cannot be read as answered by one group cannot be read as answered by another.
        yield from (way for way in takewhile(bool, ways) if way and _is_a_form(way, vocabulary))


def _of_a_topic(file: str, sheet: Sheet, column_map: ColumnMap, vocabulary: Vocabulary) -> _Trial | None:
    """Audits side by side, of what their title, sheet or file says."""
    above = " ".join(c for row in sheet.rows[:COLUMNS] for c in row if isinstance(c, str))
    called = (words_in(text) for text in (above, sheet.name, stem_of(file)))
    topics = (by_name(column_map, ("topic",), words, vocabulary.named_after) for words in called)
    found = next((each for each in topics if each), None)
    if found is None:
        return None
    tried = _tried(file, sheet, column_map, vocabulary, _read(file, sheet, column_map, found), found)
    if tried is None or not tried.name:
        return None
    doubt = note("taken-by-name", words=tuple(found.values()))
    return replace(tried, candidate=replace(tried.candidate, at_most=Confidence.LIKELY, doubt=doubt))


def _is_a_form(tried: _Trial, vocabulary: Vocabulary) -> bool:
    """Whether a sheet is called a survey, or has a heading, such as Timestamp, that few others have."""
    return bool(tried.name) or any(h.field == "date" and vocabulary.weight(h.text) >= 0.5 for h in tried.candidate.used)


def _with_group(
    file: str, sheet: Sheet, column_map: ColumnMap, vocabulary: Vocabulary, group: str, called: bool
) -> _Trial | None:
    """A survey as answered by one group all through; bare numbers as out of 5, which a person must confirm."""
    most = Confidence.LIKELY if called else Confidence.UNSURE
    doubt = note("answers-by-name", group=group) if called else note("who-answered-unknown")
    given = {"group": group}
    tried = _tried(file, sheet, column_map, vocabulary, _read(file, sheet, column_map, given), given)
    if not tried:
        most, doubt, given = Confidence.UNSURE, note("out-of-unknown"), {"group": group, "out_of": "5"}
        tried = _tried(file, sheet, column_map, vocabulary, _read(file, sheet, column_map, given), given)
    return tried and replace(tried, candidate=replace(tried.candidate, at_most=most, doubt=doubt))


def _named(column_map: ColumnMap, vocabulary: Vocabulary, title: str, stem: str, *, in_parts: bool = False) -> float:
    """What the name of a sheet is worth: a word of the column map's, or one for what every row of it is (1-1s, PDR).

    `in_parts` is whether a single word of several is enough, as two rows of headings may hold them.
    """
    own = _own_words(column_map)
    words = _any_word(own.union(*(word.split() for word in own)) if in_parts else own)
    called = [bool(words.search(plain(text))) for text in (title, stem)]
    points = named(vocabulary.hints[column_map.id], words_in(title), words_in(stem))
    return max(points, NAMED_SHEET if called[0] else NAMED_FILE if called[1] else 0.0)


def _has_its_own(column_map: ColumnMap, columns: Sequence[str]) -> bool:
    """Whether a column beside the months is for what the map takes every row for, so that the months are not."""
    own = _own_words(column_map)
    return any(month_of(c) for c in columns) and any(plain(c) in own for c in columns)


def _own_words(column_map: ColumnMap) -> set[str]:
    """The words for what a column map takes every row for."""
    pairs = ((ours, words_of_list(column_map, field)) for field, ours in column_map.constants.items())
    return {word for ours, words in pairs for word, meant in words.items() if meant == ours}


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    """Finds one of some words, alone or in the plural; short ones such as App stand for too much in a name."""
    long = "|".join(re.escape(w) for w in sorted(words) if len(w) > 2 and w != "app")
    return re.compile(rf"(?<!\w)(?:{long})s?(?!\w)" if long else r"(?!)")


def _read(file: str, sheet: Sheet, column_map: ColumnMap, constants: Mapping[str, str]) -> SheetRead:
    source = Source(file=file, map=column_map.id, constants=dict(constants))
    return read_sheet(file, sheet, with_own_headings(column_map, source), People())


def _tried(
    file: str,
    sheet: Sheet,
    column_map: ColumnMap,
    vocabulary: Vocabulary,
    read: SheetRead,
    constants: Mapping[str, str],
) -> _Trial | None:
    """What one reading comes to, a point a column that is understood; None when too few are."""
    if column_map.layout == "matrix":
        columns = _courses(read, vocabulary)
    else:
        columns = [c for c in _understood(read, column_map.layout) if plain(c) not in vocabulary.shared]
    if not columns:
        return None
    if column_map.layout == "months" and _has_its_own(column_map, [c for c, _ in read.account.fields]):
        return None
    above = _above(sheet, frozenset(map(plain, columns)))
    title = " ".join((sheet.name, *(c for row in above for c in row if isinstance(c, str))))
    # A column of appraisals beside the months says nothing of what stands beneath the months.
    heads = " ".join(c for c in columns if month_of(c) or _NUMBERED.search(c)) if column_map.layout == "months" else ""
    name = _named(column_map, vocabulary, f"{title} {heads}", stem_of(file))
    # A short survey or matrix that is called one is one.
    if len(columns) < COLUMNS and not (name and column_map.layout in ("survey", "matrix")):
        return None
    looked_at, taken = rows_of(read)
    candidate = Candidate(
        column_map.id, column_map.register_, REGISTERS[column_map.register_].label, column_map.layout,
        len(columns) + name, tuple(_headings(read, sheet, vocabulary)), (), looked_at, taken, {}, {}, {},
        names_in(read, vocabulary), constants=constants,
    )  # fmt: skip
    own = sum(getattr(r, f, "") == word for r in read.records for f, word in column_map.constants.items())
    return _Trial(candidate if name else _unnamed(candidate, columns, vocabulary), name, read.records, own)


def _understood(read: SheetRead, layout: str) -> list[str]:
    """The columns in which something stands and most of it was understood, in order."""
    good = Counter(record.origin.column for record in read.records if getattr(record, "state", "") != "blank")
    bad = Counter(row.origin.column for row in read.unread)
    # A column that is a month is one, even when nothing was done in it.
    least = 0 if layout == "months" and read.records else 1
    return [c for c, _ in read.account.fields if good[c] >= max(least, (good[c] + bad[c]) * MOST)]


def _courses(read: SheetRead, vocabulary: Vocabulary) -> list[str]:
    """The courses of a matrix, either way round, under which most cells that hold something were understood.

    Where all that stands there is to be asked about, as on a rota, only the name of a topic makes it a course. One
    that is called as a heading of other registers is (Safeguarding) is a course for the same reason.
    """
    courses = [(r.course, r.state) for r in read.records if isinstance(r, Training)]
    good = Counter(course for course, state in courses if state not in ("blank", "asked"))
    asked = Counter(course for course, state in courses if state == "asked")
    bad = Counter(row.values.get("course") for row in read.unread)
    found = []
    for course in dict.fromkeys(course for course, _ in courses):
        enough = good[course] >= max(1, (good[course] + bad[course]) * MOST)
        topical = (enough or asked[course] > bad[course]) and vocabulary.names_a_topic(course)
        if topical or (enough and plain(course) not in vocabulary.shared and month_of(course) is None):
            found.append(course)
    return found


def _unnamed(candidate: Candidate, columns: Sequence[str], vocabulary: Vocabulary) -> Candidate:
    """The reading where neither sheet nor file is called after the register: how sure it can be, and why no surer."""
    if candidate.layout == "months":
        return replace(candidate, at_most=Confidence.UNSURE, doubt=note("months-of-what"))
    topics = sum(vocabulary.names_a_topic(c) for c in columns)
    if candidate.layout == "matrix" and topics < len(columns) * TOPICS:
        # Days beneath headings that name no course are of any register at all.
        points = topics + (len(columns) - topics) * UNKNOWN_COURSE
        return replace(candidate, points=points, at_most=Confidence.UNSURE, doubt=note("columns-no-courses"))
    return replace(candidate, at_most=Confidence.LIKELY, doubt=note("by-layout-alone"))


def rows_of(read: SheetRead) -> tuple[int, int]:
    """How many rows could be records, and how many of them could be read."""
    unread = read.account.set_aside.get(NOT_USABLE, 0)
    if read.account.register == Training.register:  # a name alone is somebody without training, once the list has them
        unread -= sum(row.why.code == _NAME_ALONE for row in read.unread)
    return read.account.rows_read + unread, read.account.rows_read


def names_in(read: SheetRead, vocabulary: Vocabulary) -> frozenset[str]:
    """The names of people in the rows that were read: what is not a role or another ordinary word."""
    values = [getattr(record, field, "") for record in read.records for field in _NAMED_BY]
    values += [row.values.get(field, "") for row in read.unread for field in _NAMED_BY]
    found = {v for v in values if isinstance(v, str) and (2 <= len(v.split()) <= 4 or (v.isalpha() and v.istitle()))}
    return frozenset(n for n in found if not vocabulary.is_ordinary(n))


def _above(sheet: Sheet, headings: frozenset[str]) -> tuple[Row, ...]:
    """The rows above the one that holds the headings."""
    head = best_row(sheet.rows, lambda row: sum(plain(c) in headings for c in row) >= COLUMNS, within=len(sheet.rows))
    return sheet.rows[:head] if head else ()


def _headings(read: SheetRead, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Heading]:
    """Every heading with its column; none that could be a name is safe where most of them could be."""
    account = read.account
    columns = [*account.fields, *((column, "") for column in account.unused_columns)]
    names = vocabulary.most_are_names([text for text, _ in columns])
    where = _where(sheet)
    for text, field in columns:
        letters = where.get(plain(text), [])
        safe = plain(text) in vocabulary.shared or not vocabulary.may_be_a_name(text, alone=names)
        yield Heading(letters.pop(0) if letters else "", text, safe, field)


def _where(sheet: Sheet) -> dict[str, list[str]]:
    """The columns a text stands in, in the first row that holds it."""
    found: dict[str, list[str]] = {}
    for row in sheet.rows[:_FIRST_ROWS]:
        here: dict[str, list[str]] = defaultdict(list)
        for index, cell in enumerate(row):
            if plain(cell):
                here[plain(cell)].append(letter_of(index))
        found = {**here, **found}
    return found
