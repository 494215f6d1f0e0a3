"""The answers an assessment can give: to one requirement, to an expectation, to a question of a tender."""

from enum import StrEnum


class Status(StrEnum):
    """The answer to one requirement. The first three are judged; the others are set aside, each with a reason."""

    MET = "met"
    PARTLY_MET = "partly met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"
    NONE_DUE = "none due"
    FOR_INFORMATION = "for information"
    TOO_FEW = "too few to judge"
    NO_CLEAR_CHANGE = "no clear change"
    UNCLEAR = "unclear"
    NOT_RECORDED = "not recorded"
    NOT_SUPPLIED = "not supplied"
    NO_EVIDENCE = "no evidence"

    @property
    def judged(self) -> bool:
        """Whether the records gave an answer."""
        return self in (Status.MET, Status.PARTLY_MET, Status.NOT_MET)

    @property
    def asked(self) -> bool:
        """Whether it could have been met or missed."""
        return self not in (Status.NOT_APPLICABLE, Status.NONE_DUE, Status.FOR_INFORMATION)


class Standing(StrEnum):
    """The status of one expectation."""

    SHOWN = "shown"
    MOSTLY_SHOWN = "mostly shown"
    PARTLY_SHOWN = "partly shown"
    NOT_SHOWN = "not shown"
    LITTLE_TO_GO_ON = "little to go on"
    CANNOT_TELL = "cannot be told from records"
    NOT_SUPPLIED = "not supplied"
    NOTHING_DUE = "nothing fell due"
    FOR_INFORMATION = "for information"
    NOT_APPLICABLE = "not applicable"


class Answerable(StrEnum):
    """How far the records answer a question of a tender."""

    ANSWERABLE = "answerable"
    PARTLY = "partly"
    NO_PROOF = "no proof yet"
