"""The result of a match, as arrays to compute with and as JSON to store, show and edit."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .accuracy import Accuracy
from .frames import Points, Side
from .geometry import Matrix, ModelKind, model_kind
from .options import MatchOptions
from .verdict import Verdict

_DECIMALS = 9


@dataclass(frozen=True)
class Model:
    """The model of a result.

    Attributes:
        kind: similarity, affine or homography.
        matrix: 3 x 3, from the optical side's coordinates to the SAR side's.
        rotation_deg: rotation from optical to SAR, counter-clockwise as seen on the screen.
        scale: SAR pixels for one optical pixel of the matching grid.
        shift: displacement of the middle of the image from optical to SAR in map units or pixels; None
            where only one side is on a map.
    """

    kind: ModelKind
    matrix: Matrix
    rotation_deg: float
    scale: float
    shift: tuple[float, float] | None

    def to_json(self) -> dict[str, Any]:
        """The model as plain numbers."""
        return {
            "kind": self.kind,
            "matrix": [[float(value) for value in row] for row in self.matrix],
            "rotation_deg": self.rotation_deg,
            "scale": self.scale,
            "shift": None if self.shift is None else list(self.shift),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Model:
        """Inverse of :meth:`to_json`."""
        return cls(
            kind=model_kind(values["kind"]),
            matrix=np.array(values["matrix"], dtype=np.float64).reshape(3, 3),
            rotation_deg=float(values["rotation_deg"]),
            scale=float(values["scale"]),
            shift=None if values["shift"] is None else (float(values["shift"][0]), float(values["shift"][1])),
        )


@dataclass(frozen=True)
class Matches:
    """N matches, one row each.

    Attributes:
        ids: (N,) int64, stable under editing.
        optical, sar: (N, 2) coordinates in each side's CRS (pixels with corner origin where it has none).
        optical_px, sar_px: (N, 2) the files' own full-resolution pixels, corner origin.
        score: (N,) cosine similarity of the descriptors; of sharpened matches correlation of the structure around them.
        residual: (N,) distance to the mapped partner in the units of the result; NaN without a model.
        inlier: (N,) within the threshold of the model.
        use: (N,) takes part: in the fit, or as a check point when ``holdout`` is set too.
        holdout: (N,) reserved as check point, never in a fit.
    """

    ids: NDArray[np.int64]
    optical: Points
    sar: Points
    optical_px: Points
    sar_px: Points
    score: NDArray[np.float32]
    residual: NDArray[np.float64]
    inlier: NDArray[np.bool_]
    use: NDArray[np.bool_]
    holdout: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def to_json(self) -> list[dict[str, Any]]:
        """One object a match."""
        columns = {
            "id": self.ids.tolist(),
            "optical": _rounded(self.optical),
            "sar": _rounded(self.sar),
            "optical_px": _rounded(self.optical_px),
            "sar_px": _rounded(self.sar_px),
            "score": self.score.astype(np.float64).round(6).tolist(),
            "residual": [value if math.isfinite(value) else None for value in self.residual.tolist()],
            "inlier": self.inlier.tolist(),
            "use": self.use.tolist(),
            "holdout": self.holdout.tolist(),
        }
        names = tuple(columns)
        return [dict(zip(names, row)) for row in zip(*columns.values())]

    @classmethod
    def from_json(cls, rows: list[dict[str, Any]]) -> Matches:
        """Inverse of :meth:`to_json`."""

        def pairs(name: str) -> Points:
            return np.array([row[name] for row in rows], dtype=np.float64).reshape(len(rows), 2)

        def flags(name: str) -> NDArray[np.bool_]:
            return np.array([row[name] for row in rows], dtype=np.bool_)

        residual = [math.nan if row["residual"] is None else row["residual"] for row in rows]
        return cls(
            ids=np.array([row["id"] for row in rows], dtype=np.int64),
            optical=pairs("optical"),
            sar=pairs("sar"),
            optical_px=pairs("optical_px"),
            sar_px=pairs("sar_px"),
            score=np.array([row["score"] for row in rows], dtype=np.float32),
            residual=np.array(residual, dtype=np.float64),
            inlier=flags("inlier"),
            use=flags("use"),
            holdout=flags("holdout"),
        )


@dataclass(frozen=True)
class MatchResult:
    """Matches between an optical and a SAR image, the model they agree on, its accuracy and the verdict.

    Attributes:
        optical, sar: the two sides.
        gsd: pixel size of the matching grid in the units of the residuals: metres where the SAR side is on
            a map, else 1.
        matches: the matches.
        keypoints_optical, keypoints_sar: (N, 2) the strongest keypoints of each side, in its coordinates.
        model: None when no model was found.
        accuracy: of the model.
        verdict: whether to believe it.
        options: what was asked for.
        search_area_px: area in which a partner was sought, square pixels.
        dropped_outliers: matches that agree with nothing and are not listed.
        sharpened: whether the matches were sought again near a model that had been found to show the place.
        confirmed: see :class:`~.verdict.Evidence`.
        provenance: weights, device, version and whatever the caller adds.
        timing: seconds by stage.
    """

    optical: Side
    sar: Side
    gsd: float
    matches: Matches
    keypoints_optical: Points
    keypoints_sar: Points
    model: Model | None
    accuracy: Accuracy
    verdict: Verdict
    options: MatchOptions
    search_area_px: float
    dropped_outliers: int = 0
    sharpened: bool = False
    confirmed: float | None = None
    provenance: dict[str, Any] = field(default_factory=dict)
    timing: dict[str, float] = field(default_factory=dict)

    @property
    def crs(self) -> str | None:
        """CRS of the map: that of the side that is on one."""
        return self.optical.crs or self.sar.crs

    @property
    def evidence(self) -> tuple[float, float]:
        """What puts one match before another: what structure confirms, then the significance.

        The number of matches does not tell: sharpened ones are as many wherever structure agrees at all.
        """
        return self.confirmed or 0.0, self.verdict.figures.get("significance", 0.0)

    @property
    def units(self) -> str:
        """Unit of residuals and accuracy, which are measured on the SAR side: ``m`` or ``px``."""
        return "m" if self.sar.georeferenced else "px"

    def to_json(self) -> dict[str, Any]:
        """Plain values throughout; what is not finite becomes null."""
        return {
            "crs": self.crs,
            "units": self.units,
            "gsd": self.gsd,
            "optical": self.optical.to_json(),
            "sar": self.sar.to_json(),
            "matches": self.matches.to_json(),
            "keypoints": {"optical": _rounded(self.keypoints_optical), "sar": _rounded(self.keypoints_sar)},
            "model": None if self.model is None else self.model.to_json(),
            "accuracy": self.accuracy.to_json(),
            "verdict": self.verdict.to_json(),
            "provenance": {
                **self.provenance,
                "options": self.options.to_json(),
                "search_area_px": self.search_area_px,
                "dropped_outliers": self.dropped_outliers,
                "sharpened": self.sharpened,
                "confirmed": self.confirmed,
            },
            "timing": dict(self.timing),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> MatchResult:
        """Inverse of :meth:`to_json`.

        Raises:
            InputError: the values are not a match result.
        """
        try:
            provenance = dict(values["provenance"])
            return cls(
                optical=Side.from_json(values["optical"]),
                sar=Side.from_json(values["sar"]),
                gsd=float(values["gsd"]),
                matches=Matches.from_json(values["matches"]),
                keypoints_optical=np.array(values["keypoints"]["optical"], np.float64).reshape(-1, 2),
                keypoints_sar=np.array(values["keypoints"]["sar"], np.float64).reshape(-1, 2),
                model=None if values["model"] is None else Model.from_json(values["model"]),
                accuracy=Accuracy(**values["accuracy"]),
                verdict=Verdict.from_json(values["verdict"]),
                options=MatchOptions.from_json(provenance.pop("options")),
                search_area_px=float(provenance.pop("search_area_px")),
                dropped_outliers=int(provenance.pop("dropped_outliers")),
                sharpened=bool(provenance.pop("sharpened", False)),
                confirmed=_number(provenance.pop("confirmed", None)),
                provenance=provenance,
                timing=dict(values["timing"]),
            )
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise InputError(f"This is not a match result: {error!r}.", "Match the layers again.") from error


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _rounded(points: Points) -> list[list[float]]:
    """Coordinates without the noise of the last bits."""
    rows: list[list[float]] = points.round(_DECIMALS).tolist()
    return rows
