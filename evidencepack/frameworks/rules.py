"""What an assessment judges by: the shared indicators, the words of the field and the flags."""

from collections.abc import Mapping

from msgspec import Struct

from evidencepack.frameworks.indicators import Indicator
from evidencepack.frameworks.terms import Flags, Terms


class Rules(Struct, frozen=True):
    """Indicators by id, terms and flags, as the mapping files give them."""

    indicators: Mapping[str, Indicator]
    terms: Terms
    flags: Flags
