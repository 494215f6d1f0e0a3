"""All pages in their order, on A4."""

from word_template import back, front, sections
from word_template.markup import whole


def document() -> str:
    """document.xml."""
    before = front.title_block() + front.summary() + front.all_expectations()
    after = back.gap_register() + back.evidence_index() + back.not_read() + back.method()
    return whole(before + sections.expectation() + after)
