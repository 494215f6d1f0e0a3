"""The tables inside docs/reference/mapping-files.md; its prose is written by hand around them."""

import inspect
import re
from typing import get_args

from pydantic import BaseModel

from evidencepack.cli.framework_page import code, table
from evidencepack.frameworks import framework as f
from evidencepack.frameworks import tender_questions as q
from evidencepack.frameworks.column_map import ColumnMap, MatrixLayout, Scale, SharedWords, SurveyLayout
from evidencepack.frameworks.indicator_base import Compare, ContradictedBy, IndicatorBase, LeaveOut, Reads
from evidencepack.frameworks.indicators import Indicator, Matched
from evidencepack.frameworks.people_words import PeopleFile
from evidencepack.frameworks.terms import KnownFile
from evidencepack.measures import NAMES
from reference.markdown import fields_table, meaning

MARK = re.compile(r"(<!-- table: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_MODELS: dict[str, type[BaseModel]] = {
    "framework": f.Framework,
    "publisher": f.Publisher,
    "published-in": f.PublishedIn,
    "expectation": f.Expectation,
    "requirement": f.Requirement,
    "document": f.DocumentAsked,
    "example": f.ExampleAsked,
    "number-from": f.NumberFrom,
    "duty": f.Duty,
    "if-gap": f.IfGap,
    "breadth": f.Breadth,
    "not-asked": f.NotAsked,
    "tender": q.Tender,
    "question": q.Question,
    "limit": q.Limit,
    "may-quote": q.MayQuote,
    "indicator": IndicatorBase,
    "leave-out": LeaveOut,
    "reads": Reads,
    "compare": Compare,
    "contradicted-by": ContradictedBy,
    "matched": Matched,
    "column-map": ColumnMap,
    "matrix": MatrixLayout,
    "survey": SurveyLayout,
    "scale": Scale,
    "choices": SharedWords,
    "known": KnownFile,
    "people": PeopleFile,
}


def page(current: str) -> str:
    """The page as it stands, each table between its marks made anew; KeyError for a mark without a table."""
    return MARK.sub(lambda found: f"{found[1]}\n{_block(found[2])}\n\n{found[3]}", current)


def _block(name: str) -> str:
    lines = _kinds() if name == "kinds" else fields_table(_MODELS[name], without=("was",))
    return "\n".join(lines)


def _kinds() -> list[str]:
    shared = frozenset.intersection(*NAMES.values())
    lines = [f"Every kind gives {_names(shared)}, and what the indicator `takes`.", ""]
    for model in get_args(get_args(Indicator)[0]):
        kind = get_args(model.model_fields["kind"].annotation)[0]
        more = NAMES[kind] - shared
        lines += [
            f"### {kind}",
            "",
            " ".join(inspect.cleandoc(model.__doc__ or "").split()),
            "",
            f"In its sentences also: {_names(more)}." if more else "",
            "",
            *fields_table(model, without=IndicatorBase.model_fields),
            "",
        ]
    rows = [(code("{" + n + "}"), meaning("names", n)) for n in sorted(frozenset.union(*NAMES.values()))]
    return [*lines, "### Names in sentences", "", *table(("name", "gives"), rows)]


def _names(names: frozenset[str]) -> str:
    return ", ".join(code("{" + name + "}") for name in sorted(names))
