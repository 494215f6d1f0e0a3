"""All pages in their order, on A4."""

from word_template import back, front, sections
from word_template.markup import HEAD, R, W


def document() -> str:
    """document.xml."""
    before = front.title_block() + front.summary() + front.all_expectations()
    after = back.gap_register() + back.evidence_index() + back.not_read() + back.method()
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1021" w:right="1080" w:bottom="1021" w:left="1080"'
        ' w:header="567" w:footer="510" w:gutter="0"/>'
        "</w:sectPr>"
    )
    body = f"{before}{sections.expectation()}{after}{page}"
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
