"""``optosar bench search``."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ...models.errors import InputError
from ..conditions import conditions
from ..console import print_json, print_rows, reporting, say
from ..outputs import check_result
from .options import Device, Json


def search(
    index: Annotated[Path, typer.Argument(metavar="INDEX", help="Index of a real scene.")],
    scene: Annotated[
        Path,
        typer.Argument(metavar="SCENE", help="Scene of the other sensor, on the ground of its first scene."),
    ],
    sizes: Annotated[str, typer.Option(help="Numbers of descriptors to search.")] = "1e5,1e6",
    kinds: Annotated[
        str, typer.Option(help="Kinds of search: exact, exact16, ivf-sq8, ivf-pq, hnsw.")
    ] = "exact,ivf-sq8,ivf-pq,hnsw",
    queries: Annotated[int, typer.Option(min=10, help="Queries for the recall.")] = 500,
    timed: Annotated[int, typer.Option(min=5, help="Queries asked one by one for the times.")] = 100,
    places: Annotated[int, typer.Option(min=8, help="Places at which the two sensors are compared.")] = 200,
    memory: Annotated[float, typer.Option(help="GiB; a kind that would hold more is estimated only.")] = 8.0,
    minutes: Annotated[float, typer.Option(help="A build that would take longer is given up.")] = 60.0,
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything that is drawn.")] = 0,
    device: Device = "auto",
    work: Annotated[
        Optional[Path], typer.Option(help="Folder for the descriptors meanwhile: 4 bytes a number.")
    ] = None,
    add_to: Annotated[
        Optional[Path],
        typer.Option(
            "--add-to", exists=True, dir_okay=False, help="JSON of an earlier run: its rows come first."
        ),
    ] = None,
    out: Annotated[Optional[Path], typer.Option("--out", "-o", help="Page to write; JSON beside it.")] = None,
    as_json: Json = False,
) -> None:
    """Compare exact with approximate search over many descriptors made from the real ones of an index."""
    from ...models.imagery.scene import open_scene
    from ...models.retrieval.approximate import CANDIDATES
    from ...models.retrieval.index import open_index
    from ...models.retrieval.storage import write_bytes
    from ...models.retrieval.tiles import Encoder
    from ..bench.kinds import KINDS
    from ..bench.resampling import NEIGHBOURS, Maker, measure_real
    from ..bench.search import bench
    from ..bench.search_page import check_same, join, markdown, read_earlier

    chosen, wanted = _names(kinds, tuple(KINDS)), _sizes(sizes)
    # All that can be refused is refused before the work, which may take hours.
    earlier = None if add_to is None else read_earlier(add_to)
    if out is not None:
        _check_page(out)
    started = time.perf_counter()
    opened = open_index(index)
    encoder: Encoder = _encoder(index, device)
    other = open_scene(scene, "optical" if opened.modality == "sar" else "sar")
    descriptors: dict[str, Any] = {
        "index": ", ".join(item.record.name for item in opened.scenes),
        "scene": scene.name,
        "neighbours": NEIGHBOURS,
        "seed": seed,
        "weights_sha256": opened.manifest.weights_sha256,
    }
    if earlier is not None:
        check_same(earlier, descriptors)
    with reporting("Describing real places") as progress:
        real = measure_real(opened, other, encoder, places, seed, progress)
    maker = Maker(real, seed)
    descriptors |= {
        "real": len(real.pool),
        "pairs": len(real.residuals),
        "partner_cosine_quartiles": [round(float(v), 4) for v in _quartiles(real.cosines)],
        "local_spread": round(maker.spread, 4),
    }
    if earlier is not None:
        check_same(earlier, descriptors)
    with reporting("Measuring") as progress:
        rows = bench(
            maker,
            opened.manifest.dimension,
            wanted,
            chosen,
            queries=queries,
            timed=timed,
            memory_gib=memory,
            minutes=minutes,
            seed=seed,
            folder=work,
            earlier=earlier["rows"] if earlier else (),
            progress=progress,
        )
    facts = conditions(device, encoder=encoder.weights_name)
    result: dict[str, Any] = {
        "descriptors": descriptors,
        "compared_again": CANDIDATES,
        "rows": rows,
        "conditions": facts,
        "runs": [
            {
                "sizes": wanted,
                "queries": queries,
                "timed": timed,
                "load_average": facts["load_average"],
                "seconds": round(time.perf_counter() - started, 1),
            }
        ],
    }
    if earlier is not None:
        result = join([earlier, result])
    if out is not None:
        write_bytes(out.with_suffix(".json"), (json.dumps(result, indent=2) + "\n").encode())
        write_bytes(out, markdown(result).encode())
        say(f"Saved {out}")
    if as_json:
        print_json(result)
    else:
        print_rows([_row(row) for row in rows])


def _check_page(out: Path) -> None:
    """Make the folder of the page, and refuse what could not be written there.

    Raises:
        InputError: the name is no page's.
        StorageError: the folder cannot be made or written to.
    """
    if out.is_dir() or out.suffix == ".json":
        raise InputError(
            f"{out} is no page: JSON is written beside it, under the same name.",
            "Name a page, such as search.md.",
        )
    check_result(out)


def _encoder(index: Path, device: str) -> Any:
    """The encoder an index was made with."""
    from ...models.engine.warm import Choices, WarmNetworks

    return WarmNetworks(Choices()).encoder_of_index(index, None, device)


def _quartiles(values: Any) -> Any:
    import numpy as np

    return np.percentile(values, [25, 50, 75])


def _names(text: str, known: tuple[str, ...]) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    strange = [name for name in names if name not in known]
    if strange or not names:
        raise InputError(
            f"There is no kind of search “{', '.join(strange) or text}”.", f"Known: {', '.join(known)}."
        )
    return names


def _sizes(text: str) -> list[int]:
    try:
        sizes = [int(float(part)) for part in text.split(",")]
    except (ValueError, OverflowError) as error:
        raise InputError(f"“{text}” are no numbers.", "For example 1e5,1e6.") from error
    if min(sizes) < 1000:
        raise InputError("A search over so few descriptors says nothing.", "Use at least 1000.")
    return sorted(set(sizes))


def _row(row: dict[str, Any]) -> tuple[str, str]:
    setting = next((f", {row[name]} {name}" for name in ("probes", "ef") if name in row), "")
    name = f"{row['about']}{setting}, {row['count']:,}"
    if "latency_ms" not in row:
        return name, f"not built; {row['estimated_mib']} MiB by estimate"
    latency = row["latency_ms"]
    times = f"p50 {latency['p50']:.2f} ms  p95 {latency['p95']:.2f} ms"
    return (
        name,
        f"recall@10 {row['recall_at_10']:.3f}  {times}  build {row['build_s']} s  {row['index_mib']} MiB",
    )
