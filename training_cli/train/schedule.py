"""Optimisers and learning-rate schedules of the shipped recipes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import nn


def warm_cosine(steps: int, warm_up: int = 40) -> Callable[[int], float]:
    """Factor of the learning rate by step: a linear warm-up, then a cosine that ends at zero after ``steps``."""

    def factor(step: int) -> float:
        return min(1.0, (step + 1) / warm_up) * 0.5 * (1 + math.cos(math.pi * min(step / steps, 1.0)))

    return factor


def trunks_and_heads(
    module: nn.Module, trunks: Iterable[nn.Module], trunk_lr: float, head_lr: float, steps: int
) -> dict[str, Any]:
    """AdamW with a smaller rate for what starts from ImageNet, warm-up and cosine; as Lightning wants it.

    Args:
        module: whose parameters are trained, as far as they want a gradient.
        trunks: parts of it with the rate ``trunk_lr``.
        trunk_lr: learning rate of the trunks.
        head_lr: learning rate of the rest.
        steps: length of the schedule.
    """
    slow = [parameter for trunk in trunks for parameter in trunk.parameters() if parameter.requires_grad]
    known = {id(parameter) for trunk in trunks for parameter in trunk.parameters()}
    rest = [parameter for parameter in module.parameters() if id(parameter) not in known]
    groups = [{"params": slow, "lr": trunk_lr}, {"params": rest, "lr": head_lr}]
    optimizer = torch.optim.AdamW(groups, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, warm_cosine(steps))
    return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}
