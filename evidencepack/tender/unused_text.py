"""What was read of a tender's document and is in no question -> notes on all of it, none left unsaid."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from evidencepack.files import Line
from evidencepack.notes import Note, note
from evidencepack.tender.draft import UnusedText, cut

_OFTEN = 3  # times that a short text stands there before it is said once for all
_SHORT = 60

Texts = Mapping[int, Sequence[str]]  # what was left of each line, by its place in the document


def left_out(lines: Sequence[Line], left: Texts, columns: Mapping[Note, Sequence[str]]) -> tuple[UnusedText, ...]:
    """A note for each stretch of lines, for a text that stands there often, and for each column not used."""
    often = _often(left)
    rest = {n: kept for n, texts in sorted(left.items()) if (kept := [t for t in texts if _plain(t) not in often])}
    boxes = [UnusedText(note("left-often", n=len(texts), text=cut(texts[0])), tuple(texts)) for texts in often.values()]
    unused = [UnusedText(note("left-column", n=len(t), column=column), tuple(t)) for column, t in columns.items()]
    return (*(_stretch(lines, rest, stretch) for stretch in _stretches(rest)), *boxes, *unused)


def _often(left: Texts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in (text for _, texts in sorted(left.items()) for text in texts if len(text) <= _SHORT):
        found.setdefault(_plain(text), []).append(text)
    return {plain: texts for plain, texts in found.items() if len(texts) >= _OFTEN}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _stretches(places: Texts) -> Iterator[list[int]]:
    """Places that follow one another."""
    for _, run in groupby(enumerate(places), lambda numbered: numbered[1] - numbered[0]):
        yield [place for _, place in run]


def _stretch(lines: Sequence[Line], left: Texts, places: Sequence[int]) -> UnusedText:
    first, last = lines[places[0]].where, lines[places[-1]].where
    where = first if first == last else note("from-to", first=first, last=last)
    texts = tuple(text for place in places for text in left[place])
    if len(texts) == 1:
        return UnusedText(note("left-text", where=where, text=cut(texts[0])), texts)
    return UnusedText(note("left-texts", n=len(texts) - 1, where=where, text=cut(texts[0])), texts)
