"""What the engine says, in the user's language.

The engine knows nothing of Qt and speaks English. Its sentences are known here as patterns, whose values are put into
the translation; a sentence that is not known stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .i18n import looked_up, tr


def mark(text: str) -> str:
    """Marks a text as one to be translated, like ``tr()``, but leaves it as it is."""
    return text


#: Sentences of the engine. Braces are values.
PHRASES = (
    mark("{n} of {m} matches agree on one model, within {rmse} px (RMSE) and spread over the image."),
    mark("Only {n} of {m} matches agree on one model; {needed} are needed."),
    mark("Only {n} of {m} matches agree on one model ({share}); {needed} are needed."),
    mark(
        "{n} of {m} matches agree on one model, but the structure of both images does not confirm it "
        "(significance {found} where it lies, {needed} is needed)."
    ),
    mark(
        "That {n} of {m} matches agree on one model may be chance (significance {found}, {needed} is needed)."
    ),
    mark("The agreeing matches cover too little of the image (spread {found}, {needed} is needed)."),
    mark("The model changes the scale by {scale}, which is not plausible."),
    mark("The model stretches the image unevenly ({stretch} times), which is not plausible."),
    mark(
        "Choose a region with lasting structure such as roads, rivers or field borders, enlarge it, "
        "or search more keypoints."
    ),
    mark("Check that both layers show this place and have their true CRS; otherwise try the next candidate."),
    mark("Check the pixel sizes of both layers, or use the similarity model."),
    mark("No model was found."),
    mark("{n} points are too few for a model of kind {kind}, which needs {needed}."),
    mark("Use more matches, or a simpler model."),
    mark("Use a simpler model."),
    mark("Use matches from all over the image."),
    mark("All points lie on one line, which leaves the model free across it."),
    mark("The model collapses or tears the image."),
    mark("The model mirrors the image."),
    mark("Check that neither image is flipped."),
    mark("The model scales by {scale}, which no two views of one place do."),
    mark("Check the pixel sizes of both images."),
    mark("Loading the network"),
    mark("Loading the networks"),
    mark("Reading the query region"),
    mark("Searching {n} tiles"),
    mark("{n} candidates"),
    mark("Verifying candidate {n} of {m}"),
    mark("Verified"),
    mark("Drawing thumbnails"),
    mark("Searching exactly"),
    mark("Learning codes for the search"),
    mark("Block {n} of {m}: reading"),
    mark("Block {n} of {m}: optical keypoints"),
    mark("Block {n} of {m}: SAR keypoints"),
    mark("{name}: reading"),
    mark("{name}: keypoints"),
    mark("Fitting the model"),
    mark("Sharpening the matches"),
    mark("Fitting the transformation"),
    mark("Measuring the displacement"),
    mark("Smoothing the displacement"),
    mark("Warping block {n} of {m}"),
    mark("Building the overview 1:{factor}"),
    mark("Written"),
    mark("The index is up to date."),
    mark("{where}: {n} of {m} tile positions"),
    mark("{where}: {n} of {m} tile positions, {rate} tiles/s, about {time} left"),
    mark("No indexed tile lies in the search area."),
    mark("Draw it over the indexed scenes, or search without it."),
    mark("The region lies outside {name}."),
    mark("Choose a place that the layer covers."),
    mark("One of the layers holds no data where they overlap."),
    mark("Choose another area or other layers."),
    mark("{name} is too large to be searched as a whole ({size} px)."),
    mark("Give an area, georeference both layers, or find the place with a search first."),
    mark("The two layers do not overlap."),
    mark(
        "Check that each layer has its true CRS, or remove the georeference of one to search the whole of it."
    ),
    mark("The area lies outside the overlap of the two layers."),
    mark("Choose an area that both layers show."),
    mark("The area lies outside {name}."),
    mark("Only {size} pixels of {gsd} units can be matched."),
    mark("At least {size} are needed: choose a larger area, or a smaller pixel size."),
    mark("The moved raster and the reference share no ground."),
    mark("No match is in use."),
    mark("Match the layers first, or tick the matches to use."),
    mark("The method {method} needs {needed} control points; there are {n}."),
    mark("Use more matches, or choose a simpler method."),
    mark("{name} is one of the inputs."),
    mark("Choose another name for the result."),
    mark("{name} cannot be read to its end."),
    mark("The file is probably truncated or damaged; copy or download it again."),
    mark("The colours of this raster are numbers of a palette, which cannot be mixed."),
    mark("Choose nearest resampling."),
    mark("{name} holds no measurement: all its pixels are marked as “no data”."),
    mark("Check its nodata value and mask, or choose another file."),
    mark("{name} holds complex values."),
    mark("Make a detected (amplitude or intensity) image of it first."),
    mark("The file {path} does not exist."),
    mark("Check the path; the file may have been moved, renamed or deleted."),
    mark("{name} cannot be opened as a raster: {why}."),
    mark("The file may be incomplete or of an unknown format; check that it opens as a layer in QGIS."),
    mark("The disk is full: {name} could not be written."),
    mark("Free some space for {folder} and start again; what had been finished is kept."),
    mark("{path} could not be written: {why}."),
    mark("Check that the folder exists and may be written to, and that no other program holds the file."),
    mark("The transformation runs away towards the edges of the raster."),
    mark("Use the reference’s grid, a simpler method, or control points from all over the raster."),
    mark("The displacement could be measured at only {n} of {m} places."),
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
        "It has a place but no coordinate reference system; it is used in its own pixels. "
        "Assign one with Raster ▸ Projections ▸ Assign Projection."
    ),
    mark("It has no georeference; it is used in its own pixels."),
)
_VALUE = re.compile(r"{(\w+)}")


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The phrases as patterns of whole texts, those with most to say in themselves first."""
    ordered = sorted(PHRASES, key=lambda phrase: -len(_VALUE.sub("", phrase)))
    return [(re.compile(_pattern(phrase), re.DOTALL), phrase) for phrase in ordered]


def _pattern(phrase: str) -> str:
    parts = _VALUE.split(phrase)
    return "".join(f"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts))


def said(text: str) -> str:
    """A text of the engine in the user's language, as far as it is known."""
    for pattern, phrase in _patterns():
        found = pattern.fullmatch(text)
        if found:
            # A value may be a sentence of its own.
            values = {name: said(value) for name, value in found.groupdict().items()}
            return looked_up(phrase).format(**values)
    return text


def radiometries() -> list[tuple[str, str]]:
    """Scales of SAR values: the engine's name and what people read."""
    return [
        ("auto", tr("Detect from the values")),
        ("byte", tr("8-bit picture")),
        ("amplitude", tr("Amplitude")),
        ("intensity", tr("Intensity")),
        ("db", tr("Decibel")),
    ]
