"""Retrieval: the tile grid, descriptors, the index folder, and search."""
