"""What stops a command, each with a sentence a manager can act on."""


class EvidencePackError(Exception):
    """Base of every error a user can mend; the command line prints it and exits with 1."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """Where, what and what to do, as one paragraph."""
        return " ".join(part for part in (self.where and f"{self.where}:", self.what, self.remedy) if part)


class MappingError(EvidencePackError):
    """A mapping file cannot be used; `messages` holds every fault found, a line each."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


class ServiceError(EvidencePackError):
    """The service folder or its service.yaml cannot be used."""


class TemplateError(EvidencePackError):
    """A Word, Excel or HTML template asks for something the pack does not have, or cannot be read."""


class OutputError(EvidencePackError):
    """The pack could not be written; nothing half-written was left."""
