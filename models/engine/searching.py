"""A search from the open index to the answer: candidates, their verification, and pictures of the places."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError, StorageError
from ..imagery.scene import Scene
from ..matching.options import MatchOptions
from ..progress import Progress, no_progress, subprogress
from ..retrieval.index import TileIndex
from ..retrieval.results import Candidate, Query
from ..retrieval.search import Region, search
from ..retrieval.thumbnails import write_thumbnail
from ..retrieval.verify import VerifiedCandidate, overall_verdict, verify_candidates

if TYPE_CHECKING:
    from ..matching.features import FeatureExtractor
    from ..retrieval.encoder import TileEncoder

_LOG = logging.getLogger(__name__)


def search_and_verify(
    index: TileIndex,
    scene: Scene,
    region: Region,
    *,
    encoder: TileEncoder,
    k: int = 10,
    area: Region | None = None,
    extractor: FeatureExtractor | None = None,
    verify: int = 0,
    options: MatchOptions | None = None,
    thumbnails: Path | None = None,
    rotations: bool = False,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Search, verify the best candidates, and draw thumbnails.

    Candidates that were accepted come first, by the number of agreeing matches; the others keep the order of
    retrieval. ``rank`` is the place in that list, ``retrieval_rank`` the one before verification.

    Args:
        index: open index.
        scene: the scene in which the region was drawn.
        region: what is searched for.
        encoder: with the weights of the index.
        k: candidates wanted.
        area: the candidates' centres must lie here.
        extractor: needed for verification.
        verify: how many candidates are verified; 0 for none.
        options: of the matching.
        thumbnails: folder for pictures; None for no pictures.
        rotations: also look for the place turned by quarter turns.
        progress: may cancel.

    Returns:
        Plain values: ``query``, ``candidates``, ``verdict``, ``device``, ``warnings`` about the scene, ``timing``.

    Raises:
        InputError: see :func:`~..retrieval.search.search`.
        Cancelled: by ``progress``.
    """
    checking = extractor is not None and verify > 0
    found = search(
        index,
        scene,
        region,
        k,
        area,
        encoder=encoder,
        rotations=rotations,
        progress=subprogress(progress, 0.0, 0.3 if checking else 0.9),
    )
    timing = dict(found.timing)
    verified: list[VerifiedCandidate] = []
    candidates = found.candidates
    if extractor is not None and verify > 0:
        started = time.perf_counter()
        verified = verify_candidates(
            scene,
            found.query,
            candidates,
            lambda candidate: index.open_scene(candidate.scene_id),
            extractor,
            verify,
            options,
            subprogress(progress, 0.3, 0.9),
        )
        timing["verify_s"] = time.perf_counter() - started
    rows = _ranked(candidates, verified)
    if thumbnails is not None:
        _draw(thumbnails, index, scene, found.query, rows, subprogress(progress, 0.9, 1.0))
    query = found.query.to_dict()
    query["thumbnail"] = _picture(thumbnails, "query.png")
    answers = []
    for candidate, retrieval_rank, check in rows:
        answers.append(
            {
                **candidate.to_dict(),
                "retrieval_rank": retrieval_rank,
                "verification": None if check is None else check.to_json(),
                "thumbnail": _picture(thumbnails, f"candidate_{candidate.rank}.png"),
            }
        )
    renumbered = {before: candidate for candidate, before, _ in rows}
    checked = [replace(item, candidate=renumbered[item.candidate.rank]) for item in verified]
    return {
        "query": query,
        "candidates": answers,
        "verdict": overall_verdict(checked).to_json() if verified else None,
        "device": encoder.device.label,
        "warnings": [f"{scene.name}: {text}" for text in scene.warnings],
        "timing": timing,
    }


def _ranked(
    candidates: Sequence[Candidate], verified: Sequence[VerifiedCandidate]
) -> list[tuple[Candidate, int, VerifiedCandidate | None]]:
    """Candidates in their final order, with new ranks, the ranks of retrieval, and what verification said."""
    checks = {item.candidate.rank: item for item in verified}
    accepted = [item.candidate for item in verified if item.verdict.accepted]
    others = [candidate for candidate in candidates if candidate not in accepted]
    return [
        (replace(candidate, rank=rank), candidate.rank, checks.get(candidate.rank))
        for rank, candidate in enumerate([*accepted, *others], 1)
    ]


def _draw(
    folder: Path,
    index: TileIndex,
    scene: Scene,
    query: Query,
    rows: Sequence[tuple[Candidate, int, VerifiedCandidate | None]],
    progress: Progress,
) -> None:
    """Draw what can be drawn: a missing picture is no reason to lose a result."""
    jobs: list[tuple[str, Query | Candidate, str | None]] = [("query.png", query, None)]
    jobs += [(f"candidate_{item.rank}.png", item, item.scene_id) for item, _, _ in rows]
    for number, (name, place, indexed) in enumerate(jobs):
        progress(number / len(jobs), "Drawing thumbnails")
        sides = np.ptp(np.asarray(place.footprint), axis=0)
        gsd = float(sides.max()) / index.tile
        try:
            source = scene if indexed is None else index.open_scene(indexed)
            write_thumbnail(source, place.center, place.crs, gsd, index.tile, folder / name)
        except (InputError, StorageError) as error:
            _LOG.warning("No thumbnail %s: %s", name, error.message)


def _picture(folder: Path | None, name: str) -> str | None:
    return str(folder / name) if folder is not None and (folder / name).is_file() else None
