"""Text for an 80-column terminal, plain where the console cannot show more; and what to say when we are at fault."""

import json
import sys
import textwrap
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from evidencepack._version import __version__
from evidencepack.errors import EvidencePackError
from evidencepack.text import visible


def in_words(error: EvidencePackError, mappings: Path | None) -> str:
    """What stopped a command in the words of somebody's own mapping files, or in ours where there are none to read."""
    from evidencepack.pipeline import open_library

    if mappings:
        with suppress(EvidencePackError):
            return error.in_words(open_library(mappings).messages)
    return str(error)


def say_crash(error: Exception) -> None:
    """Print the kind of error and the lines it passed through, ready to paste into a report."""
    put("This is a fault of evidencepack, not of your files. Please report these lines:", err=True)
    put(f"evidencepack {__version__}, Python {sys.version.split()[0]}: {type(error).__name__}", err=True)
    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        name = frame.filename.replace("\\", "/").rpartition("evidencepack/")[2]
        put(f"  {name}, line {frame.lineno}, in {frame.name}", err=True)


WIDTH = 80
_JOINER = "\u200d"  # of pictures; a terminal shows them side by side anyway
_PLAIN = {"●": "*", "◐": "~", "○": "o", "□": "-", "–": "-", "−": "-", "’": "'", "…": "..."}


def show(text: str) -> str:
    """The text without what steers a terminal, and with signs the console cannot print replaced by plain ones."""
    text = visible(text).replace(_JOINER, "")
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        for sign, plain in _PLAIN.items():
            text = text.replace(sign, plain)
        return text.encode(encoding, "replace").decode(encoding)
    return text


def put(text: str = "", *, err: bool = False) -> None:
    """Print lines as they are, but for what steers a terminal; the one place through which a command prints."""
    click.echo(show(text), err=err)


def put_json(value: object) -> None:
    """Print JSON: plain ASCII where the console cannot show more."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    put(json.dumps(value, indent=1, ensure_ascii=encoding != "utf8"))


def warn(text: str) -> None:
    """Print a paragraph about what was asked for where it does not mix with what was: on standard error."""
    put(textwrap.fill(show(text), WIDTH, break_long_words=False, break_on_hyphens=False), err=True)


def say(text: str = "", *, indent: str = "", hang: str | None = None) -> None:
    """Print a paragraph, wrapped; `hang` is the indent of its further lines."""
    wrapper = textwrap.TextWrapper(WIDTH, indent, indent if hang is None else hang)
    wrapper.break_long_words = wrapper.break_on_hyphens = False
    put(wrapper.fill(show(text)))


def begin(text: str) -> None:
    """Print a paragraph below an empty line."""
    say()
    say(text)


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], right: Sequence[int] = ()
) -> None:
    """Print a table with fixed widths, long cells wrapped; `right` are the columns of numbers."""
    _line(headings, widths, right)
    put("  ".join("-" * w for w in widths))
    for row in rows:
        _line(row, widths, right)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> None:
    wrapped = [textwrap.wrap(show(c), w) or [""] for c, w in zip(cells, widths, strict=True)]
    for i in range(max(len(w) for w in wrapped)):
        parts = [w[i] if i < len(w) else "" for w in wrapped]
        laid = [p.rjust(w) if n in right else p.ljust(w) for n, (p, w) in enumerate(zip(parts, widths, strict=True))]
        put("  ".join(laid).rstrip())
