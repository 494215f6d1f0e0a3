"""The options that commands share, each once, and the types of what is typed; the only place that reads the clock."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

_YEARS = range(1950, 2101)
_FAR = timedelta(days=300)  # a year mistyped is further

FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)
Decorator = Callable[[FC], FC]


def today() -> date:
    """Today in London."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).date()


def a_day(typed: str | date) -> date:
    """A day typed as YYYY-MM-DD, within a lifetime."""
    from evidencepack.day_reader import iso_day

    if isinstance(typed, date):
        return typed
    day = iso_day(typed)
    if day is None:
        raise click.BadParameter(f"'{typed}' is not a day; type it as 2026-10-31.")
    if day.year not in _YEARS:
        raise click.BadParameter(f"'{typed}': choose a day from {_YEARS[0]} to {_YEARS[-1]}.")
    return day


def an_id(typed: str) -> str:
    """The id of something new; "" where none is typed."""
    from evidencepack.text import is_slug

    if typed and not is_slug(typed):
        raise click.BadParameter(f"'{typed}': small letters, digits and hyphens only, 60 at most.")
    return typed


def a_service_type(typed: str) -> str:
    """A kind of service, in small letters or not; "" where none is typed."""
    from evidencepack.model import SERVICE_TYPES

    word = typed.strip().casefold()
    if word and word not in SERVICE_TYPES:
        raise click.BadParameter(f"choose one of: {', '.join(SERVICE_TYPES)}.")
    return word


def local_workers(typed: str | int) -> int:
    """How many processes `local:N` asks for; 0 where none is typed."""
    kind, _, number = str(typed).partition(":")
    if not typed:
        return 0
    if kind != "local" or not number.isdecimal() or not int(number):
        raise click.BadParameter(f"'{typed}': type it as local:4, for four processes.")
    return int(number)


class _Path(click.Path):
    """A path that could be meant: an empty one is a slip, such as a variable of a script that was never set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from evidencepack.errors import UsageError, known_path, our_messages

        try:
            known_path(param.name or "" if param else "", os.fsdecode(value))
        except UsageError as error:
            self.fail(our_messages().what(error.said), param, ctx)
        return super().convert(value, param, ctx)


PATH = _Path(path_type=Path)
FORMATS = ("word", "excel", "html", "json")


def _remember(context: click.Context, _option: click.Parameter, folder: Path | None) -> Path | None:
    """Keep where somebody's own words are, for what may stop the command."""
    context.ensure_object(dict)["mappings"] = folder
    return folder


own_mappings: Decorator[Any] = click.option(
    "--mappings",
    type=PATH,
    metavar="DIR",
    callback=_remember,
    help="Your own mapping files; each replaces ours of the same name.",
)


def own_templates(kinds: str) -> Decorator[Any]:
    """The option --templates: a folder before ours."""
    return click.option("--templates", type=PATH, metavar="DIR", help=f"Your own {kinds} templates, before ours.")


def _warn_if_far(_context: click.Context, _option: click.Parameter, day: date) -> date:
    """Say on standard error that a day is far from today; it is taken all the same."""
    from evidencepack.cli.console import warn
    from evidencepack.dates import day_words

    now = today()
    if abs(day - now) > _FAR:
        warn(f"Note: {day_words(day)} is far from today, {day_words(now)}; if that is a slip, correct --on.")
    return day


def on_day(of: str) -> Decorator[Any]:
    """The option --on: the day of the pack, of the packs or of the records; today when none is typed."""
    told = f"The day of the {of}; default: today."
    return click.option("--on", type=a_day, default=today, callback=_warn_if_far, metavar="YYYY-MM-DD", help=told)


def as_json(instead_of: str) -> Decorator[Any]:
    """The flag --json: what is printed, for a program, instead of text or a table."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print JSON instead of {instead_of}.")


strict_privacy: Decorator[Any] = click.option(
    "--strict-privacy", is_flag=True, help="To hand over: refuse, with each place, where a name would be taken out."
)


def _all(*options: Decorator[Any]) -> Decorator[Any]:
    """Several options as one, in this order."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


cluster_options: Decorator[Any] = _all(
    click.option(
        "--scheduler", default="", metavar="ADDRESS", help="Build on a Dask cluster, such as tls://host:8786."
    ),
    click.option(
        "--cluster", "local", type=local_workers, default=0, metavar="local:N", help="A Dask cluster of N here."
    ),
    click.option("--tls-ca", "ca", type=PATH, metavar="FILE", help="Who signs the cluster's certificates."),
    click.option("--tls-cert", "cert", type=PATH, metavar="FILE", help="Your certificate for the cluster."),
    click.option("--tls-key", "key", type=PATH, metavar="FILE", help="Its key; default: as Dask is configured."),
)
"""Where a batch is built: on a Dask cluster, here or elsewhere, and the certificates for it."""


def build_options(of: str) -> Decorator[Any]:
    """Everything that `BuildOptions` holds, under its names."""
    return _all(
        click.option(
            "--framework", "frameworks", multiple=True, metavar="ID", help="Repeat for more; default: service.yaml."
        ),
        click.option(
            "--theme", "themes", multiple=True, metavar="ID", help="Only this theme, such as well-led; repeat for more."
        ),
        on_day(of),
        click.option(
            "--format", "formats", multiple=True, type=click.Choice(FORMATS), default=FORMATS,
            help="Repeat for more; default: all.",
        ),
        click.option(
            "--edition", type=click.Choice(["working", "evidence"]), default="working", show_default=True,
            help="working: everything, for the service. evidence: to hand over.",
        ),
        strict_privacy,
        own_templates("Word and HTML"),
        own_mappings,
    )  # fmt: skip


def templates_are_used(chosen: dict[str, Any]) -> None:
    """Refuse templates of one's own where nothing would be made of them."""
    if chosen["templates"] and not {"word", "html"}.intersection(chosen["formats"]):
        raise click.UsageError("--templates are for word and html; add one of them with --format, or leave it out.")
