"""The base of every value that is not a bulk record, and the small types that many of them share."""

import re
from collections.abc import Callable
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


def _amount_of(text: str) -> "Amount":
    percent = text.endswith("%")
    plain = text.rstrip("% ").strip()
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"'{text[:40]}' is not a number; write for example 90% or 4")
    number = Fraction(plain)
    return Amount(value=number / 100 if percent else number, percent=percent)


Weight = Annotated[
    int | float, AfterValidator(lambda n: int(n) if isinstance(n, float) and n.is_integer() else n), Field(ge=0, le=100)
]
"""How much something counts beside others, 0 to 100; a whole one has no decimals."""


class Amount(Model):
    """A target as people write it: 90% (an exact share) or a plain number."""

    value: Fraction
    percent: bool = False

    def __str__(self) -> str:
        if self.percent:
            return f"{float(self.value * 100):g}%"
        return f"{float(self.value):g}"


def _as_written(kind: type[Any], read: Callable[[str], Any], schema: dict[str, Any]) -> GetPydanticSchema:
    """How a value is read from what people write, once each: the same few stand in many requirements."""
    known = lru_cache(maxsize=1_000)(read)
    return GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, kind) else known(str(value).strip()),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
            metadata={"pydantic_js_functions": [lambda _schema, _handler: schema]},
        )
    )


_SPAN_SCHEMA = {"type": "string", "pattern": r"^\d+ (day|week|month|year)s?$", "examples": ["8 weeks", "12 months"]}
AmountField = Annotated[Amount, _as_written(Amount, _amount_of, {"type": ["string", "number"], "examples": ["90%", 4]})]
SpanField = Annotated[Span, _as_written(Span, Span.parse, _SPAN_SCHEMA)]
