"""The text of a new service.yaml: readable, with what to look at said beside it."""

import json
import re
import textwrap
from collections.abc import Sequence

from msgspec import Struct

_ODD = re.compile("[^ -~\xa0-\ud7ff\uf900-\ufffd]")


class YamlLine(Struct, frozen=True):
    """One line of service.yaml: key, value, and what to say beside it."""

    key: str
    value: str
    note: str = ""


def service_text(facts: Sequence[YamlLine], privacy_key: str, sources: Sequence[str], frameworks: Sequence[str]) -> str:
    """service.yaml with these facts (name, id and type among them), frameworks to begin with, and source lines."""
    lines = [
        "# What the service is, and how its spreadsheets are read. Change it in any text editor, such as Notepad.",
        "# A line that begins with # is a note, and is not read.",
        "format: 1",
        *(f"{f.key}: {quoted(f.value)}{f'  # {note(f.note)}' if f.note else ''}" for f in facts),
        "",
        "# The secret that turns names into codes. Keep it to yourselves, and keep it: another would change the codes.",
        f"privacy_key: {privacy_key}",
        "",
        "# What the pack answers; evidencepack frameworks list shows all there are.",
        f"frameworks: [{', '.join(frameworks)}]",
        "",
        *sources,
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def quoted(text: str) -> str:
    """Text as YAML holds it: in quotes unless it is plain words."""
    if re.fullmatch(r"[A-Za-z][A-Za-z ]*[A-Za-z]|[a-z][a-z0-9-]*", text) and text not in ("true", "false", "null"):
        return text
    return json.dumps(text, ensure_ascii=bool(_ODD.search(text)))


def note(text: str) -> str:
    """Text that may stand after a #: one line, no sign that YAML does not allow."""
    return " ".join(_ODD.sub(" ", text).split())


def notes(text: str, indent: str = "", width: int = 110) -> list[str]:
    """A note over as many lines as it takes."""
    first = f"{indent}# "
    return textwrap.wrap(note(text), width, initial_indent=first, subsequent_indent=first, break_on_hyphens=False)
