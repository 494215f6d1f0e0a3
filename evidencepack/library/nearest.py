"""The allowed words nearest to one that is not."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, options: Iterable[str]) -> str:
    """The allowed word nearest to one that is not, as a sentence; "" when none is near."""
    close = get_close_matches(word, list(options), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""


def known(word: str, options: Iterable[str]) -> str:
    """The nearest allowed word as a sentence; when none is near, all there are."""
    names = sorted(options)
    return nearest(word, names) or (f" There are: {', '.join(names)}." if names else " There are none.")
