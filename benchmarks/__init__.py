"""What evidencepack costs in time and memory. Run: python -m benchmarks (or make bench)."""
