"""A new service folder: from nothing, with a starter workbook, or from the spreadsheets a service keeps."""
