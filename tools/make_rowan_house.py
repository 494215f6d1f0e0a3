"""Write the records and documents of the sample care home, always the same bytes.

Run: python tools/make_rowan_house.py [FOLDER]
"""

import sys
from pathlib import Path

from rowan_house import (
    audits,
    documents,
    examples,
    feedback,
    improvement,
    meetings,
    partners,
    policies,
    residents,
    reviews,
    staff,
    supervision,
    training,
)

HERE = Path(__file__).resolve().parent
RECORDS = (
    staff,
    residents,
    training,
    supervision,
    audits,
    feedback,
    policies,
    partners,
    reviews,
    meetings,
    improvement,
    examples,
)


def make(folder: Path) -> None:
    """Fill `records/` and `documents/` of a service folder."""
    records = folder / "records"
    records.mkdir(parents=True, exist_ok=True)
    for module in RECORDS:
        module.write(records)
    documents.write(folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "sample_data" / "rowan-house")
