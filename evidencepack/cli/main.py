"""The commands and their options; each only gathers arguments and hands over to a module of its own."""

import gc
import io
import os
import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import click

from evidencepack._version import __version__
from evidencepack.cli.framework_commands import frameworks
from evidencepack.cli.options import (
    PATH,
    a_service_type,
    as_json,
    build_options,
    cluster_options,
    on_day,
    own_mappings,
    own_templates,
    strict_privacy,
    templates_are_used,
    today,
)
from evidencepack.cli.tender import tender


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="evidencepack")
def cli() -> None:
    """From the records you already keep to an evidence pack that can be checked.

    Start with: evidencepack demo
    """


@cli.command()
@click.argument("folder", type=PATH)
@click.option("--name", default="", help="The service's name; default: the folder's.")
@click.option(
    "--type", "type_", type=a_service_type, default="", metavar="KIND", help="Such as 'home care'; default: care home."
)
@click.option("--from", "from_", type=PATH, metavar="DIR", help="Begin with the spreadsheets in DIR.")
@click.option("--yes", is_flag=True, help="With --from: ask nothing, take what is certain or likely.")
@click.option("--json", "as_json", is_flag=True, help="With --from: print the proposal as JSON.")
@own_mappings
def init(
    folder: Path, name: str, type_: str, from_: Path | None, yes: bool, as_json: bool, mappings: Path | None
) -> None:
    """Begin a service FOLDER with a workbook to fill in."""
    if from_ is None and (yes or as_json):
        raise click.UsageError("--yes and --json go with --from only.")
    from evidencepack.cli.init import run_init

    run_init(folder, name, type_, from_, yes, as_json, mappings, today())


@cli.command()
@click.argument("folder", type=PATH)
@click.option("--out", type=PATH, metavar="DIR", help="Where packs go; default: packs in the service folder.")
@build_options("pack")
def build(folder: Path, out: Path | None, **chosen: Any) -> None:
    """Build the evidence pack of the service in FOLDER."""
    templates_are_used(chosen)
    from evidencepack.files import Reader, begin_with

    # Beside this process, where there is a core for it; always for somebody's own templates, which may never end.
    filled = {"word", "html"}.intersection(chosen["formats"])
    beside = filled and (chosen["templates"] or (os.cpu_count() or 1) > 1)
    with Reader() as reader:
        begin_with(reader, folder)  # read by another process while this one loads what it needs
        from evidencepack.build_options import BuildOptions
        from evidencepack.cli.build import run
        from evidencepack.template_worker import TemplateWorker

        with TemplateWorker() if beside else nullcontext() as filling:  # only now: all three at once would be too many
            run(folder, BuildOptions(**_to_hand_over(chosen)), out, reader, filling)


@cli.command()
@click.argument("folder", type=PATH)
@as_json("a table")
@click.option("--strict", is_flag=True, help="End with exit code 1 when there is a problem to look at.")
@on_day("records")
@own_mappings
def check(folder: Path, as_json: bool, strict: bool, on: date, mappings: Path | None) -> None:
    """Say what is understood of FOLDER: every file, sheet and row."""
    from evidencepack.files import Reader, begin_with

    with Reader() as reader:
        begin_with(reader, folder)
        from evidencepack.cli.check import run

        problems = run(folder, on, as_json, mappings, reader)
    if strict and problems:
        sys.exit(1)


@cli.command()
@click.argument("folder", type=PATH)
@click.option("--workbook", is_flag=True, help="Ask nothing here; write Questions.xlsx to be filled in.")
@click.option("--take-back", "back", is_flag=True, help="Show the answers given, and take back any of them.")
@on_day("records")
@own_mappings
def settle(folder: Path, workbook: bool, back: bool, on: date, mappings: Path | None) -> None:
    """Ask once what only you can say of the files in FOLDER: words, names, colours, sheets."""
    from evidencepack.files import Reader, begin_with

    with Reader() as reader:
        begin_with(reader, folder)
        from evidencepack.cli.settle import run

        run(folder, on, workbook, back, mappings, reader)


@cli.command()
@click.argument("folder", type=PATH)
@click.option("--register", "register", metavar="NAME", help="One register; default: all.")
@click.option("--format", "format_", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@own_mappings
def records(folder: Path, register: str | None, format_: str, mappings: Path | None) -> None:
    """Print the records as understood, with where each came from; people as codes."""
    from evidencepack.cli.records import run

    run(folder, register, format_, mappings)


@cli.command()
@click.option("--out", type=PATH, default=Path("evidencepack-demo"), show_default=True, metavar="DIR")
def demo(out: Path) -> None:
    """Copy the sample care home to DIR and build its pack there."""
    from evidencepack.cli.build import run_demo

    run_demo(out)


@cli.command()
@click.argument("portfolio", type=PATH)
@click.option("--out", type=PATH, metavar="DIR", required=True, help="Where packs go: DIR/<service>/<day>.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes at once; default: one a core.")
@click.option("--again", is_flag=True, help="Build every service, also where nothing has changed.")
@build_options("packs")
@cluster_options
def batch(
    portfolio: Path,
    out: Path,
    workers: int | None,
    again: bool,
    scheduler: str,
    local: int,
    ca: Path | None,
    cert: Path | None,
    key: Path | None,
    **chosen: Any,
) -> None:
    """Build the pack of every service below the folder PORTFOLIO, and one workbook over all of them."""
    from evidencepack.batch import Cluster
    from evidencepack.build_options import BuildOptions
    from evidencepack.cli.batch import run

    if sum(map(bool, (workers, scheduler, local))) > 1:
        raise click.UsageError("Choose one of --workers, --cluster and --scheduler.")
    if any((ca, cert, key)) and not scheduler:
        raise click.UsageError("--tls-ca, --tls-cert and --tls-key go with --scheduler only.")
    templates_are_used(chosen)
    cluster = Cluster(scheduler=scheduler, local=local, ca=ca, cert=cert, key=key)
    run(portfolio, out, BuildOptions(**_to_hand_over(chosen)), workers, again, cluster if scheduler or local else None)


@cli.command()
@click.argument("folder", type=PATH)
@click.option("--from", "from_", metavar="ID", required=True, help="The framework you are used to.")
@click.option("--to", metavar="ID", required=True, help="The framework you move to.")
@on_day("records")
@click.option("--out", type=PATH, metavar="DIR", help="Where it goes; default: packs in the service folder.")
@strict_privacy
@own_templates("Word")
@own_mappings
def transition(folder: Path, from_: str, to: str, on: date, **chosen: Any) -> None:
    """Say what moving to another framework means for the service in FOLDER: what carries over, what is new."""
    from evidencepack.cli.build import run_transition

    run_transition(folder, on, from_=from_, to=to, **chosen)


cli.add_command(frameworks)
cli.add_command(tender)


def _to_hand_over(chosen: dict[str, Any]) -> dict[str, Any]:
    """The options as they are; UsageError where what is only for the edition to hand over is asked of the other."""
    if chosen["strict_privacy"] and chosen["edition"] != "evidence":
        raise click.UsageError("--strict-privacy is for what is handed over: add --edition evidence.")
    return chosen


def _served(asked: list[str]) -> bool:
    """Whether a packed program has started itself as one of its own processes: the one that reads, or a worker."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    if asked[:1] != ["--read-files"]:
        return False
    from evidencepack.files.reader_child import serve

    serve(int(asked[1]))
    return True


def main() -> None:
    """Run the command line; every error becomes a sentence and an exit code (1 could not, 2 usage, 3 our bug)."""
    if _served(sys.argv[1:]):
        return
    from evidencepack.errors import EvidencePackError

    # One command makes much, throws little away and ends: to look for rubbish takes a tenth of a build.
    gc.disable()
    # Looking for plug-ins of pydantic opens a file of every installed package, and we use none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a sign shows ? in its place
    chosen: dict[str, Any] = {}
    try:
        cli.main(standalone_mode=False, obj=chosen)
    except EvidencePackError as error:
        from evidencepack.cli.console import in_words, put

        put(f"Could not do that.\n{in_words(error, chosen.get('mappings'))}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        from evidencepack.cli.console import put

        said = io.StringIO()  # it repeats what was typed
        error.show(said)
        put(said.getvalue().rstrip("\n"), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # the last resort: say where, never what the files hold
        from evidencepack.cli.console import say_crash

        say_crash(error)
        sys.exit(3)
    finally:
        gc.freeze()  # nor is it looked for when Python ends
