"""What a verdict says of matches, and what a model between two images may lack."""

from __future__ import annotations

from ..i18n import mark

NONE_ACCEPTED = mark("None of {n} candidates was accepted. The best: {reason}")
VERIFY_MORE = mark("Verify more candidates, enlarge the region, or check that the index covers the place.")

VERDICTS = (
    mark("Accepted"),
    mark("No reliable match"),
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
        "Choose a region with lasting structure such as roads, rivers or field borders, enlarge it, or "
        "search more keypoints."
    ),
    mark("Check that both layers show this place and have their true CRS; otherwise try the next candidate."),
    mark("Check the pixel sizes of both layers, or use the similarity model."),
    mark("No candidate was verified."),
    mark("Verify at least one candidate."),
    NONE_ACCEPTED,
    VERIFY_MORE,
    mark("No model was found."),
    mark("No two matches agree on a model."),
    mark("Choose a place with more structure, or check both layers."),
    mark("{n} points are too few for a model of kind {kind}, which needs {needed}."),
    mark("A point has no finite coordinates."),
    mark("Remove that match."),
    mark("All points lie in the same place."),
    mark("All points lie on one line, which leaves the model free across it."),
    mark("All agreeing matches lie on one line, which leaves the model free across it."),
    mark("Too many points lie on one line for a homography."),
    mark("The points agree on no rotation and scale."),
    mark("The model collapses or tears the image."),
    mark("The model mirrors the image."),
    mark("The model folds the image over within its frame."),
    mark("The model scales by {scale}, which no two views of one place do."),
    mark(
        "The model stretches one direction {stretch} times more than another, which no two views of one "
        "place do."
    ),
    mark("The homography throws the image to infinity."),
    mark("The homography tears the image."),
    mark("Check that neither image is flipped."),
    mark("Check the pixel sizes of both images."),
    mark("Use a simpler model."),
    mark("Use more matches, or a simpler model."),
    mark("Use other matches."),
    mark("Use matches from all over the image."),
    mark("Use matches from all over the image, or the similarity model."),
    mark("Use the similarity model, or matches from all over the image."),
    mark("Use the similarity model, or a region with structure all over."),
    mark("Use the affine model."),
    mark("Use the affine model, or spread the matches."),
)
