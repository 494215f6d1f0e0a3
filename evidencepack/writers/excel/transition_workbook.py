"""A transition as a workbook: every requirement of the new framework, and what is new, gone and first to do."""

from typing import NamedTuple

from evidencepack.notes import Messages, note
from evidencepack.pack.listed_model import EvidenceItem
from evidencepack.pack.transition_model import (
    AnsweredRequirement,
    CarriedExpectation,
    Earlier,
    FallsAway,
    NewlyAsked,
    NoLongerAsked,
    Step,
    Transition,
)
from evidencepack.writers.excel.book import Book, drafts_line
from evidencepack.writers.excel.crosswalk import link_columns
from evidencepack.writers.excel.lists import Column, ListLayout, add_list
from evidencepack.writers.excel.page import Page

GLANCE, CARRIED, NEWLY, GONE, FIRST = "At a glance", "Carries over", "Newly asked", "No longer asked", "Do first"
LINKS, EVIDENCE = "Crosswalk", "Evidence"
_GUIDE = (
    (CARRIED, note("guide-carried")),
    (NEWLY, note("guide-newly")),
    (GONE, note("guide-gone")),
    (FIRST, note("guide-first")),
    (LINKS, note("guide-links")),
    (EVIDENCE, note("guide-numbers")),
)
# Columns that several of the lists have.
_EXPECTED = ("Expectation", 28, note("moved-expectation"))
_STATUS = ("Status", 17, note("moved-status"))
_FIGURE = ("Figure", 20, note("moved-figure"))
_SENTENCE = ("What the records show", 48, note("moved-what-the-records-show"))
_ACTION = ("Action", 12, note("moved-action"))


class _Carried(NamedTuple):
    expectation: CarriedExpectation
    answer: AnsweredRequirement

    @property
    def goes_with(self) -> str:
        """A line for each expectation of the old framework that goes with this one."""
        return "\n".join(f"{old.title} ({old.how}, {old.sure})" for old in self.expectation.earlier)


class _Gone(NamedTuple):
    """An expectation that is no longer asked, or a requirement of it."""

    expectation: NoLongerAsked
    requirement: FallsAway | None = None

    @property
    def what_to_do(self) -> str:
        """Of the expectation, unless another line says it, and of the requirement."""
        if self.requirement is None:
            return self.expectation.note
        return " ".join(filter(None, (self.requirement.note, "" if self.expectation.whole else self.expectation.note)))


class _Linked(NamedTuple):
    expectation: CarriedExpectation
    earlier: Earlier | None = None


_CARRIED: tuple[Column[_Carried], ...] = (
    Column("No.", 7, note("carried-no"), lambda a: a.answer.number),
    Column(*_EXPECTED, lambda a: a.expectation.title, "strong"),
    Column("Stands", 17, note("carried-stands"), lambda a: a.expectation.status),
    Column("Goes with", 34, note("carried-goes-with"), lambda a: a.goes_with),
    Column("Requirement", 30, note("carried-requirement"), lambda a: a.answer.title),
    Column("Asked by both", 26, note("carried-asked-by-both"), lambda a: "; ".join(a.answer.asked_by)),
    Column(*_STATUS, lambda a: a.answer.status),
    Column(*_FIGURE, lambda a: a.answer.figure),
    Column("Target", 20, note("carried-target"), lambda a: a.answer.target),
    Column(*_SENTENCE, lambda a: a.answer.sentence),
    Column("Evidence", 14, note("carried-evidence"), lambda a: ", ".join(a.answer.evidence)),
    Column(*_ACTION, lambda a: a.answer.action),
)
_NEWLY: tuple[Column[NewlyAsked], ...] = (
    Column("No.", 7, note("newly-no"), lambda n: n.number),
    Column(*_EXPECTED, lambda n: n.expectation, "strong"),
    Column("What is asked anew", 34, note("newly-what-is-asked-anew"), lambda n: n.what),
    Column(*_STATUS, lambda n: n.status),
    Column("Why it is new", 40, note("newly-why-it-is-new"), lambda n: n.why),
    Column(*_SENTENCE, lambda n: n.sentence),
    Column("What would close it", 44, note("newly-what-would-close-it"), lambda n: n.closes),
    Column(*_ACTION, lambda n: n.action),
)
_GONE: tuple[Column[_Gone], ...] = (
    Column("Expectation", 30, note("gone-expectation"), lambda g: g.expectation.expectation, "strong"),
    Column("Reference", 30, note("gone-reference"), lambda g: g.expectation.reference),
    Column(
        "What falls away",
        36,
        note("gone-what-falls-away"),
        lambda g: g.requirement.what if g.requirement else note("whole-expectation"),
    ),
    Column(*_STATUS, lambda g: (g.requirement or g.expectation).status),
    Column(*_FIGURE, lambda g: g.requirement.figure if g.requirement else ""),
    Column("Duty", 36, note("gone-duty"), lambda g: g.requirement.duty if g.requirement else ""),
    Column("What to do with it", 52, note("gone-what-to-do-with-it"), lambda g: g.what_to_do),
)
_FIRST: tuple[Column[tuple[int, Step]], ...] = (
    Column("No.", 6, note("first-no"), lambda s: s[0], "number"),
    Column("What to do", 50, note("newly-what-would-close-it"), lambda s: s[1].text, "strong"),
    Column("The gap", 36, note("first-the-gap"), lambda s: s[1].cause),
    Column("Why it comes early", 34, note("first-why-it-comes-early"), lambda s: s[1].why),
    Column("Who", 22, note("first-who"), lambda s: s[1].owner),
    Column("By when", 18, note("first-by-when"), lambda s: s[1].due_words),
    Column(
        "Agreed or proposed",
        14,
        note("first-agreed-or-proposed"),
        lambda s: note("agreed" if s[1].agreed else "proposed"),
    ),
    Column("Expectations", 14, note("first-expectations"), lambda s: ", ".join(s[1].numbers)),
    Column(*_ACTION, lambda s: s[1].action),
)
_LINKS: tuple[Column[_Linked], ...] = (
    Column("No.", 7, note("linked-no"), lambda e: e.expectation.number),
    Column(*_EXPECTED, lambda e: e.expectation.title, "strong"),
    Column("Goes with", 34, note("linked-goes-with"), lambda e: e.earlier.title if e.earlier else None),
    Column("Reference", 34, note("crosswalk-reference"), lambda e: e.earlier.reference if e.earlier else None),
    Column("Stands", 17, note("linked-stands"), lambda e: e.earlier.status if e.earlier else None),
    *link_columns(lambda e: e.earlier),
)
_EVIDENCE: tuple[Column[EvidenceItem], ...] = (
    Column("No.", 8, note("numbered-no"), lambda e: e.number),
    Column("Evidence", 44, note("numbered-evidence"), lambda e: e.title, "strong"),
    Column("Where from", 70, note("numbered-where-from"), lambda e: "\n".join(p.words for p in e.places)),
    Column("Records", 9, note("numbered-records"), lambda e: e.rows, "number"),
    Column("Newest", 18, note("numbered-newest"), lambda e: e.newest),
)


def write_transition_excel(transition: Transition, messages: Messages) -> bytes:
    """The workbook; nothing in it is typed into."""
    book, t, name = _book(transition, messages), transition, transition.service.name
    expectations = [e for theme in t.themes for e in theme.expectations]
    _glance(book, t)
    carried = ListLayout(CARRIED, note("title-carried", name=name), t.title, _CARRIED, frozen=2)
    add_list(book, carried, [_Carried(e, answer) for e in expectations for answer in e.answers])
    newly = ListLayout(NEWLY, note("title-newly", name=name), t.title, _NEWLY, 2, empty=t.newly_none)
    add_list(book, newly, t.newly)
    gone = ListLayout(GONE, note("title-gone", name=name), t.title, _GONE, empty=t.no_longer_note)
    add_list(book, gone, [_Gone(g, r) for g in t.no_longer for r in (*([None] if g.whole else []), *g.requirements)])
    first = ListLayout(FIRST, note("title-first", name=name), t.title, _FIRST, 2)
    add_list(book, first, list(enumerate(t.first, 1)))
    linked = ListLayout(LINKS, note("title-links", name=name), t.title, _LINKS, frozen=2)
    add_list(book, linked, [_Linked(e, old) for e in expectations for old in e.earlier or [None]])
    add_list(book, ListLayout(EVIDENCE, note("title-evidence", name=name), t.title, _EVIDENCE), t.evidence)
    return book.close()


def _book(t: Transition, messages: Messages) -> Book:
    return Book(
        t.service.name,
        t.on,
        messages,
        drafts_line([(t.to.title, t.to.stage_line)] if t.to.stage == "draft" else []),
        title=f"{t.service.name}: {t.title}",
        subject=t.to.title[:200],
        author=t.service.name,
        comments=messages.say("made-with", program=t.made_with),
    )


def _glance(book: Book, t: Transition) -> None:
    page = Page(book, GLANCE)
    page.add((0, 3, f"{t.title}: {t.service.name}", "title"), height=28)
    sides = ((note("label-from"), t.from_), (note("label-to"), t.to))
    said = ((label, note("side", title=s.title, publisher=s.publisher, stage=s.stage_line)) for label, s in sides)
    page.add((0, 0, note("label-records-on"), "label"), (1, 3, t.on_words, "line"))
    for label, text in said:
        page.add((0, 0, label, "label"), (1, 3, text, "line"))
    for line in filter(None, (t.what_it_is, t.until)):
        page.add((0, 3, line, "line"))
    page.row += 1
    for tally in t.tallies:
        page.add((0, 0, tally.what, "text"), (1, 1, tally.count, "number"))
    for title, lines in ((note("in-short"), t.summary), (note("what-is-uncertain"), (*t.uncertain, t.to.about))):
        page.band(title)
        for line in lines:
            page.add((0, 3, line, "line"))
    page.guide(_GUIDE)
