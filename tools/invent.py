"""Write invented services to a folder, to try many at once and to measure: the same for the same seed.

Run: python tools/invent.py OUT [--services 12] [--seed 1]
"""

import argparse
from pathlib import Path

from invented.homes import DAY, make_homes


def main() -> None:
    """Parse, write, say how to build them."""
    parser = argparse.ArgumentParser(description="Write invented care homes, to try many services at once.")
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder they go to")
    parser.add_argument("--services", type=int, default=12, help="how many (default: 12)")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other services (default: 1)")
    chosen = parser.parse_args()
    try:
        records = make_homes(chosen.out, chosen.services, chosen.seed)
    except FileExistsError as error:
        parser.exit(1, f"{error}\n")
    print(f"{chosen.services} invented care homes with {records:,} records written to {chosen.out}")
    print(f'Build them all:\n  evidencepack batch "{chosen.out}" --out "{chosen.out}-packs" --on {DAY}')


if __name__ == "__main__":
    main()
