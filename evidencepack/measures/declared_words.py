"""What a declared fact means, and how it stands on a day: in place, not, half, or unclear, and in which words."""

import re
from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.dates import Span
from evidencepack.frameworks.indicators import Declared
from evidencepack.frameworks.terms import Terms
from evidencepack.measures.measured import TraceRow, UsedAs
from evidencepack.notes import Note, listed, note
from evidencepack.registers import DeclaredFact, FoundFact
from evidencepack.statuses import Status

IN_PLACE, HALF, NOT_IN_PLACE = Fraction(1), Fraction(1, 2), Fraction(0)
# Of two in one answer the first holds: "vacant, deputy covering, application sent".
_NOT_FILLED = ("applied for", "vacant", "covered")
_STATED = {
    "no": note("stated-no"),
    "vacant": note("stated-vacant"),
    "covered": note("stated-covered"),
    "applied for": note("stated-applied"),
}


class Stands(Struct, frozen=True):
    """How a fact stands on the day: its figure, or the status in place of one; in words; who says so.

    `claimed` is whether it is stated to be so, borne out or not.
    """

    answer: Fraction | Status
    says: Note
    borne_out: Note
    said_by: Note
    claimed: bool = False
    value: str = ""
    published_in: str = ""
    register: str = ""
    trace: tuple[TraceRow, ...] = ()
    notes: tuple[Note, ...] = ()

    def with_rows(self, rows: Iterable[TraceRow]) -> "Stands":
        """With its trace, each row used as the answer asks."""
        in_place = self.answer == IN_PLACE
        aside = isinstance(self.answer, Status)
        used = UsedAs.LEFT_OUT if aside else UsedAs.NUMERATOR if in_place else UsedAs.DENOMINATOR
        return replace(self, trace=tuple(replace(row, used_as=used) for row in rows))


def meaning(fact: DeclaredFact, name: str, indicator: Declared, terms: Terms) -> str:
    """What the value of a fact means, a word of `declared` in terms.yaml; "" where no word there is known for it."""
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    text = " ".join(fact.value.casefold().strip(" .!").split())
    known = {word.casefold(): stated for stated, words in terms.declared.items() for word in words}
    if text in known and known[text] != "a post":
        return known[text]
    found = {known[word] for word in _found(text, known)}
    if any(fnmatchcase(name, pattern) for pattern in indicator.by_role) and found - {"covered"} == {"a post"}:
        return "yes"
    found -= {"a post"}
    return next((stated for stated in _NOT_FILLED if stated in found), "") if found <= {*_NOT_FILLED} else ""


def _found(text: str, words: Iterable[str]) -> list[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.findall(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", text) if text else []


def how_it_stands(fact: DeclaredFact, stated: str, name: str, indicator: Declared, on: date) -> Stands:
    """How a declared fact that means `stated` stands on the day."""
    published = fact.published_in if isinstance(fact, FoundFact) else ""
    said_by = note("taken-from", published=published) if published else note("declared-by-service")
    answer, says, borne = _answer(fact, stated, name, indicator, on, said_by)
    claimed = stated == "yes" and says.code == "fact-stands"
    value = fact.value if isinstance(fact.value, str) else ""
    return Stands(answer, says, borne, said_by, claimed, value, published)


def _answer(
    fact: DeclaredFact, stated: str, name: str, indicator: Declared, on: date, said_by: Note
) -> tuple[Fraction | Status, Note, Note]:
    """The figure or status, the whole sentence, and what bears it out or speaks against it."""
    parts = _bearing_out(fact, on)
    borne = listed(parts) if parts else note("fact-ahead") if fact.since or fact.checked else note("fact-bare")
    if stated in _STATED:
        answer, says = _not_filled(fact, stated, indicator.applied_within, on)
        return answer, says, says
    if stated == "yes" and fact.since and fact.since > on:
        says = note("fact-begins", day=fact.since)
        return NOT_IN_PLACE, says, says
    if stated == "yes":
        return IN_PLACE if parts else Status.UNCLEAR, note("fact-stands", said_by=said_by, borne_out=borne), borne
    if stated == "not required":
        says = note("fact-not-required", said_by=said_by, borne_out=borne)
        return Status.NOT_APPLICABLE if parts else Status.UNCLEAR, says, says
    by_role = any(fnmatchcase(name, pattern) for pattern in indicator.by_role)
    says = note("fact-not-understood", said_by=said_by, post=note("or-a-post") if by_role else "")
    return Status.UNCLEAR, says, says


def _bearing_out(fact: DeclaredFact, on: date) -> list[Note]:
    parts = [note("fact-since", day=fact.since)] if fact.since and fact.since <= on else []
    parts += [note("fact-checked", day=fact.checked)] if fact.checked and fact.checked <= on else []
    parts += [note("fact-file")] if isinstance(fact, FoundFact) and fact.published_in else []
    return parts + ([note("fact-document")] if fact.document else [])


def _not_filled(fact: DeclaredFact, stated: str, within: Span | None, on: date) -> tuple[Fraction | Status, Note]:
    """A fact that is not in place: half of it is, where an application was sent not long ago."""
    sent, words = fact.application_sent, _STATED[stated]
    if stated == "applied for":
        sent = sent or fact.since
        if sent is None:
            return Status.UNCLEAR, note("application-undated", stated=words)
    elif fact.since and fact.since > on:
        return Status.UNCLEAR, note("stated-ahead", stated=words, day=fact.since)
    elif fact.since:
        words = note("stated-since", stated=words, day=fact.since)
    if not fact.since and fact.checked and fact.checked <= on:
        words = note("stated-checked", stated=words, day=fact.checked)
    if sent is None:
        return NOT_IN_PLACE, words if stated == "no" else note("without-application", stated=words)
    return application(sent, words, within, on)


def application(sent: date, stated: Note, within: Span | None, on: date) -> tuple[Fraction | Status, Note]:
    """What an application is worth on the day: half within the limit, else nothing; and the words for it."""
    if sent > on:
        return NOT_IN_PLACE, note("application-ahead", stated=stated, day=sent)
    if within and sent >= within.start_of_window(on):
        return HALF, note("application-counts", stated=stated, day=sent, span=str(within))
    return NOT_IN_PLACE, note("application-old", stated=stated, day=sent, span=str(within or ""))
