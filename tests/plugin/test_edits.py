"""Edits of matches while the engine is slow: none is lost, and nothing is written out without them."""

from __future__ import annotations

import copy

import pytest

from optosar.plugin.dock.candidates_model import INLIERS, VERDICT
from optosar.plugin.layers.coordinates import crs_from_text
from optosar.plugin.layers.record import load_record
from optosar.plugin.layers.tables import CANDIDATES, MATCHES


class SlowEngine:
    """Keeps requests until they are answered, one after the other, as an engine that has just been started does."""

    def __init__(self):
        self.waiting = []
        self.sent = []

    def request(self, method, params, done, failed, _progress=None):
        self.sent.append((method, copy.deepcopy(params)))
        self.waiting.append((method, copy.deepcopy(params), done, failed))
        return len(self.sent)

    def cancel(self, _request):
        pass

    def answer(self):
        """Answer the oldest request as the engine does."""
        method, params, done, _failed = self.waiting.pop(0)
        match = params["match"]
        if method == "refit":
            for row, use in zip(match["matches"], params["use"] or flags(match)):
                row["use"] = use
            match["model"]["kind"] = params["model"]
            done(match)
        elif method == "add_matches":
            last = match["matches"][-1]
            match["matches"].append({**last, "id": len(match["matches"]), "use": True})
            done(match)
        else:
            done({"path": params.get("out", ""), **params})

    def answer_all(self):
        while self.waiting:
            self.answer()

    def written(self):
        return [params["match"] for method, params in self.sent if method in {"export_points", "coregister"}]


@pytest.fixture
def engine(desktop, monkeypatch):
    slow = SlowEngine()
    monkeypatch.setattr(desktop.jobs, "_client", slow)
    return slow


@pytest.fixture
def matched(desktop, engine, search_result, match_result, tmp_path):
    """A search whose first two candidates are verified; the first one's matches are shown."""
    for candidate in search_result["candidates"][:2]:
        candidate["verification"]["match"] = copy.deepcopy(match_result)
    search_result["candidates"][1]["verification"]["match"]["matches"][0]["score"] = 0.123
    desktop.runs.begin(tmp_path / "run", "scene", {}, search_result, match_result, 1)
    desktop.matching.match_changed.emit(match_result)
    return desktop


def flags(match):
    return [m["use"] for m in match["matches"]]


def without(match, *ids):
    return [m["use"] and m["id"] not in ids for m in match["matches"]]


@pytest.mark.parametrize("write", ["points", "raster"])
def test_what_is_written_knows_the_exclusion_just_made(matched, engine, tmp_path, write):
    matching = matched.matching
    matching.set_use(without(matched.runs.match, 0, 1))
    if write == "points":
        matching.export_points("csv", str(tmp_path / "g.csv"))
    else:
        matching.coregister("affine", "bilinear", str(tmp_path / "moved.tif"))
    assert engine.written() == []
    engine.answer()
    assert [flags(match)[:3] for match in engine.written()] == [[False, False, True]]


@pytest.mark.parametrize("write", ["points", "raster"])
def test_what_is_written_of_a_match_that_was_not_accepted_is_doubted(matched, engine, tmp_path, write):
    noted, matching = [], matched.matching
    matched.controller.noted.connect(
        lambda level, text, hint: noted.append((level, f"{text} {hint}".strip()))
    )

    def export():
        noted.clear()
        if write == "points":
            matching.export_points("csv", str(tmp_path / "g.csv"))
        else:
            matching.coregister("affine", "bilinear", str(tmp_path / "g.tif"))
        engine.answer_all()
        return [level for level, _text in noted]

    assert export() == ["success"]
    matching.set_use(without(matched.runs.match, 0))
    _method, params, done, _failed = engine.waiting.pop()
    done(refuse(params["match"]))
    assert "Only 3 of 40 matches agree" in matched.dock.export.unreliable.text()
    assert export() == ["success", "warning"]
    assert "may be wrong: the match is not reliable. Only 3 of 40 matches agree" in noted[-1][1]


def test_of_wishes_in_a_row_the_latest_counts_and_another_model_keeps_it(matched, engine):
    matching = matched.matching
    matching.set_use(without(matched.runs.match, 0))
    matching.set_use(without(matched.runs.match, 0, 1))
    matching.set_model("similarity")
    engine.answer_all()
    assert [method for method, _ in engine.sent] == ["refit", "refit"]
    assert flags(matched.runs.match)[:3] == [False, False, True]
    assert matched.runs.match["model"]["kind"] == "similarity"


def test_a_match_added_by_hand_keeps_what_was_excluded_before_and_after(matched, engine):
    matching, crs = matched.matching, crs_from_text("EPSG:32611")
    place = matched.runs.layers.layer(MATCHES).extent().center()
    matching.set_use(without(matched.runs.match, 0))
    matching.add_match(place, place, crs)
    engine.answer()
    assert engine.sent[-1][0] == "add_matches"
    matching.set_use(without(matched.runs.match, 0, 1))
    engine.answer_all()
    assert flags(matched.runs.match)[:3] == [False, False, True]
    assert len(matched.runs.match["matches"]) == 41
    assert flags(matched.runs.match)[40]


def test_a_candidate_has_its_edits_when_it_is_shown_again(matched, engine):
    matching = matched.matching
    matching.set_use(without(matched.runs.match, 0))
    matching.match_candidate(2)
    assert matched.runs.record.candidate == 1
    engine.answer_all()
    assert matched.runs.record.candidate == 2
    assert matched.runs.match["matches"][0]["score"] == 0.123
    assert flags(matched.runs.match)[0]
    matching.match_candidate(1)
    assert flags(matched.runs.match)[:2] == [False, True]


def refuse(match):
    """What the engine says of matches of which too few agree."""
    for row in match["matches"]:
        row["inlier"] = row["id"] < 3
    match["verdict"] |= {
        "accepted": False,
        "reason": "Only 3 of 40 matches agree on one model; 8 are needed.",
    }
    return match


def test_candidates_and_their_search_say_what_edited_matches_say(matched, engine):
    box, runs = matched.dock.candidates, matched.runs
    matched.wiring.show_run()
    assert (box.model.index(0, VERDICT).data(), box.verdict.title.text()) == ("Accepted", "Accepted")
    matched.matching.set_use(without(runs.match, 0))
    _method, params, done, _failed = engine.waiting.pop()
    done(refuse(params["match"]))
    assert [box.model.index(0, column).data() for column in (INLIERS, VERDICT)] == ["3", "No match"]
    assert box.verdict.title.text() == "No reliable match"
    assert box.verdict.reason.text().startswith("None of 2 candidates was accepted. The best: Only 3 of 40")
    shown = {f["rank"]: (f["verdict"], f["inliers"]) for f in runs.layers.layer(CANDIDATES).getFeatures()}
    assert (shown[1], shown[2]) == (("rejected", 3), ("rejected", 5))
    assert load_record(runs.record.folder).search["verdict"]["accepted"] is False


def test_a_candidate_that_is_verified_later_speaks_for_the_search(matched, engine):
    box, search = matched.dock.candidates, matched.runs.search
    accepted = copy.deepcopy(search["candidates"][0]["verification"])
    for candidate in search["candidates"]:
        candidate["verification"] = None
    search["verdict"] = None
    matched.wiring.show_run()
    box.select(4)
    matched.runs.record.request = {"index": "i"}
    matched.matching.match_candidate(4)
    *_, done, _failed = engine.waiting.pop()
    unreadable = {**accepted, "accepted": False, "reason": "The scene is missing.", "match": None}
    done({"candidates": [{**search["candidates"][3], "verification": unreadable}]})
    assert (box.current_rank(), box.verdict.reason.text()) == (4, "The scene is missing.")
    box.select(3)
    matched.matching.match_candidate(3)
    *_, done, _failed = engine.waiting.pop()
    done({"candidates": [{**search["candidates"][2], "verification": accepted}]})
    assert (box.current_rank(), box.verdict.title.text()) == (3, "Accepted")


def test_matches_of_another_candidate_are_not_selected_because_they_are_as_many(matched, qtbot):
    table, heard = matched.dock.matches, []
    table.highlighted.connect(heard.append)
    other = matched.runs.search["candidates"][1]["verification"]["match"]
    for row in other["matches"]:
        row["sar"] = [x + 5000 for x in row["sar"]]
    with qtbot.waitSignal(table.highlighted):
        table.table.selectRow(3)
    assert len(heard[-1]) == 1
    with qtbot.waitSignal(table.highlighted, timeout=1000):
        matched.matching.match_candidate(2)
    assert heard[-1] == [] == table.selected_rows()


def test_a_candidate_of_an_older_search_is_matched_on_the_device_chosen_now(matched, engine):
    matched.runs.record.request = {"index": "i", "device": "cuda:1"}
    matched.matching.match_candidate(3)
    assert engine.sent[-1][1]["device"] == "auto"


@pytest.mark.parametrize("info", [None, {"scenes": [{}]}])
def test_a_candidate_is_matched_in_the_index_of_its_search_whichever_is_chosen_now(matched, engine, info):
    # That of the search may hold several scenes of the place, of which the candidate's is not always the best.
    matched.runs.record.request = {"index": "of the search"}
    matched.controller.index.info = info
    search, verification = (
        matched.runs.search,
        copy.deepcopy(matched.runs.search["candidates"][0]["verification"]),
    )
    matched.matching.match_candidate(3)
    _method, params, done, _failed = engine.waiting.pop()
    assert params["index"] == "of the search"
    other, own = {**search["candidates"][2], "scene_path": "/data/other.tif"}, search["candidates"][2]
    answers = [{**other, "verification": verification}, {**own, "verification": verification}]
    done({"candidates": answers[: params["k"]]})
    assert matched.controller.candidate(3)["verification"] is not None


def test_an_answer_for_a_run_that_is_gone_changes_nothing(matched, engine, match_result, tmp_path):
    matching = matched.matching
    matching.set_use(without(matched.runs.match, 0))
    matched.runs.begin(tmp_path / "next", "scene", {}, None, copy.deepcopy(match_result))
    engine.answer()
    assert flags(matched.runs.match)[0]
    matching.set_use(without(matched.runs.match, 1))
    engine.answer_all()
    assert flags(matched.runs.match)[:2] == [True, False]


def test_an_edit_that_cannot_be_made_leaves_the_match_and_is_told(matched, engine, iface, tmp_path):
    matching = matched.matching
    matching.set_use(without(matched.runs.match, 0))
    matching.export_points("csv", str(tmp_path / "g.csv"))
    *_, failed = engine.waiting.pop()
    failed(type("Error", (), {"code": "", "message": "The engine stopped.", "hint": ""})())
    assert any("engine stopped" in text for text in iface.messages())
    assert engine.written() == []
    assert flags(matched.runs.match)[0]
    assert matching.edits.settled


def threshold(match):
    return match["provenance"]["options"].get("threshold_px")


def test_a_threshold_that_could_not_be_applied_is_not_that_of_the_match(matched, engine):
    matching, runs = matched.matching, matched.runs
    before = threshold(runs.match)
    matching.apply_threshold(1.5)
    assert threshold(engine.sent[-1][1]["match"]) == 1.5
    *_, failed = engine.waiting.pop()
    failed(type("Error", (), {"code": "", "message": "The engine stopped.", "hint": ""})())
    assert threshold(runs.match) == threshold(load_record(runs.record.folder).match) == before
    matching.apply_threshold(2.5)
    engine.answer_all()
    assert threshold(runs.match) == threshold(load_record(runs.record.folder).match) == 2.5


@pytest.mark.parametrize("edit", ["use", "model"])
def test_an_edit_that_follows_a_threshold_keeps_it(matched, engine, edit):
    matching = matched.matching
    matching.apply_threshold(1.5)
    if edit == "use":
        matching.set_use(without(matched.runs.match, 0))
    else:
        matching.set_model("similarity")
    engine.answer_all()
    assert threshold(matched.runs.match) == 1.5
    assert engine.sent[-1][1]["use"] == (flags(matched.runs.match) if edit == "use" else None)


def test_edits_by_hand_that_a_refit_replaces_are_told(matched, engine):
    noted = []
    matched.controller.noted.connect(lambda *said: noted.append(said))
    layer = matched.runs.layers.layer(MATCHES)
    assert layer.startEditing()
    matched.matching.set_use(without(matched.runs.match, 0))
    engine.answer_all()
    # Nothing had been changed there.
    assert noted == []
    assert not layer.isEditable()
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    matched.matching.set_use(without(matched.runs.match, 0, 1))
    engine.answer_all()
    assert [(level, text) for level, text, _hint in noted] == [
        ("warning", "Unsaved edits of Matches (optical to SAR) were replaced.")
    ]
    assert layer.featureCount() == len(matched.runs.match["matches"])
