"""Small pieces of work for other processes; a module that is quick to import, as each process does it anew."""

import ctypes
import faulthandler
import os
import signal
import sys

NAME = "Dilys Vorobyova"


def pid(_: int) -> int:
    """Which process did it."""
    return os.getpid()


def ends_at_2(number: int) -> int:
    """Ten times the number; for 2 the process is killed, as when memory has run out."""
    if number == 2:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return number * 10


def out_of_memory_at_2(number: int) -> int:
    """Ten times the number; for 2 there is not enough memory."""
    if number == 2:
        raise MemoryError(NAME)
    return number * 10


def dies_talking(way: str) -> None:
    """End badly, with a name on every way out."""
    faulthandler.enable(2)
    print(NAME, flush=True)
    print(NAME, file=sys.stderr, flush=True)
    os.write(2, NAME.encode())
    if way == "crash":
        ctypes.string_at(0)
    if way == "exit":
        sys.exit(NAME)
    raise KeyError(NAME)
