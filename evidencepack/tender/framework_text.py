"""The questions of a tender as a commented framework file for a person to finish."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from evidencepack.notes import Messages
from evidencepack.tender.draft import DraftQuestion, Understood
from evidencepack.tender.suggest import Suggestions
from evidencepack.text import slug

CONFIRM = "TO CONFIRM"
_ALL = "all-lots"
_WIDTH = 100
_TITLE_WORDS = 9
_MOST_WEIGHT = 100


def tender_text(found: Understood, id_: str, file: str, on: date, suggestions: Suggestions, messages: Messages) -> str:
    """The text of the file: what was not understood stands at its head, what was left out at its foot."""
    head, foot = _head(found, id_, file, on, messages), _foot(found, messages)
    parts = (head, _tender(found), _themes(found), _questions(found, suggestions, messages), foot)
    return "\n".join(line for part in parts for line in part) + "\n"


def _head(found: Understood, id_: str, file: str, on: date, messages: Messages) -> Iterator[str]:
    yield f"# A tender, made from {_plain(file)}. Change everything in CAPITALS, and confirm each line marked"
    yield f"# {CONFIRM}, or take it out. Hold all of it against the buyer's own document: a machine read it. Then run:"
    yield "#   evidencepack frameworks check THIS-FILE"
    if found.not_understood:
        yield "# What was not understood:"
        yield from _listed(map(messages.what, found.not_understood))
    if found.left_out:
        yield "# What was read and is in no question stands at the foot of this file."
    yield "format: 1"
    yield f"id: {id_}"
    yield "title: NAME OF THE TENDER"
    yield "publisher:"
    yield "  name: NAME OF THE COUNCIL"
    yield "  kind: tender"
    yield f'version: "{on.isoformat()[:7]}"'
    yield "stage: draft"
    yield "published_in:"
    yield f"  title: {_quoted(file)}"
    yield f"  checked: {on.isoformat()}"
    yield "about: >-"
    yield "  TWO SENTENCES: what is bought, for whom, from when."


def _foot(found: Understood, messages: Messages) -> Iterator[str]:
    if found.left_out:
        yield "# Read, and in no question, gate or scale. Look whether a question is among it:"
        yield from _listed(messages.what(left.note) for left in found.left_out)


def _listed(sentences: Iterable[str]) -> Iterator[str]:
    for said in sentences:
        yield from textwrap.wrap(_plain(said), _WIDTH, initial_indent="#   - ", subsequent_indent="#     ")


def _tender(found: Understood) -> Iterator[str]:
    yield "tender:"
    yield "  buyer: NAME OF THE COUNCIL"
    yield "  # reference: THE BUYER'S REFERENCE"
    yield f"  closes: {found.closes.isoformat()}" if found.closes else "  # closes: 2027-01-31"
    for name in ("quality", "price"):
        share = found.shares.get(name)
        yield f"  {name}_share: {share}" if share else f"  # {name}_share: 60%"
    if found.scale:
        yield "  scale:"
        yield from (f"    {mark}: {_quoted(means)}" for mark, means in sorted(found.scale.items()))
    if found.gates:
        yield "  gates:                        # passed or failed, before any marks"
        yield from (f"    - {_quoted(gate)}" for gate in dict.fromkeys(found.gates))


def _themes(found: Understood) -> Iterator[str]:
    used = list(dict.fromkeys(asked.lot or _ALL for asked in found.questions)) or [_ALL]
    yield "themes:                           # the lots"
    for lot in used:
        yield f"  - id: {lot}"
        yield f"    title: {_quoted(found.lots.get(lot, '') or 'All questions')}"
    yield ""
    yield "expectations:                     # the questions" if found.questions else "expectations: []"


def _questions(found: Understood, suggestions: Suggestions, messages: Messages) -> Iterator[str]:
    taken: set[str] = set()
    for asked in found.questions:
        id_ = _id(asked, taken)
        yield f"  - id: {id_}"
        yield f"    theme: {asked.lot or _ALL}"
        yield f"    title: {_quoted(_title(asked))}"
        places = filter(None, (asked.section, asked.number, messages.what(asked.where)))
        yield f"    reference: {_quoted(', '.join(places))}"
        yield "    asks: >-"
        yield from _folded(asked.text or "THE QUESTION.", "      ")
        if asked.looks_for:
            yield "    looks_for:"
            yield from (f"      - {_quoted(line)}" for line in asked.looks_for)
        yield _weight(asked)
        yield "    question:"
        yield f"      number: {_quoted(asked.number)}"
        yield _limit(asked)
        yield f"      attachments: {'true' if asked.attachments else 'false'}" + (
            "" if asked.attachments is not None else "            # NOT FOUND: whether attachments are allowed"
        )
        yield from _answered_by(asked, suggestions)
        yield "    if_gap: {owner: Registered Manager, within: 14 days}"
        yield ""


def _answered_by(asked: DraftQuestion, suggestions: Suggestions) -> Iterator[str]:
    likely = suggestions.for_question(" ".join((asked.heading, asked.text, *asked.looks_for)))
    if not likely:
        yield "      answered_by: []               # NOTHING FOUND: name what answers it, as framework/expectation"
        return
    yield "      answered_by:"
    for one in likely:
        yield f"        - {one.reference}  # {CONFIRM}: {_plain(one.title)} ({', '.join(one.because)})"


def _weight(asked: DraftQuestion) -> str:
    if not asked.weight:
        return "    weight: 0                       # NOT FOUND: what the question is worth"
    if float(asked.weight) > _MOST_WEIGHT:
        return f"    weight: {_MOST_WEIGHT}{' ' * 21}# the document says {asked.weight}"
    return f"    weight: {asked.weight}"


def _limit(asked: DraftQuestion) -> str:
    limit = asked.limit
    if limit is None:
        return "      # limit: {words: 500}         # NOT FOUND: words, characters, or said: 2 sides of A4"
    if limit.said:
        return f"      limit: {{said: {_quoted(limit.said)}}}"
    return (
        f"      limit: {{words: {limit.words}}}" if limit.words else f"      limit: {{characters: {limit.characters}}}"
    )


def _id(asked: DraftQuestion, taken: set[str]) -> str:
    plain = slug(asked.number)
    first = plain if plain[:1].isalpha() else f"q{plain}"
    tries = [first, f"{asked.lot}-{first}" if asked.lot else f"{first}-2", *(f"{first}-{n}" for n in range(3, 1_000))]
    chosen = next(id_ for id_ in tries if id_ not in taken)
    taken.add(chosen)
    return chosen


def _title(asked: DraftQuestion) -> str:
    """The heading of the question where it has one, else its first words."""
    if asked.heading:
        return asked.heading
    first = asked.text.partition("\n")[0]
    head, colon, more = first.partition(":")
    if colon and more and len(head.split()) <= _TITLE_WORDS:
        return head.strip()
    words = first.split()
    if not words:
        return "A SHORT TITLE"
    return " ".join(words[:_TITLE_WORDS]).rstrip(" ,.:;?") + ("…" if len(words) > _TITLE_WORDS else "")


def _folded(text: str, indent: str) -> Sequence[str]:
    return textwrap.wrap(
        _plain(text), _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _plain(text: str) -> str:
    """Text on one line, without signs that no file should hold."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def _quoted(text: str) -> str:
    return json.dumps(_plain(text), ensure_ascii=False)
