"""The service a pack is about, as service.yaml states it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, SecretStr

from evidencepack.model import AmountField, Model, ServiceType, Slug, SpanField
from evidencepack.origin import Origin


class DeclaredFact(Model):
    """Something the service declares: what, since when, and the document or day that bears it out."""

    value: bool | str
    since: date | None = None
    checked: date | None = None
    document: str = ""
    application_sent: date | None = None


class FoundFact(DeclaredFact):
    """A fact that another file than service.yaml states, and where in it.

    `published_in` is what that file is called where a public body made it, such as CQC location file; else "".
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    origin: Origin
    published_in: str = ""


class Source(Model):
    """Which column map reads which sheet of which file (a file name may hold * and ?).

    `columns` says which of the sheet's headings is which field, before the headings of the map; `values` says which
    of the sheet's words is which of ours, beside those of the map; `constants` fills fields it has no column for.
    """

    file: str
    map: str
    sheet: str = ""
    columns: dict[str, str | tuple[str, ...]] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}
    constants: dict[str, str | int] = {}


SameName = Annotated[tuple[Annotated[str, Field(max_length=120)], ...], Field(max_length=20)]
"""The names or codes by which one person goes."""


class ReadingLimits(Model):
    """How long one file may take to read, in seconds, and how much memory, in megabytes, before it is given up."""

    seconds: Annotated[float, Field(ge=1, le=3600)] = 12
    megabytes: Annotated[int, Field(ge=200, le=64_000)] = 800


class Service(Model):
    """A service: what kind it is, since when, its own policy and what it declares.

    `rating` is the one CQC published ("" for none), `pir_requested` whether CQC asked for a return: these and the four
    below them decide whether a duty applies, and are None while nobody has said. `themes` names, by framework, the
    themes a pack is narrowed to; `kept_since` is the first day each register was kept; `own_policy` numbers the
    service set itself; `partners` are organisations whose names may be printed; `sources` says how its files are read,
    `reading` how long one may take; `privacy_key` makes the codes that stand for people. `formerly` are the ids, names
    and fingerprints of keys by which its earlier packs go; `linked_folders` are those outside this one that links among
    its files may lead to.
    """

    format: Literal[1]
    id: Slug
    name: str
    type: ServiceType
    privacy_key: Annotated[SecretStr, Field(min_length=16)]
    location_id: str = ""
    council: str = ""
    registered: date | None = None
    registered_manager_required: bool = True
    rating: str | None = None
    pir_requested: bool | None = None
    has_directors: bool | None = None
    gives_medicines: bool | None = None
    learning_disability_or_autism: bool | None = None
    delegated_health_tasks: bool | None = None
    services_of_provider: Annotated[int, Field(ge=1)] = 1
    frameworks: tuple[str, ...] = ()
    themes: dict[str, tuple[str, ...]] = {}
    contracts: dict[str, date] = {}
    switched_on: tuple[str, ...] = ()
    kept_since: dict[str, date] = {}
    own_policy: dict[str, SpanField | AmountField] = {}
    formerly: tuple[str, ...] = ()
    facts: dict[str, DeclaredFact] = {}
    sources: tuple[Source, ...] = ()
    partners: tuple[str, ...] = ()
    same_person: Annotated[tuple[SameName, ...], Field(max_length=1_000)] = ()
    reading: ReadingLimits = ReadingLimits()
    linked_folders: tuple[str, ...] = ()

    @property
    def key(self) -> bytes:
        """The secret with which everything is hashed that could be guessed back: ids, codes, fingerprints."""
        return self.privacy_key.get_secret_value().encode("utf-8")
