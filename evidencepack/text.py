"""Small pieces of English that several layers share."""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from math import floor

# C-014, IMP/2026/14, CC01: a few letters and digits, in short parts.
_REFERENCE = re.compile(r"(?=\D{0,20}\d)[A-Za-z]{0,4}\d{0,6}[a-z]?(?:[-/._ ][A-Za-z]{1,3}|[-/._ #]?\d{1,6}){0,4}[a-z]?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_PICTURE = "[\u2190-\u27bf\ufe0f\U0001f000-\U0001faff]"  # pictures may be joined to one; letters need no joiner
# What steers a screen, what XML and YAML forbid, and what nobody sees: joiners, directions, marks and tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
    f"|(?<!{_PICTURE})\u200d|\u200d(?!{_PICTURE})"
)


def visible(text: str) -> str:
    """Text that can be shown and written anywhere: a control becomes a space, half a character \ufffd, the unseen goes.

    Lines and tabs stay. Whatever people give passes through here on its way in, and all that is shown or written again
    on its way out.
    """
    return text if text.isprintable() else _UNSEEN.sub(_instead, _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """Visible text on one line, single spaces in it."""
    return " ".join(visible(text).split())


def _instead(found: re.Match[str]) -> str:
    kind = unicodedata.category(found[0])
    return " " if kind in ("Cc", "Cn") else "\ufffd" if kind == "Cs" else ""


def folded(text: str) -> str:
    """A text as it is compared with what somebody typed: case-blind, composed, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def slug(text: str, longest: int = LONGEST_SLUG) -> str:
    """A text as an id or in names of files: small letters, digits and single hyphens; "" where nothing is left."""
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:longest].rstrip("-")


def is_slug(text: str) -> bool:
    """Whether a text can be an id: small letters, digits and single hyphens between them, 60 at most."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= LONGEST_SLUG


def is_reference(text: str) -> bool:
    """Whether a text is the number of something, such as C-014, and holds no word that could be a name."""
    return len(text) <= 24 and bool(_REFERENCE.fullmatch(text.strip()))


def and_words(words: Sequence[str]) -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def count_of(count: int, one: str, other: str = "") -> str:
    """1 row, 5 rows."""
    return f"{count:,} {one if count == 1 else other or one + 's'}"


def half_up(value: Fraction, decimals: int = 0) -> Fraction:
    """Rounded as people round: halves up."""
    return Fraction(floor(value * 10**decimals + Fraction(1, 2)), 10**decimals)


def signed(value: Fraction, decimals: int) -> str:
    """A change with its sign."""
    text = f"{abs(float(value)):.{decimals}f}"
    sign = "" if float(text) == 0 else "+" if value > 0 else "−"
    return sign + text


def plain_number(value: Fraction | int | None) -> int | float | None:
    """An exact number as whole where it is, else to four decimals."""
    if value is None or isinstance(value, int):
        return value
    return value.numerator if value.denominator == 1 else round(float(value), 4)


def number(value: Fraction | int | None) -> str:
    """An exact number as text: whole, or with as many decimals as it needs, up to four; "" where there is none."""
    if value is None:
        return ""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.4f}".rstrip("0")


def grouped(value: Fraction | int | None) -> str:
    """A number to read, thousands apart; from a hundred on to the nearest whole; nought where there is none."""
    exact = Fraction(value or 0)
    shown = half_up(exact) if exact >= 100 else exact
    return f"{shown.numerator:,}" if shown.denominator == 1 else number(shown)
