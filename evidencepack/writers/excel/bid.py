"""The sheet of a tender's questions: status, length against the limit, facts to quote, and what will cost marks."""

from collections.abc import Iterator

from evidencepack.pack.bid_values import Bid, Cost
from evidencepack.pack.values import Pack, Section
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value
from evidencepack.writers.excel.lists import Column, Layout, add_list
from evidencepack.writers.excel.places import BIDS

_COLUMNS = (
    Column("Tender", 17, "The tender the question belongs to."),
    Column("No.", 7, "The number of the question in the buyer's document."),
    Column("Question", 26, "The question in short.", "strong"),
    Column("Lot", 18, "The lot it belongs to."),
    Column("Weight", 8, "What the question is worth beside the others.", "number"),
    Column("Limit", 14, "How long the answer may be."),
    Column("Written so far", 9, "Words; characters with spaces where the limit is in those.", "number"),
    Column("Over the limit", 9, "How far past the limit; below nought is what is left.", "number"),
    Column("Status", 17, "How far the records answer it."),
    Column("Facts, 60 words", 44, "Sentences to quote, each with its evidence numbers; never above 60 words."),
    Column("Facts, 120 words", 60, "As before; never above 120 words."),
    Column("Facts, 250 words", 80, "As before; never above 250 words."),
    Column("Evidence", 14, "The evidence behind these sentences; see the sheet Evidence."),
    Column("Examples", 14, "Complete operational examples that fit."),
    Column("What will cost marks", 60, "Gaps, with the action that closes each."),
)


def has_tender(pack: Pack) -> bool:
    """Whether any framework of the pack is a tender."""
    return any(report.tender for report in pack.reports)


def add_bids(book: Book, pack: Pack) -> None:
    """A row a question of every tender of the pack."""
    about = "What the records prove for each question. Facts are made only from findings; read them before you bid."
    add_list(book, Layout(BIDS, f"Bid answers: {pack.service.name}", about, _COLUMNS, frozen=3), _rows(pack))


def _rows(pack: Pack) -> Iterator[tuple[Value, ...]]:
    for report in pack.reports:
        for section in report.sections:
            if section.bid:
                yield (report.short_title, *_row(section, section.bid))


def _row(section: Section, bid: Bid) -> tuple[Value, ...]:
    written = bid.characters if "character" in bid.limit else bid.words
    return (
        bid.number,
        section.title,
        bid.lot,
        section.weight,
        bid.limit,
        "" if written is None else written,
        "" if bid.over is None else bid.over,
        section.status,
        *(facts.text or facts.note for facts in bid.facts),
        ", ".join(dict.fromkeys(number for facts in bid.facts for number in facts.evidence)),
        ", ".join(bid.examples),
        "\n".join(cost_line(cost) for cost in bid.costs),
    )


def cost_line(cost: Cost) -> str:
    """What costs marks in one line: what, what the records show, why, what closes it."""
    ref = f"[{cost.action}]" if cost.action else ""
    return " ".join(part for part in (f"{cost.title}:", cost.sentence, *cost.why, ref) if part)
