"""The sheet of a tender's questions: status, length against the limit, facts to quote, and what may cost marks."""

from msgspec import Struct

from evidencepack.notes import note
from evidencepack.pack.model import Pack, Section
from evidencepack.pack.tender_model import Bid, Cost
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import BIDS
from evidencepack.writers.excel.lists import Column, ListLayout, add_list


class _Asked(Struct, frozen=True):
    tender: str
    section: Section
    bid: Bid

    @property
    def written(self) -> int | None:
        """How much is written so far, in what the limit is in."""
        return self.bid.characters if self.bid.in_characters else self.bid.words

    @property
    def facts(self) -> tuple[str, ...]:
        """A text for each length; one that adds nothing says why, and does not say the same once more."""
        return tuple(facts.note or facts.text for facts in self.bid.facts)

    @property
    def evidence(self) -> str:
        """The evidence numbers behind the facts."""
        return ", ".join(dict.fromkeys(n for facts in self.bid.facts for n in facts.evidence))


_Columns = tuple[Column[_Asked], ...]
_ASKED: _Columns = (
    Column("Tender", 13, note("question-tender"), lambda q: q.tender),
    Column("No.", 7, note("question-no"), lambda q: q.bid.number),
    Column("Question", 22, note("question-question"), lambda q: q.section.title, "strong"),
    Column("Lot", 14, note("question-lot"), lambda q: q.bid.lot),
    Column("Weight", 8, note("question-weight"), lambda q: q.section.weight, "number"),
    Column("Limit", 11, note("question-limit"), lambda q: q.bid.limit),
)
_WRITTEN: _Columns = (
    Column("Written so far", 9, note("question-written-so-far"), lambda q: q.written, "number"),
    Column("Words over (+) or left (−)", 15, note("question-words-over-or-left"), lambda q: q.bid.over, "signed"),
)
_STATUS: _Columns = (Column("Status", 13, note("question-status"), lambda q: q.section.status),)
_LENGTHS: _Columns = (
    Column("Facts, 60 words", 44, note("question-facts-60-words"), lambda q: q.facts[0]),
    Column("Facts, 120 words", 50, note("question-facts-120-words"), lambda q: q.facts[1]),
    Column("Facts, 250 words", 68, note("question-facts-250-words"), lambda q: q.facts[2]),
)
_LONGEST: _Columns = (
    Column("What the records show", 60, note("question-what-the-records-show"), lambda q: " ".join(q.facts)),
)
_RESTS_ON: _Columns = (
    Column("Evidence", 14, note("question-evidence"), lambda q: q.evidence),
    Column("Examples", 14, note("question-examples"), lambda q: ", ".join(q.bid.examples)),
)
_COSTS: _Columns = (
    Column(
        "What may cost marks",
        88,
        note("question-what-may-cost-marks"),
        lambda q: "\n".join(map(_cost_line, q.bid.costs)),
    ),
)
_WORKING = (*_ASKED, *_WRITTEN, *_STATUS, *_LENGTHS, *_RESTS_ON, *_COSTS)
_TO_HAND_OVER = (*_ASKED, *_STATUS, *_LONGEST, *_RESTS_ON)
# The working list is printed in three strips, each as wide as A4 across at this scale, with the question again.
_STRIPS, _SCALE = (_WORKING.index(_LENGTHS[1]), _WORKING.index(_RESTS_ON[0])), 82


def add_bids(book: Book, pack: Pack) -> None:
    """A row a question of every tender; in the working edition with all its writer needs. No sheet without a tender."""
    if not any(report.tender for report in pack.reports):
        return
    working = pack.edition == "working"
    layout = ListLayout(
        BIDS,
        note("title-bids", name=pack.service.name),
        note("about-bids" if working else "about-bids-handed"),
        _WORKING if working else _TO_HAND_OVER,
        frozen=3,
    )
    items = [_Asked(r.short_title, s, s.bid) for r in pack.reports for s in r.sections if s.bid]
    sheet = add_list(book, layout, items)
    if working:
        sheet.set_print_scale(_SCALE)
        sheet.repeat_columns(0, 2)
        sheet.set_v_pagebreaks(_STRIPS)


def _cost_line(cost: Cost) -> str:
    """What may cost marks in one line: what, why, what closes it."""
    ref = f"[{cost.action}]" if cost.action else ""
    return " ".join(part for part in (f"{cost.title}:", *cost.why, ref) if part)
