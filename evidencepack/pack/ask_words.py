"""Questions and answers in a manager's words: what an answer is called, where a question stands, what hangs on it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from evidencepack.notes import Messages, note
from evidencepack.origin import SERVICE_FILE, Origin
from evidencepack.registers import REGISTERS, Answer, Asks, Question
from evidencepack.registers.settled import ASIDE
from evidencepack.text import folded

_CELLS, _SHEETS = 6, 3
_STATES = ("done", "expired", "not done", "booked", "not required", "away")
_OF_A_LIST = ("word", "default", "fact")


class AskWords(Struct, frozen=True):
    """What questions and answers are called, by the words of messages."""

    messages: Messages

    def question(self, asked: Question) -> str:
        """The question as a sentence."""
        return self.messages.what(asked.said)

    def settles(self, asked: Question) -> str:
        """How many findings wait for it; "" where none does."""
        return self.messages.say("settles-findings", n=asked.settles) if asked.settles else ""

    def where(self, asked: Question, most: int = _CELLS) -> str:
        """Where it stands: each sheet with its cells, the first of many."""
        sheets: dict[tuple[str, str], list[str]] = {}
        for place in asked.places or (Origin(asked.file, asked.sheet),):
            sheets.setdefault((place.file, place.sheet), []).append(self._cell(place))
        told = [
            self._sheet(*place, cells, most) for place, cells in sheets.items() if place[0] not in ("", SERVICE_FILE)
        ]
        if len(told) > _SHEETS:
            told = [*told[:_SHEETS], self.messages.say("and-more-sheets", n=len(told) - _SHEETS)]
        return "; ".join(told)

    def _cell(self, place: Origin) -> str:
        return place.cell or (self.messages.say("at-row", row=str(place.row)) if place.row else "")

    def _sheet(self, file: str, sheet: str, cells: Sequence[str], most: int) -> str:
        found = list(dict.fromkeys(filter(None, cells)))
        listed = ", ".join(found[:most])
        if len(found) > most:
            listed = self.messages.say("cells-and-more", cells=listed, more=len(found) - most)
        name = file.removeprefix("records/")
        place = self.messages.say("file-and-sheet", file=name, sheet=sheet) if sheet else name
        return f"{place}: {listed}" if listed else place

    def options(self, asked: Question) -> dict[str, str]:
        """What each answer means by what it is called, the suggestions first; empty where any text will do."""
        found: dict[str, str] = {}
        for means in dict.fromkeys((*asked.suggestions, *asked.choices)):
            label = self.answer(asked.ask, means, what=asked.what, register=asked.register)
            found[label if label not in found else f"{label} ({means})"] = means
        return found

    def answer(self, ask: Asks, means: str, *, what: str = "", register: str = "") -> str:
        """What an answer is called."""
        if means == ASIDE:
            return self._say(f"aside-{ask}", "aside-other")
        if ask == "sheet":
            return self._map(means)
        if ask == "heading":
            return self._field(register, means)
        if ask in ("colour", "mark") and means in _STATES:
            return self.messages.say(f"state-{means.replace(' ', '-')}")
        if ask == "word" and folded(means) == folded(what):
            return self.messages.say("none-of-these")
        return _capital(means) if ask in _OF_A_LIST else means

    def of_answer(self, answer: Answer) -> str:
        """What an answer is about, as a line of what was asked."""
        register = REGISTERS[answer.register_].label if answer.register_ in REGISTERS else answer.register_
        field = self._field(answer.register_, answer.field) if answer.field else ""
        what = self._fact(answer.what) if answer.ask == "fact" else answer.what
        told = self.messages.say(f"asked-{answer.ask}", what=what)
        about = (register, field[:1].lower() + field[1:], answer.file.removeprefix("records/"), answer.sheet)
        within = ", ".join(part for part in about if part and answer.ask not in ("sheet", "fact", "person"))
        return f"{told} ({within})" if within else told

    def _fact(self, what: str) -> str:
        return _capital(what.replace("_", " "))

    def _say(self, code: str, other: str) -> str:
        return self.messages.say(code if code in self.messages.wordings else other)

    def _map(self, id_: str) -> str:
        """A column map as it is called: its own words, the short ones in the capitals they are known by."""
        short = {word.casefold(): word for word in self.messages.say("words-in-capitals").split()}
        return _capital(" ".join(short.get(word, word) for word in id_.split("-")))

    def _field(self, register: str, field: str) -> str:
        code = f"{register}.{field}"
        said = self.messages.what(note(code)) if code in self.messages.wordings else field.replace("_", " ")
        return _capital(said.removeprefix("the "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def with_means(options: Mapping[str, str], means: str) -> str:
    """What an answer is called among some choices; itself where it is none of them."""
    return next((label for label, each in options.items() if each == means), means)
