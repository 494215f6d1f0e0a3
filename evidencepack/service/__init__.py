"""A service folder -> records, documents and problems."""

from evidencepack.service.read import ServiceRead, read_service

__all__ = ["ServiceRead", "read_service"]
