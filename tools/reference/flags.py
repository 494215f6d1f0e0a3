"""docs/reference/flags.md, from mappings/flags.yaml and mappings/words.yaml."""

from collections.abc import Mapping

from evidencepack.cli.framework_page import code, table
from evidencepack.frameworks.words import StatusText
from evidencepack.library import Library
from reference.markdown import meaning

HEAD = """# Statuses and flags

<!-- Written by tools/generate.py from mappings/words.yaml and mappings/flags.yaml. -->

A *status* says what the records show. A *flag* says why something needs a person's eye. The Word pack and the
web page print the sentences; the codes stand in Excel and JSON, for filtering. How a status comes about is in
[Where an expectation stands](../explanation/where-an-expectation-stands.md).
"""
FLAGS = """## Flags

A flag in the first column that *silences* others is their cause: they are not printed beside it. Words in
braces are filled in. One that *blocks shown* makes an expectation mostly shown at best. Thresholds: fewer
than {few} answers are too few to judge a share by; an example or document under more than {reused}
expectations of one framework counts as reused.
"""


def page(library: Library) -> str:
    """The page, in Markdown."""
    words, flags = library.words, library.rules.flags
    rows = (
        (
            code(f.code),
            meaning("flags", f.code),
            f.sentence,
            f.action or ("as the measure says" if f.gap else ""),
            "yes" if f.gap else "no",
            "yes" if f.blocks_shown else "",
            ", ".join(code(s) for s in f.silences),
        )
        for f in flags.flags
    )
    return "\n".join(
        [
            HEAD,
            "## Status of a requirement\n",
            *_statuses(words.statuses),
            "\n## Where an expectation stands\n",
            *_statuses(words.standings),
            "",
            FLAGS.format(few=flags.few_below, reused=flags.reused_above),
            *table(("code", "when", "sentence", "action", "makes a gap", "blocks shown", "silences"), rows),
            "",
        ]
    )


def _statuses(statuses: Mapping[str, StatusText]) -> list[str]:
    return table(("sign", "word", "means"), ((s.symbol, s.word, s.means) for s in statuses.values()))
