"""Whose a pack is: the id, the name and the key of its service, and whether an earlier pack is of the same one."""

import hmac
import unicodedata

from evidencepack.dates import day_words
from evidencepack.notes import Note, note
from evidencepack.pack.listed_model import ServiceCard
from evidencepack.registers import Service, keyed_hash


def card_of(service: Service) -> ServiceCard:
    """The service as its packs name it."""
    return ServiceCard(
        id=service.id,
        name=service.name,
        type=service.type,
        location_id=service.location_id,
        council=service.council,
        registered=day_words(service.registered) if service.registered else "",
        key=key_fingerprint(service),
    )


def key_fingerprint(service: Service) -> str:
    """What stands for the key of a service, the same every month; nobody can work the key out of it."""
    return "K-" + keyed_hash(service.key, "fingerprint of the key")


def keyed_fingerprint(key: bytes, sha256: str) -> str:
    """A fingerprint of a file that nobody can find again by trying what a small file may hold; "" of no file."""
    return hmac.digest(key, sha256.encode("ascii"), "sha256").hex() if sha256 else ""


def unlike(service: Service, id_: str, name: str, key: str) -> Note | None:
    """Why an earlier pack with this id, name and fingerprint of its key is not used; None where it is of this service.

    Each must fit, or stand under `formerly` in service.yaml; a pack made before there was a fingerprint has "". No word
    of what may be another client's is said.
    """
    known = {_folded(word) for word in (service.id, service.name, *service.formerly)}
    if key and key not in (key_fingerprint(service), *service.formerly):
        return note("earlier-key-differs", key=key)
    if _folded(id_) not in known:
        return note("earlier-id-differs")
    return None if _folded(name) in known else note("earlier-name-differs")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
