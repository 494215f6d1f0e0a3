"""What a line of a tender's question document says: a number, a weight, a limit, a lot, pass or fail, a day."""

import re
from datetime import date

from msgspec import Struct

from evidencepack.day_reader import find_days
from evidencepack.frameworks.tender_questions import Limit

_KINDS = {"question": "Q", "q": "Q", "method statement": "MS", "ms": "MS"} | dict.fromkeys(
    ("criterion", "award criterion", "c"), "C"
)
_END = r"\s*+[:.)\]\-–—]*+\s*+(.*)$"
_NAMED = re.compile(
    r"^\W*(?:quality |technical |written )?(question|q|method statement|ms|(?:award )?criterion|c)"
    rf"\s*+\.?\s*+(?:no\.?|number|ref\.?|#|[qc](?=\d))?\s*+(\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[a-z]?)\b{_END}",
    re.I | re.S,
)
_PLAIN = re.compile(r"^\W{0,2}(\d{1,3}(?:\.\d{1,3}){0,3})(?:[.):]\s*|\s+)([A-Z“\"'‘(].*)$", re.S)
_LABEL = re.compile(
    r"(?:(q|question|ms|method statement|c|criterion)\s*+\.?\s*+)?(\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)\W*+", re.I
)
_ASKS = re.compile(
    r"^(?:\W*\w[\w ,&/’'-]{0,60}[:.–-]\s+)?(?:please\s+)?(?:describe|explain|outline|set out|detail|demonstrate|"
    r"provide|tell us|how(?! to\b)|what|give|state|confirm|identify|show|using|with reference|bidders?|tenderers?|"
    r"applicants?|the tenderer)\b",
    re.I,
)
_TELLS_BIDDERS = re.compile(r"^\W*(?:please\s+)?(?:the )?(?:bidders?|tenderers?|applicants?)\b", re.I)
_N = r"(\d{1,3}(?:\.\d{1,2})?)"
_WEIGHTS = (
    re.compile(
        rf"\b(?:weight(?:ing|ed)?|worth)\b\W{{0,6}}(?:of |is |at |up to )?{_N}\s*(?:%|per ?cent|marks?|points?)?", re.I
    ),
    re.compile(rf"{_N}\s*(?:%|per ?cent)\s*(?:weight|of the (?:quality|total|overall|marks))", re.I),
    re.compile(rf"[(\[;,]\s*{_N}\s*(?:%|per ?cent|marks?|points?)\s*(?:available)?\s*[)\];,]", re.I),
    re.compile(rf"\b(?:marks|points) available\W{{0,3}}{_N}|{_N}\s*(?:marks|points) available", re.I),
)
_WEIGHT_LAST = re.compile(rf"(?:^|[\s\-–—:.(\[]){_N}\s*(?:%|per ?cent|marks?|points?)[)\]]?\.?$", re.I)
_SHORT = 12  # words of a line that may end in its weight without saying so
_BRACKETS = re.compile(
    rf"[(\[][^()\[\]]*[)\]]|\b(?:weight(?:ing)?|worth)\b.*$|\b{_N}\s*(?:%|per ?cent|marks?|points?)\W*$", re.I | re.S
)
_COUNT = r"(\d{1,3}(?:[, \u00a0]\d{3})+|\d{2,6})"
_LIMITS = (
    re.compile(rf"{_COUNT}[\s-]*(words?|characters?)\b", re.I),
    re.compile(rf"\b(word|character)s?\s*(?:limit|count|maximum)\W{{0,3}}(?:of |is )?{_COUNT}", re.I),
    re.compile(rf"\bmax(?:imum|\.)?\s*(?:number of\s*)?(word|character)s?\W{{0,3}}{_COUNT}", re.I),
)
_SIDES = re.compile(
    r"\b((?:\d{1,2}|one|two|three|four|five|six|half a)\s*(?:\(\d+\)\s*)?(?:x\s*)?(?:single[- ]sided\s+)?"
    r"(?:A4\s+)?(?:sides?|pages?)(?:\s*(?:of\s*)?A4)?)\b",
    re.I,
)
_FILLER = re.compile(  # words that say nothing beside a weight or a limit
    r"(?:an?|and|answers?|are|as|at|attach|attachments?|available|accepted|allowed|be|characters?|count|do|each|exceed|"
    r"for|in|including|is|length|limit|limited|may|max|maximum|marks?|must|more|no|not|of|or|pages?|per|percent|permitted|"
    r"please|points?|question|read|responses?|shall|should|sides?|spaces|than|the|this|to|total|up|weight|weighted|"
    r"weighting|will|with|words?|worth|your|a4|cent|one|two|three|four|five|six|half|none|yes)",
)
_LOT = re.compile(r"^lot\s+(\d{1,2}|[a-z])\b\s*[:.)\-–—]*\s*(.*)$", re.I)
_TICK = re.compile(r"[☐☑☒□]|\byes\b.{0,5}\bno\b", re.I)
_SECTION = re.compile(
    r"^(?:section|part|schedule|appendix|annex|stage|category)\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})\b.*$", re.I
)
_NOT_SCORED = re.compile(
    r"^\W*(?:this (?:question|section) (?:is|will) not (?:be )?(?:scored|evaluated|marked)|not (?:scored|evaluated)|"
    r"(?:for )?information only)\b",
    re.I,
)
_SCORED = re.compile(r"^\W*this (?:question|section) (?:is|will be) (?:scored|evaluated|marked)\W*$", re.I)
_BOX = re.compile(
    r"^\W*(?:(?:your|(?:the )?(?:bidder|tenderer|supplier|provider|applicant|organisation)\W*s?\W*)\s+)?"
    r"(?:answer|response|reply)\b(?:\W+(?:here|below|box))?\W*$|^\W*(?:please )?(?:type|enter|insert|write|provide) "
    r"(?:your |the )?(?:answer|response|text)(?: (?:here|below|in the box below))?\W*$|^\W*yes\W+no\W*$|"
    r"^\W*click (?:here|or tap).*$",
    re.I,
)
_GATE = re.compile(r"\bpass\s*(?:/|or|-|–|and)\s*fail\b", re.I)
_NO_ATTACHMENTS = re.compile(
    r"\bno attachments?\b|\battachments?\W+(?:none|no)\b|\battachments? (?:\w+ ){0,2}not\b|\bdo not attach\b", re.I
)
_ATTACHMENTS = re.compile(
    r"\battachments? (?:\w+ ){0,2}(?:permitted|allowed|accepted)|\b(?:may|must|please) attach\b", re.I
)
_LOOKS = re.compile(
    r"\b(?:look(?:ing)? for|should (?:include|cover|address|demonstrate)|must (?:include|cover|address))\b.{0,40}:$",
    re.I,
)
_SHARE = re.compile(r"\b(quality|price|cost)\b[^%\d\n]{0,40}?(\d{1,3})\s*(?:%|per ?cent)", re.I)
_CLOSES = re.compile(r"\b(?:clos(?:es|ing)|deadline|returned? by|submitted? by|submission date|no later than)\b", re.I)
_NOT_CLOSES = re.compile(r"\b(?:clarif\w+|quer(?:y|ies)|questions|interest|award\w*|standstill|site visits?)\b", re.I)


class Numbered(Struct, frozen=True):
    """A numbered line: the number as printed (Q3, MS1, 1.2), the text after it, and whether it says what it is."""

    number: str
    text: str
    named: bool


def numbered(text: str) -> Numbered | None:
    """The number a line begins with; None when it begins with none."""
    if found := _NAMED.match(text):
        return Numbered(_KINDS[" ".join(found[1].casefold().split())] + found[2], found[3].strip(), True)
    if found := _PLAIN.match(text):
        return Numbered(found[1], found[2].strip(), False)
    return None


def label(cell: str) -> str:
    """The number in a cell of its own, as it will be printed; "" when the cell holds something else."""
    found = _LABEL.fullmatch(cell.strip())
    return _KINDS.get(" ".join((found[1] or "").casefold().split()), "") + found[2] if found else ""


def asks(text: str) -> bool:
    """Whether a text asks the bidder for something."""
    return "?" in text or bool(_ASKS.match(text))


def asks_the_reader(text: str) -> bool:
    """Whether a text asks for something and does not only tell bidders how to bid."""
    return asks(text) and ("?" in text or not _TELLS_BIDDERS.match(text))


def heading(text: str) -> str:
    """The heading on the line of a number, without a weight in brackets; "" where the question itself begins there."""
    plain = " ".join(_BRACKETS.sub("", text).split()).strip(" .:–-")
    short = 0 < len(plain.split()) <= 9 and len(plain) <= 90
    return plain if short and not asks(plain) and not limits_in(text) and not is_gate(text) else ""


def split_heading(text: str) -> tuple[str, str]:
    """The heading and the question of a line that holds both, as in "Staff – How do you recruit?"; else "" and all."""
    found = re.match(r"([^:–?]{3,60}?)\s*(?:[:–]|\s-)\s+(.+)$", text, re.S)
    if found and asks(found[2]) and len(found[1].split()) <= 6 and not asks(found[1]):
        return heading(found[1]), found[2]
    return "", text


def weight_in(text: str) -> str:
    """The weight a text states, as a number; "" when it states none."""
    last = (_WEIGHT_LAST,) if len(text.split()) <= _SHORT else ()
    for pattern in (*_WEIGHTS, *last):
        if found := pattern.search(text):
            return short_number(next(group for group in found.groups() if group))
    return ""


def short_number(text: str) -> str:
    """A number as short as it can be written: "7.5" of "7.50" and "7,5"."""
    return f"{float(text.replace(',', '.')):g}"


def limits_in(text: str) -> list[Limit]:
    """Every limit a text states, in words, characters or sides; the same one once."""
    found: list[Limit] = []
    for pattern in _LIMITS:
        for match in pattern.finditer(text):
            first, second = match.groups()
            count, unit = (first, second) if first[0].isdigit() else (second, first)
            found.append(limit_of(int(re.sub(r"\D", "", count)), unit))
    found += [Limit(said=" ".join(match[1].split())) for match in _SIDES.finditer(text)]
    return list(dict.fromkeys(found))


def limit_of(count: int, unit: str) -> Limit:
    """A limit of so many words or characters."""
    return Limit(characters=count) if unit.casefold().startswith("character") else Limit(words=count)


def only_details(text: str) -> bool:
    """Whether a line says a weight, a limit or whether attachments are allowed, and nothing beside it."""
    stated = weight_in(text) or limits_in(text) or attachments_in(text) is not None
    words = re.findall(r"[^\W\d_]\w*", text.casefold())
    more = re.search(r"\bincluding\b(?! spaces)", text, re.I)
    return bool(stated) and all(map(_FILLER.fullmatch, words)) and not more


def lot_in(text: str) -> tuple[str, str] | None:
    """The number and title of a lot whose heading this is; None for text that only speaks of one."""
    found = _LOT.match(text)
    if not found or text.endswith((".", ",", ";")) or len(text.split()) > 15 or _TICK.search(text):
        return None
    return found[1].casefold(), " ".join(text.split())


def section_in(text: str) -> str:
    """The heading of a section, such as "Section 2 – Workforce"; "" for anything else."""
    plain = " ".join(text.split())
    short = len(plain.split()) <= _SHORT and not plain.endswith((".", ",", ";", "?"))
    return plain if short and _SECTION.match(plain) else ""


def is_not_scored(text: str) -> bool:
    """Whether a line says that what it belongs to is asked for information only."""
    return bool(_NOT_SCORED.match(text)) and len(text.split()) <= _SHORT


def is_scored(text: str) -> bool:
    """Whether a line says only that what it belongs to is marked."""
    return bool(_SCORED.match(text))


def is_answer_box(text: str) -> bool:
    """Whether a text only marks the place of the answer, or what may be ticked there."""
    return bool(_BOX.match(text))


def is_gate(text: str) -> bool:
    """Whether something is passed or failed rather than marked."""
    return bool(_GATE.search(text))


def attachments_in(text: str) -> bool | None:
    """Whether attachments are allowed; None when nothing is said of them."""
    return False if _NO_ATTACHMENTS.search(text) else True if _ATTACHMENTS.search(text) else None


def begins_looks_for(text: str) -> bool:
    """Whether the lines after this one say what evaluators look for."""
    return bool(_LOOKS.search(text.strip()))


def shares_in(text: str) -> dict[str, str]:
    """The shares of quality and price, as percentages."""
    named = {"quality": "quality", "price": "price", "cost": "price"}
    return {named[match[1].casefold()]: f"{match[2]}%" for match in _SHARE.finditer(text)}


def closes_on(text: str) -> date | None:
    """The day by which answers are due; None when the text states none."""
    if not _CLOSES.search(text) or _NOT_CLOSES.search(text):
        return None
    return next((found.day for found in find_days(text) if found.day), None)
