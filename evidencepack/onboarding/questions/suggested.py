"""What an answer may be: the likeliest first, by likeness, by the lists of people, by what stands in a sheet."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from evidencepack.library import Library
from evidencepack.onboarding.proposal.candidates import candidates_of, weight_of
from evidencepack.onboarding.proposal.vocabulary import vocabulary_of
from evidencepack.onboarding.questions.persons import likely_persons
from evidencepack.registers import REGISTERS, Asked, Question, field_names, field_types
from evidencepack.registers.settled import ASIDE, STATES
from evidencepack.service import ServiceRead
from evidencepack.tables.headings import plain

_MOST, _NEAR = 5, 62
_YES_NO = ("yes", "no")
_RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate", "not rated")
# By a word of a colour's name: what homes mean by it, the likeliest first.
_COLOURS = {
    "green": ("done",),
    "red": ("expired", "not done"),
    "amber": ("expired", "booked"),
    "orange": ("expired", "booked"),
    "yellow": ("booked", "expired"),
    "grey": ("not required", "away"),
    "blue": ("booked",),
}


class Suggester:
    """Knows what answers there are to each kind of question about one service."""

    def __init__(self, read: ServiceRead, library: Library, on: date) -> None:
        self._read, self._library, self._on = read, library, on
        self._maps = {id_: m for id_, m in library.column_maps.items() if m.starter is None}
        self._vocabulary = vocabulary_of(library.column_maps, library.rules.terms) if read.unread_sheets else None

    def with_answers(self, question: Question, asked: Sequence[Asked]) -> Question:
        """The question with what its answer may be; that of a sheet with the register it comes nearest to."""
        register = question.register
        first: tuple[str, ...] = ()
        every: tuple[str, ...] = ()
        match question.ask:
            case "fact":
                every = _RATINGS if question.what == "rating" else _YES_NO
            case "word":
                first, every = self._words(question)
            case "person":
                first, every = likely_persons(question, self._read, self._library.rules.people)
            case "heading":
                first = tuple(dict.fromkeys(name for a in asked for name in a.may_be))[:_MOST]
                every = (*field_names(REGISTERS[register]), ASIDE)
            case "sheet":
                first, register = self._nearest(question)
                every = (*sorted(self._maps), ASIDE)
            case "year":
                first, every = tuple(dict.fromkeys(name for a in asked for name in a.may_be)), self._years()
            case "default":
                every = tuple(self._choices(question.register, question.field))
            case _:
                first, every = _states(question.what), STATES
        choices = tuple(choice for choice in dict.fromkeys(every) if choice not in first)
        return replace(question, register=register, suggestions=tuple(first), choices=choices)

    def _years(self) -> tuple[str, ...]:
        return (str(self._on.year), str(self._on.year - 1))

    def _words(self, question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Our words that are like it, and all others, with the word itself last: none of ours."""
        if field_types(REGISTERS[question.register]).get(question.field) == "bool":
            return (), _YES_NO
        ours = self._choices(question.register, question.field)
        if not ours:
            known = self._library.rules.terms.known_in(question.register, question.field)
            return _alike(question.what, {word: word for word in known}), (question.what,)
        theirs = {plain(word): mine for mine, words in ours.items() for word in (mine, *words) if plain(word)}
        return _alike(question.what, theirs), (*ours, question.what)

    def _choices(self, register: str, field: str) -> Mapping[str, Sequence[str]]:
        """Our words of a field, each with those of all column maps of its register."""
        found: dict[str, tuple[str, ...]] = {}
        for column_map in (m for m in self._library.column_maps.values() if m.register_ == register):
            for ours, words in column_map.values.get(field, {}).items():
                if ours:
                    found[ours] = (*found.get(ours, ()), *words)
        return found

    def _nearest(self, question: Question) -> tuple[tuple[str, ...], str]:
        """The column maps that a sheet comes nearest to, and the register of the first."""
        sheet = self._read.unread_sheets[question.file, question.sheet]
        assert self._vocabulary
        found = [c for c in candidates_of(question.file, sheet, self._maps, self._vocabulary) if weight_of(c) > 0]
        fit = sorted(found, key=lambda c: (bool(c.missing), -weight_of(c)))
        best = tuple(dict.fromkeys(c.map for c in fit))[:3]
        return best, fit[0].register if fit else ""


def _alike(word: str, theirs: Mapping[str, str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    near = process.extract(plain(word), list(theirs), scorer=fuzz.WRatio, limit=3 * _MOST, score_cutoff=_NEAR)
    return tuple(dict.fromkeys(theirs[match] for match, _, _ in near))[:_MOST]


def _states(what: str) -> tuple[str, ...]:
    words: Iterable[str] = plain(what).replace("gray", "grey").split()
    return next((_COLOURS[word] for word in words if word in _COLOURS), () if len(what) > 3 else ("done",))
