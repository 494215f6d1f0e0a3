"""A count as a list of Word shows it: 4, 04, d, D, iv or IV."""

_SIGNS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_WORTH = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_MOST_ROMAN = 3999
_MOST_LETTERS = 780  # shown as 30 letters; no list of a person is longer


def written(count: int, form: str) -> str:
    """A count in a format of Word's lists (ISO/IEC 29500-1, 17.18.59), in figures where the format is not known."""
    match form:
        case "bullet" | "none":
            return ""
        case "decimalZero":
            return f"{count:02}"
        case "upperLetter" | "lowerLetter" if 0 < count <= _MOST_LETTERS:
            letters = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)  # Z, AA, BB
            return letters if form == "upperLetter" else letters.lower()
        case "upperRoman" | "lowerRoman" if 0 < count <= _MOST_ROMAN:
            return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return str(count)


def _roman(count: int) -> str:
    said = ""
    for worth, sign in zip(_WORTH, _SIGNS, strict=True):
        said += sign * (count // worth)
        count %= worth
    return said
