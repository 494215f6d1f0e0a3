"""Small pieces of work for other processes; a module that is quick to import, as each process does it anew."""

import os
import signal


def pid(_: int) -> int:
    """Which process did it."""
    return os.getpid()


def ends_at_2(number: int) -> int:
    """Ten times the number; for 2 the process is killed, as when memory has run out."""
    if number == 2:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number * 10
