"""Rasters as inputs and vector layers as results: coordinates, GeoPackages, styles, provenance."""
