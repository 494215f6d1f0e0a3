"""Facts that an answer may quote: sentences of findings, put together up to so many words and never cut."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from evidencepack.pack.tender_model import Facts

LENGTHS = (60, 120, 250)
_MOST_NUMBERS = 3


class QuotableFact(Struct, frozen=True):
    """A sentence of a finding and the evidence it rests on."""

    sentence: str
    evidence: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence with its evidence numbers before the last full stop."""
        if not self.evidence:
            return self.sentence
        numbers = ", ".join(self.evidence[:_MOST_NUMBERS])
        body = self.sentence.rstrip()
        return f"{body[:-1]} ({numbers})." if body.endswith(".") else f"{body} ({numbers})."


def words_in(text: str) -> int:
    """How many words, as Word counts them: whatever stands between spaces."""
    return len(text.split())


def quotable(facts: Sequence[QuotableFact], fewer: str, none: str) -> tuple[Facts, ...]:
    """The facts in each length; `fewer` is said where no more were found, `none` where there is nothing to quote."""
    made: list[Facts] = []
    for most in LENGTHS:
        chosen = fitting(facts, most)
        text = " ".join(fact.text for fact in chosen)
        note = none if not chosen else fewer if made and made[-1].text == text else ""
        evidence = tuple(dict.fromkeys(n for fact in chosen for n in fact.evidence[:_MOST_NUMBERS]))
        made.append(Facts(at_most=most, words=words_in(text), text=text, evidence=evidence, note=note))
    return tuple(made)


def fitting(facts: Iterable[QuotableFact], most: int) -> list[QuotableFact]:
    """The first facts that fit into so many words together; one too long is passed over for the next."""
    chosen: list[QuotableFact] = []
    left = most
    for fact in facts:
        length = words_in(fact.text)
        if length <= left:
            chosen.append(fact)
            left -= length
    return chosen
