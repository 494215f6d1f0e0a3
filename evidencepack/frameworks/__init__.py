"""What people write in mapping files, as values."""
