"""Tiny folders in the layouts in which data sets are published, and how they are read."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.training_cli.data.buildings import find_buildings
from optosar.training_cli.data.sources import find_pairs, own_pair, read_list, unique
from optosar.training_cli.train.paper.sources import load_buildings, split_tiles

from .conftest import ground, write_grey, write_tif


def twins(folder: Path, optical: str, sar: str, seed: int = 0, size: int = 256) -> None:
    grey = ground((size, size), seed)
    for name in (optical, sar):
        write_grey(folder / name, grey)


def read(name: str, tmp_path: Path) -> list:
    return list(find_pairs(name, tmp_path, tmp_path / "cache"))


def names(pairs: list) -> list[tuple[str, str]]:
    return [(pair.name, pair.scene) for pair in pairs]


def same_picture(pair) -> None:
    image = pair.load().image
    assert np.array_equal(image.optical[..., 0], image.sar)


def test_los_angeles(tmp_path: Path) -> None:
    grey = ground((300, 300), 1)
    for granule in ("T11SLT", "T11SMT"):
        write_tif(tmp_path / f"data/la/{granule}_optical.tif", np.stack([grey] * 3))
        write_tif(tmp_path / f"data/la/{granule}_sar.tif", grey[None])
    pairs = read("la", tmp_path)
    assert names(pairs) == [("la/T11SLT", "la/T11SLT"), ("la/T11SMT", "la/T11SMT")]
    same_picture(pairs[0])
    assert pairs[0].load().facts["crs"] == "EPSG:32611"
    assert names(read("la/T11SMT", tmp_path)) == [("la/T11SMT", "la/T11SMT")]
    (tmp_path / "data/la/T11SMT_sar.tif").unlink()
    with pytest.raises(InputError, match="has no SAR image"):
        read("la/T11SMT", tmp_path)


def test_sih(tmp_path: Path) -> None:
    twins(tmp_path / "data/sih1733", "scene1_optical.jpg", "scene1_sar.jpg", size=300)
    (pair,) = read("sih1733", tmp_path)
    assert pair.name == "sih1733/scene1"
    same_picture(pair)


def test_ombria_keeps_the_tiles_of_an_event_together(tmp_path: Path) -> None:
    for split, stem in (("train", "block10_0001"), ("train", "block10_0002"), ("test", "block7_0001")):
        twins(tmp_path / "data/ombria" / split, f"optical/{stem}.png", f"sar/{stem}.png")
    pairs = read("ombria", tmp_path)
    assert names(pairs) == [
        ("ombria/train/block10_0001", "ombria/block10"),
        ("ombria/train/block10_0002", "ombria/block10"),
        ("ombria/test/block7_0001", "ombria/block7"),
    ]
    assert len(read("ombria/test", tmp_path)) == 1
    assert pairs[0].reflect
    same_picture(pairs[0])


def test_selection_of_sen12_by_class(tmp_path: Path) -> None:
    twins(
        tmp_path / "data/sen12/urban",
        "optical/ROIs1970_fall_s2_13_p265.png",
        "sar/ROIs1970_fall_s2_13_p265.png",
    )
    (pair,) = read("sen12/urban", tmp_path)
    assert pair.scene == "sen12/ROIs1970_fall_13"
    same_picture(pair)


def test_sen12_as_published(tmp_path: Path) -> None:
    for scene, patch in ((13, 1), (13, 2), (40, 1)):
        twins(
            tmp_path / "SEN1-2/ROIs1970_fall",
            f"s2_{scene}/ROIs1970_fall_s2_{scene}_p{patch}.png",
            f"s1_{scene}/ROIs1970_fall_s1_{scene}_p{patch}.png",
        )
    twins(
        tmp_path / "SEN1-2/ROIs1158_spring",
        "s2_13/ROIs1158_spring_s2_13_p9.png",
        "s1_13/ROIs1158_spring_s1_13_p9.png",
    )
    pairs = read(f"sen1-2={tmp_path}/SEN1-2", tmp_path)
    assert [pair.scene.removeprefix("sen1-2/") for pair in pairs] == [
        "ROIs1158_spring_13",
        "ROIs1970_fall_13",
        "ROIs1970_fall_13",
        "ROIs1970_fall_40",
    ]
    assert pairs[1].name == "sen1-2/ROIs1970_fall_13_p1"
    assert len(read(f"sen1-2/ROIs1970_fall={tmp_path}/SEN1-2", tmp_path)) == 3
    same_picture(pairs[0])


@pytest.mark.parametrize("top", ["ROIs1868_summer", "ROIs1868_summer_s{}"])
def test_sen12ms_as_published(tmp_path: Path, top: str) -> None:
    size = 256
    reflectance = np.zeros((13, size, size), np.uint16)
    for band, value in ((4, 4000), (3, 2000), (2, 0)):
        reflectance[band - 1] = value
    decibel = np.stack([np.full((size, size), -10.0), np.full((size, size), -25.0)]).astype(np.float32)
    stem = "ROIs1868_summer_s{}_59_p11.tif"
    write_tif(tmp_path / top.format(2) / "s2_59" / stem.format(2), reflectance)
    write_tif(tmp_path / top.format(1) / "s1_59" / stem.format(1), decibel)
    (pair,) = read(f"sen12ms={tmp_path}", tmp_path)
    assert names([pair]) == [("sen12ms/ROIs1868_summer_59_p11", "sen12ms/ROIs1868_summer_59")]
    image = pair.load().image
    assert image.optical[100, 100].tolist() == pytest.approx([255, 128, 0], abs=1), "red, green, blue"
    assert int(image.sar[100, 100]) == pytest.approx(255 * 15 / 30, abs=1), "VV of -25 to 5 dB"


def test_qxs_saropt_as_published(tmp_path: Path) -> None:
    root = tmp_path / "QXSLAB_SAROPT"
    for number in (1, 2, 499, 500, 10):
        twins(root, f"opt_256_oc_0.2/{number}.png", f"sar_256_oc_0.2/{number}.png", number)
    pairs = read(f"qxs-saropt={tmp_path}", tmp_path)
    assert [pair.name.rpartition("/")[2] for pair in pairs] == ["1", "2", "10", "499", "500"]
    assert len({pair.scene for pair in pairs[:4]}) == 1
    assert pairs[4].scene != pairs[3].scene
    same_picture(pairs[2])


def test_the_simulator_makes_its_scenes_once(tmp_path: Path) -> None:
    # What is there is read, so that two small pictures stand for a scene that has been made.
    twins(tmp_path / "cache", "1000_optical.png", "1000_sar.png", size=300)
    (pair,) = read("simulated/1000-1000", tmp_path)
    assert names([pair]) == [("simulated/1000", "simulated/1000")]
    assert pair.load().image.sar.shape == (300, 300)


@pytest.mark.parametrize("name", ["nothing", "qxs-saropt", "sen1-2=/nowhere", "simulated/5"])
def test_what_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="There is no"):
        read(name, tmp_path)


def test_a_range_of_seeds_that_holds_none_is_told(tmp_path: Path) -> None:
    # An empty list of pairs would stand for the data of the shipped recipe.
    with pytest.raises(InputError, match="names no scene"):
        read("simulated/5-3", tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data/sen1-2").mkdir(parents=True)
    with pytest.raises(InputError, match=re.escape("ROIs*/s2_*/*.png")):
        read("sen1-2", tmp_path)


def test_a_list_of_scenes(tmp_path: Path) -> None:
    twins(tmp_path, "a_optical.png", "a_sar.png")
    twins(tmp_path, "b_optical.png", "b_sar.png")
    (tmp_path / "pairs.csv").write_text(
        "optical,sar,scene\na_optical.png,a_sar.png,here\nb_optical.png,b_sar.png,\n"
    )
    pairs = list(read_list(tmp_path / "pairs.csv"))
    assert names(pairs) == [("a_optical", "here"), ("b_optical", "b_optical")]
    with pytest.raises(InputError, match="Two pairs"):
        unique([*pairs, pairs[0]])


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffoptical,sar\r\nHöhe 1.png,sar.png\r\n\r\n,\r\n",
        "optical;sar;name\nHöhe 1.png;sar.png;\n;;\n",
        'optical, sar\n"Höhe 1.png", sar.png\n',
    ],
)
def test_a_list_may_be_that_of_a_spreadsheet(tmp_path: Path, text: str) -> None:
    twins(tmp_path, "Höhe 1.png", "sar.png")
    (tmp_path / "pairs.csv").write_text(text, encoding="utf-8")
    assert names(list(read_list(tmp_path / "pairs.csv"))) == [("Höhe 1", "Höhe 1")]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("optical\nx.png\n", "needs a header with optical and sar, and has: optical"),
        ("", "needs a header"),
        ("optical,sar\n", "lists no pairs"),
        ("optical,sar\nx.png,y.png\n", "does not exist"),
        ("optical,sar\n\nx.png\n", "Line 3 of bad.csv"),
        ("optical,sar\nwith, comma.png,y.png\n", "Line 2 of bad.csv"),
        ("optical,sar\nGr\xf6\xdfe.png,y.png\n", "cannot be read"),
    ],
)
def test_a_list_that_cannot_be_used_is_told(tmp_path: Path, text: str, match: str) -> None:
    (tmp_path / "bad.csv").write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError, match=match):
        list(read_list(tmp_path / "bad.csv"))


def test_a_part_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "data/la").mkdir(parents=True)
    with pytest.raises(InputError, match=re.escape("there is no T11XXX_optical.tif")):
        read("la/T11XXX", tmp_path)


def test_points_and_field_exclude_each_other(tmp_path: Path) -> None:
    path = write_grey(tmp_path / "a.png", ground((256, 256), 0))
    with pytest.raises(InputError, match="cannot be used together"):
        own_pair(path, path, points=path, field=path)


@pytest.mark.parametrize("inside", ["", "tiff/", "png/"])
@pytest.mark.parametrize("layout", ["author", "spread"])
def test_massachusetts_buildings(tmp_path: Path, layout: str, inside: str) -> None:
    for number, part in enumerate(("train", "train", "valid", "test")):
        if layout == "author":
            image, mask = f"{part}/sat/{number}.tiff", f"{part}/map/{number}.tif"
        else:
            short = part.replace("valid", "val")
            image, mask = f"{short}/{number}.png", f"{short}_labels/{number}.tif"
        roof = np.zeros((80, 80), np.uint8)
        roof[10:30, 10:30] = 255
        write_grey(tmp_path / inside / image, roof)
        write_grey(tmp_path / inside / mask, roof)
    assert [found.split for found in find_buildings(tmp_path)] == ["train", "train", "val", "test"]
    tiles = load_buildings(tmp_path, 67)
    assert all(np.array_equal(tile.mask, tile.image[..., 0] > 128) for tile in tiles)
    training, testing = split_tiles(tiles, 0.2, seed=0)
    assert ([t.name for t in training], [t.name for t in testing]) == (["0", "1"], ["2", "3"])


def test_buildings_without_sets_or_masks(tmp_path: Path) -> None:
    write_grey(tmp_path / "image/1.jpg", ground((80, 80), 0))
    with pytest.raises(InputError, match="no images with building masks"):
        list(find_buildings(tmp_path))
    write_grey(tmp_path / "mask/1.png", ground((80, 80), 0))
    (found,) = find_buildings(tmp_path)
    assert (found.name, found.split) == ("1", "")
    write_grey(tmp_path / "image/2.jpg", ground((80, 80), 0))
    with pytest.raises(InputError, match="has no mask"):
        list(find_buildings(tmp_path))
