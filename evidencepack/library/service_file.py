"""service.yaml: what the service is, and how its files are read."""

import secrets
from pathlib import Path

from evidencepack.errors import MappingError, ServiceError
from evidencepack.library.messages import validate
from evidencepack.library.yaml_file import read_yaml
from evidencepack.records import Service

NAME = "service.yaml"


def read_service_file(folder: Path) -> Service:
    """The service a folder is about; ServiceError says what is missing and what to type."""
    if not folder.is_dir():
        raise ServiceError("There is no such folder.", where=str(folder), remedy="Check the path.")
    path = folder / NAME
    if not path.is_file():
        remedy = f'Make one with: evidencepack init "{folder}"'
        raise ServiceError(f"The folder has no {NAME}.", where=str(folder), remedy=remedy)
    found = read_yaml(path, NAME)
    if isinstance(found.data, dict) and found.data and not found.data.get("privacy_key"):
        raise ServiceError(
            "has no privacy_key, the secret that turns names into codes.",
            where=NAME,
            remedy=f"Add this line and keep it to yourselves: privacy_key: {secrets.token_hex(16)}",
        )
    try:
        return validate(Service, found)
    except MappingError as error:
        raise ServiceError("\n".join(error.messages)) from None
