"""From nothing to a service folder with a workbook to fill in."""
