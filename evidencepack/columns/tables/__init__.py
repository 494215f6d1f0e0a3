"""Finding the table on a sheet, its headings, and which column holds which field."""
