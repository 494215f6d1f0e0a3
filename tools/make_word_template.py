"""Write the Word templates that packs and transitions are laid out on, always the same bytes.

Run: python tools/make_word_template.py [FILE]

A FILE called tender.docx is the template of tenders, any other that of frameworks; without one, all are written to
templates/word. What it writes is meant to be changed in Word: run this once, then brand the result.

Beside the code in word_template/, package/ holds the parts of the file as they stand in it, but for $names; pages/ the
lines of each document, which page.py reads; styles.yaml the looks.
"""

import io
import sys
import zipfile
from pathlib import Path
from string import Template

from word_template.page import body
from word_template.styles import COLOURS, styles

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "word"
PACKAGE = Path(__file__).resolve().parent / "word_template" / "package"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The templates, and what the footer of each says after the name of the service.
SUBJECTS = {
    "pack.docx": "{{ report.short_title }} · {{ pack.on_words }}",
    "tender.docx": "{{ report.short_title }} · {{ pack.on_words }}",
    "transition.docx": "{{ transition.title }} · {{ transition.on_words }}",
}


def word_template(name: str = "pack.docx") -> bytes:
    """A template as a file of Word."""
    values = {"subject": SUBJECTS[name], "body": body(name.removesuffix(".docx")), "styles": styles(), **COLOURS}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        paths = (path for path in PACKAGE.rglob("*") if path.name.endswith((".xml", ".rels")))
        for part in sorted(path.relative_to(PACKAGE).as_posix() for path in paths):
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            text = " ".join((PACKAGE / part).read_text(encoding="utf-8").split()).replace("> <", "><")
            package.writestr(entry, (HEAD + Template(text).substitute(values)).encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    for file in [Path(sys.argv[1])] if len(sys.argv) > 1 else [TEMPLATES / name for name in SUBJECTS]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(word_template(file.name if file.name in SUBJECTS else "pack.docx"))
