"""What only a person can say of their files: each thing asked, and the answers, which hold next month too."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, get_args

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

STATES = ("done", "expired", "not done", "booked", "not required", "away", ASIDE)
"""What a colour or a mark without a day may mean."""

LONGEST = 200
"""Of what stands in a file, so many characters are kept and compared."""

_Text = Annotated[str, Field(max_length=LONGEST)]
ASKS: tuple[Asks, ...] = get_args(Asks)


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
    `may_be` are answers that the file itself suggests, the likeliest first.
    """

    ask: Asks
    what: str
    origin: Origin
    register: str = ""
    field: str = ""
    by_sheet: bool = False
    may_be: tuple[str, ...] = ()


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
        register = "" if self.ask == "sheet" else self.register
        where = {"register": register, "field": self.field, "file": self.file, "sheet": self.sheet}
        short = {name: text[:LONGEST] for name, text in {"what": self.what, "means": means, **where}.items()}
        return Answer.model_validate({"ask": self.ask, "on": on, **short})


class Settled(Struct, frozen=True):
    """Every answer given so far, the newest last."""

    answers: tuple[Answer, ...] = ()

    def means(
        self, ask: Asks, what: str, *, register: str = "", field: str = "", file: str = "", sheet: str = ""
    ) -> str:
        """What a thing means at a place by the newest answer that holds there; "" while nobody has said."""
        if not self.answers:
            return ""
        given = {"register_": register, "field": field, "file": compared(file), "sheet": compared(sheet)}
        wanted = compared(what)
        for answer in reversed(self.answers):
            if answer.ask == ask and compared(answer.what) == wanted and _holds(answer, given):
                return answer.means
        return ""

    def of(self, ask: Asks) -> tuple[Answer, ...]:
        """The answers of one kind."""
        return tuple(answer for answer in self.answers if answer.ask == ask)

    def with_more(self, answers: Iterable[Answer]) -> "Settled":
        """The answers with newer ones behind them, each in the place of an older one of the same thing."""
        newer = {key_of(answer): answer for answer in answers}
        return Settled((*self.without(newer.values()).answers, *newer.values()))

    def without(self, answers: Iterable[Answer]) -> "Settled":
        """The answers but those of the same things, whatever they are said to mean."""
        gone = {key_of(answer) for answer in answers}
        return Settled(tuple(answer for answer in self.answers if key_of(answer) not in gone))


def key_of(answer: Answer) -> tuple[str, ...]:
    """What an answer is about: two that share it are of the same thing."""
    places = compared(answer.what), answer.register_, answer.field, compared(answer.file), compared(answer.sheet)
    return (answer.ask, *places)


@lru_cache(maxsize=20_000)
def compared(text: str) -> str:
    """A text of a file as it is compared with the one that was settled."""
    return folded(text[:LONGEST])


def _holds(answer: Answer, given: dict[str, str]) -> bool:
    own = {"register_": answer.register_, "field": answer.field}
    own |= {"file": compared(answer.file), "sheet": compared(answer.sheet)}
    return all(not value or value == given[name] for name, value in own.items())
