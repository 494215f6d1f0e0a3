"""Writes the pages of docs/reference/ that follow from the code and the mapping files."""
