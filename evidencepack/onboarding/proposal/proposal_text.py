"""A proposal as service.yaml: what is taken, and as notes what a person must settle."""

from evidencepack.frameworks.framework import likely_frameworks
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import Messages
from evidencepack.onboarding.proposal.model import Confidence, Proposal, SheetProposal
from evidencepack.text import slug
from evidencepack.text_templates import filled_in


def proposal_text(proposal: Proposal, privacy_key: str, messages: Messages, confirmed: bool = False) -> str:
    """The whole service.yaml of a proposal; `confirmed` is whether a person has seen its name and type."""
    unread = [s for s in proposal.sheets if not s.chosen and not s.recognised]
    return filled_in(
        "service.yaml",
        id=slug(proposal.name) or "my-service",
        proposal=proposal,
        confirmed=confirmed,
        types=SERVICE_TYPES,
        privacy_key=privacy_key,
        frameworks=likely_frameworks({}, proposal.type),
        taken=any(s.chosen and not s.recognised for s in proposal.sheets),
        passed_over=[s for s in unread if s.confidence is not Confidence.UNSURE],
        said=messages.all,
        why=lambda sheet: why_words(sheet, messages),
    )


def why_words(sheet: SheetProposal, messages: Messages) -> str:
    """Why a sheet is as sure as it is, in words without a full stop."""
    return messages.all(sheet.why).rstrip(".")
