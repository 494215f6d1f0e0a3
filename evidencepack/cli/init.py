"""evidencepack init: a new service folder, empty with a starter workbook, or from spreadsheets there are."""

from pathlib import Path

from evidencepack.build import open_library
from evidencepack.cli.screen import say


def run(
    folder: Path, name: str, type_: str, from_: Path | None, yes: bool, as_json: bool, mappings: Path | None
) -> None:
    """Write the folder and say what to do next."""
    if from_ is not None:
        from evidencepack.cli.propose import run as propose

        propose(from_, folder, yes, as_json, mappings, name, type_)
        return
    from evidencepack.starting.starter.folder import start_folder

    written = start_folder(folder, open_library(mappings), name, type_)
    say(f"A new service folder: {folder}")
    for path in written:
        say(path.relative_to(folder).as_posix(), indent="  ")
    say()
    say("What to do next")
    say(f"Open {written[1].name} in Excel or LibreOffice, and read its first sheet.", indent=" 1. ", hang="    ")
    say("Fill in the sheets you can. What you leave as it is counts as not supplied.", indent=" 2. ", hang="    ")
    say("Copy policies, minutes and reports into documents.", indent=" 3. ", hang="    ")
    say(f"Run: evidencepack check {folder}", indent=" 4. ", hang="    ")
    say(f"Run: evidencepack build {folder}", indent=" 5. ", hang="    ")
