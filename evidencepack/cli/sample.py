"""evidencepack sample: invented services, to try many at once."""

from pathlib import Path

import click

from evidencepack.batch.sample import DAY, make_sample
from evidencepack.cli.console import say
from evidencepack.text import count_of


def run(out: Path, services: int, seed: int) -> None:
    """Write them and say how to build them."""
    records = make_sample(out, services, seed)
    say(f"{count_of(services, 'invented care home')} with {count_of(records, 'record')} written to {out}")
    say("Build them all:")
    click.echo(f'  evidencepack batch "{out}" --out "{out}-packs" --on {DAY.isoformat()}')
