"""What an assessment judges by and speaks in: topics and what they are called, the pack's own words, flags."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Struct
from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from evidencepack.frameworks.indicators import Indicator
from evidencepack.model import Model


class Topic(Model):
    """A topic and the words it goes by, matched case-blind and whole-word."""

    id: str
    words: tuple[str, ...]


class Terms(Model):
    """Everything in terms.yaml: topics by id, and how words of the records are written in a sentence.

    `written`: words that a sentence writes otherwise than the records do, such as residents' for residents.
    """

    format: Literal[1]
    topics: tuple[Topic, ...]
    written: dict[str, str] = {}

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

    def rule(self, code: str) -> FlagRule:
        """The rule of a flag; KeyError when there is none."""
        return self.by_code[code]

    @property
    def by_code(self) -> Mapping[str, FlagRule]:
        """Rules by code, in order."""
        return {f.code: f for f in self.flags}


class StatusText(Model):
    """A status as the pack prints it: word, a symbol that reads in greyscale, a tone, and what it means.

    `sentence` is used in place of the indicator's own where nothing was judged; plain names in braces.
    """

    word: str
    symbol: str
    tone: Literal["good", "part", "poor", "none", "info"]
    means: str
    sentence: str = ""


class MethodText(Model):
    """A titled paragraph; with `tenders` it stands only in a pack that holds a tender."""

    title: str
    text: str
    tenders: bool = False


class Words(Model):
    """Everything in words.yaml: statuses (of requirements, expectations, questions), sentences, notes on method."""

    format: Literal[1]
    statuses: dict[str, StatusText]
    standings: dict[str, StatusText]
    questions: dict[str, StatusText]
    stages: dict[str, str]
    sentences: dict[str, str]
    method: tuple[MethodText, ...]


class Message(Model):
    """The words of a code: `what` is so, `one` in its place where there is one of it, `remedy` what to do about it.

    Plain names in braces are filled with the facts of a note; `n` is how many.
    """

    what: str
    one: str = ""
    remedy: str = ""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        """A sentence alone is what is so."""
        return {"what": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """For editors too."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class MessageFile(Model):
    """A file of messages/: the words of notes and problems by their code."""

    format: Literal[1]
    messages: dict[str, Message]


class Rules(Struct, frozen=True):
    """Indicators by id, terms and flags, as the mapping files give them."""

    indicators: Mapping[str, Indicator]
    terms: Terms
    flags: Flags
