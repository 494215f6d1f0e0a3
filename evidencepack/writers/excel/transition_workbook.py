"""A transition as a workbook: every requirement of the new framework, and what is new, gone and first to do."""

from collections.abc import Iterator, Sequence

from evidencepack.pack.transition_model import AnsweredRequirement, CarriedExpectation, Transition
from evidencepack.writers.excel.book import Book, drafts_line
from evidencepack.writers.excel.cells import Value
from evidencepack.writers.excel.crosswalk import LINK
from evidencepack.writers.excel.lists import Column, ListLayout, add_list
from evidencepack.writers.excel.page import Page

GLANCE, CARRIED, NEWLY, GONE, FIRST = "At a glance", "Carries over", "Newly asked", "No longer asked", "Do first"
LINKS, EVIDENCE = "Crosswalk", "Evidence"
_GUIDE = (
    (CARRIED, "Every requirement of the new framework, what it comes from, and what today's records answer."),
    (NEWLY, "What is asked anew and not shown yet, why, and what would close it."),
    (GONE, "What is asked no longer, and what to do with it."),
    (FIRST, "Ten things at most, the first to do first."),
    (LINKS, "Which expectations of the two go together, how surely, and why."),
    (EVIDENCE, "What the evidence numbers stand for."),
)
# Columns that several of the lists have.
_EXPECTED = Column("Expectation", 28, "What the new framework expects, in short.", "strong")
_STATUS = Column("Status", 17, "What the records show.")
_FIGURE = Column("Figure", 20, "The figure, with what it was counted from.")
_SENTENCE = Column("What the records show", 48, "The sentence of the finding.")
_ACTION = Column("Action", 12, "The ref of what would close the gap; Do first or the evidence pack has its words.")
_CARRIED = (
    Column("No.", 7, "The number of the requirement in the new framework."),
    _EXPECTED,
    Column("Stands", 17, "Where the expectation stands by today's records."),
    Column("Goes with", 34, "Expectations of the framework you leave, and how; see Crosswalk for why."),
    Column("Requirement", 30, "What is asked of the records."),
    Column("Asked by both", 26, "The expectations you leave that ask for the same; empty where it is asked anew."),
    _STATUS,
    _FIGURE,
    Column("Target", 20, "What the new framework asks for."),
    _SENTENCE,
    Column("Evidence", 14, "The evidence behind it; see the sheet Evidence."),
    _ACTION,
)
_NEWLY = (
    Column("No.", 7, "The expectation of the new framework."),
    _EXPECTED,
    Column("What is asked anew", 34, "The requirement; empty where the whole expectation is new."),
    _STATUS,
    Column("Why it is new", 40, "In which way it was not asked before."),
    _SENTENCE,
    Column("What would close it", 44, "The action."),
    _ACTION,
)
_GONE = (
    Column("Expectation", 30, "The expectation of the framework you leave.", "strong"),
    Column("Reference", 30, "How its publisher refers to it."),
    Column("What falls away", 36, "The requirement; the whole expectation where nothing goes with it."),
    _STATUS,
    _FIGURE,
    Column("Duty", 36, "The law or contract term behind it."),
    Column("What to do with it", 52, "Where it may still serve, and what else asks for it."),
)
_FIRST = (
    Column("No.", 6, "The order to take them in.", "number"),
    Column("What to do", 50, "The action.", "strong"),
    Column("The gap", 36, "What falls short, or was not supplied."),
    Column("Why it comes early", 34, "A legal duty, an overdue action, or its weight in the new framework."),
    Column("Who", 22, "Who was agreed on, or else proposed."),
    Column("By when", 18, "The day agreed on, or else proposed."),
    Column("Agreed or proposed", 14, "Agreed where a person typed it into the action plan of a pack."),
    Column("Expectations", 14, "The expectations of the new framework it helps."),
    _ACTION,
)
_LINKS = (
    Column("No.", 7, "The number of the expectation in the new framework."),
    _EXPECTED,
    Column("Goes with", 34, "The expectation of the framework you leave; empty where nothing goes with it."),
    Column("Reference", 34, "How its publisher refers to that one."),
    Column("Stands", 17, "Where that one stands by today's records."),
    *LINK,
)
_EVIDENCE = (
    Column("No.", 8, "The number used in this workbook and its Word document."),
    Column("Evidence", 44, "The register, document, example or declaration.", "strong"),
    Column("Where from", 70, "File, sheet and row."),
    Column("Records", 9, "How many records it holds.", "number"),
    Column("Newest", 18, "The newest day in it."),
)


def write_transition_excel(transition: Transition) -> bytes:
    """The workbook; nothing in it is typed into."""
    book = _book(transition)
    _glance(book, transition)
    t, name = transition, transition.service.name
    lists: Sequence[tuple[ListLayout, Iterator[tuple[Value, ...]]]] = (
        (ListLayout(CARRIED, f"Carries over: {name}", t.title, _CARRIED, frozen=2), _carried(t)),
        (
            ListLayout(NEWLY, f"Newly asked and not yet shown: {name}", t.title, _NEWLY, 2, empty=t.newly_none),
            _newly(t),
        ),
        (ListLayout(GONE, f"No longer asked: {name}", t.title, _GONE, empty=t.no_longer_note), _gone(t)),
        (ListLayout(FIRST, f"What to do first: {name}", t.title, _FIRST, 2), _first(t)),
        (ListLayout(LINKS, f"What goes with what: {name}", t.title, _LINKS, frozen=2), _links(t)),
        (ListLayout(EVIDENCE, f"Evidence: {name}", t.title, _EVIDENCE), _evidence(t)),
    )
    for layout, rows in lists:
        add_list(book, layout, rows)
    return book.close()


def _book(t: Transition) -> Book:
    return Book(
        t.service.name,
        t.on,
        drafts_line([(t.to.title, t.to.stage_line)] if t.to.stage == "draft" else []),
        title=f"{t.service.name}: {t.title}",
        subject=t.to.title[:200],
        author=t.service.name,
        comments=f"Made with {t.made_with}",
    )


def _glance(book: Book, t: Transition) -> None:
    page = Page(book, GLANCE)
    page.add((0, 3, f"{t.title}: {t.service.name}", "title"), height=28)
    sides = ((label, f"{s.title} ({s.publisher}). {s.stage_line}") for label, s in (("From", t.from_), ("To", t.to)))
    for label, text in (("Records as on", t.on_words), *sides):
        page.add((0, 0, label, "label"), (1, 3, text, "line"))
    for text in filter(None, (t.what_it_is, t.until)):
        page.add((0, 3, text, "line"))
    page.row += 1
    for tally in t.tallies:
        page.add((0, 0, tally.what, "text"), (1, 1, tally.count, "number"))
    for title, lines in (("In short", t.summary), ("What is uncertain", (*t.uncertain, t.to.about))):
        page.band(title)
        for line in lines:
            page.add((0, 3, line, "line"))
    page.guide(_GUIDE)


def _carried(transition: Transition) -> Iterator[tuple[Value, ...]]:
    for theme in transition.themes:
        for e in theme.expectations:
            for answer in e.answers:
                yield _answer(e, answer)


def _answer(e: CarriedExpectation, answer: AnsweredRequirement) -> tuple[Value, ...]:
    return (
        answer.number,
        e.title,
        e.status,
        _earlier(e),
        answer.title,
        "; ".join(answer.asked_by),
        answer.status,
        answer.figure,
        answer.target,
        answer.sentence,
        ", ".join(answer.evidence),
        answer.action,
    )


def _earlier(e: CarriedExpectation) -> str:
    """A line for each expectation of the old framework that goes with this one."""
    return "\n".join(f"{old.title} ({old.how}, {old.sure})" for old in e.earlier)


def _links(transition: Transition) -> Iterator[tuple[Value, ...]]:
    for e in (e for theme in transition.themes for e in theme.expectations):
        for old in e.earlier:
            where = (e.number, e.title, old.title, old.reference, old.status)
            yield *where, old.how, old.sure, old.reason, old.suspect, old.via, old.reviewed
        if not e.earlier:
            yield e.number, e.title, *("",) * 9


def _newly(transition: Transition) -> Iterator[tuple[Value, ...]]:
    for n in transition.newly:
        yield n.number, n.expectation, n.what, n.status, n.why, n.sentence, n.closes, n.action


def _gone(transition: Transition) -> Iterator[tuple[Value, ...]]:
    for g in transition.no_longer:
        if g.whole:
            yield g.expectation, g.reference, "The whole expectation", g.status, "", "", g.note
        for r in g.requirements:
            note = " ".join(part for part in (r.note, "" if g.whole else g.note) if part)
            yield g.expectation, g.reference, r.what, r.status, r.figure, r.duty, note


def _first(transition: Transition) -> Iterator[tuple[Value, ...]]:
    for number, s in enumerate(transition.first, 1):
        agreed = "Agreed" if s.agreed else "Proposed"
        yield number, s.text, s.cause, s.why, s.owner, s.due_words, agreed, ", ".join(s.numbers), s.action


def _evidence(transition: Transition) -> Iterator[tuple[Value, ...]]:
    for item in transition.evidence:
        yield item.number, item.title, "\n".join(p.words for p in item.places), item.rows, item.newest
