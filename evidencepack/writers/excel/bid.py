"""The sheet of a tender's questions: status, length against the limit, facts to quote, and what may cost marks."""

from collections.abc import Iterator

from evidencepack.pack.model import Pack, Section
from evidencepack.pack.tender_model import Bid, Cost
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value
from evidencepack.writers.excel.links import BIDS
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

_ASKED = (
    Column("Tender", 13, "The tender the question belongs to."),
    Column("No.", 7, "The number of the question in the buyer's document."),
    Column("Question", 22, "The question in short.", "strong"),
    Column("Lot", 14, "The lot it belongs to."),
    Column("Weight", 8, "What the question is worth beside the others.", "number"),
    Column("Limit", 11, "How long the answer may be."),
)
_LENGTH = (
    Column("Written so far", 9, "Words; characters with spaces where the limit is in those.", "number"),
    Column(
        "Words over (+) or left (−)",
        15,
        "How far past the limit the answer is, or how much is left; in characters where the limit is in those.",
        "signed",
    ),
)
_STATUS = (Column("Status", 13, "How far the records answer it."),)
_LENGTHS = (
    Column("Facts, 60 words", 44, "Sentences to quote, each with its evidence numbers; never above 60 words."),
    Column("Facts, 120 words", 50, "As before; never above 120 words."),
    Column("Facts, 250 words", 68, "As before; never above 250 words."),
)
_FACTS = (Column("What the records show", 60, "Sentences of findings, each with its evidence numbers."),)
_RESTS_ON = (
    Column("Evidence", 14, "The evidence behind these sentences; see the sheet Evidence."),
    Column("Examples", 14, "Complete operational examples that fit."),
)
_COSTS = (Column("What may cost marks", 88, "Gaps, each with why it counts and the action that closes it."),)
_WORKING = (*_ASKED, *_LENGTH, *_STATUS, *_LENGTHS, *_RESTS_ON, *_COSTS)
_TO_HAND_OVER = (*_ASKED, *_STATUS, *_FACTS, *_RESTS_ON)
# The working list is printed in three strips, each as wide as A4 across at this scale, with the question again.
_STRIPS, _SCALE = (_WORKING.index(_LENGTHS[1]), _WORKING.index(_RESTS_ON[0])), 82


def has_tender(pack: Pack) -> bool:
    """Whether any framework of the pack is a tender."""
    return any(report.tender for report in pack.reports)


def add_bids(book: Book, pack: Pack) -> None:
    """A row a question of every tender of the pack; in the working edition with all its writer needs."""
    working = pack.edition == "working"
    about = "What the records prove for each question. Facts are made only from findings"
    layout = ListLayout(
        BIDS,
        f"Bid answers: {pack.service.name}",
        f"{about}; read them before you bid." if working else f"{about}.",
        _WORKING if working else _TO_HAND_OVER,
        frozen=3,
    )
    sheet = add_list(book, layout, _rows(pack, working))
    if working:
        sheet.set_print_scale(_SCALE)
        sheet.repeat_columns(0, 2)
        sheet.set_v_pagebreaks(_STRIPS)


def _rows(pack: Pack, working: bool) -> Iterator[tuple[Value, ...]]:
    for report in pack.reports:
        for section in report.sections:
            if section.bid:
                yield (report.short_title, *_row(section, section.bid, working))


def _row(section: Section, bid: Bid, working: bool) -> tuple[Value, ...]:
    asked = (bid.number, section.title, bid.lot, section.weight, bid.limit)
    rests_on = (", ".join(dict.fromkeys(n for facts in bid.facts for n in facts.evidence)), ", ".join(bid.examples))
    # A length that adds nothing says why, and does not say the same once more.
    facts = tuple(facts.note or facts.text for facts in bid.facts)
    if not working:
        return (*asked, section.status, " ".join(facts), *rests_on)
    return (*asked, *_length(bid), section.status, *facts, *rests_on, "\n".join(map(_cost_line, bid.costs)))


def _length(bid: Bid) -> tuple[Value, Value]:
    written = bid.characters if "character" in bid.limit else bid.words
    return "" if written is None else written, "" if bid.over is None else bid.over


def _cost_line(cost: Cost) -> str:
    """What may cost marks in one line: what, why, what closes it."""
    ref = f"[{cost.action}]" if cost.action else ""
    return " ".join(part for part in (f"{cost.title}:", *cost.why, ref) if part)
