"""Write the records, documents and last pack of the sample home care agency, always the same bytes.

Run: python tools/make_harbour_homecare.py [FOLDER]
"""

import sys
from pathlib import Path

from harbour_homecare import (
    assurance,
    clients,
    concerns,
    documents,
    earlier,
    examples,
    feedback,
    governance,
    incidents,
    partners,
    reviews,
    staff,
    supervision,
    training,
    visits,
)

HERE = Path(__file__).resolve().parent
RECORDS = (
    staff,
    clients,
    training,
    supervision,
    visits,
    concerns,
    incidents,
    feedback,
    reviews,
    governance,
    partners,
    assurance,
    examples,
)


def make(folder: Path) -> None:
    """Fill `records/`, `documents/` and `packs/` of a service folder."""
    records = folder / "records"
    records.mkdir(parents=True, exist_ok=True)
    for module in RECORDS:
        module.write(records)
    documents.write(folder)
    earlier.write(folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "sample_data" / "harbour-homecare")
