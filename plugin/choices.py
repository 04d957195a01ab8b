"""What the user chose in the panel; kept with the project."""

from __future__ import annotations

from dataclasses import dataclass

OPTICAL, SAR = "optical", "sar"


@dataclass(frozen=True)
class SearchChoices:
    """How to search.

    Attributes:
        query: modality of the query, which names the direction: ``"optical"`` or ``"sar"``.
        k: candidates wanted.
        verify: how many of them are verified by keypoints.
        within_view: search inside the current map view only.
        rotations: also look for the place turned by quarter turns.
    """

    query: str = OPTICAL
    k: int = 10
    verify: int = 5
    within_view: bool = False
    rotations: bool = False


@dataclass(frozen=True)
class Choices:
    """All choices of the panel.

    Attributes:
        optical: id of the optical layer.
        sar: ids of the SAR layers.
        radiometry: how SAR values are scaled, as the engine names it.
        index: folder of the index.
        search: how to search.
        model: geometric model the matches must agree on.
        threshold: residual in pixels up to which a match is an inlier.
        moving: side that is moved on export.
    """

    optical: str = ""
    sar: tuple[str, ...] = ()
    radiometry: str = "auto"
    index: str = ""
    search: SearchChoices = SearchChoices()
    model: str = "affine"
    threshold: float = 3.0
    moving: str = SAR

    @property
    def indexed(self) -> str:
        """Modality that the index must hold: the one that is not asked with."""
        return SAR if self.search.query == OPTICAL else OPTICAL
