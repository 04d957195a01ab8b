"""Reading imagery: scenes of any CRS, resolution and data type brought to one grid and one radiometric convention."""
