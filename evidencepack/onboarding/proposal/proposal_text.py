"""A proposal as the source lines of service.yaml: what is taken, and as notes what a person must settle."""

from collections.abc import Iterator, Sequence

from evidencepack.frameworks.framework import likely_frameworks
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import Messages
from evidencepack.onboarding.proposal.model import Candidate, Proposal, SheetProposal, Sure
from evidencepack.onboarding.service_text import YamlLine, note, notes, quoted, service_text
from evidencepack.text import slug

_GUESS = f"a guess: one of {', '.join(SERVICE_TYPES)}"


def proposal_text(proposal: Proposal, privacy_key: str, messages: Messages, confirmed: bool = False) -> str:
    """The whole service.yaml of a proposal; `confirmed` is whether a person has seen its name and type."""
    facts = [
        YamlLine("id", slug(proposal.name) or "my-service", "what the files of a pack are called by"),
        YamlLine(
            "name", proposal.name, _beside(proposal, "name", "from the folder; as it should be printed", confirmed)
        ),
        YamlLine(
            "type", proposal.type, _beside(proposal, "type", f"a guess: one of {', '.join(SERVICE_TYPES)}", confirmed)
        ),
        *(YamlLine(f.key, f.value, f"from {f.file}") for f in proposal.facts if f.key not in ("name", "type")),
    ]
    frameworks = likely_frameworks({}, proposal.type)
    return service_text(facts, privacy_key, list(_sources(proposal.sheets, messages)), frameworks)


def _beside(proposal: Proposal, key: str, guess: str, confirmed: bool) -> str:
    file = proposal.source_of(key)
    if confirmed or file == "":
        return ""
    return guess if file is None else f"from {file}"


def _sources(sheets: Sequence[SheetProposal], messages: Messages) -> Iterator[str]:
    taken = [s for s in sheets if s.chosen and not s.recognised]
    yield from notes(
        "Which sheet is read how. A change here changes what is read; evidencepack check shows what comes of it."
    )
    yield "sources:" if taken else "# sources:"
    for sheet in sheets:
        if sheet.recognised:
            yield from notes(f"{_where(sheet)} needs no line here: {messages.all(sheet.recognised)}", "  ")
        elif sheet.chosen:
            yield from _taken(sheet, sheet.chosen, messages)
        elif sheet.sure is Sure.UNSURE:
            yield from _open(sheet, messages)
    for sheet in (s for s in sheets if not s.chosen and not s.recognised and s.sure is not Sure.UNSURE):
        yield from notes(f"Not read: {_where(sheet)}: {why_words(sheet, messages)}.", "  ")


def why_words(sheet: SheetProposal, messages: Messages) -> str:
    """Why a sheet is as sure as it is, in words without a full stop."""
    return messages.all(sheet.why).rstrip(".")


def _where(sheet: SheetProposal) -> str:
    return f"{sheet.file}, sheet {sheet.sheet}" if sheet.sheet else sheet.file


def _taken(sheet: SheetProposal, reading: Candidate, messages: Messages) -> Iterator[str]:
    likely = f"{sheet.sure}: {why_words(sheet, messages)}"
    doubt = {Sure.CERTAIN: "certain", Sure.UNSURE: "as a person said"}.get(sheet.sure, likely)
    yield from notes(f"{reading.label} ({doubt})", "  ")
    yield from _lines(sheet, reading)


def _lines(sheet: SheetProposal, reading: Candidate) -> Iterator[str]:
    yield f"  - file: {quoted(sheet.file)}"
    if sheet.sheet:
        yield f"    sheet: {quoted(sheet.sheet)}"
    yield f"    map: {reading.map}"
    if reading.columns:
        yield "    columns:"
        likes = {h.field: h for h in reading.headings if h.like}
        for field, heading in reading.columns.items():
            like = likes[field]
            beside = note(f'nearly "{like.like}": {like.score} of 100')
            yield f"      {field}: {quoted(heading)}  # {beside}"
    if reading.constants:
        yield "    constants:"
        yield from (f"      {field}: {quoted(word)}" for field, word in reading.constants.items())
    if reading.values:
        yield "    values:"
        for field, choices in reading.values.items():
            yield f"      {field}:"
            yield from (
                f"        {quoted(ours)}: [{', '.join(map(quoted, theirs))}]" for ours, theirs in choices.items()
            )


def _open(sheet: SheetProposal, messages: Messages) -> Iterator[str]:
    """What could be said of a sheet nobody has settled, with the lines to take over."""
    yield from notes(f"Not read yet: {_where(sheet)}: {why_words(sheet, messages)}.", "  ")
    for reading in sheet.readings:
        yield from notes(f"To read it as {reading.label}, take away the # before these lines:", "  ")
        lines = [*_lines(sheet, reading), *_to_fill(reading)]
        yield from (f"  # {line[2:]}" for line in lines)


def _to_fill(reading: Candidate) -> Iterator[str]:
    fields = [name.split(" or ")[0] for name in reading.missing]
    if fields and not reading.columns:
        yield "    columns:"
    yield from (f'      {field}: "type its heading here"' for field in fields)
