"""The frameworks commands and their options; each only gathers arguments and hands over."""

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path)


def own_mappings(command: click.decorators.FC) -> click.decorators.FC:
    """The option --mappings: a consultant's folder before ours."""
    return click.option(
        "--mappings", type=FOLDER, metavar="DIR", help="Your own mapping files; each replaces ours of the same name."
    )(command)


@click.group()
def frameworks() -> None:
    """List, show, check, compare and write frameworks."""


@frameworks.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@own_mappings
def list_all(as_json: bool, mappings: Path | None) -> None:
    """List the frameworks there are."""
    from evidencepack.cli.frameworks import list_all as run

    run(as_json, mappings)


@frameworks.command()
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--markdown", is_flag=True, help="Print Markdown instead of text.")
@own_mappings
def show(id_: str, as_json: bool, markdown: bool, mappings: Path | None) -> None:
    """Show what a framework expects and asks of the records."""
    from evidencepack.cli.frameworks import show as run

    run(id_, as_json, markdown, mappings)


@frameworks.command()
@click.argument("path", type=FOLDER, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def check(path: Path | None, as_json: bool) -> None:
    """Check mapping files: a framework file or a folder of mappings; ours when none is named."""
    from evidencepack.cli.frameworks import check as run

    run(path, as_json)


@frameworks.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@own_mappings
def diff(old: str, new: str, as_json: bool, mappings: Path | None) -> None:
    """Say what changed from one framework to another; each an id or a file."""
    from evidencepack.cli.framework_files import diff as run

    run(old, new, as_json, mappings)


@frameworks.command()
@click.argument("from_", metavar="A")
@click.argument("to", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@own_mappings
def crosswalk(from_: str, to: str, as_json: bool, mappings: Path | None) -> None:
    """Say what of framework A goes with what of B, and what stands alone on either side."""
    from evidencepack.cli.crosswalk import run

    run(from_, to, as_json, mappings)


@frameworks.command()
@click.argument("id_", metavar="ID")
@click.option("--out", type=FOLDER, metavar="FILE", help="Default: ID.yaml here.")
def new(id_: str, out: Path | None) -> None:
    """Write a commented framework file to fill in."""
    from evidencepack.cli.framework_files import new as run

    run(id_, out)


@frameworks.command("to-excel")
@click.argument("framework", metavar="ID|FILE")
@click.argument("workbook", type=FOLDER, metavar="WORKBOOK")
@own_mappings
def to_excel(framework: str, workbook: Path, mappings: Path | None) -> None:
    """Write a framework to a workbook, to be changed in Excel. Comments are not carried over."""
    from evidencepack.cli.framework_files import to_excel as run

    run(framework, workbook, mappings)


@frameworks.command("from-excel")
@click.argument("workbook", type=FOLDER, metavar="WORKBOOK")
@click.option("--out", type=FOLDER, metavar="FILE", help="Default: the framework's id, beside the workbook.")
@own_mappings
def from_excel(workbook: Path, out: Path | None, mappings: Path | None) -> None:
    """Turn such a workbook back into a framework file, and check it."""
    from evidencepack.cli.framework_files import from_excel as run

    run(workbook, out, mappings)
