"""What may stand in a cell of an invented home, as its description says it.

A text is written as it stands, with what is known of the row in braces; a text that is nothing but one name in braces
is that value itself, day or number. Other cells are a word and what belongs to it:

    {pick: [a, b, c]} or {pick: course}    one of a list, or of the words of that name
    {turn: council}                        the first for the first home or row, the second for the next, and so on
    {first: [a, b], then: CELL}            these for the first rows, and then
    {number: [2, 4]}                       a whole number, both ends included
    {day: 900}                             a day within so many days before the last
    {from: due, days: [2, 40]}             so many days after (with a minus before) another day of the row
    {likely: 0.1, then: CELL, else: CELL}  the first in a good home, the second in a poor one; 0.1 makes it likelier
    {chance: 0.3, then: CELL, else: CELL}  the same for every home
    {typed: CELL}                          a day or a name as people type it, and now and then wrong
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Known = dict[str, Any]
Value = Callable[[Known], Any]
WORDS = ("pick", "turn", "first", "number", "day", "from", "likely", "chance", "typed")
_ONE_NAME = re.compile(r"\{([\w ]+)\}")


class Cells:
    """Makes cells for one home: `quality` is how good its records are, 0 to 1, `words` the lists it picks from."""

    def __init__(self, chance: random.Random, on: date, quality: float, words: Mapping[str, Sequence[Any]]) -> None:
        self.chance, self.on, self.quality, self.words = chance, on, quality, words

    def likely(self, more: float = 0.0) -> bool:
        """Whether something was done as it should be."""
        return self.chance.random() < self.quality + more

    def value(self, told: Any) -> Value:
        """How a cell is filled, given what is known of its row; ValueError for a word that is none of those above."""
        if isinstance(told, str):
            return _text(told)
        if not isinstance(told, dict):
            return lambda known: told
        word = next(iter(told))
        if word not in WORDS:
            raise ValueError(f"'{word}' in {told} is no way to fill a cell; see tools/invented/cells.py")
        made: Value = getattr(self, f"_{word}")(told)
        return made

    def _list(self, told: Any) -> list[Value]:
        if isinstance(told, str):
            return [lambda known, word=word: word for word in self.words[told]]  # type: ignore[misc]
        return [self.value(each) for each in told]

    def _pick(self, told: Mapping[str, Any]) -> Value:
        options = self._list(told["pick"])

        def picked(known: Known) -> Any:
            return self.chance.choice(options)(known)

        return picked

    def _turn(self, told: Mapping[str, Any]) -> Value:
        options = self._list(told["turn"])
        return lambda known: options[(known["n"] - 1) % len(options)](known)

    def _first(self, told: Mapping[str, Any]) -> Value:
        options, then = self._list(told["first"]), self.value(told["then"])
        return lambda known: (options[known["n"] - 1] if known["n"] <= len(options) else then)(known)

    def _number(self, told: Mapping[str, Any]) -> Value:
        low, high = told["number"]
        return lambda known: self.chance.randint(low, high)

    def _day(self, told: Mapping[str, Any]) -> Value:
        within = told["day"]
        return lambda known: self.on - timedelta(days=self.chance.randrange(within))

    def _from(self, told: Mapping[str, Any]) -> Value:
        name, days = told["from"], told["days"]
        low, high = days if isinstance(days, list) else (days, days)
        return lambda known: known[name] + timedelta(days=self.chance.randint(low, high))

    def _likely(self, told: Mapping[str, Any]) -> Value:
        more, then, other = told["likely"], self.value(told["then"]), self.value(told.get("else"))
        return lambda known: then(known) if self.likely(more) else other(known)

    def _chance(self, told: Mapping[str, Any]) -> Value:
        share, then, other = told["chance"], self.value(told["then"]), self.value(told.get("else"))
        return lambda known: then(known) if self.chance.random() < share else other(known)

    def _typed(self, told: Mapping[str, Any]) -> Value:
        tidy = self.value(told["typed"])
        return lambda known: self._as_typed(tidy(known))

    def _as_typed(self, tidy: Any) -> Any:
        how = self.chance.random()
        if isinstance(tidy, date):
            shown = ((0.002, "31/02/2026"), (0.03, f"{tidy.day} {tidy:%B %Y}"), (0.05, tidy.isoformat()))
        else:
            first, _, last = str(tidy).partition(" ")
            shown = ((0.002, "Bank worker"), (0.05, f"{last}, {first}"), (0.07, tidy.upper()))
        return next((text for share, text in shown if how < share), tidy)


def _text(told: str) -> Value:
    one = _ONE_NAME.fullmatch(told)
    if one:
        name = one[1]
        return lambda known: known[name]
    return told.format_map if "{" in told else lambda known: told
