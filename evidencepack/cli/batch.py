"""evidencepack batch: every service below a folder, with progress, and what stands out in the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from evidencepack.batch import Cluster, Progress, build_portfolio, write_portfolio
from evidencepack.build_options import BuildOptions
from evidencepack.cli.console import begin, put, say, show, table
from evidencepack.pack.portfolio import COUNTED, ExpectationLine, Portfolio, ServiceLine
from evidencepack.pipeline import open_library
from evidencepack.text import count_of

_STATES = {"built": "built", "kept": "kept, nothing has changed", "failed": "could not be built"}
_LISTED = 5


def run(
    folder: Path, out: Path, options: BuildOptions, workers: int | None, again: bool, cluster: Cluster | None
) -> None:
    """Build all, write the workbook, print the summary; exit code 1 when a service could not be built."""
    with _progress() as progress:
        portfolio = build_portfolio(folder, out, options, workers, again, progress, cluster)
    messages = open_library(options.mappings).messages
    summarise(portfolio, write_portfolio(portfolio, messages, out))
    if portfolio.in_state("failed"):
        sys.exit(1)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar in a terminal, a line a service elsewhere."""
    if not sys.stdout.isatty():
        yield _line
        return

    def shown(line: ServiceLine | None) -> str:
        return show(_called(line))[:28] if line else "starting"

    with click.progressbar(length=1, width=24, show_pos=True, item_show_func=shown, file=sys.stdout) as bar:

        def tell(_done: int, of: int, line: ServiceLine) -> None:
            bar.length = of
            bar.update(1, line)

        yield tell


def _line(done: int, of: int, line: ServiceLine) -> None:
    put(f"{done} of {of}  {_called(line)}: {_STATES[line.state]}")


def _called(line: ServiceLine) -> str:
    return " ".join((line.name or line.folder).split())


def summarise(portfolio: Portfolio, workbook: Path) -> None:
    """Counts, expectations over all services, the causes that most share, and what could not be built."""
    begin(f"{portfolio.title}, {portfolio.on_words}")
    counts = [f"{len(portfolio.in_state(s)):,} {words}" for s, words in _STATES.items() if portfolio.in_state(s)]
    say(f"{count_of(len(portfolio.services), 'service')}: {'; '.join(counts)}.")
    _expectations(portfolio)
    _causes(portfolio)
    _failed(portfolio)
    problems = sum(len(service.problems) for service in portfolio.services)
    begin(f"{count_of(problems, 'problem')} in the files; the workbook lists them. All is in {workbook.parent}")
    say(workbook.name, indent="  ")


def _expectations(portfolio: Portfolio) -> None:
    if not portfolio.expectations:
        return
    say()
    rows = [(expected.title, *_counts(portfolio, expected)) for expected in portfolio.expectations]
    headings = ("How many services", "Shown", "Mostly", "Partly", "Not", "Other")
    table(headings, rows, (39, 6, 6, 6, 6, 6), right=(1, 2, 3, 4, 5))


def _counts(portfolio: Portfolio, expected: ExpectationLine) -> tuple[str, ...]:
    codes = [s.status.code for line in portfolio.services for s in line.standings if s.key == expected.key]
    counts = [codes.count(standing) for standing in COUNTED]
    return tuple(f"{n:,}" for n in (*counts, len(codes) - sum(counts)))


def _causes(portfolio: Portfolio) -> None:
    if not portfolio.causes:
        return
    begin("What most services need")
    most = sorted(portfolio.causes, key=lambda c: -len(c.services))[:_LISTED]
    for n, cause in enumerate(most, 1):
        say(f"{cause.text} ({count_of(len(cause.services), 'service')}, {cause.ref})", indent=f" {n}. ", hang="    ")


def _failed(portfolio: Portfolio) -> None:
    failed = portfolio.in_state("failed")
    if not failed:
        return
    begin("Could not be built")
    for line in failed[:_LISTED]:
        first, *places = line.sentence.splitlines() or [""]
        say(f"{line.folder}: {first}", indent=" - ", hang="   ")
        for place in places:
            say(place, indent="   ")
    if len(failed) > _LISTED:
        say(f"and {len(failed) - _LISTED:,} more; see the sheet Services of the workbook.", indent=" - ")
