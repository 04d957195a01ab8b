"""Bringing one raster into register with another through ground control points.

``gcps`` takes control points from a match result, ``points`` writes and reads them as files, ``mapping`` fits
the transformations, ``accuracy`` measures them on held-out points, ``grids`` chooses the pixels of the result
and ``warp`` writes it.
"""
