"""Write every file that follows from another: reference pages, schemas, the samples, the Word template.

Run: python tools/generate.py [--check] [NAME ...]
With --check nothing is written: each file that is not current is named, and the exit code is 1.
"""

import argparse
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = "docs/reference"
SCHEMAS = "mappings/schemas"
SAMPLES = "sample_data"
Maker = Callable[[Path], None]


def _text(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")


def reference(folder: Path) -> None:
    """The pages that follow from the code and the shipped mapping files, and the tables inside mapping-files.md."""
    from reference import command_line, flags, frameworks, indicators, mapping_files, pack_json, registers

    from evidencepack.pipeline import open_library

    library = open_library()
    pages = {
        "command-line": command_line.page(),
        "flags": flags.page(library),
        "frameworks": frameworks.page(library),
        "indicators": indicators.page(library),
        "mapping-files": mapping_files.page((ROOT / REFERENCE / "mapping-files.md").read_text(encoding="utf-8")),
        "pack-json": pack_json.page(),
        "registers": registers.page(library),
    }
    for name, text in pages.items():
        _text(folder, f"{REFERENCE}/{name}.md", text)


def schemas(folder: Path) -> None:
    """A JSON Schema for each kind of mapping file, beside them, so that the wheel brings it too."""
    from evidencepack.library import json_schemas

    for name, schema in json_schemas().items():
        _text(folder, f"{SCHEMAS}/{name}", json.dumps(schema, indent=2, ensure_ascii=False))


def samples(folder: Path) -> None:
    """The workbooks and documents of the samples, from tools/invented/services, and an earlier pack of one of them."""
    from invented import earlier
    from invented.samples import make_sample

    for name in ("rowan-house", "harbour-homecare"):
        make_sample(folder / SAMPLES / name, name)
    earlier.write(folder / SAMPLES / "harbour-homecare")


def template(folder: Path) -> None:
    """The Word templates of templates/word."""
    from make_word_template import SUBJECTS, word_template

    for name in SUBJECTS:
        path = folder / "templates" / "word" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(word_template(name))


MAKERS: Mapping[str, Maker] = {f.__name__: f for f in (reference, schemas, samples, template)}
# Files that only a maker writes: one too many is as wrong as one too few.
OURS_ALONE: Mapping[str, tuple[str, ...]] = {
    "schemas": (f"{SCHEMAS}/*",),
    "samples": (
        f"{SAMPLES}/*/records/*.xlsx",
        *(f"{SAMPLES}/*/documents/**/*.{kind}" for kind in ("docx", "pdf")),
        f"{SAMPLES}/harbour-homecare/packs/2026-09-30/*",
    ),
}


def made(names: Sequence[str], folder: Path) -> list[str]:
    """Make files below a folder; their paths, sorted."""
    for name in names:
        MAKERS[name](folder)
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def not_current(names: Sequence[str], root: Path = ROOT) -> Iterator[str]:
    """A sentence for each file that differs from what would be written, is missing, or should not be there."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = made(names, folder)
        for file in files:
            if not (root / file).is_file():
                yield f"{file}: missing"
            elif not same((root / file).read_bytes(), (folder / file).read_bytes()):
                yield f"{file}: not current"
        for name in names:
            for pattern in OURS_ALONE.get(name, ()):
                found = (p for p in root.glob(pattern) if p.is_file() and not p.name.startswith((".", "~")))
                there = sorted(p.relative_to(root).as_posix() for p in found)
                yield from (f"{file}: no longer made" for file in there if file not in files)


def same(one: bytes, other: bytes) -> bool:
    """Whether two files are the same; packages by what they hold, since compressors differ between platforms."""
    if one == other:
        return True
    try:
        return _parts(one) == _parts(other)
    except zipfile.BadZipFile:
        return False


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(entry.filename, package.read(entry)) for entry in package.infolist()]


def write(names: Sequence[str], root: Path = ROOT) -> list[str]:
    """Write what is not current; the paths written."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        changed = []
        for file in made(names, folder):
            target, data = root / file, (folder / file).read_bytes()
            if target.is_file() and same(target.read_bytes(), data):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            changed.append(file)
        return changed


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, or with --check say what is not current."""
    parser = argparse.ArgumentParser(description="Write every file that follows from another.")
    parser.add_argument("--check", action="store_true", help="only say which files are not current")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(MAKERS)}; default: all")
    chosen = parser.parse_args(arguments)
    unknown = sorted(set(chosen.names) - set(MAKERS))
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(MAKERS)}")
    names = chosen.names or list(MAKERS)
    if not chosen.check:
        print("\n".join(f"wrote {file}" for file in write(names)) or "All were current.")
        return 0
    found = list(not_current(names))
    if found:
        print("\n".join(found), "Run: python tools/generate.py", sep="\n", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
