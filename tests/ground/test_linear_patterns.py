"""Every pattern of the program takes time in step with its text, whatever the text: no cell can make it hang."""

import ast
import importlib
import os
import pkgutil
import re
import signal
from collections.abc import Callable, Iterator
from datetime import date
from itertools import permutations, product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import evidencepack
from evidencepack.day_reader import find_days, leading_day, read_day
from evidencepack.tables.cells.column_readers import Ask, reader_of
from evidencepack.tables.cells.convert import may_be_shown, score_out_of, to_hours, to_number, validity_months
from evidencepack.tables.cells.day_order import without_note
from evidencepack.tables.headings import is_section, plain
from evidencepack.tables.layouts.likert import numbers_of
from evidencepack.tables.layouts.month_headings import month_of, years_of
from evidencepack.tables.layouts.tracker_cells import TrackerWords, entries_of
from evidencepack.tables.people import People
from evidencepack.tables.person_names import Spelling, names_in, plain_name

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer of a process's own time here")
# A pattern whose time grows with the square of the text takes far longer than these seconds; a linear one a tenth.
LENGTH, SECONDS = (20_000, 0.5) if "CI" in os.environ else (7_000, 0.1)
METHODS = ("match", "fullmatch", "search", "sub", "findall", "finditer", "split")
NOT_OF_A_CELL = ("evidencepack.files.", "evidencepack.writers.")  # in the guarded reader, or of what we wrote ourselves
# Asked of short texts only: names of at most 120 characters, headings of at most 60.
SHORT = {
    "evidencepack.tables.person_names": ("_NOTED", "_CALLED"),
    "evidencepack.tender.question_headings": ("_KINDS", "_RANKS"),
}
SIGNS = "()[].,:;-/'\"#%&@<>=!"


class TooSlowError(Exception):
    """The time of one attack is over."""


@pytest.fixture(autouse=True)
def _alarm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, ring)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def is_slow(work: Callable[[], object]) -> bool:
    """Whether the time is over before the work is done; by the time of this process, whatever else the machine does."""
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        work()
    except TooSlowError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(evidencepack.__path__, "evidencepack."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset) and depth < 3:
        for item in value:
            yield from held(item, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        yield from held(tuple(value.values()), depth + 1)


def used(module: ModuleType, name: str) -> set[str]:
    """The methods by which a module calls a pattern of its own; searching where it does so in a loop."""
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    return set(re.findall(rf"\b{name}\.({'|'.join(METHODS)})\(", source)) or {"search", "finditer"}


def named_patterns() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Every pattern that a module holds, and how it is used."""
    for module in modules():
        for name, value in vars(module).items():
            for pattern in held(value):
                bounded = module.__name__.startswith(NOT_OF_A_CELL) or name in SHORT.get(module.__name__, ())
                if isinstance(pattern.pattern, str) and not bounded:
                    yield f"{module.__name__}.{name}", pattern, used(module, name)


def written_patterns() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Every pattern that stands in a call of re, such as re.findall."""
    for module in modules():
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            at, text = call.func, call.args[0] if call.args else None
            if isinstance(at, ast.Attribute) and ast.unparse(at.value) == "re" and isinstance(text, ast.Constant):
                flags = re.I if "re.I" in ast.unparse(call) else 0
                if at.attr in METHODS and isinstance(text.value, str) and not module.__name__.startswith(NOT_OF_A_CELL):
                    yield f"{module.__name__}:{call.lineno}", re.compile(text.value, flags), {at.attr}


def attacks(words: tuple[str, ...] = (), signs: str = "") -> Iterator[str]:
    """Long runs of what a pattern may repeat, one after another and mixed, and an end that fits nothing."""
    singles = ("1", " ", "a", "A", *signs)
    yield from (one * LENGTH for one in singles)
    for one, other in permutations(singles, 2):
        yield one * (LENGTH // 2) + other * (LENGTH // 2) + "\x01"
        if " " in (one, other):
            yield (one + other) * (LENGTH // 2) + "\x01"
    for parts in product("1 a", "1 a", "1 a."):
        yield "".join(part * (LENGTH // 3) for part in parts) + "!"
    for word in words:
        yield (word + " ") * (LENGTH // len(word))
        yield (f"({word} a") * (LENGTH // len(word))
        yield word + " " * LENGTH + "!"
        yield f"({word} " + "a" * LENGTH
        yield " " * LENGTH + word


def attacks_on(pattern: re.Pattern[str]) -> Iterator[str]:
    words = sorted({w for w in re.findall(r"[A-Za-z]{2,}", pattern.pattern) if w != "P"}, key=len)
    signs = "".join(sorted(set(pattern.pattern) & set(SIGNS)))
    return attacks(tuple(words[:4]), signs[:4])


def run(pattern: re.Pattern[str], method: str, text: str) -> object:
    if method == "sub":
        return pattern.sub("", text)
    found = getattr(pattern, method)(text)
    return list(found) if method == "finditer" else found


def slow(patterns: Iterator[tuple[str, re.Pattern[str], set[str]]]) -> Iterator[str]:
    for name, pattern, methods in patterns:
        for text in attacks_on(pattern):
            if any(is_slow(lambda how=how: run(pattern, how, text)) for how in sorted(methods)):  # type: ignore[misc]  # noqa: B023
                yield f"{name} on {text[:3]!r}..{text[LENGTH // 2 - 1 : LENGTH // 2 + 2]!r}..{text[-3:]!r}"
                break


def test_the_time_of_every_pattern_grows_with_its_text_and_not_faster() -> None:
    found = list(slow(named_patterns()))
    assert not found, "\n".join(found)


def test_the_time_of_patterns_written_where_they_are_used_grows_with_their_text() -> None:
    assert list(slow(written_patterns())) == []


def test_a_pattern_that_does_not_is_found() -> None:
    every = {"search"}
    assert list(slow(iter([("square", re.compile(r"[\s.]*[xy]"), every)])))
    assert list(slow(iter([("cube", re.compile(r"([^()]*\d[^()]*?)\s*\("), {"fullmatch"})])))
    assert not list(slow(iter([("linear", re.compile(r"(?<!\s)\s*+x"), every)])))


def asked(field: str, kind: str, **more: Any) -> Callable[[str], object]:
    return reader_of(Ask(field, kind, People(known={"staff": {"jo bloggs": "S1"}}), **more))


TRACKER = TrackerWords({"done": ("done", "held"), "booked": ("booked",)}, {"supervision": ("supervision", "sup")})
JUNE = date(2026, 6, 1)
# What is asked of a cell or heading, whatever stands in it; a ValueError is an answer.
READERS: dict[str, Callable[[str], object]] = {
    "read_day": read_day,
    "find_days": lambda text: list(find_days(text)),
    "find_days in a cell": lambda text: list(find_days(text, in_a_cell=True)),
    "leading_day": leading_day,
    "without_note": without_note,
    "to_number": to_number,
    "to_hours": to_hours,
    "score_out_of": score_out_of,
    "validity_months": validity_months,
    "may_be_shown": may_be_shown,
    "plain": plain,
    "is_section": lambda text: is_section((text,), frozenset({"night staff"})),
    "numbers_of": lambda text: numbers_of(text, ()),
    "month_of": month_of,
    "years_of": years_of,
    "entries_of": lambda text: entries_of(text, JUNE, TRACKER),
    "names_in": names_in,
    "plain_name": plain_name,
    "Spelling": Spelling.of,
    "a column of days": asked("date", "date"),
    "a column of yes and no": asked("present", "bool"),
    "a column of hours": asked("hours", "float"),
    "a column of scores": asked("score", "float", others=frozenset({"out_of"})),
    "a column of validity": asked("validity", "int"),
    "a column of words": asked("contract", "str", choices={"bank": "bank"}),
    "a column of staff": asked("staff", "str"),
    "a column of names": asked("name", "str"),
}
WORDS = (
    "12/03/2026",
    "cancelled",
    "3 June",
    "2 years",
    "18/20",
    "7h 30m",
    "was",
    "done",
    "sup",
    "1=",
    "out of 5",
    "Mr",
)


@pytest.mark.parametrize("name", READERS)
def test_no_cell_takes_a_reader_long_or_makes_it_fail(name: str) -> None:
    def ask(text: str) -> None:
        try:
            READERS[name](text)
        except ValueError:
            return

    found = next((text for text in attacks(WORDS, "(-.:/") if is_slow(lambda: ask(text))), "")  # noqa: B023
    assert not found, f"{found[:20]!r}..{found[-20:]!r}"
