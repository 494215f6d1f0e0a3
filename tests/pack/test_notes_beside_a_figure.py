"""What is said beside a figure: whose number it is."""

from evidencepack.library import Library
from evidencepack.pack.sections import number_from
from tests.people import ask, records, requirement, said, service, supervised, team

OFTEN = requirement(
    "supervision-often-enough",
    {"times": 6},
    at_least="90%",
    window="12 months",
    own_policy={"times": "supervisions-a-year"},
)


def test_own_policy_sets_how_often_and_never_the_share(library: Library) -> None:
    home = service(own_policy={"supervisions-a-year": 4})
    found = ask(library, OFTEN, records(team(1), supervised("S1", 4)), home)
    assert said(number_from(found) or "") == (
        "own policy: 4 (supervisions a year), as the service states it. The percentage is sector practice."
    )
