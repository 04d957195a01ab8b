"""What can be chosen about a match."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from ..errors import InputError
from .geometry import ModelKind, model_kind


@dataclass(frozen=True)
class MatchOptions:
    """Choices about a match; pixels are those of the matching grid.

    Attributes:
        k: keypoints sought in each image or block.
        model: ``similarity``, ``affine`` or ``homography``.
        threshold_px: distance at which a match agrees with the model.
        holdout: share of the matches kept out of the fit as check points.
        seed: of the robust search and of the choice of check points.
        ratio: largest ratio of nearest to second nearest descriptor distance; None for no such test.
        gsd: pixel size of the matching grid in metres; None for the one that suits the scenes
            (:func:`~.overlap.suitable_gsd`).
        block_px: side of the blocks into which a large overlap is cut.
        overlap_px: how far neighbouring blocks overlap.
        margin_px: how much farther the SAR window reaches on each side: the misalignment that is still found.
        max_blocks: blocks matched at most, spread evenly; 0 for all.
        max_matches: matches listed in a result at most; agreeing ones are all kept.
    """

    k: int = 2048
    model: ModelKind = "affine"
    threshold_px: float = 3.0
    holdout: float = 0.2
    seed: int = 0
    ratio: float | None = None
    gsd: float | None = None
    block_px: int = 512
    overlap_px: int = 64
    margin_px: int = 64
    max_blocks: int = 100
    max_matches: int = 5000

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            InputError: a value is out of range.
        """
        model_kind(self.model)
        ranges = {
            "k": (16, 65536),
            "threshold_px": (0.1, 100.0),
            "holdout": (0.0, 0.5),
            "seed": (0, 2**31 - 1),
            "ratio": (0.1, 1.0),
            "gsd": (0.01, 10_000.0),
            "block_px": (128, 4096),
            "overlap_px": (0, self.block_px // 2),
            "margin_px": (0, 2048),
            "max_blocks": (0, 1_000_000),
            "max_matches": (100, 10_000_000),
        }
        for name, (low, high) in ranges.items():
            value = getattr(self, name)
            if value is None and name in ("ratio", "gsd"):
                continue
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
                raise InputError(
                    f"The matching option {name} cannot be {value!r}.", f"Give a number from {low} to {high}."
                )

    def to_json(self) -> dict[str, Any]:
        """The options as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any] | None) -> MatchOptions:
        """Options from plain values; what is missing keeps its default.

        Raises:
            InputError: an unknown option or a value out of range.
        """
        values = dict(values or {})
        unknown = set(values) - {field.name for field in fields(cls)}
        if unknown:
            raise InputError(
                f"There is no matching option “{min(unknown)}”.",
                f"The options are {', '.join(field.name for field in fields(cls))}.",
            )
        for name in ("k", "seed", "block_px", "overlap_px", "margin_px", "max_blocks", "max_matches"):
            if isinstance(values.get(name), float) and values[name].is_integer():
                values[name] = int(values[name])
        return cls(**values)
