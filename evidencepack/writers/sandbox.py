"""The sandbox that templates are filled in: of the pack's own values a template may read fields, never call methods."""

from contextlib import suppress
from hashlib import sha256
from typing import Any

import jinja2
from jinja2 import FileSystemBytecodeCache, Template
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from evidencepack._version import __version__
from evidencepack.cache import cache_folder


class _TemplateCache(FileSystemBytecodeCache):
    """Compiled templates in a folder; when one can't be put there, or read, it is compiled again."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Under which name a template is cached: another for each version of what compiles it."""
        versions = f"{__version__} {jinja2.__version__}"
        return sha256(f"{super().get_cache_key(name, filename)} {versions}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # cut off or damaged: jinja2 looks at its beginning only
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's own sandbox, with one short answer for the pack's values, which are nearly all that is asked about.

    With `cached`, a template is compiled once for all runs, which takes longer than filling it in. For our own
    templates only: somebody's own may hold anything, and what is cached is never of a service.
    """

    def __init__(self, *, cached: bool = False, **options: Any) -> None:
        folder = cache_folder() if cached else None
        super().__init__(
            bytecode_cache=_TemplateCache(str(folder), "template-%s.compiled") if folder else None, **options
        )
        self._fields: dict[type, tuple[str, ...]] = {}

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        """The template with this source, as a loader would give it: cached where that may be."""
        if self.bytecode_cache is None or not isinstance(source, str):
            return super().from_string(source, globals, template_class)
        bucket = self.bytecode_cache.get_bucket(self, self._name(source), None, source)
        if bucket.code is None:
            bucket.code = self.compile(source)
            self.bytecode_cache.set_bucket(bucket)
        return Template.from_code(self, bucket.code, self.make_globals(globals))

    def _name(self, source: str) -> str:
        """What the compiled form of a text without a name depends on."""
        return sha256(f"{self.autoescape} {self.trim_blocks} {self.lstrip_blocks} {source}".encode()).hexdigest()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template asks of a value; a field of the pack's values is plain data and needs no further look."""
        kind = type(obj)
        fields = self._fields.get(kind)
        if fields is None:
            fields = self._fields[kind] = kind.__struct_fields__ if issubclass(kind, Struct) else ()
        return getattr(obj, attribute) if attribute in fields else super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read this attribute."""
        if isinstance(obj, Struct):
            return not (callable(value) or attr.startswith("_"))
        return bool(super().is_safe_attribute(obj, attr, value))
