"""In words, what several gaps have in common and what would settle it for all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from evidencepack.measures import TraceRow
from evidencepack.notes import Fact, Messages, Note, note
from evidencepack.origin import Origin
from evidencepack.pack.causes import GapCause
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.open_rows import MOST_WORDS, elsewhere, place_notes, unknown_words
from evidencepack.pack.sentences import capital, register_words


def name_of(cause: GapCause, messages: Messages) -> str:
    """A cause as the gap register names it."""
    if cause.kind == "supply":
        return capital(register_words(cause.about[0], messages))
    if cause.kind == "say":
        return capital(messages.say("cause-say", whether=note(cause.about[0])))
    named = _named(cause)
    if "field" not in named:
        return capital(messages.say("cause-rows", **named))
    by_kind = {"column": note("cause-column", **named), "word": note("cause-word", **named)}
    return capital(messages.what(by_kind.get(cause.kind, note("cause-cell", **named))))


def _named(cause: GapCause) -> dict[str, Fact]:
    """The register and the field of a cause, in our words."""
    log, field = note(f"{cause.about[0]}.register"), note(".".join(cause.about))
    return {"log": log, "field": field} if len(cause.about) > 1 else {"log": log}


def to_settle(cause: GapCause, rows: Sequence[TraceRow], findings: int, desk: PackContext) -> Note:
    """What to do about a cause, and how many findings wait for it; `rows` are those that it leaves open in all of them.

    In what is handed over, without the home's own words and files.
    """
    if cause.kind == "supply":
        return note("supply", register=register_words(cause.about[0], desk.material.messages))
    named = _named(cause) | {"waiting": note("findings-wait", n=findings)}
    if cause.kind == "column":
        return note("add-column-to-some" if rows else "add-column", **named)
    found = (elsewhere(row, desk) or (row.origin,) * (row.register == cause.about[0]) for row in rows)
    origins = tuple(dict.fromkeys(origin for places in found for origin in places))
    known = (desk.headings.get((o.file, o.sheet), {}).get(".".join(cause.about)) for o in origins)
    headings = tuple(note("heading-named", heading=desk.scrub(h)) for h in dict.fromkeys(known) if h)
    if cause.kind == "word":
        return _about_words(_words(rows), origins, headings, named, desk)
    return _about_cells({row.because.code for row in rows}, origins, headings, named, desk)


def _words(rows: Sequence[TraceRow]) -> list[str]:
    """The words that no list knows, the most frequent first."""
    found = dict.fromkeys((row.record, word) for row in rows for word in unknown_words(row))
    return [word for word, _ in Counter(word for _, word in found).most_common()]


def _about_words(
    words: Sequence[str],
    origins: Sequence[Origin],
    headings: tuple[Note, ...],
    named: Mapping[str, Fact],
    desk: PackContext,
) -> Note:
    """In quotation marks, six at most; how many they are and where, if none may be shown."""
    handed, shown = desk.material.handed, [word for word in words if desk.may_show(word)][:MOST_WORDS]
    more = note("rest-of-them", n=len(words) - len(shown))
    said: Fact = (*(note("heading-named", heading=w) for w in shown), *((more,) if len(shown) < len(words) else ()))
    if not shown:
        count = note("words", n=len(words))
        where = _rows(origins, desk) if headings else _columns(origins, desk)
        said = count if handed else note("words-at", words=count, places=where)
    how = "" if handed else note("by-values") if headings else note("by-plainer-word")
    column = note("under-heading", heading=headings, **named) if headings else note("as-field", **named)
    return note("settle-words", n=len(words), words=said, column=column, how=how, **named)


def _about_cells(
    codes: set[str], origins: Sequence[Origin], headings: tuple[Note, ...], named: Mapping[str, Fact], desk: PackContext
) -> Note:
    """Rows that show signs of a serious event go before ticks, blanks and what could not be read."""
    said = {**named, "n": len({(o.file, o.sheet, o.row) for o in origins}), "places": _rows(origins, desk)}
    if "maybe-signs" in codes:
        return note("look-at-signs", **said)
    if not origins:
        return note("fill-in-throughout", **said)
    if codes == {"ticked-undated"}:
        return note("put-days", **said)
    if "field" not in named:
        return note("complete-whole-rows", **said)
    return note("fill-in-cells", **{**said, "field": headings or named["field"]})


def _rows(origins: Sequence[Origin], desk: PackContext) -> str:
    places = list(dict.fromkeys((o.file, o.sheet, o.row) for o in origins))
    return "; ".join(map(desk.material.messages.what, place_notes(places, desk)))


def _columns(origins: Sequence[Origin], desk: PackContext) -> str:
    """Where words stand above their columns, the columns, by file."""
    letters: dict[str, list[str]] = {}
    for file, letter in sorted({(o.file, o.letter) for o in origins}, key=lambda at: (at[0], len(at[1]), at[1])):
        letters.setdefault(desk.scrub(PurePosixPath(file).name), []).append(letter)
    at = (note("place-columns", n=len(found), file=file, columns=tuple(found)) for file, found in letters.items())
    return "; ".join(map(desk.material.messages.what, at))
