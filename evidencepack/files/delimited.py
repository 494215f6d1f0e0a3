"""Text tables, as spreadsheets and care systems save them: which bytes are which letters, which sign parts cells."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from evidencepack.files.detect import check_text
from evidencepack.files.sheet import CannotReadError, RawSheet, SheetMetadata
from evidencepack.notes import note

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Windows of the west of Europe comes first: it wins wherever it may be right.
_OLDER = ("cp1252", "mac_roman", "cp850", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "koi8_r", "cp866", "cp852",
          "iso8859_2", "shift_jis", "gb18030", "big5", "euc_kr")  # fmt: skip
_OLD = {"mac_roman": note("letters-of-mac"), "cp850": note("letters-of-dos")}
_SIGNS = ",;\t|"
_SAMPLE, _HEAD, _SHORT = 100_000, 20_000, 5_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_GUARDED = re.compile(r'\s*="([^"]*)"\s*')
_SEP = re.compile(r"\s*\"?sep=(.)\"?[^\S\r\n]*(\r\n|\r|\n|$)", re.IGNORECASE)


def read_text(data: bytes) -> Iterator[RawSheet]:
    """The rows of a text file as one sheet without a name; CannotReadError when it is no table."""
    beside = SheetMetadata()
    text = letters_of(data, beside)
    check_text(text)
    yield RawSheet("", _rows(text, beside), beside)


def letters_of(data: bytes, beside: SheetMetadata) -> str:
    """The text of a file: as its mark says, else UTF-8, else what a detector finds most likely of the older ways."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _unmarked_wide(data)
    if encoding:
        text = data.decode(encoding, "replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = _older(data, beside)
    text = text.removesuffix("\x1a")
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if controls > max(2, len(text[:_SAMPLE]) // 50):
        raise CannotReadError(note("not-text"))
    if "\x00" in text:
        beside.notes.append(note("zero-bytes"))
        text = text.replace("\x00", "")
    if "\ufffd" in text and "\ufffd".encode() not in data:
        beside.notes.append(note("letters-lost"))
    return text


def _unmarked_wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of plain letters stand."""
    head = data[: _SAMPLE - _SAMPLE % 4]
    if b"\x00" not in head:
        return ""
    zeros = [head[n::4].count(0) * 4 / max(len(head), 1) for n in range(4)]
    if min(zeros[1:]) > 0.7 and zeros[0] < 0.3:
        return "utf-32-le"
    if min(zeros[:3]) > 0.7 and zeros[3] < 0.3:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) > 0.6 and min(even, odd) < 0.4:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _older(data: bytes, beside: SheetMetadata) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_SAMPLE], cp_isolation=list(_OLDER), enable_fallback=False)
    best, names = matches.best(), {name for match in matches for name in (match.encoding, *match.could_be_from_charset)}
    western = next((m for m in matches if "cp1252" in (m.encoding, *m.could_be_from_charset)), None)
    if best is None or (western and western.chaos <= best.chaos and western.coherence >= best.coherence - 0.2):
        return data.decode("cp1252", "replace")
    if best.encoding in _OLD and names:
        beside.notes.append(_OLD[best.encoding])
    elif best.encoding != "cp1252":
        beside.notes.append(note("letters-as", encoding=best.encoding))
    return data.decode(best.encoding, "replace")


def _rows(text: str, beside: SheetMetadata) -> Iterator[Sequence[str]]:
    """The rows of the text; a line that only names the sign between cells is a blank row, so that numbers hold."""
    named = _SEP.match(text)
    sign = named[1] if named else delimiter(text)
    lines: list[str] = []
    guarded = '="' in text
    reader = csv.reader(_kept(StringIO(text, newline=""), lines), delimiter=sign)
    count = 0
    try:
        for count, row in enumerate(reader, 1):
            # A mark that is never closed makes one cell of the rows after it.
            if len(lines) > 1 and sum(line.count('"') for line in lines) % 2:
                raise CannotReadError(note("quotation-mark-open", row=count))
            lines.clear()
            yield () if count == 1 and named else _unguarded(row) if guarded else row
    except csv.Error as error:
        raise CannotReadError(note("cell-too-long", row=count + 1)) from error
    if reader.line_num > count:
        beside.notes.append(note("line-breaks"))


def _unguarded(row: Sequence[str]) -> Sequence[str]:
    """The cells without the guard that some programs put around texts, so that Excel keeps their zeros: ="0012"."""
    return [found[1] if (found := _GUARDED.fullmatch(cell)) else cell for cell in row]


def _kept(lines: Iterator[str], kept: list[str]) -> Iterator[str]:
    for line in lines:
        kept.append(line)
        yield line


def delimiter(text: str) -> str:
    """The sign between the cells: comma, semicolon, tab or bar.

    The one sign that parts the first row and nearly all others; else the one that lays the rows out most evenly; where
    that is not clear, the one that Python's own detector finds.
    """
    sample = text[:_HEAD]
    if len(text) > _HEAD:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    widths = {sign: _widths(sample, sign) for sign in _SIGNS}
    heading = [s for s, all_ in widths.items() if all_ and all_[0] > 1 and sum(w > 1 for w in all_) / len(all_) >= 0.8]
    if len(heading) == 1:
        return heading[0]
    best, second = sorted(_SIGNS, key=lambda sign: -_evenness(widths[sign]))[:2]
    if _evenness(widths[best]) == 0 or _evenness(widths[best]) >= 1.5 * _evenness(widths[second]):
        return best
    try:
        return csv.Sniffer().sniff(sample[:_SHORT], _SIGNS).delimiter
    except csv.Error:
        return best


def _widths(sample: str, sign: str) -> list[int]:
    """How many cells each row has that is not blank."""
    if sign not in sample:
        return []
    try:
        return [len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=sign) if row]
    except csv.Error:
        return []


def _evenness(widths: Sequence[int]) -> float:
    """How much a sign makes a table: the share of rows of the commonest width, and that width; 0 for one column."""
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0
    common = max(set(wide), key=lambda w: (wide.count(w), w))
    return float(wide.count(common) / len(widths) * (1 + (common - 1) ** 0.5))
