"""The questions of a service as a person meets them: in words, as a workbook, and with the sheet on the service itself."""
