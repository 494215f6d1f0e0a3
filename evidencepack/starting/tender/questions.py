"""The lines of a tender's document -> its questions, lots, scale and gates; and what was not understood."""

import re
from collections.abc import Iterator, Mapping, Sequence

from evidencepack.frameworks.questions import Limit
from evidencepack.sources.word import Line
from evidencepack.starting.tender import signs
from evidencepack.starting.tender.asked import Asked, Understood, cut
from evidencepack.starting.tender.settled import settle
from evidencepack.words import count_of

MOST_QUESTIONS = 300
_MOST_FOUND = 2_000  # numbered lines, before those that ask nothing are left out
_MOST_TEXT = 3_000  # characters of one question; what follows is said to be left out
_HEADS = {  # what a column holds, by words of its heading; the first that fits
    "weight": re.compile(r"weight|%|\bmarks\b|points", re.I),
    "limit": re.compile(r"word|character|limit|length|pages|sides", re.I),
    "lot": re.compile(r"^lots?\b", re.I),
    "attachments": re.compile(r"attach", re.I),
    "looks": re.compile(r"look|guidance|evaluat|what (?:we|a good|good)", re.I),
    "number": re.compile(
        r"^(?:no\.?|ref\.?|reference|#|item|id|number|(?:q|question|ms)\W*(?:no\.?|number|ref\.?|id))$", re.I
    ),
    "question": re.compile(r"question|method statement|criteri|requirement|topic|response", re.I),
}
_SCALE_HEAD = re.compile(r"^(?:scores?|marks?|points|rating)\b", re.I)
_TOTAL = re.compile(r"^(?:sub-?)?total\b", re.I)
_OWN_WORDS = re.compile(r"^(?:your |bidder'?s? |tenderer'?s? )?(?:answer|response)\W*$", re.I)
_ASKED = re.compile(r"^(?:the )?(?:question|method statement|criterion)\W*$", re.I)
_KEY = re.compile(r"^(?:\w+\W+){0,2}(?:weight\w*|limit|words|marks|count|characters)\W*$", re.I)


def understood(lines: Sequence[Line]) -> Understood:
    """The questions of a document, in its order."""
    reading = _Reading()
    for group in _groups(lines):
        heads = _heads(group[0].cells)
        if _is_scale(group):
            reading.take_scale(group)
        elif heads:
            reading.take_table(group, heads)
        else:
            for line in group:
                reading.take_line(line)
    return reading.finished()


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines by table: a header row begins one, which ends where the table or sheet does; others stand alone."""
    group: list[Line] = []
    for line in lines:
        place = line.where.rpartition("row")[0]
        in_table = len(line.cells) > 1
        if group and (not in_table or place != group[0].where.rpartition("row")[0] or _heads(line.cells)):
            yield group
            group = []
        if in_table and (group or _heads(line.cells) or _SCALE_HEAD.match(line.cells[0])):
            group.append(line)
        else:
            yield [line]
    if group:
        yield group


def _heads(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what, where this is a header row of questions; {} where it is not."""
    found: dict[str, int] = {}
    for column, cell in enumerate(cells):
        if len(cell) > 60 or signs.asks(cell):
            return {}
        what = next((what for what, pattern in _HEADS.items() if pattern.search(cell.strip())), "")
        if what:
            found.setdefault(what, column)
    return found if "question" in found and len(found) > 1 else {}


def _is_scale(group: Sequence[Line]) -> bool:
    marks = [line.cells[0].strip() for line in group[1:]]
    return len(marks) > 1 and bool(_SCALE_HEAD.match(group[0].cells[0])) and all(m.isdecimal() for m in marks)


class _Reading:
    """One pass through the document: the question and the lot that a line belongs to."""

    def __init__(self) -> None:
        self._found = Understood()
        self._lot = ""
        self._now: Asked | None = None
        self._looks = self._named = False

    def finished(self) -> Understood:
        """What was understood, each question once, with what is missing of it."""
        found = self._found
        settle(found)
        if len(found.questions) > MOST_QUESTIONS:
            found.not_understood.append(
                f"More than {MOST_QUESTIONS} questions; those after {MOST_QUESTIONS} are left out."
            )
            del found.questions[MOST_QUESTIONS:]
        return found

    def take_line(self, line: Line) -> None:
        """A paragraph, or a row of a form: "Weighting | 15%" is one text, else each line of a cell its own."""
        filled = [cell.strip() for cell in line.cells if cell.strip() and not _OWN_WORDS.match(cell.strip())]
        key, value = (filled[0].rstrip(" :"), filled[1]) if len(filled) == 2 else ("", "")
        if _HEADS["number"].match(key) and signs.label(value):
            self._begin(signs.label(value), line.where, "")
        elif _ASKED.match(key):
            self._one(line.where, value)
        elif key and (_KEY.match(key) or signs.label(key) or signs.numbered(f"{key}: x")):
            self._one(line.where, f"{key}: {value}")
        else:
            for cell in filled:
                for text in filter(None, map(str.strip, cell.splitlines())):
                    self._one(line.where, text)

    def _one(self, where: str, text: str) -> None:
        lot = signs.lot_in(text)
        if lot:
            self._begin_lot(*lot)
            return
        self._found.closes = self._found.closes or signs.closes_on(text)
        number, shares = signs.numbered(text), signs.shares_in(text)
        if len(shares) == 2 or (shares and (self._now is None or (number and signs.heading(number.text)))):
            self._found.shares |= shares
            self._now = None
            return
        if number and (number.named or not self._named) and len(self._found.questions) < _MOST_FOUND:
            self._named |= number.named and not number.number.startswith("C")  # a criterion may hold questions
            self._begin(number.number, where, number.text)
        elif self._now is None:
            self._before_any(where, text)
        else:
            self._go_on(text)

    def take_table(self, rows: Sequence[Line], heads: Mapping[str, int]) -> None:
        """A header row and the rows below it, a question each."""
        unit = rows[0].cells[heads["limit"]].casefold() if "limit" in heads else ""
        for line in rows[1:]:
            held = {what: line.cells[c] if c < len(line.cells) else "" for what, c in heads.items()}
            if _TOTAL.match(next(filter(None, line.cells))):
                continue
            lot = (
                signs.lot_in(next(filter(None, line.cells))) if not held["question"] or "number" not in heads else None
            )
            if lot:
                self._begin_lot(*lot)
            elif held["question"] and len(self._found.questions) < _MOST_FOUND:
                self._row(line.where, held, unit)
        self._now = None

    def take_scale(self, rows: Sequence[Line]) -> None:
        """The marks and what each means."""
        for line in rows[1:]:
            means = max(line.cells[1:], key=len)
            self._found.scale.setdefault(int(line.cells[0]), " ".join(means.split()))

    def _row(self, where: str, held: Mapping[str, str], unit: str) -> None:
        number = signs.numbered(held["question"])
        own = signs.label(held.get("number", ""))
        text = number.text if number and (not own or number.named) else held["question"]
        self._begin(own or (number.number if number else str(len(self._found.questions) + 1)), where, text)
        asked = self._now
        assert asked
        if signs.is_gate(" ".join(held.values())):
            asked.weight = "pass or fail"
        elif weight := re.search(r"\d{1,3}(?:\.\d{1,2})?", held.get("weight", "")):
            asked.weight = weight[0]
        asked.limit = asked.limit or _limit_cell(held.get("limit", ""), unit)
        asked.looks_for += [line.strip(" •-–\t") for line in held.get("looks", "").splitlines() if line.strip()]
        if said := held.get("attachments", "").strip().casefold():
            asked.attachments = said.startswith(("y", "allow", "permit"))
        if lot := held.get("lot", "").strip():
            asked.lot = _lot_id(lot)
            self._found.lots.setdefault(asked.lot, lot if lot.casefold().startswith("lot") else f"Lot {lot}")

    def _begin_lot(self, number: str, title: str) -> None:
        self._lot, self._now, self._looks = f"lot-{number}", None, False
        if len(title) > len(self._found.lots.get(self._lot, "")):
            self._found.lots[self._lot] = title

    def _begin(self, number: str, where: str, text: str) -> None:
        self._now = Asked(number, where, self._lot)
        self._looks = False
        self._found.questions.append(self._now)
        heading = signs.heading(text)
        if heading:
            self._now.heading, self._now.weight = heading, signs.weight_in(text)
        elif text:
            self._now.heading, text = signs.parted(text)
            self._go_on(text)

    def _go_on(self, text: str) -> None:
        asked = self._now
        assert asked
        asked.weight = asked.weight or ("pass or fail" if signs.is_gate(text) else signs.weight_in(text))
        limits = signs.limits_in(text)
        asked.limit = asked.limit or (limits[0] if limits else None)
        if len({asked.limit, *limits}) > 1 and limits:
            self._say(asked, f"it states more than one limit; the first is taken ({cut(text)})")
        attachments = signs.attachments_in(text)
        asked.attachments = asked.attachments if attachments is None else attachments
        if signs.begins_looks(text):
            self._looks = True
        elif self._looks and len(text) < 300 and not (limits or signs.weight_in(text)):
            asked.looks_for.append(text.strip(" •-–\t"))
        elif len(asked.text) + len(text) > _MOST_TEXT:
            self._say(asked, "much text follows it, and what is past the first page or so is left out")
        elif not _only_signs(text):
            asked.text = f"{asked.text}\n{text}".strip()

    def _before_any(self, where: str, text: str) -> None:
        if signs.is_gate(text):
            self._found.gates.append(cut(text, 200))
        elif signs.weight_in(text) or signs.limits_in(text):
            self._found.not_understood.append(f"{where}: a weight or a limit that belongs to no question: {cut(text)}")

    def _say(self, asked: Asked, what: str) -> None:
        sentence = f"{asked.where}, question {asked.number}: {what}."
        if sentence not in self._found.not_understood:
            self._found.not_understood.append(sentence)


def _limit_cell(cell: str, unit: str) -> Limit | None:
    limits = signs.limits_in(cell)
    if limits:
        return limits[0]
    plain = re.fullmatch(r"\D{0,10}(\d{1,3}(?:,\d{3})+|\d{1,6})\W*", cell.strip())
    if plain is None:
        return None
    if "page" in unit or "side" in unit:
        return Limit(said=count_of(int(plain[1].replace(",", "")), "page" if "page" in unit else "side"))
    count = int(plain[1].replace(",", ""))
    return signs.limit_of(count, "characters" if "character" in unit else "words") if count else None


def _lot_id(text: str) -> str:
    found = signs.lot_in(text)
    number = found[0] if found else re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40]
    return f"lot-{number}"


def _only_signs(text: str) -> bool:
    """Whether a line says only a weight, a limit or whether attachments are allowed."""
    told = signs.weight_in(text) or signs.limits_in(text) or signs.attachments_in(text) is not None
    return bool(told) and not signs.asks(text) and len(text.split()) < 12
