"""A framework narrowed to some of its themes, and what is left out by that: never without saying so."""

from collections.abc import Iterable

from evidencepack.frameworks.framework import Framework


def only_themes(framework: Framework, wanted: Iterable[str]) -> Framework:
    """The framework with the expectations of these themes alone; the whole of it where none of them is its own."""
    kept = tuple(theme for theme in framework.themes if theme.id in frozenset(wanted))
    if not kept:
        return framework
    ids = {theme.id for theme in kept}
    found = tuple(e for e in framework.expectations if e.theme in ids)
    return framework.model_copy(update={"themes": kept, "expectations": found})


def themes_left_out(whole: Framework, kept: Framework) -> tuple[str, ...]:
    """The titles of the themes that a narrowed framework no longer has, in the order of the whole."""
    ids = {theme.id for theme in kept.themes}
    return tuple(theme.title for theme in whole.themes if theme.id not in ids)
