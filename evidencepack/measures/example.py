"""example: complete four-part operational examples on a topic, in the window."""

import re
from fractions import Fraction

from evidencepack.frameworks.indicators import ExampleKind
from evidencepack.measures.answers import matched_word
from evidencepack.measures.matching import find, nothing, unanswerable
from evidencepack.measures.measured import Measured, Raised, Scope, TraceRow, Unit, UsedAs, trace_row
from evidencepack.measures.tally import counted
from evidencepack.notes import Note, note
from evidencepack.registers import REGISTERS, Example

EFFECT = note("example-effect")
PARTS = (
    ("context", note("example-context")),
    ("approach", note("example-approach")),
    ("delivery", note("example-delivery")),
    ("effect", EFFECT),
)
_ASKED = (*(name for name, _ in PARTS), "cites")
# "One" is mostly a pronoun, and a quarter a time of the year; a third may be a party.
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|half(?![ -]year)|one (?:of|in)"
    r"|(?:a|one)[ -](?:quarter|third) (?:of|more|fewer|less)|by a (?:quarter|third))\b",
    re.IGNORECASE,
)


def _missing_parts(example: Example, scope: Scope) -> list[Note]:
    """Which of the four parts are empty, and whether the fourth cites a figure, a record or a document."""
    missing = [label for name, label in PARTS if not getattr(example, name)]
    return missing if _cites_something(example, scope) else [*missing, note("example-cited")]


def _cites_something(example: Example, scope: Scope) -> bool:
    """Whether what is cited holds a number in digits or words, or names a register or a document of the service."""
    if not example.cites:
        return False
    names = [r.label for r in REGISTERS.values()] + [d.title for d in scope.records.of("documents")]  # type: ignore[attr-defined]
    words = tuple(w for w in names if w)
    return bool(_NUMBER.search(example.cites) or matched_word((example.cites,), words))


def measure(indicator: ExampleKind, scope: Scope) -> Measured:
    """Count the complete examples; an incomplete one is named for what it lacks."""
    window = scope.window_of("examples")
    found = find("examples", indicator.where, scope, window)
    if without := unanswerable("examples", scope, Unit.COUNT, window, _ASKED if found else ()):
        return without
    if not found:
        return nothing(indicator, "examples", Unit.COUNT, scope, window)
    examples = [r for r in found.sure if isinstance(r, Example)]
    lacks = {e.id: _missing_parts(e, scope) for e in examples}
    complete = [e for e in examples if not lacks[e.id]]
    open_ = {e.id: doubt for e in examples if (doubt := _open_parts(e, scope))}
    trace = tuple(_trace(e, lacks[e.id], open_.get(e.id)) for e in examples)
    return Measured(
        Unit.COUNT,
        ("examples",),
        numerator=Fraction(len(complete)),
        denominator=len(examples),
        figure=Fraction(len(complete)),
        window=window,
        trace=trace + found.maybe_trace(),
        facts={"missing_parts": tuple(dict.fromkeys(p for parts in lacks.values() for p in parts))},
        raised=_incomplete({id_: parts for id_, parts in lacks.items() if id_ not in open_}),
        **counted(len(complete), len(found.maybe) + len(open_)),
    )


def _open_parts(example: Example, scope: Scope) -> Note | None:
    """Why an example that seems to lack a part may not; None where it lacks none, or one for certain."""
    doubts = [scope.cells.doubt_of_empty(example, name) for name in _ASKED if not getattr(example, name)]
    certain = example.cites and not _cites_something(example, scope)
    return doubts[0] if doubts and all(doubts) and not certain else None


def _trace(example: Example, lacks: list[Note], open_: Note | None) -> TraceRow:
    if open_:
        return trace_row(example, UsedAs.MAYBE, open_)
    if lacks:
        return trace_row(example, UsedAs.DENOMINATOR, note("without-parts", parts=tuple(lacks)))
    return trace_row(example, UsedAs.NUMERATOR, note("all-four-parts"))


def _incomplete(lacks: dict[str, list[Note]]) -> tuple[Raised, ...]:
    short = [parts for parts in lacks.values() if parts]
    if not short:
        return ()
    n, parts = ("n", str(len(short))), tuple(dict.fromkeys(p for found in short for p in found))
    incomplete: Raised = ("EXAMPLE_INCOMPLETE", (n, ("parts", parts)))
    return (incomplete, ("NO_CHANGE_SHOWN", (n,))) if EFFECT in parts else (incomplete,)
