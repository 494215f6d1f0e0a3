"""Numbers and addresses that tell of one person, found by their shape: each pattern reads a text once, forwards."""

import re
from collections.abc import Callable

from msgspec import Struct

_DIGIT = re.compile(r"\d")
_SEP = r"[\s.,/\\_·:\u2010-\u2015\u2212-]{0,3}"
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
# Not the digits of a CQC location, 1-1234567890.
_TEN_DIGITS = re.compile(rf"(?<!\d)(?<!\d-)\d{{3}}{_SEP}\d{{3}}{_SEP}\d{{4}}(?!\d)")
_NHS_SAID = re.compile(
    r"(?<![^\W_])nhs[\s_]{0,3}(?:no|number|num|n|id)?[\s.:#=_-]{0,4}((?:\d[\s.,/_·-]{0,3}){9}\d)(?!\d)", re.IGNORECASE
)
_NATIONAL_INSURANCE = re.compile(
    rf"(?<![^\W_])[A-Z]{{2}}{_SEP}\d\d{_SEP}\d\d{_SEP}\d\d{_SEP}[A-D](?![^\W_])", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s./_-]{{1,3}}(?:\d{{1,2}}|{_MONTH})[\s.,/_-]{{1,3}}(?:\d{{4}}|'?\d\d)(?!\d)"
    rf"|\d{{4}}[./_-]\d{{1,2}}[./_-]\d{{1,2}}(?!\d)|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{8}}(?!\d))"
)
_BORN = re.compile(
    rf"(?<![^\W_])(?:d\.?\s?o\.?\s?b\.?|date\sof\sbirth|birth\s?date|born(?:\son)?|b\.)[\s.:=(_-]{{0,4}}{_DAY}",
    re.IGNORECASE,
)
# A day of another time is a day of birth, whatever stands before it.
_LONG_AGO = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?[\s./_-]{{1,3}}(?:\d{{1,2}}|{_MONTH})[\s.,/_-]{{1,3}}19[0-7]\d(?!\d)"
    r"|(?<!\d)19[0-7]\d[./_-]\d{2}[./_-]\d{2}(?!\d)",
    re.IGNORECASE,
)
_AREA_CODES = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP "
    "NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W "
    "WA WC WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_AREA_CODES.split())
_POSTCODE = re.compile(
    r"(?<![^\W_])([A-Z]{1,2})\d[A-Z\d]?[\s_-]{0,2}\d(?!ST|ND|RD|TH)[ABD-HJLNP-UW-Z]{2}(?![^\W_])",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![^\W_])(?<!\+)(?:(?:\+|00)44[\s._/-]{0,2}(?:\(0\)[\s._/-]{0,2})?[1-9]|\(?0[1-9])"
    r"(?:\d{8,9}|\d{1,3}\)?[\s._/-]{1,2}\d{3,4}[\s._/-]{0,2}\d{3,4}|\d{2,3}\)?[\s._/-]{1,2}\d{5,6})(?![^\W_])"
)
_TELEPHONE_SAID = re.compile(
    r"(?<![^\W_])(?:tel|telephone|phone|mob|mobile|ring|call)[\s_]{0,2}(?:no|number|num|n)?[\s.:#=_-]{0,4}"
    r"(?:\d{6,8}|\d{3,4}[\s._-]{1,2}\d{3,4})(?![^\W_])",
    re.IGNORECASE,
)
_KEY_CODE = re.compile(
    r"(?<![^\W_])(?:key[\s_-]?safe|key|door|entry|gate|alarm|safe)[\s_-]{0,2}(?:code|pin|no|number)?[\s.:#=_-]{0,4}\d{3,8}"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"(?<![\w-])\d\d[\s-]\d\d[\s-]\d\d(?:[\s,;:/]|a/?c|acc(?:ount)?|no|number|and|\.){0,8}\d{7,8}(?!\w)"
    r"|(?<![^\W_])sort[\s_-]?code[\s.:=_-]{0,4}\d\d[\s-]?\d\d[\s-]?\d\d(?!\d)"
    r"|(?<![^\W_])(?:account|acct|a/c)[\s_]{0,2}(?:no|number|num)?[\s.:#=_-]{0,4}\d{7,8}(?!\d)"
    r"|(?<!\w)GB\d\d\s?[A-Z]{4}\s?(?:\d\s?){13}\d(?!\w)",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"(?<![^\W_])(?:room|rm|bedroom|bed|flat|apartment|bungalow|suite)[\s_.-]{0,2}(?:no|number|#)?[\s_.:-]{0,2}\d{1,3}[a-z]?"
    r"(?![^\W_])",
    re.IGNORECASE,
)
# A room that is nobody's, where a text begins with it; Residents' meeting room 14 may be somebody's.
_COMMON_ROOM = re.compile(r"(?:meeting|training|conference|treatment|board|staff)[\s_]", re.IGNORECASE)


def _is_postcode(found: re.Match[str]) -> bool:
    """Whether letters are those of an area, and what was found is no code of ours such as S-M43UJ."""
    start = found.start()
    ours = (
        found.string[max(start - 2, 0) : start] in ("S-", "P-")
        and not found.string[max(start - 3, 0) : start - 2].isalnum()
    )
    return found[1].upper() in _AREAS and not (ours and len(found[0]) == 5)


def _is_persons_room(found: re.Match[str]) -> bool:
    return not _COMMON_ROOM.fullmatch(found.string, 0, found.start())


def is_nhs_number(text: str) -> bool:
    """Whether ten digits are an NHS number by its check digit."""
    digits = [int(c) for c in text if c.isdigit()]
    check = 11 - sum(d * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return (0 if check == 11 else check) == digits[9]


class _Shape(Struct, frozen=True):
    """What is found, by what, and what a text must hold for it: so many digits, and one of these in small letters.

    `holds` says of what was found whether it is that.
    """

    kind: str
    pattern: re.Pattern[str]
    digits: int = 0
    hints: tuple[str, ...] = ()
    holds: Callable[[re.Match[str]], bool] | None = None

    def is_hinted(self, plain: str) -> bool:
        """Whether a text holds one of the hints."""
        for hint in self.hints:  # noqa: SIM110 - many texts are looked at, and any() takes three times as long
            if hint in plain:
                return True
        return False

    def without(self, text: str) -> str:
        """The text with the kind in brackets for what is found."""
        holds, kind = self.holds, f"[{self.kind}]"
        return self.pattern.sub((lambda m: kind if holds(m) else m[0]) if holds else kind, text)


# Longer shapes before those that may lie within them.
_SHAPES = (
    _Shape("e-mail address", _EMAIL, 0, ("@",)),
    _Shape("bank details", _BANK, 6),
    _Shape("NHS number", _TEN_DIGITS, 10, (), lambda m: is_nhs_number(m[0])),
    _Shape("NHS number", _NHS_SAID, 10, ("nhs",)),
    _Shape("date of birth", _BORN, 4, ("dob", "d.o", "d o", "birth", "born", "b.")),
    _Shape("date of birth", _LONG_AGO, 5, ("19",)),
    _Shape("National Insurance number", _NATIONAL_INSURANCE, 6),
    _Shape("telephone number", _TELEPHONE, 10),
    _Shape("telephone number", _TELEPHONE_SAID, 6, ("tel", "phone", "mob", "ring", "call")),
    _Shape("key code", _KEY_CODE, 3, ("key", "door", "entry", "gate", "alarm", "safe")),
    _Shape("postcode", _POSTCODE, 2, (), _is_postcode),
    _Shape("room", _ROOM, 1, ("room", "rm", "bed", "flat", "apartment", "bungalow", "suite"), _is_persons_room),
)
_MOST_DIGITS = 10
_BY_DIGITS = tuple(tuple(shape for shape in _SHAPES if shape.digits <= n) for n in range(_MOST_DIGITS + 1))


def without_identifiers(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each number and address that tells of one person as its kind in brackets, and the kinds found."""
    digits = len(_DIGIT.findall(text))
    if not digits and "@" not in text:
        return text, ()
    plain, kinds = text.lower(), dict[str, None]()
    for shape in _BY_DIGITS[min(digits, _MOST_DIGITS)]:
        if not shape.hints or shape.is_hinted(plain):
            replaced = shape.without(text)
            if replaced != text:
                kinds[shape.kind] = None
                text = replaced
    return text, tuple(kinds)
