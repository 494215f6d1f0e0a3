"""What an assessment judges by: indicators, topics and the words they go by, flags."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from evidencepack.frameworks.indicators import Indicator
from evidencepack.frameworks.people_words import PeopleWords
from evidencepack.model import Model
from evidencepack.text import folded

Stated = Literal["yes", "no", "vacant", "covered", "applied for", "not required", "a post"]


class UsualLife(Model):
    """How many months training in a topic holds where nothing in the records says, and who says so."""

    months: Annotated[int, Field(gt=0, le=120)]
    source: str


class Topic(Model):
    """A topic and the words it goes by, matched case-blind and whole-word.

    `usual_life` is how long training in it holds where the records do not say; the sector's practice, or ours.
    """

    id: str
    words: tuple[str, ...]
    usual_life: UsualLife | None = None


class TermsFile(Model):
    """Everything in terms.yaml: topics by id, and how words of the records are written in a sentence.

    `written`: words that a sentence writes otherwise than the records do, such as residents' for residents.
    `declared`: what a fact of service.yaml may say, by what it means, and the words that name a post.
    """

    format: Literal[1]
    topics: tuple[Topic, ...]
    written: dict[str, str] = {}
    declared: dict[Stated, tuple[str, ...]] = {}


# The lists of known.yaml that are about no column; a folder of one's own replaces each as a whole.
WORD_LISTS = ("signs", "nothing", "not_yet", "elsewhere", "negated")


class KnownFile(Model):
    """Everything in known.yaml: words that name something in a column, and signs of a serious event.

    `known`: by register and field, such as incidents.type, words that say what a row is about beside those of all
    topics, so that a row with one of them is not about another thing. `signs`: words anywhere in a row that show that
    a serious event may lie behind it. Both are matched as the words of a topic are.

    `nothing`: what people write into a cell where there is nothing, as the whole of it (n/a, none); `not_yet`: how the
    text of a cell begins that says that something is still to be done (working towards); `elsewhere`: what people
    write, as the whole of a cell, where what is asked stands in another place (see report).

    `not_held`: by register and field, words anywhere in a cell that say that what it names is not had (failed, in
    progress). `negated`: words that take back the word of a topic, which stands where the star does (not *, * ruled
    out); without a star, words that hold one and may be about something else (verbal abuse). `behind`: by register and
    field, by topic or our own word, words that are known and behind which it may lie nonetheless.
    """

    format: Literal[1]
    known: dict[str, tuple[str, ...]] = {}
    signs: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    not_held: dict[str, tuple[str, ...]] = {}
    behind: dict[str, dict[str, tuple[str, ...]]] = {}


class Terms(Struct, frozen=True):
    """The topics of terms.yaml and the words of known.yaml, and what each says of a word in the records.

    `settled_others` are, by column, the words of one service of which a person has said that they are none of ours.
    """

    topics: tuple[Topic, ...]
    written: Mapping[str, str] = {}
    declared: Mapping[Stated, tuple[str, ...]] = {}
    known: Mapping[str, tuple[str, ...]] = {}
    signs: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    not_held: Mapping[str, tuple[str, ...]] = {}
    lying_behind: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    settled_others: Mapping[str, frozenset[str]] = {}

    def is_other(self, column: str, text: str) -> bool:
        """Whether a person has said of a word in a column (register.field) that it is none of ours."""
        return folded(text) in self.settled_others.get(column, ())

    def words_of(self, topic: str) -> tuple[str, ...]:
        """The words of a topic; KeyError when there is no such topic."""
        return next(t.words for t in self.topics if t.id == topic)

    def known_in(self, register: str, field: str) -> tuple[str, ...]:
        """Every word that names something in this column: those of all topics, and its own.

        What a register is called names nothing in it: an incident log that says "incident" does not say of what kind.
        """
        of_topics = (word for topic in self.topics if topic.id != register for word in topic.words)
        return (*of_topics, *self.own_words(f"{register}.{field}"))

    def own_words(self, column: str) -> tuple[str, ...]:
        """The words that are known in a column beside those of topics, those behind which one may lie included."""
        behind = (word for words in self.lying_behind.get(column, {}).values() for word in words)
        return (*self.known.get(column, ()), *behind)

    def behind(self, column: str, asked: Iterable[str]) -> tuple[str, ...]:
        """The words of a column behind which what is asked for may lie: a topic, or one of our own words."""
        found = self.lying_behind.get(column, {})
        return tuple(word for each in asked for word in found.get(each, ()))

    def as_written(self, given: Mapping[str, str]) -> dict[str, str]:
        """What a requirement gives, by name, as a sentence writes it."""
        return {name: self.written.get(value, value) for name, value in given.items()}


class FlagRule(Model):
    """One flag: its sentence, what would close it, whether it makes a gap, and the flags it silences.

    With `blocks_shown` an expectation that bears it, or whose findings do, is mostly shown at best.
    """

    code: Annotated[str, Field(pattern=r"^[A-Z_]+$")]
    sentence: str
    action: str = ""
    gap: bool = True
    blocks_shown: bool = False
    silences: tuple[str, ...] = ()


class Flags(Model):
    """Everything in flags.yaml: the rules in order of weight, and the thresholds they use."""

    format: Literal[1]
    few_below: int
    reused_above: int
    flags: tuple[FlagRule, ...]

    @cached_property
    def by_code(self) -> Mapping[str, FlagRule]:
        """Rules by code, in order."""
        return {f.code: f for f in self.flags}


class Rules(Struct, frozen=True):
    """Indicators by id, terms, flags and words about people, as the mapping files give them."""

    indicators: Mapping[str, Indicator]
    terms: Terms
    flags: Flags
    people: PeopleWords = PeopleWords()
