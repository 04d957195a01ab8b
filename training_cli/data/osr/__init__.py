"""Data sets in the manner of the paper's OSR: windows of registered scenes with positive and negative partners."""
