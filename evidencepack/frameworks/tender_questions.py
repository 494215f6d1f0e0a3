"""Tenders: what a buyer says of a tender as a whole, and of each question in it."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from evidencepack.model import AmountField, Model


class Limit(Model):
    """How long an answer may be: in words, in characters with spaces, or as the buyer says it (2 sides of A4)."""

    words: Annotated[int, Field(ge=1)] | None = None
    characters: Annotated[int, Field(ge=1)] | None = None
    said: str = ""

    @model_validator(mode="after")
    def _one_of_them(self) -> "Limit":
        if sum(bool(x) for x in (self.words, self.characters, self.said)) != 1:
            raise ValueError("say exactly one of words, characters or said")
        return self


class MayQuote(Model):
    """What an answer may quote; all that the records show where nothing is named.

    `facts` are requirements, as framework/expectation/requirement or the id of one of the question's own; `examples`
    are topics of operational examples.
    """

    facts: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Question(Model):
    """A question of a tender: its number, how long an answer may be, and which expectations answer it.

    `answered_by` are expectations of other frameworks (framework/expectation), or single requirements of them
    (framework/expectation/requirement).
    """

    number: str
    limit: Limit | None = None
    attachments: bool = False
    answered_by: tuple[str, ...] = ()
    may_quote: MayQuote = MayQuote()


class Tender(Model):
    """A tender as a whole; `scale` is what each mark means, `gates` what a bidder passes or fails before any marks."""

    buyer: str
    reference: str = ""
    closes: date | None = None
    quality_share: AmountField | None = None
    price_share: AmountField | None = None
    scale: dict[int, str] = {}
    gates: tuple[str, ...] = ()
