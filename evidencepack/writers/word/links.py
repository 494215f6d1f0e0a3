"""Links inside a document: from evidence numbers and action refs to the rows they stand for.

The template says what is what by two character styles: text in "Pack Anchor" can be linked to, text in
"Pack Link" leads to the anchor with the same text. A list parted by ", " becomes several links.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

_PART = ", "
_LONGEST = 40
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_W = qn("w:p").removesuffix("p")
_RUNS = etree.XPath("//w:rStyle[@w:val=$style]/parent::w:rPr/parent::w:r", namespaces={"w": _W.strip("{}")})
_PROPERTIES, _TEXT, _NAME, _ID = (_W + name for name in ("rPr", "t", "name", "id"))
_ONLY = {_PROPERTIES, _TEXT}


def link(body: Any, styles: Mapping[str, str]) -> None:
    """Turn anchors in the body of a document into bookmarks and what names them into links.

    `styles` are the ids of the document's styles by their names.
    """
    bookmarks = _bookmark(body, _RUNS(body, style=styles.get("Pack Anchor", "")))
    for run in _RUNS(body, style=styles.get("Pack Link", "")):
        _link(run, bookmarks)


def _text(run: Any) -> str:
    return "".join(t.text or "" for t in run.iter(_TEXT))


def _bookmark(body: Any, runs: list[Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    marks = list(body.iter(_W + "bookmarkStart"))
    taken = {mark.get(_NAME).casefold() for mark in marks}
    first = 1 + max((int(mark.get(_ID)) for mark in marks), default=0)
    for run in runs:
        text = _text(run)
        if text and text not in names:
            names[text] = _name(text, taken)
            _surround(run, str(first + len(names)), names[text])
    return names


def _name(text: str, taken: set[str]) -> str:
    stem = re.sub(r"\W+", "_", text, flags=re.ASCII)
    stem = (stem if stem[:1].isalpha() else f"to_{stem}")[: _LONGEST - 5]
    name, n = stem, 1
    while name.casefold() in taken:
        n += 1
        name = f"{stem}_{n}"
    taken.add(name.casefold())
    return name


def _surround(run: Any, number: str, name: str) -> None:
    run.addprevious(run.makeelement(_W + "bookmarkStart", {_ID: number, _NAME: name}))
    run.addnext(run.makeelement(_W + "bookmarkEnd", {_ID: number}))


def _link(run: Any, bookmarks: Mapping[str, str]) -> None:
    text = _text(run)
    tokens = [text] if text in bookmarks else text.split(_PART)
    if not text or any(child.tag not in _ONLY for child in run):
        return
    if len(tokens) == 1:
        _whole(run, bookmarks.get(text, ""))
        return
    for index, token in enumerate(tokens):
        if index:
            run.addprevious(_run(run, _PART))
        run.addprevious(_linked(run, token, bookmarks[token]) if token in bookmarks else _run(run, token))
    run.getparent().remove(run)


def _whole(run: Any, name: str) -> None:
    """All of a run as a link, or without a name as the text around it."""
    if name:
        run.addprevious(linked := _linking(run, name))
        linked.append(run)
    else:
        run.remove(run[0])


def _linked(run: Any, text: str, name: str) -> Any:
    made = _linking(run, name)
    made.append(_run(run, text, dressed=True))
    return made


def _linking(run: Any, name: str) -> Any:
    return run.makeelement(_W + "hyperlink", {_W + "anchor": name, _W + "history": "1"})


def _run(run: Any, text: str, *, dressed: bool = False) -> Any:
    """A run with this text, which looks like `run` or like the text around it."""
    made = run.makeelement(_W + "r")
    if dressed:
        made.append(deepcopy(run[0]))
    words = etree.SubElement(made, _TEXT, {_SPACE: "preserve"})
    words.text = text
    return made
