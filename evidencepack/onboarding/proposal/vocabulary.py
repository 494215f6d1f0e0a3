"""What the library knows of headings: which registers share one, and which may be shown, as it names nobody."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from evidencepack.frameworks.terms import Terms
from evidencepack.registers import REGISTERS
from evidencepack.tables import ColumnMap
from evidencepack.tables.headings import plain
from evidencepack.tables.layouts.month_headings import month_of

_WORD = re.compile(r"[^\W\d_]+")
_MOST_NAMES = 4
_GENERIC = frozenset(
    {"register", "registers", "list", "monthly", "export", "answers", "matrix", "tracker", "other"}
    | {"care", "service", "people", "supported", "plan", "sheet", "log", "and", "the"}
)
# Words of headings and of sheets' names that are no name of a person, beside those of the library.
_COMMON = "house home court lodge sheet table annual induction level practice awareness week day total average phase"


class Vocabulary(Struct, frozen=True):
    """The headings and words of all column maps and topics, ready to look up.

    `shared` is how many registers know a heading, `ordinary` the words that are no names, `hints` the
    words that a sheet of a column map is likely to be called by, without an s at the end, and `named_after` topics by
    the words of one that a whole sheet may be called after.
    """

    shared: Mapping[str, int]
    ordinary: frozenset[str]
    topics: frozenset[str]
    hints: Mapping[str, frozenset[str]]
    named_after: Mapping[frozenset[str], str]

    def weight(self, heading: str) -> float:
        """What a heading says of the register: 1 when only one register knows it, a half when two do, and so on."""
        return 1 / self.shared.get(plain(heading), 1)

    def may_be_a_name(self, text: str, alone: bool = False) -> bool:
        """Whether a heading could be a person's name: two to four words with capitals, none of them an ordinary one.

        `alone` is whether one word is enough, as where first names stand over columns.
        """
        words = _WORD.findall(text)
        if (month := month_of(text)) and not month.rest:
            return False
        if not (1 if alone else 2) <= len(words) <= _MOST_NAMES or any(c.isdigit() for c in text):
            return False
        return all(w[0].isupper() for w in words) and not any(w.casefold() in self.ordinary for w in words)

    def most_are_names(self, texts: Collection[str]) -> bool:
        """Whether most headings of a sheet could be names of people, first names alone among them."""
        return sum(self.may_be_a_name(text, alone=True) for text in texts) * 2 > len(texts)

    def is_ordinary(self, text: str) -> bool:
        """Whether every word of a text is one of the library's, so that none of them can be a name."""
        return all(w.casefold() in self.ordinary or len(w) == 1 for w in _WORD.findall(text))

    def names_a_topic(self, text: str) -> bool:
        """Whether a heading holds a topic by one of its words, as a course does."""
        spaced = f" {' '.join(_WORD.findall(plain(text)))} "
        return any(f" {topic} " in spaced for topic in self.topics)


def vocabulary_of(maps: Mapping[str, ColumnMap], terms: Terms) -> Vocabulary:
    """What there is to know in the column maps and terms of a library."""
    registers: dict[str, set[str]] = defaultdict(set)
    for column_map in maps.values():
        for heading in _headings(column_map):
            registers[plain(heading)].add(column_map.register_)
    topics = frozenset(" ".join(_WORD.findall(plain(w))) for t in terms.topics for w in t.words)
    texts = [*registers, *topics, _COMMON, *(w for m in maps.values() for w in _words(m))]
    ordinary = frozenset(w for text in texts for w in _WORD.findall(plain(text)) if len(w) > 1)
    hints = {id_: _hints(m, maps.values()) for id_, m in maps.items()}
    named_after = {words_in(word): topic.id for topic in terms.topics for word in topic.words}
    return Vocabulary({h: len(rs) for h, rs in registers.items()}, ordinary, topics, hints, named_after)


def _headings(column_map: ColumnMap) -> Iterable[str]:
    yield from (h for headings in column_map.columns.values() for h in headings)
    yield from column_map.passed_over
    if column_map.matrix:
        yield from (*column_map.matrix.person, *column_map.matrix.ignore)


def _words(column_map: ColumnMap) -> Iterable[str]:
    yield from (*column_map.sections, *column_map.foot, REGISTERS[column_map.register_].label)
    every = (pair for choices in column_map.values.values() for pair in choices.items())
    yield from (word for ours, theirs in every for word in (ours, *theirs))
    if column_map.matrix:
        yield from (*column_map.matrix.validity, *column_map.matrix.required)


def _hints(column_map: ColumnMap, maps: Iterable[ColumnMap]) -> frozenset[str]:
    """The words that a sheet of this kind is likely to be named by: those of its map and register.

    Words of another map are that one's: a complaints log is not called compliments, nor an incident log safeguarding.
    """
    others = (m for m in maps if m.id != column_map.id and m.starter is None)
    own = _telling(" ".join((column_map.id, *column_map.called)))
    theirs = frozenset(w for m in others for w in _telling(" ".join((m.id, *m.called)))) - own
    return own | (_telling(REGISTERS[column_map.register_].label) - theirs)


def _telling(text: str) -> frozenset[str]:
    words = (w.casefold() for w in _WORD.findall(text))
    return frozenset(singular(w) for w in words if len(w) > 2 and w not in _GENERIC)


def singular(word: str) -> str:
    """A word without the ending of its plural, for comparing."""
    return word.casefold().removesuffix("s")


def words_in(text: str) -> frozenset[str]:
    """The words of a name or title, without an s at the end."""
    return frozenset(singular(w) for w in _WORD.findall(text))


def stem_of(file: str) -> str:
    """The name of a file without its folders and ending."""
    return file.rpartition("/")[2].rpartition(".")[0]
