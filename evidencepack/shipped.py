"""The files we ship: where they are, and text to go on with, such as a new service.yaml, made of our templates.

They stand inside the installed package, or beside it in a checkout. The words of a template anyone can change.
"""

import json
import re
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidencepack.text import one_line, visible

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = Path(__file__).resolve().parent
_WIDTH = 110
_LINE = 118
_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z ]*[A-Za-z]|[a-z][a-z0-9-]*")
_MEAN_MORE = frozenset(("true", "false", "null"))
_NOT_IN_YAML = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\uf900-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def shipped(name: str) -> Path:
    """The shipped folder `mappings`, `templates` or `sample_data`."""
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"The installation lacks its folder {name}. Install evidencepack again.")


def is_shipped(path: Path) -> bool:
    """Whether a template, or a folder of templates, is one that we ship."""
    return path.resolve().is_relative_to(shipped("templates").resolve())


def filled_in(template: str, **values: Any) -> str:
    """The text of a template of templates/text; every name in it must be among the values."""
    return _environment().get_template(f"{template}.j2").render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(shipped("templates") / "text"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(scalar=scalar, quoted=quoted, one_line=one_line, wrapped=wrapped, comment=comment, block=block)
    return made


def scalar(text: str) -> str:
    """Text as a value of YAML: as it is where it is plain words, else in quotes."""
    return text if _PLAIN_WORDS.fullmatch(text) and text not in _MEAN_MORE else quoted(text)


def quoted(text: str) -> str:
    """Text in quotes as a value of YAML, whatever it holds; read back it is the same, but for what nobody sees."""
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(visible(text), ensure_ascii=False))


def wrapped(text: str, first: str, others: str, width: int = _WIDTH) -> str:
    """Text over as many lines as it takes, with what its first line begins with, and its others."""
    lines = textwrap.wrap(
        one_line(text), width, initial_indent=first, subsequent_indent=others, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines)


def comment(text: str, indent: str = "") -> str:
    """Text as a comment of YAML."""
    return wrapped(text, f"{indent}# ", f"{indent}# ")


def block(values: Mapping[str, Any]) -> str:
    """Many values as YAML, a line each."""
    import yaml

    return yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True, width=_LINE)
