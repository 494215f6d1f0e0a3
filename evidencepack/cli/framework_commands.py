"""The frameworks commands and their options; each only gathers arguments and hands over."""

from pathlib import Path

import click

from evidencepack.cli.options import PATH, an_id, as_json, own_mappings


@click.group()
def frameworks() -> None:
    """List, show, check, compare and write frameworks."""


@frameworks.command("list")
@as_json("a table")
@own_mappings
def list_all(as_json: bool, mappings: Path | None) -> None:
    """List the frameworks there are."""
    from evidencepack.cli.frameworks import list_all as run

    run(as_json, mappings)


@frameworks.command()
@click.argument("id_", metavar="ID")
@as_json("text")
@click.option("--markdown", is_flag=True, help="Print Markdown instead of text.")
@own_mappings
def show(id_: str, as_json: bool, markdown: bool, mappings: Path | None) -> None:
    """Show what a framework expects and asks of the records."""
    from evidencepack.cli.frameworks import show as run

    if as_json and markdown:
        raise click.UsageError("Choose one of --json and --markdown.")
    run(id_, as_json, markdown, mappings)


@frameworks.command()
@click.argument("path", type=PATH, required=False)
@as_json("text")
def check(path: Path | None, as_json: bool) -> None:
    """Check mapping files: a framework file or a folder of mappings; ours when none is named."""
    from evidencepack.cli.frameworks import check as run

    run(path, as_json)


@frameworks.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@as_json("text")
@own_mappings
def diff(old: str, new: str, as_json: bool, mappings: Path | None) -> None:
    """Say what changed from one framework to another; each an id or a file."""
    from evidencepack.cli.framework_files import diff as run

    run(old, new, as_json, mappings)


@frameworks.command()
@click.argument("from_", metavar="A")
@click.argument("to", metavar="B")
@as_json("a table")
@own_mappings
def crosswalk(from_: str, to: str, as_json: bool, mappings: Path | None) -> None:
    """Say what of framework A goes with what of B, and what stands alone on either side."""
    from evidencepack.cli.crosswalk import run

    run(from_, to, as_json, mappings)


@frameworks.command()
@click.argument("id_", type=an_id, metavar="ID")
@click.option("--out", type=PATH, metavar="FILE", help="Default: ID.yaml here.")
def new(id_: str, out: Path | None) -> None:
    """Write a commented framework file to fill in."""
    from evidencepack.cli.framework_files import new as run

    run(id_, out)


@frameworks.command("to-excel")
@click.argument("framework", metavar="ID|FILE")
@click.argument("workbook", type=PATH, metavar="WORKBOOK")
@own_mappings
def to_excel(framework: str, workbook: Path, mappings: Path | None) -> None:
    """Write a framework to a workbook, to be changed in Excel. Comments are not carried over."""
    from evidencepack.cli.framework_files import to_excel as run

    run(framework, workbook, mappings)


@frameworks.command("from-excel")
@click.argument("workbook", type=PATH, metavar="WORKBOOK")
@click.option("--out", type=PATH, metavar="FILE", help="Default: the framework's id, beside the workbook.")
@own_mappings
def from_excel(workbook: Path, out: Path | None, mappings: Path | None) -> None:
    """Turn such a workbook back into a framework file, and check it."""
    from evidencepack.cli.framework_files import from_excel as run

    run(workbook, out, mappings)
