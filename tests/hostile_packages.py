# ruff: noqa: E501  (the XML of a package reads best in one line)
"""What is made to hang who reads it or to eat its memory: packages of Office, JSON and text, as bytes or YAML."""

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def zipped(parts: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return held.getvalue()


def bomb(name: str, megabytes: int, others: dict[str, bytes]) -> bytes:
    """A package whose part of this name unpacks to so many megabytes, made without unpacking it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    body = block * megabytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for other, data in ((o, d) for o, d in others.items() if o != name):
            package.writestr(other, data)
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_STORED
        package.writestr(info, body)
    data = bytearray(held.getvalue())
    size = (megabytes * 1_000_000).to_bytes(4, "little") if megabytes < 4_000 else b"\xf0\xff\xff\xff"
    for sign, method, unpacked in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        at = [m.start() for m in re.finditer(re.escape(sign), data)][-1]
        data[at + method : at + method + 2] = b"\x08\x00"
        data[at + unpacked : at + unpacked + 4] = size
    return bytes(data)


def book(sheet: str, more: dict[str, bytes] | None = None, sheets: str = "", rels: str = "") -> bytes:
    """A workbook of one sheet with this XML inside, as bare as may be."""
    return zipped(book_parts(sheet, more, sheets, rels))


def book_parts(sheet: str, more: dict[str, bytes] | None = None, sheets: str = "", rels: str = "") -> dict[str, bytes]:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = rels or f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{types}"/>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{office}"><sheets>'
        f'{sheets or """<sheet name="One" sheetId="1" r:id="r1"/>"""}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{rels}</Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}>{sheet}</worksheet>".encode(),
        **(more or {}),
    }


def ods(table: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="One">{table}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def docx(body: str) -> bytes:
    xml = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml})


FAR = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
LONG = {
    "ones and blanks": "1" * 6_000 + " " * 6_000 + "x",
    "blanks": "a" + " " * 12_000 + "x",
    "brackets": "(" * 12_000,
    "digits": "9" * 12_000,
    "a day and blanks": "3 June" + " " * 12_000 + "!",
    "words": "word " * 3_000,
    "commas": "a, " * 4_000,
    "done": "done " * 2_500,
    "kinds": "supervision " * 1_000,
    "too large": "1e400",
    "a day of no calendar": "99999-99-99",
    "changes": "Jo Bloggs (was a " * 1_000,
    "shares": "9" * 400 + "/" + "9" * 400,
    "years": "9" * 5_000 + " years",
    "marks": "?" * 12_000,
    "hours": "9" * 5_000 + "h",
    "dots": "." * 12_000,
    "combining": "e" + "\u0301" * 12_000,
    "ligatures": "\ufdfa" * 4_000,
}


def paragraphs(text: str, times: int) -> bytes:
    return docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" * times)


FILES: dict[str, tuple[str, Callable[[], bytes], bool]] = {
    "stray cell.xlsx": ("memory", lambda: book(FAR), False),
    "zip bomb.xlsx": ("unpacks", lambda: bomb("xl/worksheets/sheet1.xml", 3_900, book_parts("")), True),
    "bomb of strings.xlsx": ("", lambda: bomb("xl/sharedStrings.xml", 900, book_parts("<sheetData/>")), True),
    "columns.xlsx": ("", lambda: book("<sheetData><row>" + "<c><v>1</v></c>" * 200_000 + "</row></sheetData>"), True),
    "merged.xlsx": ("", lambda: book("<sheetData/><mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000 + "</mergeCells>"), True),
    "merged wide.xlsx": ("", lambda: book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), False),
    "sheets.xlsx": ("", lambda: book("<sheetData/>", sheets="".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 100_000))), True),
    "rows.xlsx": ("", lambda: book("<sheetData>" + "<row/>" * 3_000_000 + "</sheetData>"), True),
    "hidden.xlsx": ("", lambda: book("<sheetData>" + '<row r="1048576" hidden="1"/>' * 400_000 + "</sheetData>"), True),
    "deep.xlsx": ("", lambda: book("<a>" * 500_000), False),
    "attributes.xlsx": ("", lambda: book("<sheetData><row " + 'a="1" ' * 500_000 + "/></sheetData>"), False),
    "error far away.xlsx": ("", lambda: book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" t="e"><v>#N/A</v></c></row></sheetData>'), False),
    "errors far away.xlsx": ("", lambda: book("<sheetData>" + "".join(f'<row r="{n}"><c r="XFD{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 20_000)) + "</sheetData>"), True),
    "repeated rows.ods": ("", lambda: ods('<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'), False),
    "repeated cells.ods": ("", lambda: ods('<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>'), True),
    "deep.ods": ("", lambda: ods("<table:table-row>" * 200_000), False),
    "entities.ods": ("", lambda: ods("<table:table-row>&a;</table:table-row>"), False),
    "not.xls": ("", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3_000_000 + "Workbook".encode("utf-16-le"), False),
    "one line.csv": ("", lambda: b"a" * 60_000_000, True),
    "one row.csv": ("", lambda: b"a," * 3_000_000, True),
    "rows.csv": ("", lambda: b"1\n" * 8_000_000, True),
    "wide and long.csv": ("", lambda: (b",".join([b"word"] * 2_000) + b"\n") * 2_000, True),
    "open.csv": ("", lambda: b'a,b\n"' + b"x,\n" * 3_000_000, True),
    "zeros.csv": ("", lambda: b"\x00" * 50_000_000, True),
    "some zeros.csv": ("", lambda: b"a,b\n" + b"1,\x002\n" * 1_000_000, True),
    "old letters.csv": ("", lambda: b"a,b\n" + bytes(range(128, 256)) * 100_000, False),
    "marks.csv": ("", lambda: b'"' * 5_000_000, False),
    "brackets.json": ("", lambda: b"[" * 3_000_000, False),
    "number.json": ("", lambda: b'{"locationId": ' + b"9" * 3_000_000 + b"}", False),
    "wide.json": ("", lambda: b'{"a": [' + b"[]," * 3_000_000 + b"1]}", True),
    "comment.txt": ("", lambda: b"<!--" * 1_000_000, False),
    "less than.txt": ("", lambda: b"<" * 1_000_000, False),
}  # fmt: skip


EARLIER: dict[str, tuple[str, Callable[[], bytes], bool]] = {
    "a stray cell": (".xlsx", lambda: book(FAR), False),
    "a stray cell on our sheet": (".xlsx", lambda: book(FAR, sheets='<sheet name="_evidencepack" sheetId="1" r:id="r1"/>'), False),
    "a zip bomb": (".xlsx", lambda: bomb("xl/worksheets/sheet1.xml", 3_900, book_parts("")), True),
    "a bomb of strings": (".xlsx", lambda: bomb("xl/sharedStrings.xml", 900, book_parts("<sheetData/>")), True),
    "not a workbook": (".xlsx", lambda: b"PK" + b"\x00" * 1_000_000, False),
    "brackets": (".json", lambda: b"[" * 1_000_000, False),
    "files in brackets": (".json", lambda: b'{"files": ' + b"[" * 1_000_000, False),
    "empty lists": (".json", lambda: b'{"schema": "evidencepack/pack/2", "reports": [' + b"[]," * 6_000_000 + b"[]]}", True),
    "a large file": (".json", lambda: b" " * 22_000_000, True),
    "a long number": (".json", lambda: b'{"schema": "evidencepack/pack/' + b"9" * 1_000_000 + b'"}', False),
}  # fmt: skip
PAPERS: dict[str, tuple[str, Callable[[], bytes], bool]] = {
    "a million paragraphs": (".docx", lambda: paragraphs("", 1_000_000), True),
    "100,000 questions": (".docx", lambda: paragraphs("Question 1: How? (10 marks)", 100_000), True),
    "nested tables": (".docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80), False),
    "nested controls": (".docx", lambda: docx("<w:sdt><w:sdtContent>" * 100 + "</w:sdtContent></w:sdt>" * 100), False),
    "joined cells": (".docx", lambda: docx("<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>' * 60_000 + "</w:tbl>"), True),
    "long lines": (".docx", lambda: docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in LONG.values())), False),
    "long questions": (".docx", lambda: docx("".join(f"<w:p><w:r><w:t>Question {n}: {text} (10 marks)</w:t></w:r></w:p>" for n, text in enumerate(LONG.values()))), False),
    "a bomb": (".docx", lambda: bomb("word/document.xml", 3_000, {"[Content_Types].xml": b"<Types/>"}), True),
    "long cells": (".csv", lambda: bytes("Question,Weight,Words\n" + "\n".join(",".join([f'"{t}"'] * 3) for t in LONG.values()), "utf-8"), False),
    "a stray cell": (".xlsx", lambda: book(FAR), False),
}  # fmt: skip

SERVICES = {
    "12,000 linked pairs": "same_person:\n" + "".join(f"  - [n{n}, n{n + 1}]\n" for n in range(12_000, 0, -1)),
    "linked names of 3,000 words": f"same_person:\n  - [{'Jo ' * 3_000}, S1]\n",
    "deep brackets": "x: " + "[" * 400_000,
    "deep braces": "x: " + "{" * 400_000,
    "deep dashes": "x:\n" + "- " * 200_000,
    "deep indents": "".join(" " * n + f"k{n}:\n" for n in range(1_300)),
    "question marks": "? " * 200_000,
    "laughs": "a: &a [x]\nb: [*a, *a]\n",
    "a long word": "x: " + "a" * 900_000 + "\n",
    "a long number": "services_of_provider2: " + "9" * 250 + "\n",
    "100,000 unknown keys": "".join(f"k{n}: 1\n" for n in range(80_000)),
    "unknown frameworks": "themes:\n" + "".join(f"  f{n}: [a]\n" for n in range(50_000)),
    "colons": ": " * 300_000,
    "quotes": "x: '" + "''" * 400_000,
    "a large file": "# " + "x" * 1_200_000,
    "a number as 1e400": "reading: {seconds: 1e400}\n",
    "many facts": "facts2:\n" + "".join(f"  f{n}: {{value: true}}\n" for n in range(30_000)),
}
