"""What an assessment judges by: indicators, topics and the words they go by, flags."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from evidencepack.frameworks.indicators import Indicator
from evidencepack.model import Model

Stated = Literal["yes", "no", "vacant", "covered", "applied for", "not required", "a post"]


class Topic(Model):
    """A topic and the words it goes by, matched case-blind and whole-word."""

    id: str
    words: tuple[str, ...]


class Terms(Model):
    """Everything in terms.yaml: topics by id, and how words of the records are written in a sentence.

    `written`: words that a sentence writes otherwise than the records do, such as residents' for residents.
    `declared`: what a fact of service.yaml may say, by what it means, and the words that name a post.
    """

    format: Literal[1]
    topics: tuple[Topic, ...]
    written: dict[str, str] = {}
    declared: dict[Stated, tuple[str, ...]] = {}

    def words_of(self, topic: str) -> tuple[str, ...]:
        """The words of a topic; KeyError when there is no such topic."""
        return next(t.words for t in self.topics if t.id == topic)

    def as_written(self, given: Mapping[str, str]) -> dict[str, str]:
        """What a requirement gives, by name, as a sentence writes it."""
        return {name: self.written.get(value, value) for name, value in given.items()}


class FlagRule(Model):
    """One flag: its sentence, what would close it, whether it makes a gap, and the flags it silences."""

    code: Annotated[str, Field(pattern=r"^[A-Z_]+$")]
    sentence: str
    action: str = ""
    gap: bool = True
    silences: tuple[str, ...] = ()


class Flags(Model):
    """Everything in flags.yaml: the rules in order of weight, and the thresholds they use."""

    format: Literal[1]
    few_below: int
    reused_above: int
    flags: tuple[FlagRule, ...]

    @property
    def by_code(self) -> Mapping[str, FlagRule]:
        """Rules by code, in order."""
        return {f.code: f for f in self.flags}


class Rules(Struct, frozen=True):
    """Indicators by id, terms and flags, as the mapping files give them."""

    indicators: Mapping[str, Indicator]
    terms: Terms
    flags: Flags
