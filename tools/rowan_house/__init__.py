"""Makes the records and documents of Rowan House, an invented care home."""
