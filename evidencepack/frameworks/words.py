"""What a pack speaks in: the words of statuses, the notes on method, and what each code of a note says."""

from typing import Any, Literal

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from evidencepack.model import Model


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
    """A titled paragraph; with `tenders` it stands only in a pack that holds a tender, `handed` is it handed over."""

    title: str
    text: str
    handed: str = ""
    tenders: bool = False


class Words(Model):
    """Everything in words.yaml: statuses (of requirements, expectations, questions), stages, notes on method."""

    format: Literal[1]
    statuses: dict[str, StatusText]
    standings: dict[str, StatusText]
    questions: dict[str, StatusText]
    stages: dict[str, str]
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
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class MessageFile(Model):
    """A file of messages/: the words of notes and problems by their code."""

    format: Literal[1]
    messages: dict[str, Message]
