"""All reading of YAML: mapping files and service.yaml, with line numbers in every message."""

from evidencepack.library.files import before_ours, first_with, mapping_files
from evidencepack.library.load import Library, json_schemas, load_library, read_service_file
from evidencepack.library.yaml_file import read_yaml

__all__ = [
    "Library",
    "before_ours",
    "first_with",
    "json_schemas",
    "load_library",
    "mapping_files",
    "read_service_file",
    "read_yaml",
]
