"""Whether a privacy_key could be guessed, and for whom that matters: not for a sample, nor for a mere trial."""

import unicodedata
from itertools import pairwise

from evidencepack.registers.service import Service
from evidencepack.text import slug

# What a key says, letters and digits alone, that was put there to be replaced.
_NO_SECRET = (
    *("notsecret", "sample", "example", "changeme", "changethis", "replaceme", "placeholder", "default"),
    *("password", "letmein", "yourkey", "yourprivacykey", "yoursecret", "mysecret", "secretkey", "supersecret"),
)
_IN_A_ROW = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_FEWEST, _SHORTEST_TURN = 6, 16


def can_be_guessed(key: str) -> bool:
    """Whether a key says itself that it is none, holds few signs, repeats itself, or counts on as 123 and abc do."""
    plain = unicodedata.normalize("NFC", key).casefold()
    letters = "".join(c for c in plain if c.isalnum())
    if any(word in letters for word in _NO_SECRET) or len(set(letters)) < _FEWEST:
        return True
    turns = range(1, min(len(plain) // 2 + 1, _SHORTEST_TURN))
    return any(plain == (plain[:n] * len(plain))[: len(plain)] for n in turns) or _counts_on(letters)


def _counts_on(letters: str) -> bool:
    """Whether two of three signs are the one before, or stand beside it in the alphabet or on a keyboard."""
    beside = {pair for row in _IN_A_ROW for pair in pairwise(row)}
    steps = [a == b or (a, b) in beside or (b, a) in beside for a, b in pairwise(letters)]
    return sum(steps) * 3 > len(steps) * 2


def must_have_another_key(service: Service) -> bool:
    """Whether a service may not go on with its key, since everybody in its packs could be found again."""
    return can_be_guessed(service.privacy_key.get_secret_value()) and not (is_sample(service) or is_trial(service))


def is_sample(service: Service) -> bool:
    """Whether it is invented: its key says so, and is that of its own id and name, not those of a copy put to use."""
    key = service.privacy_key.get_secret_value()
    return "not-secret" in key and service.id in key and slug(service.name) == service.id


def is_trial(service: Service) -> bool:
    """Whether somebody only tries: it has an id and, where its name should stand, the id again."""
    return service.name == service.id
