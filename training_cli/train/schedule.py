"""Learning-rate schedules."""

from __future__ import annotations

import math
from collections.abc import Callable


def warm_cosine(steps: int, warm_up: int = 40) -> Callable[[int], float]:
    """Factor of the learning rate by step: a linear warm-up, then a cosine that ends at zero after ``steps``."""

    def factor(step: int) -> float:
        return min(1.0, (step + 1) / warm_up) * 0.5 * (1 + math.cos(math.pi * min(step / steps, 1.0)))

    return factor
