"""What the engine says of the work under way."""

from __future__ import annotations

from ..i18n import mark

PROGRESS = (
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
    mark("Preparing the search: {n} of {m} tiles"),
    mark("Matching"),
    mark("Block {n} of {m}: reading"),
    mark("Block {n} of {m}: optical keypoints"),
    mark("Block {n} of {m}: SAR keypoints"),
    mark("Turned and scaled: {n} of {m}"),
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
    mark("{name}: {n} of {m} tile positions"),
    mark("{name} ({scene} of {scenes}): {n} of {m} tile positions"),
    mark("{name}: {n} of {m} tile positions, {rate} tiles/s, {time} left"),
    mark("{name} ({scene} of {scenes}): {n} of {m} tile positions, {rate} tiles/s, {time} left"),
    mark("about {n} s"),
    mark("about {n} min"),
    mark("about {n} h"),
)
