"""The ways a sheet is laid out: a row a record, or people, months, measures or answers across."""
