"""Building an OSR-style data set: survey, split, partners (DFCNN paper, section 3.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....models.errors import InputError
from ....models.progress import Progress, no_progress, subprogress
from ..registered import RegisteredPair
from ..screening import Thresholds
from .dataset import Dataset, Ground, Partners, Windows
from .partners import draw_negatives, drawn_positives, grid_positives
from .split import SCENES_ENOUGH, Blocks, Shares, SplitBy, assign
from .survey import Corner, Places, Surveyed, survey

# Every purpose draws from numbers of its own, so that one setting does not change what another draws.
_SPLIT, _POSITIVES, _NEGATIVES = 1, 2, 3


@dataclass(frozen=True)
class Settings:
    """How a data set is built; the defaults are the paper's, but for the split.

    Attributes:
        stride: of the sliding window, px.
        thresholds: of the screening.
        positives, negatives: SAR partners of every optical window.
        split: ``scene``, ``block`` or ``window`` (the paper's, whose sets share ground); ``auto`` takes scenes where
            there are enough of them, else blocks.
        shares: of the sets.
        block: side of a block in pixels.
        seed: of all that is drawn.
    """

    stride: int = 90
    thresholds: Thresholds = field(default_factory=Thresholds)
    positives: int = 5
    negatives: int = 10
    split: SplitBy = "auto"
    shares: Shares = field(default_factory=Shares)
    block: int = 1024
    seed: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def build(pairs: Sequence[RegisteredPair], settings: Settings, progress: Progress = no_progress) -> Dataset:
    """Slide, screen, split, and give every optical window its SAR partners.

    The same pairs, settings and files give the same data set.

    Args:
        pairs: registered pairs with names of their own.
        settings: see there.
        progress: reports.

    Raises:
        InputError: a pair cannot be read, no window is left, or the settings cannot be met.
    """
    found = survey(pairs, settings.stride, settings.thresholds, subprogress(progress, 0.0, 0.6))
    if not any(len(item.corners) for item in found):
        refused = sum((item.refused for item in found), Counter[str]())
        reasons = ", ".join(f"{name} {count}" for name, count in refused.most_common())
        raise InputError(
            f"No window is left of {len(found)} pairs: {reasons or 'all are smaller than a window'}.",
            "Lower the thresholds, or choose scenes that show something.",
        )
    ground = Ground(found)
    owner = np.repeat(np.arange(len(found)), [len(item.corners) for item in found])
    split, rule = _split(found, owner, ground, settings)
    windows = Windows.of(found, owner, split)
    partners = _positives(found, windows, ground, rule, settings, subprogress(progress, 0.6, 0.9))
    _negatives(windows, ground, settings, partners, subprogress(progress, 0.9, 1.0))
    return Dataset(settings.to_json() | {"split": rule.name}, found, windows, partners, ground)


@dataclass(frozen=True)
class Rule:
    """The split that was taken, and the blocks of a split by blocks."""

    name: str
    blocks: Blocks | None = None

    def keeps(self, ground: Ground, pair: int, corner: Corner, own: int) -> bool:
        """Whether a window of the pair belongs to set ``own`` as far as its ground says."""
        return self.blocks is None or self.blocks(*ground.block_spot(pair, corner)) == own


def _split(
    found: Sequence[Surveyed], owner: NDArray[np.int64], ground: Ground, settings: Settings
) -> tuple[NDArray[np.int64], Rule]:
    """Set of every window, -1 for those that reach over a border of blocks."""
    rng = np.random.default_rng((settings.seed, _SPLIT))
    wanted = settings.shares.normal()
    places = Counter(ground.groups.tolist())
    name = settings.split
    if name == "auto":
        name = "scene" if len(places) >= SCENES_ENOUGH else "block"
    if name == "window":
        chosen = assign(dict.fromkeys(range(len(owner)), 1), wanted, rng)
        return np.array([chosen[i] for i in range(len(owner))], np.int64), Rule(name)
    if name == "scene":
        if len(places) < int((wanted > 0).sum()):
            raise InputError(
                f"{len(places)} places cannot be split by scene into training, validation and test sets.",
                "Split by block, or add scenes.",
            )
        chosen = assign(dict(sorted(places.items())), wanted, rng)
        return np.array([chosen[g] for g in ground.groups.tolist()], np.int64), Rule(name)
    corners = np.concatenate([item.corners for item in found]).tolist()
    spots = [ground.block_spot(pair, (row, col)) for pair, (row, col) in zip(owner.tolist(), corners)]
    frames = np.array([frame for frame, _ in spots], np.int64)
    firsts = np.array([first for _, first in spots], np.int64)
    blocks = Blocks(frames, firsts, settings.shares, settings.block, rng)
    return np.array([blocks(frame, first) for frame, first in spots], np.int64), Rule(name, blocks)


def _positives(
    found: Sequence[Surveyed],
    windows: Windows,
    ground: Ground,
    rule: Rule,
    settings: Settings,
    progress: Progress,
) -> Partners:
    """Neighbours on the grid, and where they do not suffice, windows drawn off it, for which the pair is read again."""
    partners = Partners()
    for pair, item in enumerate(found):
        report = subprogress(progress, pair / len(found), (pair + 1) / len(found))
        report(0.0, f"Partners in {item.pair.name}")
        mine = windows.of_pair(pair)
        short: dict[int, list[Corner]] = {}
        for window in mine.tolist():
            # A random split gives neighbours to other sets; their images are positives all the same, as in the paper.
            same = mine if rule.name == "window" else mine[windows.split[mine] == windows.split[window]]
            near = grid_positives(window, windows.corner, same, settings.positives)
            for other in near:
                partners.add(window, 1, pair, tuple(windows.sar_corner[other].tolist()))
            partners.count["grid"] += len(near)
            if len(near) < settings.positives:
                short[window] = [tuple(windows.corner[other].tolist()) for other in near]
        if not short:
            continue
        looks = Places(item.pair.load(subprogress(report, 0.0, 0.5)).image, settings.thresholds)
        for done, (window, taken) in enumerate(short.items()):
            missing = settings.positives - len(taken)
            own = int(windows.split[window])

            def allowed(corner: Corner, pair: int = pair, own: int = own, looks: Places = looks) -> bool:
                return not isinstance(looks.look(corner), str) and rule.keeps(ground, pair, corner, own)

            rng = np.random.default_rng((settings.seed, _POSITIVES, window))
            corner = tuple(windows.corner[window].tolist())
            extra = drawn_positives(corner, item.shape, set(taken), missing, allowed, rng)
            for drawn in extra:
                partners.add(window, 1, pair, looks.partner(drawn) or drawn)
            partners.count["drawn"] += len(extra)
            partners.count["windows_short_of_positives"] += len(extra) < missing
            if done % 32 == 0:
                report(0.5 + 0.5 * done / len(short), f"Partners in {item.pair.name}")
    return partners


def _negatives(
    windows: Windows, ground: Ground, settings: Settings, partners: Partners, progress: Progress
) -> None:
    pools = {s: np.flatnonzero(windows.split == s) for s in set(windows.split.tolist()) if s >= 0}
    for window in np.flatnonzero(windows.split >= 0).tolist():
        rng = np.random.default_rng((settings.seed, _NEGATIVES, window))
        drawn = draw_negatives(
            window,
            pools[int(windows.split[window])],
            settings.negatives,
            ground.frames,
            ground.spots,
            ground.groups,
            rng,
        )
        for other in drawn:
            partners.add(window, 0, int(windows.pair[other]), tuple(windows.sar_corner[other].tolist()))
        partners.count["negative"] += len(drawn)
        partners.count["windows_short_of_negatives"] += len(drawn) < settings.negatives
        if window % 256 == 0:
            progress(window / len(windows), "Drawing negative partners")
