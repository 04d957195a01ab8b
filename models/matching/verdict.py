"""Whether to believe a match: accepted, or "No reliable match" with the reason and the next step.

A robust estimator always returns something. What tells a true place from a wrong one is how many matches
agree beyond what chance explains, how widely they are spread, and whether the model is a possible view of
the same ground.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from .geometry import MINIMUM_POINTS, ModelKind

ACCEPTED = "Accepted"
REJECTED = "No reliable match"
DEFAULTS = Path(__file__).resolve().parents[2] / "resources" / "defaults" / "verdict.json"

_MORE_STRUCTURE = (
    "Choose a region with lasting structure such as roads, rivers or field borders, enlarge it, "
    "or search more keypoints."
)
_SAME_PLACE = (
    "Check that both layers show this place and have their true CRS; otherwise try the next candidate."
)
_PLAINER = "Check the pixel sizes of both layers, or use the similarity model."


@dataclass(frozen=True)
class Thresholds:
    """What a match must reach to be accepted.

    Attributes:
        min_inliers: matches that agree with the model.
        min_inlier_ratio: their share of all matches.
        min_significance: see :func:`significance`. Where the structure of both images could be seen, ``min_confirmed``
            decides in its place, and matches that are accepted are sharpened.
        min_confirmed: see :class:`Evidence`.
        second_look: what has to be confirmed beyond that where only a second look confirms it (:mod:`.fitting`).
        further_looks: what is asked for beyond ``min_confirmed`` and ``min_significance`` of images that were looked at
            in several ways (:mod:`.looks`): the best of many wrong ones is better than one.
        min_significance_sharpened: the same for matches that were sharpened. They are fewer, one in each square of a
            grid, and only made where the matches before were sure of the place.
        min_spread: see :func:`~.accuracy.spread`.
        min_scale, max_scale: change of scale, in pixels of the matching grid.
        max_anisotropy: stretch of one direction against the other.
        max_foreshortening: change of scale within the frame.
    """

    min_inliers: int = 12
    min_inlier_ratio: float = 0.02
    min_significance: float = 4.0
    min_confirmed: float = 4.0
    second_look: float = 0.0
    further_looks: float = 0.0
    min_significance_sharpened: float = 4.0
    min_spread: float = 0.3
    min_scale: float = 0.5
    max_scale: float = 2.0
    max_anisotropy: float = 1.5
    max_foreshortening: float = 1.5

    @classmethod
    def load(cls, path: Path = DEFAULTS) -> Thresholds:
        """Read thresholds from a JSON file with a member ``thresholds``.

        Raises:
            InputError: the file is missing, damaged or names an unknown threshold.
        """
        known = {field.name for field in fields(cls)}
        try:
            values = json.loads(path.read_text(encoding="utf-8"))["thresholds"]
            numbers: dict[str, Any] = {str(name): float(value) for name, value in values.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            message = f"The verdict thresholds in {path.name} cannot be read: {error}."
            raise InputError(message, "Reinstall OptoSAR, or name another file.") from error
        if not set(numbers) <= known:
            raise InputError(
                f"There is no verdict threshold “{min(set(numbers) - known)}”.",
                f"The thresholds are {', '.join(sorted(known))}.",
            )
        if "min_inliers" in numbers:
            numbers["min_inliers"] = int(numbers["min_inliers"])
        return cls(**numbers)

    def of_further_looks(self) -> Thresholds:
        """Those of matches that were not found at the first look."""
        return replace(
            self,
            min_confirmed=self.min_confirmed + self.further_looks,
            min_significance=self.min_significance + self.further_looks,
        )


@dataclass(frozen=True)
class Evidence:
    """The figures a verdict rests on; pixels are those of the matching grid.

    Attributes:
        confirmed: significance of the keypoint matches within 6 px of where the structure of both images lies, and
            what the structure itself says for that (:mod:`.sharpen`); of a second look what it confirms beyond
            ``second_look``. None where that was not looked at, or not to be seen.
        confirmed_at_first: the same of the first look alone, for the calibration.
    """

    matches: int
    inliers: int
    inlier_ratio: float
    significance: float
    spread: float
    scale: float
    rotation_deg: float
    anisotropy: float
    foreshortening: float
    rmse_px: float
    confirmed: float | None = None
    confirmed_at_first: float | None = None

    @classmethod
    def from_figures(cls, figures: Mapping[str, float | None]) -> Evidence | None:
        """Inverse of :attr:`Verdict.figures`; None for those of a match without a model."""
        values: dict[str, Any] = {"confirmed": None, "confirmed_at_first": None, **figures}
        if not all(field.name in values for field in fields(cls)):
            return None
        values |= {name: int(values[name]) for name in ("matches", "inliers")}
        return cls(**{field.name: values[field.name] for field in fields(cls)})


@dataclass(frozen=True)
class Verdict:
    """The verdict in words, with its figures."""

    accepted: bool
    title: str
    reason: str
    hint: str
    figures: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        """The fields as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Verdict:
        """Inverse of :meth:`to_json`."""
        return cls(**{field.name: values[field.name] for field in fields(cls)})


def significance(
    matches: int, inliers: int, kind: ModelKind, threshold_px: float, search_area_px: float
) -> float:
    """How surprising it is that so many matches agree, were all of them random.

    Minus the decimal logarithm of the number of false alarms of Moisan and Stival (a contrario model
    estimation): the number of models with this many agreeing matches to be expected if partners were
    scattered evenly over the searched area. Larger is surer; below 0 chance alone explains the agreement.

    Args:
        matches: number of matches.
        inliers: how many agree.
        kind: the model, whose free points agree by construction.
        threshold_px: distance at which a match counts as agreeing.
        search_area_px: area in which a partner was sought, square pixels.
    """
    sample = MINIMUM_POINTS[kind]
    if inliers <= sample:
        return -math.log10(max(matches - sample, 1))
    chance = min(math.pi * threshold_px**2 / max(search_area_px, 1.0), 1.0)
    return -(
        math.log10(max(matches - sample, 1))
        + _log10_choose(matches, inliers)
        + _log10_choose(inliers, sample)
        + (inliers - sample) * math.log10(chance)
    )


def judge(evidence: Evidence, thresholds: Thresholds) -> Verdict:
    """Weigh the evidence; the first shortcoming is the reason."""
    figures = {name: float(value) for name, value in asdict(evidence).items() if value is not None}
    for reason, hint in _shortcomings(evidence, thresholds):
        return Verdict(False, REJECTED, reason, hint, figures)
    reason = (
        f"{evidence.inliers} of {evidence.matches} matches agree on one model, "
        f"within {evidence.rmse_px:.1f} px (RMSE) and spread over the image."
    )
    return Verdict(True, ACCEPTED, reason, "", figures)


def _shortcomings(evidence: Evidence, limits: Thresholds) -> Iterator[tuple[str, str]]:
    """Reason and next step for each threshold that is missed, the weightiest first."""
    some = f"{evidence.inliers} of {evidence.matches} matches agree on one model"
    if evidence.inliers < limits.min_inliers:
        yield f"Only {some}; {limits.min_inliers} are needed.", _MORE_STRUCTURE
    if evidence.inlier_ratio < limits.min_inlier_ratio:
        share = f"{evidence.inlier_ratio:.1%}"
        yield f"Only {some} ({share}); {limits.min_inlier_ratio:.1%} are needed.", _SAME_PLACE
    if evidence.confirmed is not None and evidence.confirmed < limits.min_confirmed:
        reason = (
            f"{some}, but the structure of both images does not confirm it (significance "
            f"{evidence.confirmed:.1f} where it lies, {limits.min_confirmed:.1f} is needed)."
        )
        yield reason, _SAME_PLACE
    if evidence.significance < limits.min_significance:
        found, needed = evidence.significance, limits.min_significance
        yield f"That {some} may be chance (significance {found:.1f}, {needed:.1f} is needed).", _SAME_PLACE
    if evidence.spread < limits.min_spread:
        reason = (
            f"The agreeing matches cover too little of the image (spread {evidence.spread:.2f}, "
            f"{limits.min_spread:.2f} is needed)."
        )
        yield reason, _MORE_STRUCTURE
    if not limits.min_scale <= evidence.scale <= limits.max_scale:
        yield f"The model changes the scale by {evidence.scale:.2f}, which is not plausible.", _PLAINER
    if evidence.anisotropy > limits.max_anisotropy or evidence.foreshortening > limits.max_foreshortening:
        stretch = max(evidence.anisotropy, evidence.foreshortening)
        yield (
            f"The model stretches the image unevenly ({stretch:.2f} times), which is not plausible.",
            _PLAINER,
        )


def refuse(reason: str, hint: str, matches: int) -> Verdict:
    """The verdict where no model could be found at all."""
    return Verdict(
        False, REJECTED, reason, hint or _MORE_STRUCTURE, {"matches": float(matches), "inliers": 0.0}
    )


def _log10_choose(total: int, chosen: int) -> float:
    return (math.lgamma(total + 1) - math.lgamma(chosen + 1) - math.lgamma(total - chosen + 1)) / math.log(10)
