"""What there is to choose among, as the panel and Processing call it: the engine's words with those of people."""

from __future__ import annotations

from collections.abc import Sequence

from .i18n import tr

#: Keys of the engine with what people read.
Offered = Sequence[tuple[str, str]]


def models() -> Offered:
    """Models that matches must agree on."""
    return (
        ("similarity", tr("Similarity")),
        ("affine", tr("Affine")),
        ("homography", tr("Homography")),
    )


def sides() -> Offered:
    """Which raster is moved."""
    return (("sar", tr("SAR onto optical")), ("optical", tr("Optical onto SAR")))


def transformations() -> Offered:
    """How a raster is moved."""
    return (
        *models(),
        ("poly1", tr("Polynomial 1")),
        ("poly2", tr("Polynomial 2")),
        ("poly3", tr("Polynomial 3")),
        ("tps", tr("Thin plate spline")),
        ("field", tr("Displacement field (follows relief)")),
    )


def resamplings() -> Offered:
    """How values between pixels are found."""
    return (
        ("nearest", tr("Nearest neighbour")),
        ("bilinear", tr("Bilinear")),
        ("cubic", tr("Cubic")),
        ("cubic_spline", tr("Cubic spline")),
        ("lanczos", tr("Lanczos")),
        ("average", tr("Average")),
        ("mode", tr("Mode")),
    )
