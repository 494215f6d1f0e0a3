"""Writes invented services: the two samples from their tables, and as many homes as asked for from a description."""
