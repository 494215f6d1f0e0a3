"""The JSON Schema of every kind of mapping file, for editors that check while one types."""

from typing import Any

from evidencepack.columns.maps import ColumnMap
from evidencepack.frameworks.crosswalk import Crosswalk
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.indicators import IndicatorFile
from evidencepack.frameworks.terms import Flags, Terms, Words
from evidencepack.model import Model
from evidencepack.records import Service


def json_schemas() -> dict[str, dict[str, Any]]:
    """Schema by file name: framework, crosswalk, indicators, columns, terms, flags, words, service."""
    models: dict[str, type[Model]] = {
        "framework": Framework,
        "crosswalk": Crosswalk,
        "indicators": IndicatorFile,
        "columns": ColumnMap,
        "terms": Terms,
        "flags": Flags,
        "words": Words,
        "service": Service,
    }
    return {f"{name}.schema.json": model.model_json_schema() for name, model in models.items()}
