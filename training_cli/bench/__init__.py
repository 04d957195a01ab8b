"""Benchmarks: commands that measure how fast things run here, and save what they found."""
