"""Unfinished runs as the plugin finds them on disk; the journals come from the engine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time

import pytest

from mining_detector_plugin.client import unfinished
from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.engine import journal, results, run_lock
from tests.packs import write_test_models
from tests.rasters import RGB, ground_with_mines, write_reflectance


def write_journal(folder, run_id="0123456789ab", created="2026-01-01T00:00:00+00:00", finished=("classify",)):
    hidden = folder / f"{results.HIDDEN}{run_id}"
    hidden.mkdir(parents=True)
    kept = journal.Journal(
        hidden, {"scene": "a.tif"}, {"scene": "a", "created": created}, list(finished), {"cells": 3}
    )
    kept._store()
    (hidden / run_lock.MARKER).touch()
    return hidden


def test_names_and_form_are_the_engines():
    assert (unfinished.FORMAT, unfinished.HIDDEN) == (journal.FORMAT, results.HIDDEN)


def test_unfinished_runs_are_found_newest_first(tmp_path):
    write_journal(tmp_path / "a", created="2026-01-01T00:00:00+00:00")
    write_journal(tmp_path / "b", created="2026-01-02T00:00:00+00:00", finished=("classify", "detect"))
    found = unfinished.find_unfinished([str(tmp_path / name) for name in ("a", "b", "missing")])
    assert [run.created[8:10] for run in found] == ["02", "01"]
    assert found[0].finished == ("classify", "detect")
    assert found[0].counts == {"cells": 3}
    assert found[0].request == {"scene": "a.tif"}


def test_run_that_is_under_way_is_not_offered_and_not_removed(tmp_path):
    hidden = write_journal(tmp_path)
    with run_lock.hold(hidden):
        assert unfinished.find_unfinished([str(tmp_path)]) == []
        assert unfinished.has_journal(str(tmp_path))
        with pytest.raises(ClientError) as refused:
            unfinished.discard(str(hidden))
        assert refused.value.code == "run_under_way"
    assert len(unfinished.find_unfinished([str(tmp_path)])) == 1


def test_run_that_finished_nothing_or_has_another_form_is_not_offered(tmp_path):
    write_journal(tmp_path / "a", finished=())
    hidden = write_journal(tmp_path / "b")
    stored = json.loads((hidden / "journal.json").read_text())
    (hidden / "journal.json").write_text(json.dumps(stored | {"format": 99}))
    broken = write_journal(tmp_path / "c")
    (broken / "journal.json").write_text("{")
    assert unfinished.find_unfinished([str(tmp_path / name) for name in "abc"]) == []


def test_discarded_run_leaves_nothing_but_what_is_not_its(tmp_path):
    alone = write_journal(tmp_path / "alone")
    unfinished.discard(str(alone))
    assert not (tmp_path / "alone").exists()
    beside = write_journal(tmp_path / "beside")
    (tmp_path / "beside" / "results.gpkg").touch()
    unfinished.discard(str(beside))
    assert [path.name for path in (tmp_path / "beside").iterdir()] == ["results.gpkg"]


def test_file_that_another_program_holds_tells_on_windows_too(tmp_path, monkeypatch):
    hidden = write_journal(tmp_path)
    monkeypatch.setattr(unfinished, "fcntl", None)
    assert len(unfinished.find_unfinished([str(tmp_path)])) == 1
    assert (hidden / run_lock.MARKER).is_file()

    def refuse(source, target):
        raise PermissionError(13, "It is open in another program")

    monkeypatch.setattr(unfinished.os, "replace", refuse)
    assert unfinished.find_unfinished([str(tmp_path)]) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_program_that_is_killed_leaves_a_run_to_go_on_with_and_no_worker(tmp_path):
    """As when QGIS crashes: a program asks a real worker for a run and is killed in its middle."""
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(700, 700, [(0, 0, 700, 700)]), RGB)
    models = write_test_models(tmp_path / "m", tile=64, overlap=60)
    request = {"command": "detect", "scene": str(scene), "out": str(tmp_path / "out"), "models": str(models)}
    asks = (
        "import json, sys\n"
        "from mining_detector_plugin.client.worker import WorkerClient\n"
        "client = WorkerClient([sys.executable, '-m', 'mining_detector_plugin.engine.worker'])\n"
        "client.request(json.loads(sys.argv[1]), lambda answer: print(json.dumps(answer), flush=True))\n"
    )
    command = [sys.executable, "-c", asks, json.dumps(request)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        for line in program.stdout:
            if json.loads(line).get("stage") == "segment":
                break
        program.kill()
    hidden = next((tmp_path / "out").glob(f"{results.HIDDEN}*"))
    end = time.monotonic() + 20
    pause = threading.Event()
    while not unfinished.find_unfinished([str(tmp_path / "out")]) and time.monotonic() < end:
        pause.wait(0.05)
    (run,) = unfinished.find_unfinished([str(tmp_path / "out")])
    assert run.folder == str(hidden)
    assert run.finished == ("classify", "detect")
    assert run.request["scene"] == str(scene)
