"""Every note that the program makes has words in mappings/messages, filled by its facts, and no words lie unused."""

import ast
import string
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

import evidencepack
from evidencepack.library import Library
from evidencepack.notes import Messages, Wording, note
from evidencepack.registers import REGISTERS, field_names, worked_out
from evidencepack.registers.settled import ASKS, STATES
from evidencepack.shipped import shipped

PACKAGE = Path(evidencepack.__file__).parent
# What is made of a register and a column: incidents.closed.
FIELDS = {
    f"{register}.{name}"
    for register, record in REGISTERS.items()
    for name in ("register", *field_names(record), *worked_out(record))
}


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Where each note is made, its code and the names of its facts."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _says(node.func):
                where = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                names = {keyword.arg or "**" for keyword in node.keywords} | _added(node.func)
                yield from ((where, code, names) for code in codes(node.args[0]))


def _says(made: ast.expr) -> bool:
    """Whether a call is one of note(...), messages.say(...) or move.say(...)."""
    return getattr(made, "id", "") == "note" or getattr(made, "attr", "") == "say"


def _added(made: ast.expr) -> set[str]:
    """What is filled in besides: a move names both frameworks itself."""
    return {"from", "to"} if isinstance(made, ast.Attribute) and getattr(made.value, "id", "") == "move" else set()


def codes(node: ast.expr) -> list[str]:
    """The codes a first argument may be: a word, or one word or another."""
    if isinstance(node, ast.IfExp):
        return [*codes(node.body), *codes(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def names_in(wording: Wording) -> set[str]:
    texts = (wording.what, wording.one, wording.remedy)
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_note_has_words_that_its_facts_fill(library: Library) -> None:
    known = library.messages.wordings
    for where, code, facts in calls():
        assert code in known, f"{where}: no file of mappings/messages says '{code}'"
        missing = names_in(known[code]) - facts - {"remedy"}
        assert "**" in facts or not missing, f"{where}: '{code}' is not given {missing}"


# Codes that are put together: what a kind of question is called, an answer to it, and the lines above a sheet.
MADE = {f"{part}-{ask}" for ask in ASKS for part in ("asked", "aside", "settled")}
MADE |= {f"state-{state.replace(' ', '-')}" for state in STATES}
MADE |= {f"about-{sheet}-{line}" for sheet in ("questions", "answered") for line in (1, 2, 3)}


def test_no_code_has_words_in_two_files() -> None:
    files = [yaml.safe_load(path.read_bytes())["messages"] for path in (shipped("mappings") / "messages").iterdir()]
    assert [code for code, n in Counter(code for found in files for code in found).items() if n > 1] == []


def test_no_words_lie_unused(library: Library) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    codes = library.messages.wordings.keys() - FIELDS - MADE
    assert sorted(code for code in codes if f'"{code}"' not in source and f"'{code}'" not in source) == []


def test_every_register_and_each_of_its_columns_has_words_for_a_sentence(library: Library) -> None:
    assert sorted(FIELDS - library.messages.wordings.keys()) == []


def test_facts_are_printed_as_people_write_them() -> None:
    words = Messages({"a": Wording("{n} rows, {days} and {which}", "1 row", "Look at {which}."), "b": Wording("that")})
    said = note("a", n=1_200, days=(date(2026, 10, 3), "later"), which=note("b"))
    assert words.what(said) == "1,200 rows, 3 October 2026 and later and that"
    assert words.remedy(said) == "Look at that."
    assert words.what(note("a", n=1, days=(), which="")) == "1 row"


def test_what_to_do_is_that_of_a_note_within_where_the_words_around_it_say_nothing() -> None:
    words = Messages(
        {
            "in": Wording("that", remedy="Mend it."),
            "out": Wording("{why}"),
            "more": Wording("{why}", remedy="{remedy} Close it."),
        }
    )
    assert words.remedy(note("out", why=note("in"))) == "Mend it."
    assert words.remedy(note("more", why=note("in"))) == "Mend it. Close it."
