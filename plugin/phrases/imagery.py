"""What the engine says of the rasters it reads: their files, bands and values."""

from __future__ import annotations

from ..i18n import mark

IMAGERY = (
    mark("The file {path} does not exist."),
    mark("Check the path; the file may have been moved, renamed or deleted."),
    mark("{path} is a folder, not a raster file."),
    mark("Choose the raster file in it."),
    mark("{name} cannot be opened as a raster: {why}."),
    mark("The file may be incomplete or of an unknown format; check that it opens as a layer in QGIS."),
    mark("The file {path} was removed while it was being read."),
    mark("Put it back, or take the scene out of the list."),
    mark("{name} cannot be read to its end: {why}."),
    mark("{name} cannot be read to its end."),
    mark("The file is probably truncated or damaged; copy or download it again."),
    mark("{name} cannot be read: {why}."),
    mark("Check the file and its permissions."),
    mark("{name} holds no bands of its own."),
    mark("It is probably a container: choose one of the rasters inside it."),
    mark("Bands {bands} cannot be used: {name} has bands 1 to {n}."),
    mark("Give three bands (or one) for optical, one for SAR."),
    mark("{name} holds complex values."),
    mark("Make a detected (amplitude or intensity) image of it first."),
    mark("{name} holds colour numbers of a palette, not colours."),
    mark("Convert it with Raster ▸ Conversion ▸ PCT to RGB first."),
    mark("{name} holds no measurement: all its pixels are marked as “no data”."),
    mark("Check its nodata value and mask, or choose another file."),
    mark("Unknown kind of scene: {kind}, {radiometry}."),
    mark("Use optical or sar, and a known radiometry."),
    mark("8-bit values are taken as a picture already stretched for display"),
    mark("no valid value to judge by; amplitude is assumed"),
    mark("values below -1 and a median of {middle}, as in decibel"),
    mark("floating-point values with median {middle}, as in calibrated backscatter"),
    mark("positive values with median {middle}, as in detected amplitude"),
    mark("chosen by the user"),
    mark("optical values are used as they are"),
    mark("{value} is taken as “no data”: it fills areas without being declared as such."),
    mark("{doubt} Check that optical and SAR layers were not swapped."),
    mark("It was given as SAR but has red, green and blue bands, as an optical image does."),
    mark("It was given as optical but a band is named after a radar polarisation."),
    mark("It was given as optical but holds negative values, as SAR in decibel does."),
    mark("It was given as optical but is grainy throughout, as SAR speckle is."),
    mark("No band says which colour it is: bands 1, 2 and 3 are used as red, green and blue."),
    mark(
        "It is placed by control points only; it is used in its own pixels. Warp it to place it on the map."
    ),
    mark(
        "It has a place but no coordinate reference system; it is used in its own pixels. Assign one with "
        "Raster ▸ Projections ▸ Assign Projection."
    ),
    mark("It has no georeference; it is used in its own pixels."),
)
