"""The sandbox that templates are filled in: of the pack's own values a template may read fields, never call methods."""

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's own sandbox, with one short answer for the pack's values, which are nearly all that is asked about."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read this attribute."""
        if isinstance(obj, BaseModel):
            return not (callable(value) or attr.startswith(("_", "model_")))
        return bool(super().is_safe_attribute(obj, attr, value))
