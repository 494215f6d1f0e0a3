"""Which status follows from a figure: the bands of a framework file, stated again from its raw text."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FRAMEWORKS = Path(__file__).resolve().parents[3] / "mappings" / "frameworks"


@cache
def bands(framework: str) -> dict[str, dict[str, Any]]:
    """What each requirement asks, by expectation/requirement."""
    held = yaml.safe_load((_FRAMEWORKS / f"{framework}.yaml").read_text(encoding="utf-8"))
    return {f"{e['id']}/{r['id']}": r for e in held["expectations"] for r in e["requirements"]}


def _share(typed: Any) -> Fraction | None:
    text = str(typed or "")
    return Fraction(text.removesuffix("%")) / 100 if text.endswith("%") else None


def follows(asked: dict[str, Any], good: Fraction | int | None, of: Fraction | int | None) -> str:
    """The status of a share for which a least or a most is asked; nothing where something else is."""
    least, most = _share(asked.get("at_least")), _share(asked.get("at_most"))
    if good is None or not of or (least is None and most is None):
        return ""
    share = Fraction(good) / of
    if least is not None:
        partly = _share(asked.get("partly_from"))
        return "met" if share >= least else "partly met" if partly is not None and share >= partly else "not met"
    partly = _share(asked.get("partly_to"))
    assert most is not None
    return "met" if share <= most else "partly met" if partly is not None and share <= partly else "not met"
