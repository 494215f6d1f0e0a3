"""What is wrong with mapping files that no single value shows.

Each check takes a value and what it may refer to, and yields the faults: where in its file, and what is wrong.
"""

from evidencepack.library.checks.across_files import judging_faults, shared_faults

__all__ = ["judging_faults", "shared_faults"]
