"""The service.yaml of a new service: every line explained, valid as it stands."""

from collections.abc import Sequence

from evidencepack.onboarding.service_text import quoted

__all__ = ["DOCUMENTS_TEXT", "starter_text"]

DOCUMENTS_TEXT = """Put copies of policies, minutes, reports and certificates here. Folders inside are fine.

Give each a day in its name, for example: Equality plan 2026-04-10.docx
A document without a day cannot show how fresh it is.

This note may stay or go.
"""
_TEXT = """# What the service is. Change it in any text editor, such as Notepad.
# A line that begins with # is a note and is not read. Take away the # before a line to use it.
# You can answer most of this on the sheet "Your service" of the workbook in records; what stands there holds.

format: 1

# The short name that the files of a pack are called by: small letters, digits and hyphens.
id: {id}

# The name as it should be printed.
name: {name}

# care home, home care, supported living, shared lives or extra care. What is asked of you depends on it.
type: {type}

# The secret that turns names into codes. Keep it to yourselves, and keep it: with another the codes change.
privacy_key: {key}

# What the pack answers. The command "evidencepack frameworks list" shows all there are.
frameworks: [{frameworks}]

# A pack of some themes only; it says what is not in it.
# themes:
#   cqc-saf-2023: [well-led]

# Your CQC location id, in quotes, and your council as it should be printed.
# location_id: "1-1234567890"
# council: Aldermere Council

# The day the service was registered. Nothing before it is asked of you.
# registered: 2014-04-01

# What applies to you. This is what is taken to be so while the lines are left out.
# registered_manager_required: true
# services_of_provider: 1
# rating: Good
# pir_requested: false
# has_directors: false
# gives_medicines: true
# learning_disability_or_autism: false

# The first day each register was kept. No period begins before it.
# kept_since:
#   supervision: 2025-05-01

# Numbers that your own policy sets. They take the place of what is usual in the sector.
# own_policy:
#   supervisions-a-year: 6

# What stands in no register: declared, with a day or a document.
# facts:
#   registered-manager:
#     value: true
#     since: 2022-03-14

# Spreadsheets you keep already: put copies into records, and name each sheet and its column map here.
# The starter workbook needs no line: its sheets are known by their headings.
# sources:
#   - {{file: records/Staff list.xlsx, sheet: Staff, map: staff-list}}

# Names or codes that mean one person, where evidencepack asks. They are printed nowhere.
# same_person:
#   - [Catherine Ashdown, Kate Ashdown]
"""


def starter_text(id_: str, name: str, type_: str, privacy_key: str, frameworks: Sequence[str]) -> str:
    """service.yaml with what is known, and everything else as notes to use."""
    return _TEXT.format(
        id=quoted(id_), name=quoted(name), type=type_, key=quoted(privacy_key), frameworks=", ".join(frameworks)
    )
