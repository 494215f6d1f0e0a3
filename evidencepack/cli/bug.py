"""What to say when we are at fault: which lines of ours, and no value of any file."""

import sys
import traceback

import click

from evidencepack import __version__


def tell(error: Exception) -> None:
    """Print the kind of error and the lines it passed through, ready to paste into a report."""
    click.echo("This is a fault of evidencepack, not of your files. Please report these lines:", err=True)
    click.echo(f"evidencepack {__version__}, Python {sys.version.split()[0]}: {type(error).__name__}", err=True)
    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        name = frame.filename.replace("\\", "/").rpartition("evidencepack/")[2]
        click.echo(f"  {name}, line {frame.lineno}, in {frame.name}", err=True)
