"""What a measure may look at: the records on the day, the service, the words, and the requirement's own settings."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from evidencepack.dates import Span, Window
from evidencepack.frameworks.terms import Terms
from evidencepack.registers import Records, Service


class Scope(Struct, frozen=True):
    """The setting of one measure: the day, the window it looks back over, and the values it takes (`with`)."""

    records: Records
    service: Service
    terms: Terms
    on: date
    window: Span | None
    params: Mapping[str, str]
    few_below: int

    def not_before(self, register: str) -> date | None:
        """The first day anything could be asked of a register: registration, or the first day it was kept."""
        days = [d for d in (self.service.registered, self.service.kept_since.get(register)) if d]
        return max(days, default=None)

    def window_of(self, register: str, span: Span | None = None) -> Window:
        """The window that ends on the day, starting no earlier than `not_before`; without a span, everything."""
        length = span or self.window
        if length is None:
            return Window(date.min, self.on)
        start, first = length.start_of_window(self.on), self.not_before(register)
        return Window(max(start, first) if first else start, self.on)

    def fill(self, text: str) -> str:
        """A setting of an indicator with its {names} replaced by the requirement's values."""
        for name, value in self.params.items():
            text = text.replace("{" + name + "}", value)
        return text
