"""The results page of a retrieval evaluation: figures in Markdown, and best and worst retrievals as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...models.imagery.radiometry import Modality
from ..data.pairs import ImagePair
from ..data.pictures import GREEN, GREY, RED, Picture, framed, page, write_picture
from .gallery import Gallery
from .judging import Judged
from .retrieval import cut

_SIDE = 128
#: Pairs kept in memory while pictures are drawn.
_MOST_PAIRS = 8
_RULES = {"identity": "the same window", "half_tile": "within half a tile"}
_DIRECTIONS = {"optical": "optical → SAR", "sar": "SAR → optical"}


def draw_examples(gallery: Gallery, judged: Judged, folder: Path, count: int) -> list[Path]:
    """Draw the best and the worst retrievals of one direction: query, true partner, first five answers.

    Best are queries answered rightly at once with the largest margin over the first wrong answer; worst those whose
    first right answer (within half a tile) comes last, of equal ones those with the smaller margin. No query is both.

    Returns:
        The pictures, best and worst.

    Raises:
        InputError: a pair cannot be read.
        StorageError: a picture cannot be written.
    """
    first, margin = judged.ranks["half_tile"].first, judged.margin
    order = np.lexsort((-margin, first))
    count = min(count, (len(order) + 1) // 2)
    chosen = {"best": order[:count], "worst": order[::-1][: min(count, len(order) - count)]}
    images = _Images(gallery)
    paths = []
    for kind, queries in chosen.items():
        if not len(queries):
            continue
        rows = [_row(gallery, judged, int(at), images) for at in queries]
        direction = _DIRECTIONS[judged.modality].replace("→", "to")
        title = (
            f"{gallery.name}, {direction}: {kind} of {len(order)} queries. Query, true partner, first five answers:",
            "green within half a tile of the place, red elsewhere; numbers: cosines, and ranks of right answers.",
        )
        slug = gallery.name.replace("/", "_")
        path = folder / f"{slug}_{judged.modality}_{kind}.png"
        write_picture(path, page(title, rows))
        paths.append(path)
    return paths


class _Images:
    """Pixels of the gallery's pairs, the latest few kept."""

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._loaded: dict[int, ImagePair] = {}

    def tile(self, window: int, modality: Modality) -> NDArray[np.uint8]:
        """A window as it is shown."""
        number = int(self._gallery.pair[window])
        if number not in self._loaded:
            while len(self._loaded) >= _MOST_PAIRS:
                self._loaded.pop(next(iter(self._loaded)))
            self._loaded[number] = self._gallery.pairs[number].load().image
        pair = self._loaded[number]
        image = pair.optical if modality == "optical" else pair.sar
        shown = cut(image, self._gallery.corners[window : window + 1])[0].astype(np.uint8)
        return np.ascontiguousarray(shown.transpose(1, 2, 0).squeeze())


def _row(gallery: Gallery, judged: Judged, at: int, images: _Images) -> list[Picture]:
    query = int(judged.queries[at])
    other: Modality = "sar" if judged.modality == "optical" else "optical"
    half, identity = judged.ranks["half_tile"].first[at], judged.ranks["identity"].first[at]
    name = gallery.label(query)
    tiles = [
        framed(images.tile(query, judged.modality), _SIDE, GREY, (name[-19:],)),
        framed(images.tile(query, other), _SIDE, GREY, (f"partner: rank {identity}", f"half a tile: {half}")),
    ]
    right = gallery.right(np.array([query]))[0]
    for answer, score in zip(judged.best[at], judged.scores[at]):
        if answer >= 0:
            colour = GREEN if right[answer] else RED
            label = gallery.label(int(answer))[-19:]
            tiles.append(framed(images.tile(int(answer), other), _SIDE, colour, (f"{score:.3f}", label)))
    return tiles


def markdown(result: dict[str, Any], pictures: Mapping[str, Sequence[str]]) -> str:
    """The page.

    Args:
        result: as saved in JSON.
        pictures: file names by gallery, as the page names them.
    """
    protocol, facts = result["protocol"], result["conditions"]
    lines = ["# Retrieval, measured", ""]
    machine = f"{facts['processor']}, {facts['cpus']} CPUs, torch {facts['versions'].get('torch', 'unknown')}"
    weights = result["weights"]
    lines += [
        f"Weights `{weights['name']}` ({weights['sha256'][:16]}), {result['device']}; {machine}.",
        "",
        f"{protocol['search']} {protocol['windows']} {protocol['right']} {protocol['chance']}",
    ]
    if "turned" in protocol:
        lines += ["", protocol["turned"]]
    for gallery in result["galleries"]:
        lines += ["", f"## {gallery['name']}", "", _facts(gallery), "", *_table(gallery)]
        for text in gallery.get("losses", []):
            lines += ["", text]
        for picture in pictures.get(gallery["name"], ()):
            lines += ["", f"![{Path(picture).stem}]({picture})"]
    return "\n".join([*lines, ""])


def _facts(gallery: dict[str, Any]) -> str:
    refused = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in gallery["refused"].items())
    positives = gallery["positives_per_query"]["half_tile"]
    return (
        f"{gallery['pairs']} pairs of {gallery['places']} places; {gallery['positions']} window positions, refused: "
        f"{refused or 'none'}. Gallery {gallery['gallery']} tiles, {gallery['queries']} queries each way"
        f"{' per seed' if gallery['seeds'] else ''}; right answers per query: 1, or {positives:.2f} within half a tile."
    )


def _table(gallery: dict[str, Any]) -> list[str]:
    lines = [
        "| query | asked | right is | mAP | R@1 | R@5 | R@10 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for way, directions in gallery["figures"].items():
        for modality, rules in directions.items():
            for rule, values in rules.items():
                numbers = [values["mean_average_precision"], *(values["recall"][str(k)] for k in (1, 5, 10))]
                cells = " | ".join(_number(number, spread=bool(gallery["seeds"])) for number in numbers)
                lines.append(f"| {_DIRECTIONS[modality]} | {way} | {_RULES[rule]} | {cells} |")
    return lines


def _number(value: dict[str, float], *, spread: bool) -> str:
    return f"{value['mean']:.3f}" + (f" ± {value['spread']:.3f}" if spread else "")
