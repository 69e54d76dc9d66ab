"""Runs that are cancelled, that fail or are killed: what is finished stays, and says that it is not all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import shapely

from mining_detector_plugin.engine import plan, recovery, search
from mining_detector_plugin.engine.errors import CancelledError, MiningDetectorError
from mining_detector_plugin.engine.layers import read_part
from mining_detector_plugin.engine.pipeline import resume
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.results import HIDDEN
from tests.packs import write_test_models
from tests.rasters import NORTH, PIXEL, RGB, WEST, ground_with_mines, write_reflectance
from tests.results import read_layer

#: Mines (row, column, rows, columns) from top to bottom; the last one is long.
PLACES = [(20, 30, 20, 25), (120, 200, 15, 15), (230, 40, 20, 30), (330, 60, 120, 12)]
WORKER = [sys.executable, "-m", "mining_detector_plugin.engine.worker"]


class Records(Reporter):
    """Keeps what a run tells, and does something once when a message of a kind comes."""

    def __init__(self, action=None, **when):
        super().__init__()
        self.messages, self.action, self.when = [], action, when

    def emit(self, message):
        self.messages.append(message)
        if self.action and all(message.get(name) == value for name, value in self.when.items()):
            action, self.action = self.action, None
            action(self)

    def of(self, kind):
        return [message for message in self.messages if message["type"] == kind]


@pytest.fixture
def scene(tmp_path):
    return write_reflectance(tmp_path / "scene.tif", ground_with_mines(500, 300, PLACES), RGB)


@pytest.fixture
def keep_at_once(monkeypatch):
    """Mines are kept with each row band, however quick it was, and there are several."""
    monkeypatch.setattr(plan, "ROWS", 48)
    monkeypatch.setattr(search, "KEEP_EVERY_S", 0.0)


def fail(_):
    raise RuntimeError("the model fell over")


def partial_folder(out):
    (folder,) = out.glob(f"{HIDDEN}*")
    return folder


def row_of_run(out):
    table, _ = read_layer(out, "run")
    return {name: values[0] for name, values in table.items()}


def test_finished_parts_are_files_while_the_run_goes_on(run, scene, keep_at_once):
    seen = {}

    class Looks(Records):
        def emit(self, message):
            super().emit(message)
            if message["type"] == "partial":
                layer, _ = read_part(message["path"])
                assert len(layer) == message["count"]
                seen.setdefault(message["layer"], []).append(layer)

    answer, out = run(scene, Looks())
    assert list(seen) == ["cells", "detections", "mines"]
    assert len(seen["mines"]) > 1
    assert sum(map(len, seen["mines"])) == answer["counts"]["mines"] == len(PLACES)
    final, outlines = read_layer(out, "mines")
    told = {g.wkb for layer in seen["mines"] for g in layer.geometries}
    assert told == {outline.wkb for outline in outlines}
    assert set(final) == set(seen["mines"][0].fields)
    assert answer["is_complete"] is True
    assert row_of_run(out)["is_complete"] == 1
    assert sorted(path.name for path in out.iterdir()) == ["confidence.tif", "results.gpkg"]


def test_progress_tells_what_was_found_so_far(run, scene, keep_at_once):
    records = Records()
    answer, _ = run(scene, records)
    last = {message["stage"]: message for message in records.of("progress")}
    assert last["classify"]["found"] > 0
    assert last["classify"]["total"] == answer["counts"]["cells"]
    assert last["segment"]["found"] == len(PLACES)
    found = [m["found"] for m in records.of("progress") if m["stage"] == "segment"]
    assert found == sorted(found) and found[0] == 0


def test_mines_kept_in_parts_are_those_of_one_go(run, scene, monkeypatch):
    _, out = run(scene)
    whole, outlines = read_layer(out, "mines")
    monkeypatch.setattr(search, "KEEP_EVERY_S", 0.0)
    _, out = run(scene)
    parts, parts_outlines = read_layer(out, "mines")
    assert [g.wkb for g in outlines] == [g.wkb for g in parts_outlines]
    for name in set(whole) - {"run_id"}:
        np.testing.assert_array_equal(whole[name], parts[name])


def test_cancelled_run_keeps_what_it_finished_and_says_that_it_is_not_all(run, scene, keep_at_once):
    with pytest.raises(CancelledError) as cancelled:
        run(scene, Records(lambda reporter: reporter.cancel(), type="partial", layer="mines"))
    kept = cancelled.value.kept
    assert kept["is_complete"] is False and kept["ended"] == "cancelled"
    assert kept["confidence"] is None
    assert 0 < kept["searched_ha"] < kept["aoi_ha"]
    assert kept["folder"] in str(cancelled.value)
    out = scene.parent / "out"
    row = row_of_run(out)
    assert (row["is_complete"], row["ended"]) == (0, "cancelled")
    assert row["searched_ha"] == pytest.approx(kept["searched_ha"])
    mines, outlines = read_layer(out, "mines")
    assert 0 < len(mines["id"]) == kept["counts"]["mines"] < len(PLACES)
    _, (searched,) = read_layer(out, "searched")
    _, (aoi,) = read_layer(out, "aoi")
    assert all(searched.buffer(0.01).contains(outline) for outline in outlines)
    assert aoi.buffer(0.01).contains(searched)
    assert sorted(path.name for path in out.iterdir()) == ["results.gpkg"]


def test_ground_of_a_mine_that_may_go_on_does_not_count_as_searched(run, scene, keep_at_once):
    class CancelsWithin(Reporter):
        """Cancels when the row bands have come as far as into the long mine."""

        def emit(self, message):
            if message.get("stage") == "segment" and message["done"] >= 0.75 * message["total"]:
                self.cancel()

    with pytest.raises(CancelledError):
        run(scene, CancelsWithin(), search_everywhere=True)
    out = scene.parent / "out"
    table, _ = read_layer(out, "mines")
    _, (searched,) = read_layer(out, "searched")

    def is_searched(row, column):
        return searched.contains(shapely.Point(WEST + (column + 0.5) * PIXEL, NORTH - (row + 0.5) * PIXEL))

    assert len(table["id"]) == len(PLACES) - 1
    assert is_searched(325, 65) and is_searched(340, 20)
    assert not is_searched(340, 65), "the long mine has begun there"
    assert not is_searched(495, 20), "nobody was there yet"


def test_run_that_fails_keeps_its_parts_for_recovery(run, scene, keep_at_once):
    records = Records(fail, type="partial", layer="mines")
    with pytest.raises(RuntimeError):
        run(scene, records)
    out = scene.parent / "out"
    assert "unfinished_run" in {message["code"] for message in records.of("warning")}
    assert not (out / "results.gpkg").exists()
    journal = json.loads((partial_folder(out) / "journal.json").read_text())
    assert journal["finished"] == ["classify", "detect"]
    assert journal["request"]["scene"] == str(scene)
    kept = recovery.recover(str(out), Reporter())
    assert kept["ended"] == "interrupted"
    assert kept["counts"]["mines"] == journal["counts"]["mines"] > 0
    assert [path.name for path in out.iterdir()] == ["results.gpkg"]


def test_failure_before_anything_is_finished_leaves_nothing(run, scene):
    with pytest.raises(RuntimeError):
        run(scene, Records(fail, stage="classify"))
    assert not (scene.parent / "out").exists()


@pytest.mark.parametrize("layer", ["cells", "detections", "mines"])
def test_resumed_run_gives_what_an_uninterrupted_one_gives(run, scene, keep_at_once, layer):
    run(scene)
    out = scene.parent / "out"
    expected = {name: read_layer(out, name) for name in ("mines", "detections", "cells")}
    shutil.rmtree(out)
    with pytest.raises(RuntimeError):
        run(scene, Records(fail, type="partial", layer=layer))
    records = Records()
    answer = resume(str(out), records)
    assert answer["is_complete"] is True
    assert row_of_run(out)["is_complete"] == 1
    done = {"cells": {"classify"}, "detections": {"classify", "detect"}, "mines": {"classify", "detect"}}
    stages = {message["stage"] for message in records.of("progress")}
    assert stages.isdisjoint(done[layer] - {"classify"} if layer == "cells" else done[layer])
    for name, (table, outlines) in expected.items():
        again, again_outlines = read_layer(out, name)
        assert [g.wkb for g in outlines] == [g.wkb for g in again_outlines]
        for column in set(table) - {"run_id"}:
            np.testing.assert_array_equal(table[column], again[column])
    assert sorted(path.name for path in out.iterdir()) == ["confidence.tif", "results.gpkg"]


def test_run_whose_models_changed_since_is_not_resumed(run, scene, models):
    with pytest.raises(RuntimeError):
        run(scene, Records(fail, type="partial", layer="cells"))
    card = models / "segmenter" / "model.json"
    card.write_text(card.read_text().replace('"version": "0"', '"version": "1"'))
    with pytest.raises(MiningDetectorError) as refused:
        resume(str(scene.parent / "out"), Reporter())
    assert refused.value.code == "run_changed"
    assert recovery.recover(str(scene.parent / "out"), Reporter())["counts"]["cells"] > 0


def test_run_under_way_is_neither_recovered_nor_discarded(run, scene):
    codes = []

    def try_it(_):
        for attempt in (recovery.recover, resume):
            with pytest.raises(MiningDetectorError) as refused:
                attempt(str(scene.parent / "out"), Reporter())
            codes.append(refused.value.code)
        with pytest.raises(MiningDetectorError) as refused:
            recovery.discard(str(scene.parent / "out"))
        codes.append(refused.value.code)

    answer, _ = run(scene, Records(try_it, type="partial", layer="detections"))
    assert codes == ["run_under_way"] * 3
    assert answer["is_complete"] is True


def test_new_run_in_the_folder_tells_of_the_unfinished_one_and_leaves_it(run, scene):
    with pytest.raises(RuntimeError):
        run(scene, Records(fail, type="partial", layer="cells"))
    out = scene.parent / "out"
    unfinished = partial_folder(out)
    records = Records()
    run(scene, records)
    (warning,) = [message for message in records.of("warning") if message["code"] == "unfinished_run"]
    assert str(unfinished) in warning["message"]
    assert unfinished.is_dir()
    recovery.discard(str(out))
    assert sorted(path.name for path in out.iterdir()) == ["confidence.tif", "results.gpkg"]


def test_folder_without_an_unfinished_run_is_told(tmp_path):
    with pytest.raises(MiningDetectorError) as refused:
        recovery.recover(str(tmp_path), Reporter())
    assert refused.value.code == "nothing_to_recover"


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_worker_killed_in_the_middle_is_recovered_and_resumed(tmp_path):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(480, 300, PLACES), RGB)
    out = tmp_path / "out"
    request = {"command": "detect", "scene": str(scene), "out": str(out), "search_everywhere": True,
               "models": str(write_test_models(tmp_path / "m", tile=64, overlap=60))}  # fmt: skip
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        for line in process.stdout:
            if json.loads(line).get("stage") == "segment":
                break
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    shutil.copytree(out, tmp_path / "copy")
    kept = recovery.recover(str(tmp_path / "copy"), Reporter())
    assert kept["is_complete"] is False
    assert kept["counts"]["cells"] > 0 and kept["counts"]["detections"] >= 0
    assert "mines" not in kept["counts"], "the segmenter had finished none"

    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(json.dumps({"command": "resume", "folder": str(out)}) + "\n")
        process.stdin.flush()
        messages = [json.loads(line) for line in process.stdout]
    assert messages[-1]["type"] == "result"
    assert messages[-1]["counts"]["mines"] == len(PLACES)
    assert not {"classify", "detect"} & {message.get("stage") for message in messages}
    assert sorted(path.name for path in out.iterdir()) == ["confidence.tif", "results.gpkg"]


CLI = [sys.executable, "-m", "mining_detector_plugin.engine.cli"]


def call(*arguments):
    return subprocess.run([*CLI, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_ctrl_c_on_the_command_line_keeps_what_is_finished_and_says_where(tmp_path):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(480, 300, PLACES), RGB)
    out = tmp_path / "out"
    models = write_test_models(tmp_path / "m", tile=64, overlap=60)
    command = [*CLI, "detect", scene, "--out", out, "--models", models, "--search-everywhere", "--json"]
    with subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        pause, end = threading.Event(), time.monotonic() + 60
        while not list(out.glob(f"{HIDDEN}*/detections.npz")) and time.monotonic() < end:
            pause.wait(0.02)
        run.send_signal(signal.SIGINT)
        told, shown = run.communicate(timeout=60)
    assert run.returncode == 2
    assert f"What was finished is in {out}" in shown
    assert json.loads(told)["kept"]["is_complete"] is False
    assert row_of_run(out)["ended"] == "cancelled"


def test_unfinished_run_is_recovered_gone_on_with_and_discarded_on_the_command_line(run, scene):
    out = scene.parent / "out"
    told = {}
    for option in ((), ("--go-on",), ("--discard",)):
        shutil.rmtree(out, ignore_errors=True)
        with pytest.raises(RuntimeError):
            run(scene, Records(fail, type="partial", layer="cells"))
        done = call("recover", out, *option)
        assert done.returncode == 0, done.stderr
        told[option] = done.stdout
        assert not list(out.glob(f"{HIDDEN}*"))
    assert "This is no complete result: 0 of" in told[()]
    assert "complete" not in told["--go-on",] and "results.gpkg" in told["--go-on",]
    assert "Removed the unfinished run" in told["--discard",]
    assert not out.exists()
    nothing = call("recover", scene.parent)
    assert nothing.returncode == 2 and "No unfinished run" in nothing.stderr
