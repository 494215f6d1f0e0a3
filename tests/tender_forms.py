"""Question documents laid out as councils and their portals lay them out, made here with questions of our own."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

Row = Sequence[object]
SCALE = (
    ("0", "Unacceptable", "No answer, or one that does not bear on the question."),
    ("1", "Poor", "Much is missing, and the buyer would have serious doubts."),
    ("3", "Acceptable", "The requirement is met, with some evidence and small doubts."),
    ("5", "Excellent", "All of it is met in full, with evidence and a benefit beyond it."),
)


def table(made: Any, *rows: Row) -> Any:
    """A table with a grid; cells that are None at the end of a row are joined to the last that is not."""
    held = made.add_table(rows=0, cols=max(map(len, rows)))
    held.style = "Table Grid"
    for row in rows:
        cells = held.add_row().cells
        for column, text in enumerate(row):
            if text is not None:
                cells[column].text = str(text)
        if row[-1] is None:
            cells[[text is None for text in row].index(True) - 1].merge(cells[len(row) - 1])
    return held


def _saved(made: Any, path: Path) -> Path:
    made.save(str(path))
    return path


def questionnaire_in_sections(path: Path) -> Path:
    """Weights summed up in front with joined cells, a table for each section, numbers that begin anew in each."""
    made = docx.Document()
    made.add_heading("Appendix 2 – Written tender questionnaire", 0)
    made.add_paragraph("Tenderers shall use the boxes of this document. Text beyond a word limit is not marked.")
    made.add_paragraph("The most that can be had for quality is 60.00%, and 40% for price.")
    summary = table(
        made,
        ("Category", "Question Number", "Question Weighting", "Section Weighting"),
        ("Section 1 – Service delivery", "1", "7.50%", "17.50%"),
        ("", "2", "10.00%", ""),
        ("Section 2 – Quality", "1", "12.50%", "12.50%"),
        ("Section 3 – Terms", "1", "Pass/Fail", "Pass/Fail"),
        ("", "", "Quality", "30.00%"),
    )
    summary.cell(1, 0).merge(summary.cell(2, 0))
    summary.cell(1, 3).merge(summary.cell(2, 3))
    made.add_heading("Section 1 – Service delivery", 1)
    heads = ("Question Number", "Question", "Number of Words", "Weighting")
    table(
        made,
        heads,
        ("1", "Set out how you will start the service on the first day.", "750, plus Gantt chart", "7.50%"),
        ("Response:", None, None, None),
        ("2", "Explain how you keep to the times of visits.", "500", "10.00%"),
        ("Response:", None, None, None),
    )
    made.add_heading("Section 2 – Quality", 1)
    table(
        made,
        heads,
        ("1", "Describe how you find and mend poor practice.", "1,000", "12.50%"),
        ("Response:",) + (None,) * 3,
    )
    made.add_heading("Section 3 – Terms", 1)
    table(
        made, heads, ("1", "Do you accept the terms of the contract?", "N/A", "Pass/Fail"), ("Yes / No",) + (None,) * 3
    )
    return _saved(made, path)


def award_stage(path: Path) -> Path:
    """Headings 2.1 to 2.4 in plain paragraphs, each saying whether it is scored; the lots to tick."""
    made = docx.Document()
    for text in (
        "Award stage",
        "This questionnaire sets out how you will deliver the contract. Fill one in for each LOT.",
        "2.1 Which services can you deliver?",
        "Not scored, information only",
        "Please confirm which services you apply for.",
        "LOT 1 Home care    Yes ☐ No ☐",
        "LOT 2 Extra care   Yes ☐ No ☐",
        "2.2 Support offered",
        "This question is scored",
        "Requirement: people are helped to do things for themselves again.",
        "Please describe how support helps people to need less of it.",
        "(Max 800 word count)",
        "2.3 Communication",
        "This question is scored",
        "Requirement: families know whom to call.",
        "Please outline how you will work with social workers and families.",
        "(Max 800 word count)",
        "2.4 Area",
        "This question is not scored.",
        "Please say in which districts you can work.",
    ):
        made.add_paragraph(text)
    return _saved(made, path)


def four_columns(path: Path) -> Path:
    """Question, weighting, words and response in one long table whose header stands again on each page."""
    made = docx.Document()
    made.add_paragraph("Quality will be marked on this scale:")
    table(made, ("Score", "Classification", "Description"), *SCALE)
    made.add_paragraph("Each answer is typed into the table below. No attachments are permitted.")
    heads = ("Question", "Weighting", "Max words", "Response")
    table(
        made,
        heads,
        ("Describe how you recruit for values and keep the staff you have.", "15%", "1,500 words", ""),
        ("How do you make sure that medicines are given safely?", "10%", "750", ""),
        heads,
        ("What do you do when a visit is late or missed?", "2.5%", "500", ""),
        ("Total", "27.5%", "", ""),
    )
    return _saved(made, path)


def table_for_each(path: Path) -> Path:
    """A table for each question: its title and weight in a joined row, the question, the limit, a box."""
    made = docx.Document()
    made.add_heading("Method statements", 1)
    for number, (title, weight, asks, limit) in enumerate(
        (
            ("Safeguarding", "(weighting: 15%)", "Describe how a concern reaches the right person.", "1,500 words"),
            ("Workforce", "(weighting: 20%)", "Explain how you cover absence.", "4,000 characters"),
            ("Social value", "(15 marks)", "What will you offer to local people?", "2 sides of A4"),
        ),
        1,
    ):
        held = table(
            made,
            (f"Method Statement {number} – {title} {weight}", None),
            (asks, None),
            ("Maximum length", limit),
            ("Attachments", "None permitted"),
            ("Tenderer's response:", None),
            ("", None),
        )
        held.cell(1, 0).add_paragraph("Your answer should cover:")
        held.cell(1, 0).add_paragraph("• who is responsible", style="List Bullet")
        held.cell(1, 0).add_paragraph("• how you know that it works", style="List Bullet")
        made.add_paragraph("")
    return _saved(made, path)


def numbered_headings(path: Path) -> Path:
    """Questions under headings that Word numbers by their style, 1, 1.1, 1.1.1; weights for each part and its parts."""
    made = docx.Document()
    _number_headings(made)
    made.add_heading("Instructions to tenderers", 1)
    made.add_heading("How to answer", 2)
    made.add_paragraph("Answer each question in Arial 11. The closing date is 12 noon on 26 February 2027.")
    made.add_heading("Quality questions", 1)
    made.add_heading("Workforce (30%)", 2)
    made.add_heading("Recruitment (10%)", 3)
    made.add_paragraph("Describe how you recruit staff who share your values.")
    made.add_paragraph("Your response must not exceed 1,000 words. Attachments will not be read.")
    made.add_heading("Retention (20%)", 3)
    made.add_paragraph("How do you keep staff?")
    made.add_paragraph("A maximum of 2 sides of A4 in Arial 11.")
    made.add_heading("Care (30%)", 2)
    made.add_heading("Outcomes (30%)", 3)
    made.add_paragraph("Explain how people reach the outcomes that they choose.")
    made.add_paragraph("Word limit: 1,250")
    made.add_heading("Pricing", 1)
    made.add_paragraph("Complete the pricing schedule.")
    return _saved(made, path)


def _number_headings(made: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{n + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{k + 1}" for k in range(n + 1))}"/></w:lvl>'
        for n in range(3)
    )
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for n in range(3):
        level = f'<w:ilvl w:val="{n}"/>' if n else ""
        said = parse_xml(f'<w:numPr {nsdecls("w")}>{level}<w:numId w:val="77"/></w:numPr>')
        made.styles[f"Heading {n + 1}"].element.get_or_add_pPr().append(said)


def boxes_and_changes(path: Path) -> Path:
    """Content controls, a text box (held twice, as Word does), a footnote, and changes that are tracked."""
    made = docx.Document()
    control = made.add_paragraph("Question 1 – Dignity (10%)")._p
    _in_control(control)
    asks = made.add_paragraph("Describe how people are treated with dignity.")
    _footnote(made, asks, "Dignity is what the Care Act 2014 means by it.")
    made.add_paragraph("Maximum 600 words")
    box = made.add_paragraph("")
    _text_box(box, "Evaluators will look for:", "what people say themselves")
    changed = made.add_paragraph("Question 2 – Complaints (5%)")
    below = made.add_paragraph("How do you learn from ")
    _tracked(below, "del", "incidents?")
    _tracked(below, "ins", "complaints? (400 words)")
    assert changed.text
    inside = made.add_paragraph("Question 3: ")
    _inline_control(inside, "How do you work with partners? (300 words; 5 marks)")
    return _saved(made, path)


def _in_control(paragraph: Any) -> None:
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    paragraph.addprevious(control)
    control[1].append(paragraph)


def _inline_control(paragraph: Any, text: str) -> None:
    paragraph._p.append(
        parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>")
    )


def _tracked(paragraph: Any, kind: str, text: str) -> None:
    name = "delText" if kind == "del" else "t"
    paragraph._p.append(
        parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="9" w:author="A"><w:r><w:{name} xml:space="preserve">{text}</w:{name}>'
            f"</w:r></w:{kind}>"
        )
    )


_SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _text_box(paragraph: Any, *texts: str) -> None:
    held = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    content = f"<w:txbxContent>{held}</w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {_SHAPES}><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>'
            "</mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )


def _footnote(made: Any, paragraph: Any, text: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    body = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, body.encode(), made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run = OxmlElement("w:r")
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "1")
    run.append(mark)
    paragraph._p.append(run)


def lots_and_gates(path: Path) -> Path:
    """Pass or fail in front, then the questions of each lot, numbered anew in each, with sub-criteria."""
    made = docx.Document()
    made.add_paragraph("Invitation to tender: care and support. Quality 70%, Price 30%.")
    made.add_heading("Minimum requirements", 1)
    table(
        made,
        ("No.", "Requirement", "Pass/Fail", "Response (Yes/No)"),
        ("1", "Are you registered with the regulator for personal care?", "Pass/Fail", ""),
        ("2", "Do you hold employer's liability insurance of £10 million?", "Pass/Fail", ""),
    )
    for lot, title in (("1", "Home care"), ("2", "Supported living")):
        made.add_heading(f"Lot {lot} – {title}", 1)
        table(
            made,
            ("Ref", "Criteria", "Sub-criteria weighting", "Page limit", "What a good answer looks like"),
            (
                "1",
                f"Describe how {title.lower()} is made to fit the person.",
                "20%",
                "2",
                "Plans written with people\nA review when needs change",
            ),
            ("2", "How do you support people to be heard?", "12.5%", "1 side of A4", "Advocates\nEasy Read"),
            ("", "Sub-total", "32.5%", "", ""),
        )
    return _saved(made, path)


def scale_last(path: Path) -> Path:
    """The scale with its marks in the last column, or with the mark and its name in one cell; marks, not percent."""
    made = docx.Document()
    table(made, ("Rating", "Evidence required", "Score"), *((name, text, mark) for mark, name, text in SCALE))
    made.add_paragraph("Q1. Partnership. 20 marks")
    made.add_paragraph("Tell us how you work with community nurses. Please limit your answer to 2 pages.")
    made.add_paragraph("Q2. Mobilisation. 10 marks")
    made.add_paragraph("Tell us how you will take over from the present provider. 1 page, excluding the plan.")
    return _saved(made, path)


def whole_invitation(path: Path) -> Path:
    """The whole of an invitation: contents, numbered clauses, dates, weights by number, method statements, a form."""
    made = docx.Document()
    made.add_heading("Invitation to tender: home care in the district", 0)
    table(made, ("Contents", "Page"), ("1. Introduction", "3"), ("2. Instructions", "5"), ("Schedule 1", "14"))
    for section, title in enumerate(("Introduction", "Instructions to tenderers", "Evaluation"), 1):
        made.add_paragraph(f"{section}. {title}")
        made.add_paragraph(f"{section}.1 The council may vary this invitation at any time.")
        made.add_paragraph(f"{section}.2 Tenderers must provide an answer to every question.")
        made.add_paragraph(f"{section}.3 What happens to tenders that come late?")
        made.add_paragraph("They are not opened.")
    dates = ("Clarification deadline", "12 January 2027"), ("Closing date", "29 January 2027 at noon")
    table(made, ("Stage", "Date"), *dates, ("Award", "15 March 2027"))
    table(made, ("Score", "Definition"), *((f"{mark} – {name}", text) for mark, name, text in SCALE))
    table(made, ("Award criteria", "Weighting"), ("Price", "40%"), ("Quality", "60%"))
    table(
        made,
        ("Quality criterion", "Weighting (of the 60%)"),
        ("Method statement 1: Service delivery", "20%"),
        ("Method statement 2: Workforce", "40%"),
        ("Total", "60%"),
    )
    made.add_heading("Schedule 1 – Method statements", 1)
    for number, title in enumerate(("Service delivery", "Workforce"), 1):
        made.add_heading(f"Method statement {number}: {title}", 2)
        made.add_paragraph("Please set out how you will do it, and how you will check it:")
        made.add_paragraph("a) in the first month;")
        made.add_paragraph("b) from then on.")
        made.add_paragraph("(Maximum 1,000 words. Diagrams are not counted.)")
        table(made, ("Tenderer’s response",), ("",))
    made.add_heading("Schedule 2 – Form of tender", 1)
    made.add_paragraph("We offer to provide the services.")
    table(made, ("Name of organisation", ""), ("Signature", ""))
    return _saved(made, path)


def portal_export(path: Path) -> Path:
    """A portal's workbook: instructions, qualification, a sheet of quality questions for each lot, prices."""
    book = openpyxl.Workbook()
    first = book.active
    assert first
    first.title = "Instructions"
    for row in (["Project reference", "DN000001"], ["Title", "Home care"], ["Closing date", "26/02/2027 12:00"]):
        first.append(row)
    heads = [
        "Section",
        "Section weighting",
        "Question number",
        "Question text",
        "Response type",
        "Weighting",
        "Max characters",
        "Mandatory",
    ]
    gates = book.create_sheet("Qualification")
    for row in (heads, ["Suitability", "Pass/Fail", "1.1", "Are you insured?", "Yes/No", "Pass/Fail", "", "Yes"]):
        gates.append(row)
    for lot in (1, 2):
        sheet = book.create_sheet(f"Lot {lot} quality")
        for row in (
            [f"Lot {lot} quality questions"],
            [],
            heads,
            ["Workforce", 0.3, "2.1", "How will you recruit in this area?", "Text", 0.175, 4000, "Yes"],
            [None, None, "2.2", "How will you train staff?", "Text", 0.125, 2000, "Yes"],
            ["Quality", 0.3, "3.1", "How do you check quality?", "Text", 0.3, 8000, "Yes"],
            [None, None, None, "Total", None, 0.6, None, None],
        ):
            sheet.append(row)
        sheet.merge_cells("A4:A5")
        sheet.merge_cells("B4:B5")
    prices = book.create_sheet("Pricing")
    for row in (["Item", "Unit", "Rate"], ["Day visit, 60 minutes", "hour", None]):
        prices.append(row)
    book.save(path)
    return path


def import_template(path: Path) -> Path:
    """The columns with which one portal takes questions in: sections, types, highest scores, attachments."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "Questionnaire"
    for row in (
        [
            "Section*",
            "Section Description*",
            "Section Weight",
            "Question",
            "Question Type",
            "Score Max",
            "Required (Yes/No)",
            "Attachment (Yes/No)",
        ],
        [
            "Governance",
            "How the service is led",
            40,
            "Describe how leaders know what care is like.",
            "Text",
            25,
            "Yes",
            "No",
        ],
        ["", "", "", "Describe how risks are escalated.", "Text", 15, "Yes", "No"],
        ["People", "Those who use the service", 60, "How do people shape the service?", "Text", 60, "Yes", "Yes"],
    ):
        sheet.append(row)
    book.save(path)
    return path


def semicolons(path: Path) -> Path:
    """A CSV file of an older Excel: semicolons, Windows letters, questions over several lines of a cell."""
    with path.open("w", encoding="cp1252", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["Q No", "Question", "Guidance", "Weight (%)", "Word count"])
        out.writerow(
            ["Q1", "Describe your rota.\n• who plans it\n• who checks it", "Named roles – and hours", "7,5", "500"]
        )
        out.writerow(["Q2", "How do you hand over?", "Who is told", "10", "1 000"])
    return path


FORMS: dict[str, Callable[[Path], Path]] = {
    "sections.docx": questionnaire_in_sections,
    "award.docx": award_stage,
    "columns.docx": four_columns,
    "each.docx": table_for_each,
    "headings.docx": numbered_headings,
    "boxes.docx": boxes_and_changes,
    "lots.docx": lots_and_gates,
    "scale.docx": scale_last,
    "whole.docx": whole_invitation,
    "portal.xlsx": portal_export,
    "template.xlsx": import_template,
    "semicolons.csv": semicolons,
}
