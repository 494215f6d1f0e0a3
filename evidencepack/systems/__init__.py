"""Exports of known systems: recognised on sight, and put right where that is certain."""

from evidencepack.systems.asc_wds_training import TrainingValidity, training_status
from evidencepack.systems.cqc_json import KIND as CQC_FILE
from evidencepack.systems.export import CrossFile, RecognisedExport
from evidencepack.systems.location import Location
from evidencepack.systems.recognise import (
    ASC_WDS_STAFF,
    STATED_EACH,
    cross_file_of,
    is_directory,
    location_of,
    recognise,
)

__all__ = [
    "ASC_WDS_STAFF",
    "CQC_FILE",
    "STATED_EACH",
    "CrossFile",
    "Location",
    "RecognisedExport",
    "TrainingValidity",
    "cross_file_of",
    "is_directory",
    "location_of",
    "recognise",
    "training_status",
]
