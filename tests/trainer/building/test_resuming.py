"""A build that was killed, or ran out of disk, goes on where it stopped and makes no chip twice."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from tests.trainer.building.rasters_with_mines import mine_boxes, write_layer, write_scene
from trainer.build_dataset import main
from trainer.data.building.built_chip import BuiltChip
from trainer.data.building.parts import WORK_FOLDER, BuildError, Part, build_parts
from trainer.data.dataset import Chip, open_dataset
from trainer.data.sources import DataError

ROOT = Path(__file__).resolve().parents[3]
SCENES, CENTRINGS = 3, 30


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inputs")
    for index in range(SCENES):
        write_scene(folder / "scenes" / f"s{index}.tif", east_km=30 * index, seed=index)
    layer = write_layer(folder / "m.gpkg", [box for index in range(SCENES) for box in mine_boxes(30 * index)])
    return ["polygons", "--rasters", str(folder / "scenes"), "--polygons", str(layer), "--chip-size", "64",
            "--name", "killed", "--centrings", str(CENTRINGS)]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory, inputs):
    """The data set that nothing interrupted."""
    folder = tmp_path_factory.mktemp("whole") / "whole"
    assert main([*inputs, "--out", str(folder), "--workers", "1"]) == 0
    return folder


def wait_for(condition: Callable[[], bool], process: subprocess.Popen) -> None:
    """Wait until a condition holds; fail after a minute."""
    for _ in range(6000):
        if condition():
            return
        try:
            process.wait(0.01)
        except subprocess.TimeoutExpired:
            continue
        assert condition(), f"the command ended with {process.returncode}"
    raise AssertionError("the condition never held")


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of change of each whole image: a file that is written again has others."""
    found = (path for path in (folder / "images").glob("*.tif") if not path.name.startswith("."))
    return {path.stem: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def journalled(folder: Path) -> set[str]:
    lines = [
        line
        for path in (folder / WORK_FOLDER).glob("*.partial")
        for line in path.read_text().split("\n")[:-1]
    ]
    return {row["chip"]["id"] for row in map(json.loads, lines) if "chip" in row}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_build_goes_on_and_makes_no_chip_twice(tmp_path, inputs, whole, workers):
    out = tmp_path / "killed"
    command = [sys.executable, "trainer/build_dataset.py", *inputs, "--out", str(out), "--workers", workers]
    child = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(lambda: len(stamps(out)) > 15, child)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert not (out / "dataset.json").exists()
    with pytest.raises(DataError, match="There is no data set"):
        open_dataset(out)
    wait_for_end_of_group(child.pid)
    before, known = stamps(out), journalled(out)
    assert len(known) > 10
    assert main([*inputs, "--out", str(out), "--workers", "1"]) == 0
    after = stamps(out)
    assert all(after[name] == before[name] for name in known)
    for name in ("chips.csv", "annotations/train.json", "train.txt"):
        assert (out / name).read_text() == (whole / name).read_text()
    assert set(after) == {chip.id for chip in open_dataset(whole).chips}


def wait_for_end_of_group(group: int) -> None:
    """Wait until the workers of a killed command are gone: they must not write beside its successor."""
    for _ in range(3000):
        if not running_in(group):
            return
        subprocess.run(["true"], check=True)
    raise AssertionError(f"workers outlived the command that started them: {running_in(group)}")


def running_in(group: int) -> list[str]:
    """Return the processes of a group that run; those that ended and wait for their parent (Z) do not."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [
        " ".join(rest) for number, state, *rest in rows if int(number) == group and not state.startswith("Z")
    ]


def test_a_finished_data_set_is_not_built_again(tmp_path, inputs):
    arguments = [*inputs[:-1], "2", "--out", str(tmp_path / "out"), "--workers", "1"]
    assert main(arguments) == 0
    before = stamps(tmp_path / "out")
    assert main(arguments) == 0 and stamps(tmp_path / "out") == before


def one_chip(done, notes, names, fails_after=None):
    for index, name in enumerate(names):
        if index == fails_after:
            raise DataError("broken", f"{name} is broken.")
        if name not in done:
            chip = Chip(
                name, "train", "p", "", "s", "", 0.0, 0.0, 8, 8, 10.0, ("B02",), (), "import", False
            )  # fmt: skip
            yield BuiltChip(chip, np.full((12, 8, 8), 0.1, np.float32), np.ones((8, 8), bool))
        else:
            notes.count("skipped")


def test_a_line_that_a_kill_cut_short_is_made_again(tmp_path):
    names = [f"c{index}" for index in range(5)]
    part = Part("a", one_chip, {"names": names})
    build_parts(tmp_path, [part], 1)
    journal = tmp_path / WORK_FOLDER / "a.jsonl"
    lines = journal.read_text().splitlines(keepends=True)
    journal.with_suffix(".partial").write_text("".join(lines[:2]) + lines[2][:17])
    journal.unlink()
    (result,) = build_parts(tmp_path, [part], 1)
    assert [chip.id for chip in result.chips()] == names and result.counts == {"skipped": 2}


def test_a_second_command_in_the_same_folder_is_refused(tmp_path):
    (tmp_path / WORK_FOLDER).mkdir()
    with (
        FileLock(tmp_path / WORK_FOLDER / "lock"),
        pytest.raises(BuildError, match="Another command is building"),
    ):
        build_parts(tmp_path, [Part("a", one_chip, {"names": ["c0"]})], 1)


def kill_itself_once(done, notes, names, marker):
    for index, built in enumerate(one_chip(done, notes, names)):
        if index == 2 and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield built


def test_a_killed_worker_is_told_and_the_build_goes_on(tmp_path):
    parts = [
        Part("a", one_chip, {"names": ["a0", "a1"]}),
        Part(
            "b",
            kill_itself_once,
            {"names": [f"b{index}" for index in range(5)], "marker": tmp_path / "killed"},
        ),
    ]
    with pytest.raises(BuildError, match="A worker process was killed") as caught:
        build_parts(tmp_path, parts, 2)
    assert "goes on where it stopped" in caught.value.hint
    before = stamps(tmp_path)
    assert {"b0", "b1"} <= set(before)
    results = build_parts(tmp_path, parts, 1)
    assert [len(result.rows) for result in results] == [2, 5]
    assert all(stamps(tmp_path)[name] == before[name] for name in ("b0", "b1"))


def test_a_part_whose_source_broke_keeps_its_chips_and_is_tried_again(tmp_path):
    names = [f"c{index}" for index in range(5)]
    (result,) = build_parts(tmp_path, [Part("a", one_chip, {"names": names, "fails_after": 3})], 1)
    assert result.unreadable == ("c3 is broken.",) and len(result.rows) == 3
    (result,) = build_parts(tmp_path, [Part("a", one_chip, {"names": names})], 1)
    assert not result.unreadable and [chip.id for chip in result.chips()] == names
    assert result.counts == {"skipped": 3}


def test_a_full_disk_is_told_and_the_build_goes_on_when_there_is_room(tmp_path, inputs):
    mount = tmp_path / "small"
    mount.mkdir()
    kept = tmp_path / "kept"
    # A file system of less than a megabyte, seen by these commands alone.
    script = (
        f'mount -t tmpfs -o size=700k none "{mount}" || exit 77\n"$@" --out "{mount}/out" --workers 1\n'
        f'code=$?\ncp -a "{mount}/out" "{kept}"\nexit $code\n'
    )
    if shutil.which("unshare") is None:
        pytest.skip("needs unshare, to mount a small file system")
    found = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", sys.executable, "trainer/build_dataset.py", *inputs],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode in (1, 77) and not kept.exists():
        pytest.skip("may not mount a small file system here")
    assert found.returncode == 2 and "The disk is full. Free some space and start again." in found.stderr
    assert "Traceback" not in found.stderr
    before, known = stamps(kept), journalled(kept)
    assert 0 < len(known) < SCENES * 2 * CENTRINGS
    assert main([*inputs, "--out", str(kept), "--workers", "1"]) == 0
    assert all(stamps(kept)[name] == before[name] for name in known)
    dataset = open_dataset(kept)
    assert all(dataset.read(chip).is_valid.any() for chip in dataset.chips)
