"""The base of every value that is not a bulk record, and the small types that many of them share."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetPydanticSchema
from pydantic_core import core_schema

from evidencepack.dates import Span
from evidencepack.text import LONGEST_SLUG, is_slug


class Model(BaseModel):
    """A frozen, closed pydantic model."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError("use small letters, digits and hyphens only, for example rowan-house")
    return text


Slug = Annotated[str, Field(max_length=LONGEST_SLUG), AfterValidator(_slug)]
ServiceType = Literal["care home", "home care", "supported living", "shared lives", "extra care"]
SERVICE_TYPES: tuple[str, ...] = get_args(ServiceType)


_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def _read_amount(value: Any) -> "Amount":
    if isinstance(value, Amount):
        return value
    return _amount_of(str(value).strip())


@lru_cache(maxsize=1_000)
def _amount_of(text: str) -> "Amount":
    """The same few targets stand in many requirements."""
    percent = text.endswith("%")
    plain = text.rstrip("% ").strip()
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"'{text[:40]}' is not a number; write for example 90% or 4")
    number = Fraction(plain)
    return Amount(value=number / 100 if percent else number, percent=percent)


def _weight(value: int | float) -> int | float:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Weight = Annotated[int | float, AfterValidator(_weight), Field(ge=0, le=100)]
"""How much something counts beside others, 0 to 100; a whole one has no decimals."""


class Amount(Model):
    """A target as people write it: 90% (an exact share) or a plain number."""

    value: Fraction
    percent: bool = False

    def __str__(self) -> str:
        if self.percent:
            return f"{float(self.value * 100):g}%"
        return f"{float(self.value):g}"


AmountField = Annotated[
    Amount,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(
            _read_amount,
            serialization=core_schema.plain_serializer_function_ser_schema(str),
            metadata={"pydantic_js_functions": [lambda _s, _h: {"type": ["string", "number"], "examples": ["90%", 4]}]},
        )
    ),
]


@lru_cache(maxsize=1_000)
def _span_of(text: str) -> Span:
    """The same few lengths stand in many requirements."""
    return Span.parse(text)


def _span_schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:
    def read(value: Any) -> Span:
        return value if isinstance(value, Span) else _span_of(str(value))

    return core_schema.no_info_plain_validator_function(
        read,
        serialization=core_schema.plain_serializer_function_ser_schema(str),
        metadata={
            "pydantic_js_functions": [
                lambda _schema, _handler: {
                    "type": "string",
                    "pattern": r"^\d+ (day|week|month|year)s?$",
                    "examples": ["8 weeks", "12 months"],
                }
            ]
        },
    )


SpanField = Annotated[Span, GetPydanticSchema(_span_schema)]
