"""The command line: parse, call, print; and the one place that catches errors."""

from evidencepack.cli.main import main

__all__ = ["main"]
