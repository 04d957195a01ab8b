"""Retrieval is measured over whole galleries: what is right, what is asked, and what it costs to be turned."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import cv2
import numpy as np
import pytest

from optosar.models.errors import Cancelled, InputError
from optosar.tests.retrieval.made_up_land import BlockEncoder, as_optical, make_land, write_scene
from optosar.training_cli.app import main
from optosar.training_cli.data.sources import own_pair
from optosar.training_cli.evaluate.gallery import MOVES, describe, draw_queries, survey
from optosar.training_cli.evaluate.judging import figures, judge, mean_and_spread, ways
from optosar.training_cli.evaluate.retrieval import rank_answers, summarise
from optosar.training_cli.evaluate.retrieval_page import draw_examples
from optosar.training_cli.evaluate.sets import find_sets
from optosar.training_cli.evaluate.windows import describe_windows

QUERIES = 12


@pytest.fixture(scope="session")
def land_pair(tmp_path_factory):
    """Optical and SAR pictures of 700 x 500 px, of which the left 60 columns show nothing."""
    folder = tmp_path_factory.mktemp("pair")
    land = make_land(500, 700)
    land[:, :60] = 0.5
    grey = np.rint(255 * land * np.random.default_rng(1).gamma(8, 1 / 8, land.shape)).clip(1, 255)
    write_scene(folder / "optical.tif", as_optical(land), None)
    write_scene(folder / "sar.tif", grey[None].astype(np.uint8), None)
    return own_pair(folder / "optical.tif", folder / "sar.tif", name="land")


@pytest.fixture(scope="session")
def gallery(land_pair):
    return survey("land", [land_pair], stride=30)


@pytest.fixture(scope="session")
def judged(gallery):
    queries = draw_queries(gallery, QUERIES, seed=3)
    described = describe(gallery, BlockEncoder(), queries, turned=True)
    return judge(gallery, described, ways(turned=True, rotations=True))


def test_ranks_and_precision_by_hand():
    scores = np.array([[0.9, 0.8, 0.7, 0.6], [0.1, 0.2, 0.3, 0.4]], np.float32)
    right = np.array([[False, True, False, True], [False, False, False, True]])
    ranks = rank_answers(scores, right)
    assert ranks.first.tolist() == [2, 1]
    assert ranks.precision.tolist() == [(1 / 2 + 2 / 4) / 2, 1.0]
    found = summarise(ranks, gallery=4)
    assert found.recall == {1: 0.5, 5: 1.0, 10: 1.0}
    assert found.mean_average_precision == 0.75
    assert found.positives == 1.5


def test_windows_of_other_pairs_are_other_ground(land_pair):
    both = survey("both", [land_pair, replace(land_pair, name="again")], stride=90)
    half = len(both) // 2
    right = both.right(np.arange(len(both)))
    assert right[:half, :half].sum() > half
    assert not right[:half, half:].any()
    assert both.label(half) == f"again:{both.corners[half][0]}:{both.corners[half][1]}"


def test_windows_are_refused_with_a_reason_and_counted(land_pair, tmp_path):
    blank = np.full((3, 300, 300), 99, np.uint8)
    write_scene(tmp_path / "optical.tif", blank, None)
    write_scene(tmp_path / "sar.tif", blank[:1], None)
    nothing = own_pair(tmp_path / "optical.tif", tmp_path / "sar.tif")
    found = survey("some", [land_pair, nothing])
    assert found.refused == {"optical_without_texture": 1}
    assert found.positions == len(found) + 1
    with pytest.raises(InputError, match="no window"):
        survey("none", [nothing])


def test_turned_queries_lose_and_the_rotation_option_gives_it_back(gallery, judged):
    drawn = draw_queries(gallery, QUERIES, seed=3)
    found = figures(judged, len(gallery), drawn)
    assert set(found) == {"upright", "upright, rotations", "turned", "turned, rotations"}
    recall = {way: found[way]["optical"]["half_tile"]["recall"][1] for way in found}
    assert recall["upright"] > 0.9
    assert recall["turned"] < recall["upright"] - 0.3
    assert recall["turned, rotations"] == recall["upright, rotations"] > recall["turned"] + 0.3
    assert found["turned"]["sar"]["identity"]["queries"] == 3 * QUERIES
    assert found["upright"]["sar"]["identity"]["positives"] == 1


def test_the_places_around_find_the_neighbours_of_a_query(land_pair):
    gallery = survey("land", [land_pair], stride=90, mode="dense")
    assert not (gallery.corners % 16).any()
    queries = np.arange(len(gallery))
    described = describe(gallery, BlockEncoder(), queries, turned=False, moved=True)
    # A place above the first row would begin outside of the picture.
    above = MOVES.tolist().index([-32, 0])
    assert not described.moved["optical"][above, gallery.corners[:, 0] == 0].any()
    judged = judge(gallery, described, ways(turned=False, rotations=False, around=True))
    found = figures(judged, len(gallery), queries)
    plain, around = (found[way]["sar"] for way in ("upright", "upright, places around"))
    assert around["half_tile"]["mean_average_precision"] > plain["half_tile"]["mean_average_precision"]
    assert around["half_tile"]["recall"][1] > 0.9
    assert around["identity"]["recall"][1] > 0.8


def test_places_around_need_the_dense_mode(land_pair, capsys):
    paths = [str(land_pair.optical.path), str(land_pair.sar.path)]
    assert main(["evaluate", "retrieval", *paths, "--around"]) != 0
    assert "--mode dense" in capsys.readouterr().err


def test_a_window_turned_before_encoding_is_the_window_of_a_turned_picture(land_pair):
    image = land_pair.load().image
    turned = replace(image, optical=np.ascontiguousarray(np.rot90(image.optical)), sar=np.rot90(image.sar))
    turned = replace(turned, valid=np.rot90(image.valid))
    row, col = 120, 300
    ours = describe_windows(BlockEncoder(), image, np.array([[row, col]]), "optical", turns=1)
    theirs = describe_windows(BlockEncoder(), turned, np.array([[700 - col - 227, row]]), "optical")
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


def test_queries_are_drawn_by_seed_and_seeds_are_averaged(gallery, judged):
    draws = [draw_queries(gallery, 5, seed) for seed in (0, 1, 0)]
    assert draws[0].tolist() == draws[2].tolist() != draws[1].tolist()
    assert len(draw_queries(gallery, 0, 0)) == len(draw_queries(gallery, 10**6, 1)) == len(gallery)
    drawn = draw_queries(gallery, QUERIES, seed=3)
    parts = [figures(judged, len(gallery), part) for part in (drawn[:6], drawn[6:])]
    mean = mean_and_spread(parts)["turned"]["optical"]["half_tile"]["mean_average_precision"]
    whole = figures(judged, len(gallery), drawn)["turned"]["optical"]["half_tile"]["mean_average_precision"]
    assert mean["mean"] == pytest.approx(whole)
    assert mean["spread"] > 0


def test_best_and_worst_are_told_apart_and_drawn(gallery, judged, tmp_path):
    item = next(item for item in judged if item.way.name == "turned" and item.modality == "sar")
    paths = draw_examples(gallery, item, tmp_path, count=3)
    assert [path.name for path in paths] == ["land_sar_best.png", "land_sar_worst.png"]
    pictures = [cv2.imread(str(path)) for path in paths]
    # Three rows of seven pictures, and right answers more often among the best.
    green = [int((picture == (40, 170, 60)).all(axis=2).sum()) for picture in pictures]
    assert green[0] > green[1]
    assert all(picture.shape[0] > 3 * 128 and picture.shape[1] > 7 * 128 for picture in pictures)


def test_describing_can_be_cancelled(gallery):
    def stop(fraction, _text):
        if fraction > 0.2:
            raise Cancelled

    encoder = BlockEncoder()
    with pytest.raises(Cancelled):
        describe(gallery, encoder, np.arange(3), turned=False, progress=stop)
    assert 0 < encoder.encoded < len(gallery)


def test_a_set_is_named_and_complete(land_pair, tmp_path):
    with pytest.raises(InputError, match="both scenes"):
        find_sets(land_pair.optical.path, None, [], None, tmp_path, tmp_path)
    with pytest.raises(InputError, match="No scenes"):
        find_sets(None, None, [], None, tmp_path, tmp_path)
    listed = tmp_path / "mine.csv"
    listed.write_text(f"optical,sar\n{land_pair.optical.path},{land_pair.sar.path}\n")
    found = find_sets(land_pair.optical.path, land_pair.sar.path, [], listed, tmp_path, tmp_path)
    assert list(found) == ["optical", "mine"]
    same = listed.rename(tmp_path / "optical.csv")
    with pytest.raises(InputError, match="Two sets are named “optical”"):
        find_sets(land_pair.optical.path, land_pair.sar.path, [], same, tmp_path, tmp_path)


def test_the_command_writes_figures_ranks_and_a_page(tmp_path, capsys):
    rows = []
    for number in range(3):
        land = make_land(240, 240, seed=number)
        write_scene(tmp_path / f"{number}_o.tif", as_optical(land), None)
        write_scene(tmp_path / f"{number}_s.tif", np.rint(200 * land + 20)[None].astype(np.uint8), None)
        rows.append(f"{number}_o.tif,{number}_s.tif")
    (tmp_path / "three.csv").write_text("\n".join(["optical,sar", *rows]))
    out = tmp_path / "out"
    arguments = [
        "--pairs",
        str(tmp_path / "three.csv"),
        "--turned",
        "--rotations",
        "--out",
        str(out),
        "--json",
    ]
    assert main(["evaluate", "retrieval", *arguments, "--queries", "2", "--seeds", "2"]) == 0
    printed = json.loads(capsys.readouterr().out)
    saved = json.loads((out / "retrieval.json").read_text())
    assert printed == saved
    (three,) = saved["galleries"]
    assert (three["gallery"], three["queries"], three["seeds"]) == (3, 2, [0, 1])
    assert three["positives_per_query"] == {"identity": 1.0, "half_tile": 1.0}
    assert "half a tile" in saved["protocol"]["right"]
    assert "torch" in saved["conditions"]["versions"]
    assert len(saved["weights"]["sha256"]) == 64
    with (out / "ranks.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    union = {query for seed in three["by_seed"] for query in seed["queries"]}
    assert len(lines) == len(union) * 2 * (1 + 1 + 3 + 3)
    assert all(1 <= int(line["rank_identity"]) <= 3 and line["answer_1"] for line in lines)
    page = (out / "page.md").read_text()
    assert "| SAR → optical | turned, rotations | within half a tile |" in page
    for name in three["name"], "three_optical_best.png":
        assert name in page
    assert (out / "three_optical_best.png").is_file()
