"""The second sample, a home care agency: a module a register or two."""
