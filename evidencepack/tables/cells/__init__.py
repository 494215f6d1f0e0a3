"""One cell -> one value: days, numbers, yes and no, lengths of time."""
