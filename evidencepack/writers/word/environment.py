"""How template tags are filled in: sandboxed, every name must exist, no text can break the document."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from docxtpl import RichText
from jinja2 import StrictUndefined, Template, pass_context
from markupsafe import Markup

from evidencepack.pack.listed_model import StatusCount, StatusWord
from evidencepack.text import visible
from evidencepack.writers.sandbox import Sandbox
from evidencepack.writers.word.context import FILTERS

_NO_BREAK = "\u00a0"


@cache
def environment(ours: bool) -> "Environment":
    """The one environment of our Word templates, or of somebody's own: compiling takes longer than filling in."""
    made = Environment(cached=ours, undefined=StrictUndefined, autoescape=True, finalize=_finish)
    made.filters.update(FILTERS, tag=_tag, bar=_bar)
    return made


class Environment(Sandbox):
    """A sandbox that compiles a template once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled = lru_cache(maxsize=32)(super().from_string)

    def from_string(self, source: Any, *args: Any, **options: Any) -> Template:
        return self._compiled(source)


def _finish(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


@pass_context
def _tag(context: Mapping[str, Any], status: StatusWord) -> RichText:
    text = visible(f"{status.symbol}{_NO_BREAK}{status.word}")
    return RichText(text, style=context["styles"].get(f"Status {status.tone}"))


@pass_context
def _bar(context: Mapping[str, Any], counts: Iterable[StatusCount]) -> RichText:
    """A symbol for each of what is counted, in the tone of its status."""
    bar = RichText()
    for each in counts:
        if each.count:
            bar.add(visible(each.status.symbol * each.count), style=context["styles"].get(f"Status {each.status.tone}"))
    return bar
