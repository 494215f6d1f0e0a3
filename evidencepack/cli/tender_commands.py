"""The tender commands and their options; each only gathers arguments and hands over."""

from pathlib import Path

import click

from evidencepack.cli.framework_commands import FOLDER, own_mappings


@click.group()
def tender() -> None:
    """Turn a council's questions into a framework to answer."""


@tender.command()
@click.argument("file", type=FOLDER)
@click.option("--out", type=FOLDER, metavar="FILE", help="Default: the id and .yaml, here.")
@click.option("--id", "id_", default="", metavar="ID", help="The id of the tender; default: from the file's name.")
@own_mappings
def new(file: Path, out: Path | None, id_: str, mappings: Path | None) -> None:
    """Write a tender to finish from the questions in FILE (.docx, .xlsx or .csv)."""
    from evidencepack.cli.tender import new as run

    run(file, out, id_, mappings)
