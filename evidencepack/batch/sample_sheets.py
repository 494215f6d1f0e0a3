"""What stands in the sheets of an invented care home: untidy as real ones are, and readable by the shipped maps."""

from collections.abc import Callable

from evidencepack.batch.sample_house import House, Table
from evidencepack.batch.sample_people import people, staff, supervision, training
from evidencepack.batch.sample_quality import actions, audits, examples, meetings, policies
from evidencepack.batch.sample_voice import feedback, partners, reviews

SHEETS: tuple[Callable[[House], Table], ...] = (
    staff,
    people,
    training,
    supervision,
    audits,
    feedback,
    reviews,
    policies,
    meetings,
    actions,
    partners,
    examples,
)
"""How each sheet is made; staff and people come first, as the others name them."""


def documents(house: House) -> dict[str, str]:
    """Small evidence files by name; a better home has more of them, and newer ones."""
    plan, training = house.day(360 if house.likely() else 700), house.day(360 if house.likely() else 700)
    found = {
        f"Equality and inclusion plan {plan.isoformat()}.txt": "What we will do this year, by whom and by when.\n",
        f"Training plan {training.isoformat()}.txt": "Which training is planned for whom.\n",
        f"Residents meeting minutes {house.day(60).isoformat()}.txt": "What was said and what was agreed.\n",
    }
    return dict(list(found.items())[: 3 if house.likely(0.1) else 1])
