"""Table 4 of the DFCNN paper: DFCNN and the methods it is compared to, on one gallery and by one measure."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...models.progress import Progress
from ..baselines.bow import learn_vocabulary, sift_descriptors
from ..baselines.cmcp import cmcp
from ..baselines.config import MISOConfig, NetVLADConfig, RankingConfig
from ..baselines.sccm import SCCMSettings, learn_sccm
from ..baselines.training import MISOStage, NetVLADStage, restore
from ..evaluate.retrieval import rank_answers, summarise
from ..train.paper.assemble import restore_dfcnn
from .gallery import Gallery, choose_gallery, encode, plain
from .lab import TABLE2, Lab

Array = NDArray[np.float32]
Rows = dict[str, dict[str, Any]]

_MODALITIES = ("optical", "sar")
#: Gallery parts that a MISO query is scored against at a time.
_CHUNK = 128


def measure_table4(lab: Lab, seed: int, progress: Progress) -> Rows:
    """Train what is missing and measure one row per method."""
    rows: Rows = {}
    dfcnn = lab.dfcnn(TABLE2, seed)
    progress(0.4, "Table 4: methods on descriptors")
    config = lab.ranking(seed)
    rankings = lab.kept(config, [dfcnn.name], lambda: _rankings(lab, dfcnn, config))
    for name in ("SIFT", "SCCM on SIFT", "SCCM on DFCNN", "CMCP", "DFCNN"):
        rows[name] = rankings[name]
    miso = lab.miso(seed)
    progress(0.7, "Table 4: scoring pairs by MISO")
    miso_config = lab.config(MISOConfig, seed)
    rows["MISO"] = lab.kept(miso_config, ["scores"], lambda: _miso(lab, miso, miso_config))["MISO"]
    netvlad = lab.netvlad(seed)
    progress(0.9, "Table 4: NetVLAD")
    net_config = lab.config(NetVLADConfig, seed)
    found = lab.kept(net_config, [netvlad.name, "figures"], lambda: _netvlad(lab, netvlad, net_config))
    rows["NetVLAD"] = found["NetVLAD"]
    return rows


def _row(
    label: str, scores: Array, right: NDArray[np.bool_], dimension: int, facts: dict[str, Any]
) -> dict[str, Any]:
    """Figures of a score matrix (optical, SAR), both ways; ``right`` is symmetric."""
    count = scores.shape[0]
    return {
        "dimension": dimension,
        "notation": label,
        "facts": facts,
        "optical": plain(summarise(rank_answers(scores, right), count)),
        "sar": plain(summarise(rank_answers(np.ascontiguousarray(scores.T), right), count)),
    }


def _facts(encoding: float, ranking: float, training: float, queries: int, note: str) -> dict[str, Any]:
    return {
        "seconds_per_query": (encoding + ranking) / queries,
        "seconds_ranking": ranking / queries,
        "training_seconds": training,
        "note": note,
    }


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def _unit(rows: Array) -> Array:
    result: Array = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return result


def _sift(gallery: Gallery, modality: str, keypoints: int) -> list[Array]:
    windows = gallery.windows(modality).transpose(0, 2, 3, 1).astype(np.uint8)
    return sift_descriptors([w if w.shape[2] == 3 else w[..., 0] for w in windows], keypoints)


def trained_seconds(run: Path) -> float:
    """What training a run took, from its ``run.json``."""
    return float(json.loads((run / "run.json").read_text(encoding="utf-8"))["seconds"])


def _rankings(lab: Lab, dfcnn: Path, config: RankingConfig) -> Rows:
    """SIFT, SCCM on both features, CMCP and DFCNN itself."""
    test = lab.gallery
    learn = choose_gallery(
        "The training imagery", lab.runner.pairs(config.sources), config.windows, config.seed
    )
    same, right, count = learn.right(), test.right(), len(test)
    settings = SCCMSettings(
        config.dimension,
        config.hidden,
        config.hinge,
        config.negatives,
        config.rounds,
        max(1, config.steps // config.rounds),
        config.rate,
        config.first,
        config.diversity,
    )
    rows: Rows = {}

    def add(
        name: str, features: dict[str, Array], seen: dict[str, Array], encoding: float, base: float
    ) -> None:
        (model, shares), took = _timed(
            lambda: learn_sccm(seen["optical"], seen["sar"], same, settings, config.seed)
        )
        (a, b), mapping = _timed(lambda: model.embed(features["optical"], features["sar"]))
        scores, ranking = _timed(lambda: a @ b.T)
        note = (
            f"learned from {len(same)} windows; rankings taken: {shares[0]:.0%} at first, {shares[-1]:.0%} "
            "at last"
        )
        facts = _facts(encoding + mapping / 2, ranking, base + took, count, note)
        rows[name] = _row(name, scores, right, a.shape[1], facts)

    described = {m: _sift(learn, m, config.keypoints) for m in _MODALITIES}
    both = described["optical"] + described["sar"]
    vocabulary, learning = _timed(
        lambda: learn_vocabulary(both, config.words, weighting=config.weighting, seed=config.seed)
    )
    words: dict[str, Array] = {}
    words["optical"], encoding = _timed(lambda: vocabulary.encode(_sift(test, "optical", config.keypoints)))
    words["sar"] = vocabulary.encode(_sift(test, "sar", config.keypoints))
    scores, ranking = _timed(lambda: words["optical"] @ words["sar"].T)
    note = f"{len(vocabulary.words)} words of {sum(map(len, both))} descriptors; {config.weighting}"
    facts = _facts(encoding, ranking, learning, count, note)
    rows["SIFT"] = _row("SIFT", scores, right, len(vocabulary.words), facts)
    add("SCCM on SIFT", words, {m: vocabulary.encode(described[m]) for m in _MODALITIES}, encoding, learning)

    stage = restore_dfcnn(dfcnn / "final.ckpt").to(lab.device.torch_device)
    trained = trained_seconds(dfcnn)

    def features(gallery: Gallery, modality: str) -> Array:
        found = encode(
            gallery,
            stage.config.tile,
            modality,
            lambda tiles: stage.describe("short_scale", modality, stage.maps(modality, tiles)),
            lab.device,
        )
        return _unit(found.numpy())

    deep: dict[str, Array] = {}
    deep["optical"], encoding = _timed(lambda: features(test, "optical"))
    deep["sar"] = features(test, "sar")
    seen = {m: features(learn, m) for m in _MODALITIES}
    scores, ranking = _timed(lambda: deep["optical"] @ deep["sar"].T)
    facts = _facts(encoding, ranking, trained, count, "the last row of Table 2; last stage's training only")
    rows["DFCNN"] = _row("DFCNN", scores, right, deep["sar"].shape[1], facts)
    add("SCCM on DFCNN", deep, seen, encoding, trained)
    scores, ranking = _timed(
        lambda: cmcp(
            (seen["optical"], seen["sar"]),
            same,
            (deep["optical"], deep["sar"]),
            neighbours=config.neighbours,
            alpha=config.alpha,
            negative=config.negative,
        )
    )
    note = f"graphs of {len(same)} labelled and {count} unlabelled windows, solved for all queries at once"
    facts = _facts(encoding, ranking, trained, count, note)
    rows["CMCP"] = _row("CMCP", scores, right, deep["sar"].shape[1], facts)
    return rows


def _miso(lab: Lab, run: Path, config: MISOConfig) -> Rows:
    """Every optical window against every SAR window; what does not depend on the pair is done once per window."""
    device = lab.device
    stage = restore(run / "final.ckpt", MISOStage, config).to(device.torch_device)

    def parts(modality: str) -> torch.Tensor:
        return encode(
            lab.gallery, config.tile, modality, lambda tiles: stage.net.part(modality, tiles), device
        )

    (optical, encoding), sar = _timed(lambda: parts("optical")), parts("sar")

    def score() -> Array:
        rows = []
        for one in optical:
            with device.inference():
                query = one[None].to(device.torch_device)
                found = [
                    stage.net.score(query, chunk.to(device.torch_device)).float().cpu()
                    for chunk in sar.split(_CHUNK)
                ]
            rows.append(torch.cat(found).numpy())
        return np.stack(rows)

    scores, ranking = _timed(score)
    note = "a network run for each pair; the streams and the first fused convolution once per window"
    facts = _facts(encoding, ranking, trained_seconds(run), len(scores), note)
    # No descriptor can be compared; what a gallery keeps of a window is the map before the fusion.
    return {"MISO": _row("MISO", scores, lab.gallery.right(), int(sar[0].numel()), facts)}


def _netvlad(lab: Lab, run: Path, config: NetVLADConfig) -> Rows:
    stage = restore(run / "final.ckpt", NetVLADStage, config).to(lab.device.torch_device)

    def features(modality: str) -> Array:
        found = encode(
            lab.gallery, config.tile, modality, lambda tiles: stage.net.describe(modality, tiles), lab.device
        )
        return _unit(found.numpy())

    (optical, encoding), sar = _timed(lambda: features("optical")), features("sar")
    scores, ranking = _timed(lambda: optical @ sar.T)
    note = f"{config.clusters} clusters; training without the Five-network's"
    facts = _facts(encoding, ranking, trained_seconds(run), len(scores), note)
    return {"NetVLAD": _row("NetVLAD", scores, lab.gallery.right(), optical.shape[1], facts)}
