"""What people say and how their support is reviewed: feedback, care plan reviews, partnerships, examples."""

from fractions import Fraction
from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Record
from evidencepack.registers.quality import percent_of


class Feedback(Record, frozen=True, kw_only=True):
    """One answer, or one round of feedback, from a person, family, staff or a partner. Never merged."""

    register: ClassVar[str] = "feedback"
    label: ClassVar[str] = "Feedback and survey answers"
    titles: ClassVar[frozenset[str]] = frozenset({"question"})
    of_people: ClassVar[frozenset[str]] = frozenset({"group"})
    key: ClassVar[tuple[str, ...]] = ()
    happened: ClassVar[tuple[str, ...]] = ("told_back", "consent")
    personal: ClassVar[frozenset[str]] = frozenset({"words", "response"})
    topical: ClassVar[tuple[str, ...]] = ("question", "theme")
    naming: ClassVar[tuple[str, ...]] = ("group",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("date", "told_back"),)
    at_most: ClassVar[tuple[tuple[tuple[str, ...], str], ...]] = ((("answered",), "asked"), (("score",), "out_of"))
    likened: ClassVar[tuple[str, ...]] = ("group", "question", "theme", "out_of")

    date: Day
    group: str
    method: str = ""
    asked: int | None = None
    answered: int | None = None
    question: str = ""
    theme: str = ""
    score: float | None = None
    out_of: float | None = None
    words: str = ""
    response: str = ""
    told_back: Day | None = None
    quotable: bool | None = None
    consent: Day | None = None

    @property
    def percent(self) -> Fraction | None:
        """Score as a share of what it is out of."""
        return percent_of(self.score, self.out_of)

    def alike(self) -> tuple[object, ...]:
        """Who was asked what, and on which scale."""
        return self.group, self.question or self.theme, self.out_of


class Review(Record, frozen=True, kw_only=True):
    """A care plan or service review for one person supported."""

    register: ClassVar[str] = "reviews"
    label: ClassVar[str] = "Care plan and service reviews"
    key: ClassVar[tuple[str, ...]] = ("person", "kind", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "how_met", "goal"})
    topical: ClassVar[tuple[str, ...]] = ("kind",)
    naming: ClassVar[tuple[str, ...]] = ("kind",)

    person: str
    date: Day
    kind: str = "care plan review"
    due_next: Day | None = None
    person_involved: bool | None = None
    family_involved: bool | None = None
    culture_recorded: bool | None = None
    how_met: str = ""
    communication_recorded: bool | None = None
    goal: str = ""
    goal_progress: str = ""
    consent_recorded: bool | None = None


class Partnership(Record, frozen=True, kw_only=True):
    """One contact with a partner or community organisation."""

    register: ClassVar[str] = "partnerships"
    label: ClassVar[str] = "Partners and community links"
    titles: ClassVar[frozenset[str]] = frozenset({"organisation"})
    bodies: ClassVar[frozenset[str]] = frozenset({"organisation"})
    of_people: ClassVar[frozenset[str]] = frozenset({"lead_role"})
    key: ClassVar[tuple[str, ...]] = ("organisation", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"took_part", "done", "result", "their_feedback"})
    topical: ClassVar[tuple[str, ...]] = ("purpose", "organisation")
    naming: ClassVar[tuple[str, ...]] = ("kind",)

    organisation: str
    date: Day
    kind: str = ""
    since: Day | None = None
    purpose: str = ""
    took_part: str = ""
    done: str = ""
    result: str = ""
    their_feedback: str = ""
    training_given: bool | None = None
    lead_role: str = ""
    next: Day | None = None


class Example(Record, frozen=True, kw_only=True):
    """An operational example: an account in four parts, the fourth citing a figure or a record."""

    register: ClassVar[str] = "examples"
    label: ClassVar[str] = "Operational examples"
    titles: ClassVar[frozenset[str]] = frozenset({"title", "topic", "answers", "used_when"})
    happened: ClassVar[tuple[str, ...]] = ("consent",)
    personal: ClassVar[frozenset[str]] = frozenset({"context", "approach", "delivery", "effect", "cites", "own_words"})
    topical: ClassVar[tuple[str, ...]] = ("topic", "title")
    dated_by: ClassVar[str] = "ended"
    naming: ClassVar[tuple[str, ...]] = ("topic",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("began", "ended"),)

    code: str
    title: str
    topic: str
    ended: Day
    began: Day | None = None
    context: str = ""
    approach: str = ""
    delivery: str = ""
    effect: str = ""
    cites: str = ""
    own_words: str = ""
    consent: Day | None = None
    answers: str = ""
    used_when: str = ""


class Document(Record, frozen=True, kw_only=True):
    """An evidence file. The day is the one it states (in its name or the document list), never the file's own."""

    register: ClassVar[str] = "documents"
    label: ClassVar[str] = "Documents"
    titles: ClassVar[frozenset[str]] = frozenset({"path", "title", "topic", "fingerprint"})
    of_people: ClassVar[frozenset[str]] = frozenset({"owner_role"})
    key: ClassVar[tuple[str, ...]] = ("path",)
    topical: ClassVar[tuple[str, ...]] = ("title", "topic")

    path: str
    title: str = ""
    fingerprint: str = ""
    date: Day | None = None
    owner_role: str = ""
    topic: str = ""
