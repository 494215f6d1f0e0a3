"""evidencepack demo: the sample care home, and its pack."""

import shutil
from datetime import date
from pathlib import Path

from evidencepack.build import build_service
from evidencepack.cli.build import summarise
from evidencepack.cli.screen import say
from evidencepack.errors import OutputError
from evidencepack.shipped import shipped

SAMPLE = "rowan-house"
# The sample's records end on this day; a later day would make all of it look old.
SAMPLE_DAY = date(2026, 10, 31)


def run(out: Path) -> None:
    """Copy the sample to `out` and build its pack there; what a person typed into an earlier demo pack is kept."""
    folder = out / SAMPLE
    try:
        shutil.copytree(
            shipped("sample_data") / SAMPLE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("packs")
        )
    except OSError as error:
        what = f"The sample could not be copied ({error.strerror})."
        raise OutputError(what, where=str(out), remedy="Choose another folder with --out.") from error
    say("This is Rowan House, an invented care home with gaps planted on purpose.")
    say(f"Its records: {folder}")
    say()
    summarise(build_service(folder, SAMPLE_DAY))
    say()
    say("Open the Word file first. Then look at the records it came from.")
