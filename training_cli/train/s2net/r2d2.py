"""R2D2's losses: average precision with reliability, repeatability that is similar and peaked (Revaud et al. 2019)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ....models.networks.r2d2 import R2D2, Maps
from .config import R2D2Config
from .warps import grid_points, map_points

#: px from the true place within which a descriptor is the right one, and between which it is a wrong one.
_RIGHT, _WRONG = 3.0, (5.0, 7.0)


class R2D2Base(nn.Module):
    """R2D2 as the base network of S2-Net.

    Args:
        config: patches, queries, bins.
    """

    right: Tensor
    wrong: Tensor

    def __init__(self, config: R2D2Config) -> None:
        super().__init__()
        self.config = config
        self.net = R2D2()
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        reach = int(_WRONG[1])
        around = grid_points(2 * reach + 1, 2 * reach + 1) - reach
        away = around.norm(dim=1)
        self.register_buffer("right", around[away <= _RIGHT], persistent=False)
        self.register_buffer("wrong", around[(away >= _WRONG[0]) & (away <= _WRONG[1])], persistent=False)

    def describe(self, images: Tensor, modalities: Sequence[str]) -> Maps:
        """Maps of images (N, 3, S, S) of any modality, with descriptors of any length."""
        return self.net.unscaled(images)

    def part(self, described: Maps, start: int, stop: int) -> Maps:
        """The maps of some of the images."""
        chosen = slice(start, stop)
        return Maps(
            described.descriptors[chosen], described.reliability[chosen], described.repeatability[chosen]
        )

    def undetected(self, described: Maps) -> Maps:
        """The maps with fixed reliability and repeatability."""
        return Maps(described.descriptors, described.reliability.detach(), described.repeatability.detach())

    def matching_loss(self, a: Maps, b: Maps, maps: Tensor, seen: Tensor, other: Tensor) -> Tensor:
        """The three losses, equally weighed (their section 3)."""
        count, _, height, width = a.descriptors.shape
        points = grid_points(height, width).to(a.descriptors.device)
        goals = torch.stack([map_points(points, matrix) for matrix in maps])
        flow = (goals / torch.tensor([width - 1, height - 1], device=goals.device) * 2 - 1).view(
            count, height, width, 2
        )
        both = seen & _sampled(other[:, None].float(), flow)[:, 0].gt(0.99)
        warped = _sampled(b.repeatability[:, None], flow)[:, 0]
        similar = cosine_dissimilarity(a.repeatability, warped, both, self.config.patch)
        peaked = 0.5 * sum(unpeakedness(x.repeatability, self.config.patch) for x in (a, b))
        return similar + peaked + self._described(a, b, goals.view(count, height, width, 2), both)

    def _described(self, a: Maps, b: Maps, goals: Tensor, both: Tensor) -> Tensor:
        count, _, height, width = a.descriptors.shape
        step = self.config.grid
        rows, cols = (torch.arange(step // 2, size, step, device=goals.device) for size in (height, width))
        image, row, col = (
            part.flatten()
            for part in torch.meshgrid(torch.arange(count, device=goals.device), rows, cols, indexing="ij")
        )
        kept = both[image, row, col]
        if not kept.any():
            return 0.0 * a.reliability.sum()
        others = (image, row, col)
        image, row, col = image[kept], row[kept], col[kept]
        query = functional.normalize(a.descriptors[image, :, row, col], dim=1)
        goal = goals[image, row, col]
        lengths = b.descriptors.norm(dim=1).clamp(min=1e-12)
        places = (goal[:, None] + torch.cat([self.right, self.wrong])).round().long()
        x, y = places[..., 0].clamp(0, width - 1), places[..., 1].clamp(0, height - 1)
        # Lengths are divided out of the products: descriptors scaled for every offset would be the larger part of all.
        chosen = b.descriptors[image[:, None], :, y, x]
        image_b, row_b, col_b = others
        distractors = b.descriptors[image_b, :, row_b, col_b] / lengths[others][:, None]
        with torch.autocast(goal.device.type, enabled=False):  # rankings of what is nearly alike
            around = torch.bmm(chosen, query[:, :, None])[..., 0] / lengths[image[:, None], y, x]
            apart = query @ distractors.t()
        # What lies outside of the image was moved to its border, which may be next to the true place.
        outside = (places[..., 0] != x) | (places[..., 1] != y)
        right = around[:, : len(self.right)].amax(1, keepdim=True)
        wrong = around.masked_fill(outside, -1.0)[:, len(self.right) :]
        near = (torch.stack([col_b, row_b], 1).float()[None] - goal[:, None]).norm(dim=2) < _WRONG[1]
        near &= image_b[None] == image[:, None]
        scores = torch.cat([right, wrong, apart.masked_fill(near, -1.0)], 1)
        precision = average_precision(scores, self.config.bins)
        trust = 0.5 * (a.reliability[image, row, col] + _nearest(b.reliability, image, goal))
        return (1 - precision * trust - self.config.base * (1 - trust)).mean()


def average_precision(scores: Tensor, bins: int) -> Tensor:
    """Average precision of rankings of which the first entry is the right one, through soft histograms.

    Args:
        scores: (Q, N) cosines; negative ones count as 0.
        bins: of the histogram over 0 to 1; each score is shared by the two bins next to it.

    Returns:
        (Q,), differentiable.
    """
    place = scores.clamp(0, 1) * (bins - 1)
    lower = place.detach().floor().clamp(max=bins - 2)
    above = place - lower
    index = lower.long()

    def histogram(chosen: slice) -> Tensor:
        counts = torch.zeros(len(scores), bins, device=scores.device, dtype=above.dtype)
        counts = counts.scatter_add(1, index[:, chosen], 1 - above[:, chosen])
        # From the best bin down, as a ranking goes.
        return counts.scatter_add(1, index[:, chosen] + 1, above[:, chosen]).flip(1)

    right, every = histogram(slice(0, 1)), histogram(slice(None))
    precision = right.cumsum(1) / every.cumsum(1).clamp(min=1e-12)
    return (precision * right).sum(1)


def cosine_dissimilarity(a: Tensor, b: Tensor, valid: Tensor, side: int) -> Tensor:
    """1 less the mean cosine of patches of two maps (N, H, W); patches that are mostly invalid are left out."""
    patches = [functional.unfold(x[:, None], side, stride=side // 2) for x in (a * valid, b * valid)]
    share = functional.unfold(valid[:, None].float(), side, stride=side // 2).mean(1)
    likeness = functional.cosine_similarity(patches[0], patches[1], dim=1)
    return 1 - likeness[share >= 0.5].mean() if (share >= 0.5).any() else 0.0 * a.sum()


def unpeakedness(a: Tensor, side: int) -> Tensor:
    """1 less the mean over patches of maximum less mean of a map (N, H, W)."""
    largest = functional.max_pool2d(a[:, None], side + 1, 1, side // 2)
    mean = functional.avg_pool2d(a[:, None], side + 1, 1, side // 2, count_include_pad=False)
    return 1 - (largest - mean).mean()


def _sampled(maps: Tensor, flow: Tensor) -> Tensor:
    return functional.grid_sample(maps, flow, padding_mode="zeros", align_corners=True)


def _nearest(maps: Tensor, image: Tensor, goal: Tensor) -> Tensor:
    height, width = maps.shape[-2:]
    x, y = goal.round().long().unbind(1)
    return maps[image, y.clamp(0, height - 1), x.clamp(0, width - 1)]
