"""python -m evidencepack."""

from evidencepack.cli import main

if __name__ == "__main__":
    main()
