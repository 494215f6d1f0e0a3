"""The questions of a service as a person meets them: in words, and as a workbook with the facts of the service."""
