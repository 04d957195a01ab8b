"""Edits of the match at hand, which the engine works off one after the other while the panel stays usable."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .jobs import Jobs
from .layers.record import RunRecord
from .runs import Runs

Flags = list[bool]


@dataclass(frozen=True)
class _Wish:
    """A fit that is wished for.

    Attributes:
        use: one flag for each match; None searches robustly anew.
        model: kind of model.
        threshold: distance in pixels at which a match agrees; None keeps that of the match.
    """

    use: Flags | None
    model: str
    threshold: float | None


class Edits:
    """Keeps what the user wished of the matches until the engine has answered.

    Nothing that needs the match may look at it in between: it would write out what has just been excluded. So it is
    given to :meth:`then`.

    Args:
        jobs: asks the engine.
        runs: holds the match.
        changed: gets the match with all edits so far.
        failed: gets message and hint of an edit that could not be made; it and all that waited is dropped.
    """

    def __init__(
        self,
        jobs: Jobs,
        runs: Runs,
        changed: Callable[[dict[str, Any]], None],
        failed: Callable[[str, str], None],
    ) -> None:
        self._jobs, self._runs = jobs, runs
        self._changed, self._failed = changed, failed
        self._asking = False
        self._turn = 0
        self._about: RunRecord | None = None
        self._wish: _Wish | None = None
        self._under_way: _Wish | None = None
        self._steps: deque[Callable[[], None]] = deque()

    @property
    def settled(self) -> bool:
        """Whether every edit is in the match."""
        return not self._asking

    def refit(self, use: Flags, model: str) -> None:
        """Fit again; of wishes that wait only the latest counts, with the threshold that was wished last.

        Args:
            use: one flag for each match.
            model: kind of model.
        """
        self._let_go()
        latest = self._wish or self._under_way
        self._wish = _Wish(use, model, latest.threshold if latest is not None else None)
        self._go_on()

    def search_again(self, model: str, threshold: float) -> None:
        """Search robustly anew with another threshold, which the match has once it is fitted."""
        self._let_go()
        self._wish = _Wish(None, model, threshold)
        self._go_on()

    def set_model(self, model: str) -> None:
        """Fit another model to the matches that were wished to be used last."""
        self._let_go()
        latest = self._wish or self._under_way
        match = self._runs.match
        if latest is not None:
            self._wish = replace(latest, model=model)
            self._go_on()
        elif match is not None:
            self.refit([bool(m["use"]) for m in match["matches"]], model)

    def add(self, points: dict[str, Any]) -> None:
        """Add matches by hand: their ends, as ``add_matches`` takes them."""
        self.then(lambda: self._ask("add_matches", points))

    def then(self, step: Callable[[], None]) -> None:
        """Do something with the match once all edits so far are in it; at once where none is under way."""
        self._let_go()
        self._steps.append(step)
        self._go_on()

    def forget(self) -> None:
        """Drop edits under way and what waits for them; the match they were for is gone."""
        self._turn += 1
        self._asking, self._wish, self._under_way = False, None, None
        self._steps.clear()

    def _let_go(self) -> None:
        """What was asked for a run that is no longer shown is nobody's."""
        if self._asking and self._about is not self._runs.record:
            self.forget()

    def _go_on(self) -> None:
        match = self._runs.match
        if not self._asking and self._wish is not None and match is not None:
            wish = self._under_way = self._wish
            self._wish, use = None, wish.use
            if use is not None:
                # A match may have been added since.
                use = [*use, *(bool(m["use"]) for m in match["matches"][len(use) :])]
            if wish.threshold is not None:
                # A copy: should the fit fail, the match keeps the threshold of the one it has.
                match = copy.deepcopy(match)
                match.setdefault("provenance", {}).setdefault("options", {})["threshold_px"] = wish.threshold
            self._ask("refit", {"match": match, "use": use, "model": wish.model})
        while not self._asking and self._steps:
            self._steps.popleft()()

    def _ask(self, method: str, params: dict[str, Any]) -> None:
        turn, self._about = self._turn, self._runs.record
        self._asking = True

        def answered(match: dict[str, Any]) -> None:
            if turn != self._turn or self._about is not self._runs.record:
                return
            self._asking, self._under_way = False, None
            # A refit that another one follows is not worth showing.
            if method != "refit" or self._wish is None:
                self._changed(match)
            self._go_on()

        def failed(_code: str, message: str, hint: str) -> None:
            if turn == self._turn:
                self.forget()
                self._failed(message, hint)

        self._jobs.ask(method, {"match": self._runs.match, **params}, answered, failed)
