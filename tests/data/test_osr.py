"""Data sets of windows with partners: what is kept, who is whose partner, and which set it is in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from optosar.models.errors import InputError
from optosar.training_cli.data.osr.build import Settings, build
from optosar.training_cli.data.osr.manifest import OsrSet, contents, load, save
from optosar.training_cli.data.osr.pixels import Pixels
from optosar.training_cli.data.osr.split import Blocks, Shares, assign
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.data.registered import Layer, RegisteredPair
from optosar.training_cli.data.screening import Screen, Thresholds, Window, slide

from .conftest import TILE, Pictures, georeferenced, ground, made, write_grey, write_tif


def corners(osr: OsrSet) -> NDArray[np.int64]:
    """(N, 2) row, column of all windows."""
    return np.column_stack([osr.windows["row"], osr.windows["col"]])


def rows_of(osr: OsrSet, label: int) -> Iterable[tuple[int, int, NDArray[np.int64]]]:
    """Position of each window, its pair, and its partners (n, 5) of one label."""
    for at, number in enumerate(osr.windows["window"].tolist()):
        mine = osr.partners[(osr.partners[:, 0] == number) & (osr.partners[:, 1] == label)]
        yield at, int(osr.windows["pair"][at]), mine


def overlapping(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    return (np.abs(a[:, None] - b[None]) < TILE).all(2)


@given(st.integers(227, 900), st.integers(227, 900), st.integers(1, 300))
@settings(deadline=None, max_examples=50)
def test_the_window_slides_over_the_whole_image(rows: int, cols: int, stride: int) -> None:
    found = slide((rows, cols), TILE, stride)
    assert len(found) == ((rows - TILE) // stride + 1) * ((cols - TILE) // stride + 1)
    assert len(np.unique(found, axis=0)) == len(found)
    assert found.min() >= 0
    assert (found + TILE <= (rows, cols)).all()


def test_an_image_smaller_than_a_window_has_none() -> None:
    assert len(slide((226, 900))) == 0


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (Window(0.0, 0.02, 6.0, 6.0), None),
        (Window(0.03, 0.03, 40.0, 40.0), "nodata"),
        (Window(0.0, 0.03, 40.0, 40.0), "black"),
        (Window(0.0, 0.0, 5.9, 40.0), "optical_without_texture"),
        (Window(0.0, 0.0, 40.0, 5.9), "sar_without_texture"),
    ],
)
def test_screening_by_thresholds(window: Window, reason: str | None) -> None:
    assert Thresholds().reason(window) == reason


def test_black_pixels_of_speckle_are_no_black_area() -> None:
    grey = ground((227, 227), 0)
    speckled, holed = grey.copy(), grey.copy()
    speckled[np.random.default_rng(1).random(grey.shape) < 0.1] = 0
    holed[:3, :200] = 0
    for sar, share in ((speckled, 0.0), (holed, 600 / 227**2)):
        screen = Screen(ImagePair("a", np.repeat(grey[..., None], 3, 2), sar))
        assert screen.measure((0, 0), (0, 0)).black == pytest.approx(share)


def test_screening_is_counted(tmp_path: Path) -> None:
    grey = ground((227, 4 * 227), 0)
    optical, sar = grey.copy(), grey.copy()
    optical[:, 227:454] = 90  # nothing to see
    sar[:, 454:681] = 0  # black
    mask = np.full(grey.shape, 255, np.uint8)
    mask[:, 681:] = 0  # not measured
    paths = [
        write_tif(tmp_path / "o.tif", np.stack([optical] * 3)),
        write_tif(tmp_path / "s.tif", sar[None]),
    ]
    with rasterio.open(paths[1], "r+") as file:
        file.write_mask(mask)
    pair = RegisteredPair("a", "a", Layer(paths[0]), Layer(paths[1]), "grid")
    dataset, osr = made([pair], tmp_path, stride=227, split="window", shares=Shares(1, 0, 0), negatives=0)
    figures = dataset.statistics()
    assert figures["window_positions"] == 4
    assert figures["screening"] == {
        "kept": 1,
        "refused": {"black": 1, "nodata": 1, "optical_without_texture": 1},
    }
    assert corners(osr).tolist() == [[0, 0]]
    assert figures["settings"]["thresholds"]["max_black"] == 0.02


def test_five_positives_show_the_place(pictures: Pictures, tmp_path: Path) -> None:
    dataset, osr = made([pictures("a", 1), pictures("b", 2)], tmp_path, split="scene", shares=Shares(1, 0, 1))
    where = corners(osr)
    assert len(where) == 24
    for at, pair, mine in rows_of(osr, 1):
        assert len(mine) == 5
        assert len(np.unique(mine[:, 3:], axis=0)) == 5
        assert (mine[:, 2] == pair).all()
        assert mine[0, 3:].tolist() == where[at].tolist(), "the window itself comes first"
        assert np.linalg.norm(mine[:, 3:] - where[at], axis=1).max() <= TILE / 2
        assert mine[:, 3:].min() >= 0
        assert (mine[:, 3:] + TILE <= (407, 497)).all()
    assert dataset.partners.count["windows_short_of_negatives"] > 0, "one small scene has little other ground"
    assert any("fewer negatives" in text for text in dataset.warnings())


def test_negatives_share_no_ground_with_their_window(pictures: Pictures, tmp_path: Path) -> None:
    _, osr = made(
        [pictures(n, i) for i, n in enumerate("abc")], tmp_path, split="window", shares=Shares(1, 0, 0)
    )
    where = corners(osr)
    for at, pair, mine in rows_of(osr, 0):
        assert len(mine) == 10
        assert len(np.unique(mine[:, 2:], axis=0)) == 10
        same = mine[mine[:, 2] == pair][:, 3:]
        assert not overlapping(where[at][None], same).any()


def test_patches_of_one_acquisition_are_no_negatives_of_each_other(
    pictures: Pictures, tmp_path: Path
) -> None:
    pairs = [pictures(f"{s}{i}", 10 * n + i, (256, 256), s) for n, s in enumerate("ab") for i in range(4)]
    _, osr = made(pairs, tmp_path, split="window", shares=Shares(1, 0, 0), negatives=4)
    scenes = np.array([pair.scene for pair in osr.pairs])
    for _, pair, mine in rows_of(osr, 0):
        assert len(mine) == 4
        assert (scenes[mine[:, 2]] != scenes[pair]).all()


def test_small_tiles_get_their_positives_off_the_grid(pictures: Pictures, tmp_path: Path) -> None:
    dataset, osr = made([pictures(n, i, (256, 256)) for i, n in enumerate("abc")], tmp_path, split="scene")
    assert dataset.partners.count["drawn"] == 12
    for _, _, mine in rows_of(osr, 1):
        assert len(np.unique(mine[:, 3:], axis=0)) == 5


def sets(osr: OsrSet) -> dict[str, NDArray[np.int64]]:
    return {name: np.flatnonzero(osr.windows["split"] == name) for name in ("train", "val", "test")}


def test_blocks_of_two_overlapping_scenes_share_no_ground(tmp_path: Path) -> None:
    whole = ground((1500, 1900), 4)
    pairs = [
        georeferenced(tmp_path, "left", whole[:, :1100]),
        georeferenced(tmp_path, "right", whole[:, 800:], left=800),
    ]
    dataset, osr = made(pairs, tmp_path, block=300)
    assert dataset.statistics()["settings"]["split"] == "block"
    assert dataset.statistics()["places"] == 1
    members = sets(osr)
    offset = np.array([[0, 0], [0, 800]])
    everywhere = corners(osr) + offset[osr.windows["pair"]]
    assert all(len(rows) for rows in members.values())
    for a, b in (("train", "val"), ("train", "test"), ("val", "test")):
        assert not overlapping(everywhere[members[a]], everywhere[members[b]]).any()
    # Nor do their SAR partners, whether from the grid or drawn off it.
    split_of = dict(zip(osr.windows["window"].tolist(), osr.windows["split"].tolist()))
    partner = osr.partners[:, 3:] + offset[osr.partners[:, 2]]
    of = np.array([split_of[number] for number in osr.partners[:, 0].tolist()])
    assert not overlapping(partner[of == "test"], everywhere[members["train"]]).any()
    assert not overlapping(partner[of == "train"], everywhere[members["test"]]).any()
    assert dataset.leak()["test_windows_sharing_ground_with_training"] == 0


def test_blocks_come_near_the_shares() -> None:
    places = slide((6000, 6000))
    frames = np.zeros(len(places), np.int64)
    blocks = Blocks(frames, places, Shares(), 600, np.random.default_rng(0))
    chosen = np.array([blocks(0, (int(r), int(c))) for r, c in places])
    got = np.bincount(chosen[chosen >= 0], minlength=3) / (chosen >= 0).sum()
    assert got == pytest.approx([0.7, 0.2, 0.1], abs=0.02)


def test_scenes_stay_whole_and_the_random_split_leaks(pictures: Pictures, tmp_path: Path) -> None:
    pairs = [pictures(f"p{i}", i, (317, 317)) for i in range(20)]
    dataset, osr = made(pairs, tmp_path, negatives=3)
    assert dataset.statistics()["settings"]["split"] == "scene"
    assert dataset.statistics()["shares"] == {"train": 0.7, "val": 0.2, "test": 0.1}
    of = [set(osr.windows["pair"][rows].tolist()) for rows in sets(osr).values()]
    assert sum(map(len, of)) == len(set.union(*of)) == 20
    assert not dataset.warnings()
    leaking, _ = made(pairs, tmp_path, negatives=3, split="window")
    assert leaking.leak()["test_windows_sharing_ground_with_training"] > 0.5
    assert any("as in the paper" in text for text in leaking.warnings())


def test_overlapping_scenes_are_one_place(tmp_path: Path) -> None:
    whole = ground((317, 1200), 5)
    near = [georeferenced(tmp_path, n, whole[:, x : x + 500], left=x) for n, x in (("a", 0), ("b", 400))]
    far = georeferenced(tmp_path, "c", whole[:, :500], left=5000)
    dataset, _ = made([*near, far], tmp_path, split="window", negatives=2)
    assert dataset.ground.of_pair.tolist() == [0, 0, 1]


def test_too_few_scenes_for_a_split_by_scene(pictures: Pictures, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2 places cannot be split"):
        made([pictures("a", 1), pictures("b", 2)], tmp_path, split="scene")


def test_nothing_left_is_told_with_reasons(tmp_path: Path) -> None:
    flat = write_grey(tmp_path / "flat.png", np.full((300, 300), 80, np.uint8))
    pair = RegisteredPair("flat", "flat", Layer(flat), Layer(flat), "pictures")
    with pytest.raises(InputError, match="optical_without_texture 1"):
        made([pair], tmp_path)


def test_the_same_seed_gives_the_same_bytes(pictures: Pictures, tmp_path: Path) -> None:
    pairs = [pictures("a", 1), pictures("b", 2, (256, 256)), pictures("c", 3)]
    first, again, other = (
        contents(build(pairs, Settings(split="window", seed=seed)), tmp_path / "out") for seed in (3, 3, 4)
    )
    assert first == again
    assert all(first[name] != other[name] for name in first)


def test_settings_do_not_change_what_others_draw(pictures: Pictures, tmp_path: Path) -> None:
    pairs = [pictures("a", 1), pictures("b", 2, (256, 256))]
    _, few = made(pairs, tmp_path, split="window", negatives=2)
    _, many = made(pairs, tmp_path, split="window", negatives=4)
    assert np.array_equal(few.windows["split"], many.windows["split"])
    positives = [osr.partners[osr.partners[:, 1] == 1] for osr in (few, many)]
    assert np.array_equal(*positives)


def test_folders_can_be_moved_and_changes_are_noticed(tmp_path: Path, pictures: Pictures) -> None:
    dataset = build([pictures("a", 1)], Settings(split="window", negatives=0))
    (tmp_path / "in").rename(tmp_path / "away")
    (tmp_path / "away").rename(tmp_path / "in")
    save(contents(dataset, tmp_path / "out"), tmp_path / "out")
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in ("in", "out"):
        (tmp_path / name).rename(moved / name)
    osr = load(moved / "out")
    assert np.array_equal(Pixels(osr)(0).sar, ground((407, 497), 1))
    write_grey(moved / "in" / "a_sar.png", ground((407, 497), 9))
    with pytest.raises(InputError, match="is not the file") as caught:
        osr.load(0)
    assert caught.value.code == "file_changed"
    table = moved / "out" / "partners.csv"
    table.write_text(table.read_text().replace(",1,", ",0,", 1))
    with pytest.raises(InputError, match="does not belong"):
        load(moved / "out")
    (moved / "out" / "manifest.json").write_text(json.dumps({"format": "something else"}))
    with pytest.raises(InputError, match="no manifest of this kind"):
        load(moved / "out" / "manifest.json")
    with pytest.raises(InputError, match="holds no data set"):
        load(moved)


def test_pixels_keep_no_more_than_they_may(pictures: Pictures, tmp_path: Path) -> None:
    _, osr = made([pictures(n, i) for i, n in enumerate("abc")], tmp_path, split="window", negatives=1)
    pixels = Pixels(osr, most=2 * 407 * 497)
    first, second = pixels(0), pixels(1)
    assert pixels(0) is first
    pixels(2)
    assert pixels(0) is first, "the one asked for last stays"
    assert pixels(1) is not second


@given(st.lists(st.integers(1, 500), min_size=3, max_size=9), st.integers(0, 2**32 - 1))
def test_a_few_places_still_make_three_sets(sizes: list[int], seed: int) -> None:
    chosen = assign(dict(enumerate(sizes)), Shares().normal(), np.random.default_rng(seed))
    assert set(chosen.values()) == {0, 1, 2}
    assert set(chosen) == set(range(len(sizes)))


@given(
    seed=st.integers(0, 2**32 - 1),
    side=st.integers(TILE, 900),
    stride=st.integers(40, 200),
    first=st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000)),
)
@settings(deadline=None, max_examples=40)
def test_windows_of_different_sets_never_overlap(
    seed: int, side: int, stride: int, first: tuple[int, int]
) -> None:
    places = slide((1500, 1700), TILE, stride) + np.array(first)
    rng = np.random.default_rng(seed)
    blocks = Blocks(np.zeros(len(places), np.int64), places, Shares(), side, rng)
    # Windows off the grid are asked for too, as partners are.
    asked = np.concatenate([places, rng.integers(0, 1400, (200, 2)) + np.array(first)])
    chosen = np.array([blocks(0, (row, col)) for row, col in asked.tolist()])
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert not overlapping(asked[chosen == a], asked[chosen == b]).any()
