"""docs/reference/frameworks.md, from the shipped frameworks."""

import re

from evidencepack.cli.framework_page import code, framework_page, table
from evidencepack.frameworks.framework import Framework
from evidencepack.library import Library

HEAD = """# Frameworks

<!-- Written by tools/generate.py from mappings/frameworks/. -->

What each framework that comes with evidencepack expects, and what it asks of your records. What is asked is
said in our own words; the source of each framework is named. To change a number or to write one of your own,
see [Write a framework](../how-to/write-a-framework.md). `evidencepack frameworks show ID` prints the same in a
terminal.

A framework whose stage is *draft* is not in force, and the pack says so wherever it prints it.
"""


def page(library: Library) -> str:
    """The page, in Markdown."""
    every = library.frameworks.values()
    rows = (
        (f"[{f.title}](#{_anchor(f.title)})", code(f.id), f.stage, str(len(f.expectations)), str(_asked(f)))
        for f in every
    )
    lines = [HEAD, *table(("framework", "id", "stage", "expectations", "requirements"), rows), ""]
    for framework in every:
        lines += framework_page(framework, library, "indicators.md")
    return "\n".join(lines)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


def _asked(framework: Framework) -> int:
    return sum(len(e.requirements) for e in framework.expectations)
