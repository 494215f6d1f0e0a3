"""What only a person can say of their files: each thing asked, and the answers, which hold next month too."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from evidencepack.model import Model
from evidencepack.notes import Note
from evidencepack.origin import Origin
from evidencepack.text import folded

Asks = Literal["fact", "sheet", "heading", "year", "colour", "mark", "word", "person", "default"]
"""What can be asked: a fact of the service, what a sheet is, which field a heading is, which year a sheet is of, what a
colour means, what a tick or initials without a day mean, what a word of a list means, whom a name means, and what holds
for every row of a sheet that does not say."""

ASIDE = "set aside"
"""The answer that leaves a sheet, a heading or a row out, knowingly."""

_Text = Annotated[str, Field(max_length=200)]


class Answer(Model):
    """One answer, as settled.yaml keeps it.

    `what` is the thing as it stands in the file, `means` what it is: a column map for a sheet, a field for a heading, a
    year, a state for a colour or a mark, our word for a word, a code or name for a person, yes or no for a fact.
    `register`, `field`, `file` and `sheet` narrow where it holds; left out, it holds everywhere.
    """

    ask: Asks
    what: _Text
    means: _Text
    register_: Annotated[_Text, Field(alias="register")] = ""
    field: _Text = ""
    file: _Text = ""
    sheet: _Text = ""
    on: date | None = None


class Asked(Struct, frozen=True):
    """One cell, heading or sheet that waits for an answer; until then it is unknown, never a no.

    `what` is as it stands in the file and may hold a name: it is shown to the manager alone, never printed in a pack.
    """

    ask: Asks
    what: str
    origin: Origin
    register: str = ""
    field: str = ""
    by_sheet: bool = False


class Question(Struct, frozen=True):
    """One thing asked of a person once, however many cells wait for it.

    `suggestions` are answers to choose from, the likeliest first, `choices` all others that will do (none: any text);
    each is what an `Answer` would mean. `settles` is how many findings wait for it. `file` and `sheet` are set only
    where the answer holds for one sheet alone. `said` is the question in words.
    """

    ask: Asks
    what: str
    said: Note
    register: str = ""
    field: str = ""
    file: str = ""
    sheet: str = ""
    places: tuple[Origin, ...] = ()
    suggestions: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    settles: int = 0

    def answered(self, means: str, on: date | None = None) -> Answer:
        """The answer to keep."""
        where = {"register": self.register, "field": self.field, "file": self.file, "sheet": self.sheet}
        return Answer.model_validate({"ask": self.ask, "what": self.what, "means": means, "on": on, **where})


class Settled(Struct, frozen=True):
    """Every answer given so far, the newest last."""

    answers: tuple[Answer, ...] = ()

    def means(
        self, ask: Asks, what: str, *, register: str = "", field: str = "", file: str = "", sheet: str = ""
    ) -> str:
        """What a thing means at a place by the newest answer that holds there; "" while nobody has said."""
        given = {"register_": register, "field": field, "file": folded(file), "sheet": folded(sheet)}
        for answer in reversed(self.answers):
            if answer.ask == ask and folded(answer.what) == folded(what) and _holds(answer, given):
                return answer.means
        return ""

    def of(self, ask: Asks) -> tuple[Answer, ...]:
        """The answers of one kind."""
        return tuple(answer for answer in self.answers if answer.ask == ask)

    def with_more(self, answers: Iterable[Answer]) -> "Settled":
        """The answers with newer ones behind them."""
        return Settled((*self.answers, *answers))


def _holds(answer: Answer, given: dict[str, str]) -> bool:
    own = {"register_": answer.register_, "field": answer.field}
    own |= {"file": folded(answer.file), "sheet": folded(answer.sheet)}
    return all(not value or value == given[name] for name, value in own.items())
