"""How sure the reading of one sheet is, and why."""

from collections.abc import Mapping, Sequence

from evidencepack.files import Sheet, blank_row
from evidencepack.notes import Note, note
from evidencepack.onboarding.proposal.candidates import WORTH_ASKING, candidates_of, weight_of
from evidencepack.onboarding.proposal.model import Candidate, Confidence, SheetProposal
from evidencepack.onboarding.proposal.vocabulary import Vocabulary
from evidencepack.origin import Account
from evidencepack.registers import REGISTERS, required_fields
from evidencepack.tables import ColumnMap
from evidencepack.tables.notes import NO_REGISTER, NOT_NEEDED

# The points of a register, its lead on the next and the share of its rows that are read, to be taken without asking.
CERTAIN, LIKELY = (2.0, 1.5, 0.8), (1.3, 1.2, 0.4)
# With a candidate stand those that have at least this share of its points.
WORTH_A_CHOICE = 0.5
SHOWN = 3
# So many headings that many registers share tell one, where they are nearly all there are.
ENOUGH = 4


def propose_sheet(file: str, sheet: Sheet, maps: Mapping[str, ColumnMap], vocabulary: Vocabulary) -> SheetProposal:
    """What one sheet seems to be, by its headings, what stands beneath them, and what it is called."""
    return _judged(file, sheet.name, _filled(sheet), candidates_of(file, sheet, maps, vocabulary))


def known_sheet(file: str, sheet: Sheet, column_map: ColumnMap, vocabulary: Vocabulary) -> SheetProposal:
    """A sheet of the starter workbook or of a known export, which is read without a line in service.yaml."""
    found = candidates_of(file, sheet, {column_map.id: column_map}, vocabulary)[:1]
    known_as = sheet.notes or (note("known-register", register=REGISTERS[column_map.register_].label),)
    why = (note("known-on-sight"),)
    return SheetProposal(file, sheet.name, _filled(sheet), Confidence.CERTAIN, why, found, None, known_as)


def no_sheet(account: Account) -> SheetProposal:
    """A sheet that is known on sight to hold no register."""
    reason = next(iter(account.set_aside))
    told = account.notes if reason in (NO_REGISTER, NOT_NEEDED) else ()
    return SheetProposal(account.file, account.sheet, account.rows_seen, Confidence.NOT, told or (note(reason),))


def _filled(sheet: Sheet) -> int:
    return sum(not blank_row(row) for row in sheet.rows)


def _judged(file: str, sheet: str, rows: int, found: Sequence[Candidate]) -> SheetProposal:
    least = max((weight_of(r) for r in found), default=0) * WORTH_A_CHOICE
    worth = [r for r in found if weight_of(r) >= least and len(r.missing) < len(_needed(r))][:SHOWN]
    if not worth or (weight_of(worth[0]) < WORTH_ASKING and not _tells_all(worth[0])):
        return SheetProposal(file, sheet, rows, Confidence.NOT, (_nothing(found),))
    confidence, why = _confidence_in(worth)
    chosen = worth[0] if confidence in (Confidence.CERTAIN, Confidence.LIKELY) else None
    return SheetProposal(file, sheet, rows, confidence, (why,), tuple(worth), chosen)


def _nothing(found: Sequence[Candidate]) -> Note:
    if not found or len(found[0].missing) > 1:
        return note("no-register-by-headings")
    nearest = found[0]
    has = tuple(f"'{h.text}'" for h in nearest.used[:SHOWN]) or note("the-layout")
    if not nearest.missing:
        return note("nearest-register", register=nearest.label, has=has)
    return note("nearest-register-lacks", register=nearest.label, has=has, fields=_fields(nearest.missing))


def _confidence_in(candidates: Sequence[Candidate]) -> tuple[Confidence, Note]:
    best = candidates[0]
    doubt = best.doubt if best.at_most is Confidence.UNSURE else _doubt(candidates, *LIKELY)
    if doubt:
        return Confidence.UNSURE, doubt
    doubt = best.doubt or _doubt(candidates, *CERTAIN)
    if not doubt and any(h.like and h.field in _needed(best) for h in best.used):
        doubt = note("needed-heading-nearly")
    if doubt:
        return Confidence.LIKELY, doubt
    return Confidence.CERTAIN, note("cells-fit") if best.layout != "long" else note("headings-fit")


def _doubt(candidates: Sequence[Candidate], points: float, by: float, read: float) -> Note | None:
    """What speaks against taking the best reading at these limits; None when nothing does."""
    best = candidates[0]
    if best.missing:
        return note("nothing-for-fields", fields=_fields(best.missing))
    if len(candidates) > 1 and weight_of(best) < weight_of(candidates[1]) * by:
        if candidates[1].register == best.register:
            first, second = (candidate.map.replace("-", " ") for candidate in candidates[:2])
            return note("either-map", first=first, second=second)
        return note("another-register", register=candidates[1].label)
    if best.points < points and not (points <= LIKELY[0] and _suits_alone(candidates)):
        return note("few-headings-tell")
    if best.read < best.looked_at * read:
        return note("few-records-read", read=best.read, looked_at=best.looked_at)
    return None


def _tells_all(best: Candidate) -> bool:
    """Whether a few headings that many registers share are all there are, and every row can be read by them."""
    whole = len(best.used) == len([h for h in best.headings if h.text]) >= ENOUGH - 1
    return whole and not best.missing and best.read == best.looked_at


def _suits_alone(candidates: Sequence[Candidate]) -> bool:
    """Whether nearly all headings, though many registers share them, are of one register, and no other comes near."""
    best, headings = candidates[0], [h for h in candidates[0].headings if h.text]
    if len(best.used) < ENOUGH or len(best.used) * 4 < len(headings) * 3:
        return False
    return all(weight_of(other) * 2 <= weight_of(best) for other in candidates[1:])


def _needed(candidate: Candidate) -> frozenset[str]:
    """The fields of a register without which a row cannot count."""
    record = REGISTERS[candidate.register]
    return frozenset((*required_fields(record), *record.needs_one_of[:1]))


def _fields(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(n.replace("_", " ") for n in names)
