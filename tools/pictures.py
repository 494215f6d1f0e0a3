"""Write the pictures of docs/images/: pages of the sample pack, as LibreOffice and poppler show them.

Run: python tools/pictures.py
Needs LibreOffice and poppler; run it again when the look of the pack changes. No test compares the pictures.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PIL import Image, ImageOps

from evidencepack.build_options import BuildOptions
from evidencepack.pipeline import build_service
from evidencepack.shipped import shipped

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
ON = date(2026, 10, 31)
LARGEST = 200_000
GAP = 24
EDGE = "#c8ced6"


def pdf_of(document: Path, folder: Path) -> Path:
    """The document as LibreOffice prints it."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), str(document)], check=True, capture_output=True, timeout=300)
    return folder / f"{document.stem}.pdf"


def page_with(pdf: Path, words: str) -> int:
    """The first page, from 1, with a line that begins with these words; SystemExit when none does."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout
    for number, page in enumerate(text.decode("utf-8").split("\f"), 1):
        if any(line.strip().startswith(words) for line in page.splitlines()):
            return number
    sys.exit(f"No page of {pdf.name} holds a line that begins with: {words}")


def picture(pdf: Path, number: int, folder: Path) -> Image.Image:
    """One page, 110 dots an inch."""
    out = folder / f"page-{pdf.stem}-{number}"
    command = ["pdftoppm", "-r", "110", "-f", str(number), "-l", str(number), "-png", "-singlefile"]
    subprocess.run([*command, str(pdf), str(out)], check=True, capture_output=True)
    with Image.open(out.with_name(out.name + ".png")) as image:
        return ImageOps.expand(image.convert("RGB"), border=1, fill=EDGE)


def side_by_side(pages: Sequence[Image.Image]) -> Image.Image:
    """Pages next to each other on white."""
    width = sum(p.width for p in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (width, max(p.height for p in pages)), "white")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + GAP
    return sheet


def save(image: Image.Image, path: Path) -> None:
    """Write a PNG of at most 200 KB: fewer colours first, then smaller."""
    for width in (1600, 1400, 1200, 1000, 800, 600):
        scaled = ImageOps.contain(image, (width, 10 * width)) if image.width > width else image
        data = io.BytesIO()
        scaled.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
        if data.tell() <= LARGEST:
            path.write_bytes(data.getvalue())
            print(f"{path.name}: {scaled.width} x {scaled.height}, {data.tell() // 1000} KB")
            return
    sys.exit(f"{path.name} does not fit into {LARGEST // 1000} KB.")


def main() -> None:
    """Build the sample pack and take its pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        built = build_service(shipped("sample_data") / "rowan-house", BuildOptions(on=ON), out=folder / "packs")
        word, excel = (next(p for p in built.written.paths if p.suffix == suffix) for suffix in (".docx", ".xlsx"))
        pages, sheets = pdf_of(word, folder), pdf_of(excel, folder)
        shown = [picture(pages, number, folder) for number in (1, page_with(pages, "What is asked"))]
        save(side_by_side(shown), IMAGES / "pack-page.png")
        save(picture(sheets, page_with(sheets, "Findings: "), folder), IMAGES / "workbook.png")


if __name__ == "__main__":
    main()
