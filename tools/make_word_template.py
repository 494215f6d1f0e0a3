"""Write the Word templates that packs and transitions are laid out on, always the same bytes.

Run: python tools/make_word_template.py [FILE]

A FILE called tender.docx is the template of tenders, any other that of frameworks; without one, both are written to
templates/word. What it writes is meant to be changed in Word: run this once, then brand the result.
"""

import io
import sys
import zipfile
from pathlib import Path

from word_template import back, front, parts, sections, styles, tender, transition
from word_template.markup import whole

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "word"


def pack() -> str:
    """document.xml of packs: all pages in their order."""
    before = front.title_block() + front.summary() + front.all_expectations()
    after = back.gap_register() + back.evidence_index() + back.not_read() + back.method()
    return whole(before + sections.expectation() + after)


PAGES = {"pack.docx": pack, "tender.docx": tender.document, "transition.docx": transition.document}
FOOTERS = {"transition.docx": transition.FOOTER}


def word_template(name: str = "pack.docx") -> bytes:
    """A template as a file of Word."""
    files = {
        "[Content_Types].xml": parts.content_types(),
        "_rels/.rels": parts.package_relationships(),
        "docProps/app.xml": parts.app_properties(),
        "docProps/core.xml": parts.core_properties(),
        "word/_rels/document.xml.rels": parts.document_relationships(),
        "word/document.xml": PAGES[name](),
        "word/fontTable.xml": parts.fonts(),
        "word/footer1.xml": parts.footer(FOOTERS.get(name, parts.FOOTER)),
        "word/numbering.xml": parts.numbering(),
        "word/settings.xml": parts.settings(),
        "word/styles.xml": styles.styles(),
        "word/theme/theme1.xml": parts.theme(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            package.writestr(entry, text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    for file in [Path(sys.argv[1])] if len(sys.argv) > 1 else [TEMPLATES / name for name in PAGES]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(word_template(file.name if file.name in PAGES else "pack.docx"))
