"""The commands and their options; each only gathers arguments and hands over to a module of its own."""

import gc
import io
import os
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from evidencepack._version import __version__
from evidencepack.cli.framework_commands import FOLDER, frameworks, own_mappings
from evidencepack.cli.tender_commands import tender

FORMATS = ("word", "excel", "html", "json")


_THEMES = click.option(
    "--theme", "themes", multiple=True, metavar="ID", help="Only this theme, such as well-led; repeat for more."
)
_EDITION = click.option(
    "--edition",
    type=click.Choice(["working", "evidence"]),
    default="working",
    show_default=True,
    help="working: everything, for the service. evidence: to hand over.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="evidencepack")
def cli() -> None:
    """From the records you already keep to an evidence pack that can be checked.

    Start with: evidencepack demo
    """


@cli.command()
@click.argument("folder", type=FOLDER)
@click.option("--name", default="", help="The service's name; default: the folder's.")
@click.option("--type", "type_", default="", metavar="KIND", help="Such as 'home care'; default: care home.")
@click.option("--from", "from_", type=FOLDER, metavar="DIR", help="Begin with the spreadsheets in DIR.")
@click.option("--yes", is_flag=True, help="With --from: ask nothing, take what is certain or likely.")
@click.option("--json", "as_json", is_flag=True, help="With --from: print the proposal as JSON.")
@own_mappings
def init(
    folder: Path, name: str, type_: str, from_: Path | None, yes: bool, as_json: bool, mappings: Path | None
) -> None:
    """Begin a service FOLDER with a workbook to fill in."""
    from evidencepack.cli.init import run_init

    run_init(folder, name, type_, from_, yes, as_json, mappings)


@cli.command()
@click.argument("folder", type=FOLDER)
@click.option("--framework", "frameworks", multiple=True, metavar="ID", help="Repeat for more; default: service.yaml.")
@_THEMES
@click.option("--on", metavar="YYYY-MM-DD", help="The day of the pack; default: today.")
@click.option("--out", type=FOLDER, metavar="DIR", help="Where packs go; default: packs in the service folder.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Repeat for more; default: all.")
@_EDITION
@click.option("--templates", type=FOLDER, metavar="DIR", help="Your own Word and HTML templates, before ours.")
@own_mappings
def build(
    folder: Path,
    frameworks: tuple[str, ...],
    themes: tuple[str, ...],
    on: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    edition: str,
    templates: Path | None,
    mappings: Path | None,
) -> None:
    """Build the evidence pack of the service in FOLDER."""
    from evidencepack.files import Reader, record_files
    from evidencepack.template_worker import TemplateWorker

    wanted = formats or FORMATS
    # Beside this process, where there is a core for it; always for somebody's own templates, which may never end.
    beside = {"word", "html"}.intersection(wanted) and (templates or (os.cpu_count() or 1) > 1)
    with Reader() as reader:
        reader.ahead(record_files(folder))  # read by another process while this one loads what it needs
        from evidencepack.cli.build import run
        from evidencepack.cli.options import day_of
        from evidencepack.pipeline import BuildOptions

        options = BuildOptions(
            on=day_of(on),
            frameworks=frameworks,
            themes=themes,
            formats=wanted,
            edition=edition,
            mappings=mappings,
            templates=templates,
        )
        with TemplateWorker() if beside else nullcontext() as filling:  # only now: all three at once would be too many
            run(folder, options, out, reader, filling)


@cli.command()
@click.argument("folder", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@own_mappings
def check(folder: Path, as_json: bool, mappings: Path | None) -> None:
    """Say what is understood of FOLDER: every file, sheet and row."""
    from evidencepack.files import Reader, record_files

    with Reader() as reader:
        reader.ahead(record_files(folder))
        from evidencepack.cli.check import run

        run(folder, as_json, mappings, reader)


@cli.command()
@click.argument("folder", type=FOLDER)
@click.option("--register", "register", metavar="NAME", help="One register; default: all.")
@click.option("--format", "format_", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@own_mappings
def records(folder: Path, register: str | None, format_: str, mappings: Path | None) -> None:
    """Print the records as understood, with where each came from; people as codes."""
    from evidencepack.cli.records import run

    run(folder, register, format_, mappings)


@cli.command()
@click.option("--out", type=FOLDER, default=Path("evidencepack-demo"), show_default=True, metavar="DIR")
def demo(out: Path) -> None:
    """Copy the sample care home to DIR and build its pack there."""
    from evidencepack.cli.build import run_demo

    run_demo(out)


@cli.command()
@click.argument("portfolio", type=FOLDER)
@click.option("--out", type=FOLDER, metavar="DIR", required=True, help="Where packs go: DIR/<service>/<day>.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day of the packs; default: today.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes at once; default: one a core.")
@click.option("--framework", "frameworks", multiple=True, metavar="ID", help="Repeat for more; default: service.yaml.")
@_THEMES
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Repeat for more; default: all.")
@_EDITION
@click.option("--again", is_flag=True, help="Build every service, also where nothing has changed.")
@click.option("--templates", type=FOLDER, metavar="DIR", help="Your own Word and HTML templates, before ours.")
@own_mappings
def batch(
    portfolio: Path,
    out: Path,
    on: str | None,
    workers: int | None,
    frameworks: tuple[str, ...],
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    edition: str,
    again: bool,
    templates: Path | None,
    mappings: Path | None,
) -> None:
    """Build the pack of every service below the folder PORTFOLIO, and one workbook over all of them."""
    from evidencepack.cli.batch import run
    from evidencepack.cli.options import day_of
    from evidencepack.pipeline import BuildOptions

    options = BuildOptions(
        on=day_of(on),
        frameworks=frameworks,
        themes=themes,
        formats=formats or FORMATS,
        edition=edition,
        mappings=mappings,
        templates=templates,
    )
    run(portfolio, out, options, workers, again)


@cli.command()
@click.argument("folder", type=FOLDER)
@click.option("--from", "from_", metavar="ID", required=True, help="The framework you are used to.")
@click.option("--to", metavar="ID", required=True, help="The framework you move to.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day of the records; default: today.")
@click.option("--out", type=FOLDER, metavar="DIR", help="Where it goes; default: packs in the service folder.")
@click.option("--templates", type=FOLDER, metavar="DIR", help="Your own Word templates, before ours.")
@own_mappings
def transition(
    folder: Path,
    from_: str,
    to: str,
    on: str | None,
    out: Path | None,
    templates: Path | None,
    mappings: Path | None,
) -> None:
    """Say what moving to another framework means for the service in FOLDER: what carries over, what is new."""
    from evidencepack.cli.build import run_transition

    run_transition(folder, from_, to, on, out, templates, mappings)


cli.add_command(frameworks)
cli.add_command(tender)


def _served(asked: list[str]) -> bool:
    """Whether a packed program has started itself as one of its helpers: that which reads, or fills templates in."""
    if asked[:1] == ["--read-files"]:
        from evidencepack.files.reader_child import serve

        serve(int(asked[1]))
    elif asked[:1] == ["--fill-templates"]:
        from evidencepack.template_worker import serve as fill

        fill()
    return asked[:1] in (["--read-files"], ["--fill-templates"])


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
    try:
        cli.main(standalone_mode=False)
    except EvidencePackError as error:
        click.echo(f"Could not do that.\n{error}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
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
