"""docs/reference/command-line.md, from the commands themselves."""

from collections.abc import Iterator

import click

from evidencepack.cli.framework_page import code, table
from evidencepack.cli.main import cli

HEAD = """# The command line

<!-- Written by tools/generate.py from evidencepack/cli/. -->

Type a command in a terminal (on Windows: Command Prompt or PowerShell). `-h` after any command shows the same
in short. Where a folder name holds a space, put it in double quotes: `evidencepack build "Rowan House"`.
"""
FOOT = """## What a command ends with

| exit code | means |
| --- | --- |
| 0 | Done. Gaps in the evidence are no failure: the pack says what they are. |
| 1 | Could not be done: the message says what to do about it. Or `check --strict` found a problem. |
| 2 | The command was typed wrongly. |
| 3 | A fault of evidencepack itself. The message holds no value from your files; please report it. |

A file that cannot be read never ends a command: it is listed among the problems, and everything else still
counts.
"""


def page() -> str:
    """The page, in Markdown."""
    lines = [HEAD, *_command(cli, "evidencepack")]
    for words, command in commands(cli, "evidencepack"):
        lines += [f"## {words}", "", *_command(command, words)]
    return "\n".join([*lines, FOOT])


def commands(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, groups before what they hold."""
    for name, command in group.commands.items():
        words = f"{before} {name}"
        yield words, command
        if isinstance(command, click.Group):
            yield from commands(command, words)


def _command(command: click.Command, words: str) -> Iterator[str]:
    yield " ".join((command.help or "").split())
    yield ""
    yield "```console"
    yield f"$ {words}{_usage(command)}"
    yield "```"
    yield ""
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        yield from table(("option", "what it does"), (_option(o) for o in options))
        yield ""


def _usage(command: click.Command) -> str:
    parts = ["COMMAND ..."] if isinstance(command, click.Group) else []
    if any(isinstance(p, click.Option) for p in command.params) and not parts:
        parts.append("[OPTIONS]")
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            name = (parameter.metavar or parameter.name or "").upper()
            parts.append(name if parameter.required else f"[{name}]")
    return "".join(f" {part}" for part in parts)


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join(code(f"{name}{_holds(option)}") for name in option.opts)
    default = f"Default: {code(str(option.default))}." if option.show_default else ""
    return names, " ".join(filter(None, (option.help or _one_of(option), default)))


def _holds(option: click.Option) -> str:
    if option.is_flag or option.is_eager:
        return ""
    if isinstance(option.type, click.Choice):
        return f" {'|'.join(map(str, option.type.choices))}"
    return f" {option.metavar or option.type.name.upper()}"


def _one_of(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return f"One of {', '.join(map(str, option.type.choices))}."
    return "A folder." if isinstance(option.type, click.Path) else ""
