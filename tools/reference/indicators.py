"""docs/reference/indicators.md, from the shared indicators."""

from collections.abc import Iterator

from evidencepack.cli.framework_page import code, table
from evidencepack.frameworks.indicators import Indicator, registers_of
from evidencepack.library import Library
from evidencepack.registers import REGISTERS

HEAD = """# Indicators

<!-- Written by tools/generate.py from mappings/indicators/. -->

A measure is defined once, here, and any framework may use it: `use: training-in-date`, with what the measure
takes under `with`. The measure belongs to the indicator, the target to the framework. The kinds are explained
in [Mapping files](mapping-files.md#kinds-of-measure).
"""


def page(library: Library) -> str:
    """The page, in Markdown."""
    lines = [HEAD]
    for indicator in sorted(library.rules.indicators.values(), key=lambda i: i.id):
        lines += _indicator(indicator, library)
    return "\n".join(lines)


def _indicator(indicator: Indicator, library: Library) -> Iterator[str]:
    yield f"## {indicator.id}"
    yield ""
    yield from table(("", ""), _facts(indicator, library))
    yield ""
    if indicator.note:
        yield indicator.note
        yield ""


def _facts(indicator: Indicator, library: Library) -> Iterator[tuple[str, str]]:
    users = [
        f"{framework.id}/{expectation.id}/{requirement.id}"
        for framework in library.frameworks.values()
        for expectation in framework.expectations
        for requirement in expectation.requirements
        if requirement.use == indicator.id
    ]
    yield "title", indicator.title
    yield "kind", indicator.kind
    yield "registers", ", ".join(_register(r) for r in registers_of(indicator))
    if indicator.instead:
        yield "where that is silent", f"[{indicator.instead}](#{indicator.instead})"
    yield "takes", ", ".join(code(t) for t in indicator.takes) or "nothing"
    yield "kind of evidence", indicator.evidence_kind
    yield "reads", indicator.reads.other
    yield "action for a gap", indicator.gap_action
    stands_in = [code(i.id) for i in library.rules.indicators.values() if i.instead == indicator.id]
    yield "used by", ", ".join([*map(code, users), *stands_in]) or "no shipped framework"


def _register(register: str) -> str:
    return (
        f"[{REGISTERS[register].label}](registers.md#{register})" if register in REGISTERS else "facts in service.yaml"
    )
