"""Links inside a document: from evidence numbers and action refs to the rows they stand for.

The template says what is what by two character styles: text in "Pack Anchor" can be linked to, text in
"Pack Link" leads to the anchor with the same text. A list parted by ", " becomes several links.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_PART = ", "
_LONGEST = 40


def link(document: Document) -> None:
    """Turn anchors into bookmarks and what names them into links."""
    styles = {style.name: style.style_id for style in document.styles}
    body = document.element.body
    bookmarks = _bookmark(body, list(_runs(body, styles.get("Pack Anchor"))))
    for run in list(_runs(body, styles.get("Pack Link"))):
        _link(run, bookmarks)


def _runs(body: Any, style: str | None) -> Iterator[Any]:
    return (look.getparent().getparent() for look in body.iter(qn("w:rStyle")) if look.get(qn("w:val")) == style)


def _text(run: Any) -> str:
    return "".join(t.text or "" for t in run.iter(qn("w:t")))


def _bookmark(body: Any, runs: list[Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    marks = list(body.iter(qn("w:bookmarkStart")))
    taken = {mark.get(qn("w:name")).casefold() for mark in marks}
    first = 1 + max((int(mark.get(qn("w:id"))) for mark in marks), default=0)
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
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    run.addprevious(start)
    run.addnext(end)


def _link(run: Any, bookmarks: dict[str, str]) -> None:
    text = _text(run)
    tokens = [text] if text in bookmarks else text.split(_PART)
    if not text or any(child.tag not in (qn("w:rPr"), qn("w:t")) for child in run):
        return
    for index, token in enumerate(tokens):
        if index:
            run.addprevious(_plain(run, _PART))
        run.addprevious(_linked(run, token, bookmarks[token]) if token in bookmarks else _plain(run, token))
    run.getparent().remove(run)


def _plain(run: Any, text: str) -> Any:
    made = OxmlElement("w:r")
    made.append(_words(text))
    return made


def _linked(run: Any, text: str, name: str) -> Any:
    made, inner = OxmlElement("w:hyperlink"), OxmlElement("w:r")
    made.set(qn("w:anchor"), name)
    made.set(qn("w:history"), "1")
    inner.append(deepcopy(run.find(qn("w:rPr"))))
    inner.append(_words(text))
    made.append(inner)
    return made


def _words(text: str) -> Any:
    words = OxmlElement("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return words
