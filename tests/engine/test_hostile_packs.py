"""Packs and archives that are broken or meant to harm: each is refused, with one message, and leaves nothing."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path

import pytest
from onnx import helper

from mining_detector_plugin.engine import pack_files
from mining_detector_plugin.engine.model_library import install_pack
from tests.engine.test_onnx_file import outside
from tests.pack_archives import add, files_below, refused, zipped
from tests.packs import write_pack


def test_other_files_are_left_out_and_told(tmp_path, library, segmenter):
    path = zipped(segmenter, tmp_path / "pack.zip", "pack/")
    for name in (
        "pack/setup.py",
        "pack/weights.pkl",
        "pack/run.sh",
        "__MACOSX/pack/._model.json",
        "pack/.hidden.json",
    ):
        add(path, name)
    add(path, "pack/LICENSE")
    answer = install_pack(str(path), str(library))
    assert set(answer["left_out"]) == {
        "pack/setup.py", "pack/weights.pkl", "pack/run.sh", "__MACOSX/pack/._model.json", "pack/.hidden.json",
    }  # fmt: skip
    assert {Path(name).name for name in files_below(Path(answer["folder"]))} == {
        "model.json", "model.onnx", "weights.safetensors", "LICENSE", "installed.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["../outside.json", "/etc/outside.json", "pack/../../outside.json", "..\\outside.json", "C:outside.json",
     "pack/CON\x00.json", "a/b/c/d/e/f/g/h/i/model.json"],
)  # fmt: skip
def test_name_that_leads_elsewhere_is_refused(tmp_path, library, segmenter, name):
    path = zipped(segmenter, tmp_path / "pack.zip")
    add(path, name.replace("\x00", "_"))
    if "\x00" in name:
        path.write_bytes(path.read_bytes().replace(b"CON_.json", b"CON\x00.json"))
    assert refused(path, library).code == "pack_archive_unsafe"
    assert not list(tmp_path.parent.rglob("outside.json"))


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o600, stat.S_IFCHR | 0o600])
def test_link_or_device_in_a_zip_is_refused(tmp_path, library, segmenter, mode):
    path = add(zipped(segmenter, tmp_path / "pack.zip"), "README.md", b"/etc/passwd", mode)
    assert refused(path, library).code == "pack_archive_unsafe"


def test_link_in_a_folder_is_refused(library, segmenter):
    (segmenter / "README.md").symlink_to("/etc/passwd")
    assert refused(segmenter, library).code == "pack_archive_unsafe"


def test_name_that_comes_twice_is_refused(tmp_path, library, segmenter):
    path = add(zipped(segmenter, tmp_path / "pack.zip"), "MODEL.json")
    assert refused(path, library).code == "pack_archive_unsafe"


def test_bomb_is_refused_before_it_unpacks(tmp_path, library, segmenter):
    path = add(zipped(segmenter, tmp_path / "pack.zip"), "big.safetensors", bytes(60_000_000))
    assert path.stat().st_size < 200_000
    assert refused(path, library).code == "pack_archive_too_large"


def test_bomb_of_many_small_entries_is_refused(tmp_path, library, segmenter):
    path = zipped(segmenter, tmp_path / "pack.zip")
    for number in range(30):
        add(path, f"{number}.safetensors", bytes(2_000_000))
    assert refused(path, library).code == "pack_archive_too_large"


def test_entry_that_says_it_is_smaller_than_it_is_does_not_come_through(tmp_path, library, segmenter):
    path = add(zipped(segmenter, tmp_path / "pack.zip"), "liar.txt", b"1234567890" * 1000)
    content = path.read_bytes()
    small, true = (10).to_bytes(4, "little"), (10_000).to_bytes(4, "little")
    path.write_bytes(content.replace(true, small))
    assert refused(path, library).code in ("pack_archive_invalid", "pack_archive_too_large")


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST_FILES", 2), ("MOST_BYTES", 1000), ("MOST_TEXT_BYTES", 100)]
)
def test_more_than_models_need_is_refused(monkeypatch, library, segmenter, limit, value):
    monkeypatch.setattr(pack_files, limit, value)
    assert refused(segmenter, library).code == "pack_archive_too_large"


def test_full_disk_is_told_before_anything_is_copied(monkeypatch, library, segmenter):
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr(pack_files.shutil, "disk_usage", lambda place: usage)
    assert refused(segmenter, library).code == "no_disk_space"


@pytest.mark.parametrize("content", [b"no zip", b"PK\x05\x06" + bytes(18)])
def test_broken_or_empty_zip_is_told(tmp_path, library, content):
    (tmp_path / "pack.zip").write_bytes(content)
    assert refused(tmp_path / "pack.zip", library).code in ("pack_archive_invalid", "pack_missing")


def test_zip_with_a_flipped_byte_is_told(tmp_path, library, segmenter):
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(segmenter / "model.json", "model.json")
    content = bytearray(path.read_bytes())
    content[200] ^= 0xFF
    path.write_bytes(content)
    assert refused(path, library).code == "pack_archive_invalid"


def test_zip_with_a_password_is_told(tmp_path, library, segmenter):
    path = zipped(segmenter, tmp_path / "pack.zip")
    content = bytearray(path.read_bytes())
    # The general purpose flag of the first entry in the central directory.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "password" in refused(path, library).message


def test_source_that_is_not_there_is_told(tmp_path, library):
    assert refused(tmp_path / "nowhere.zip", library).code == "pack_archive_missing"


def test_graph_that_reads_other_files_is_refused_before_it_is_loaded(tmp_path, library):
    nodes = [helper.make_node("Identity", ["bands"], ["logits"])]
    folder = write_pack(
        tmp_path / "spy", "segmenter", nodes, [outside(location="../../../../etc/passwd")], ["logits"],
        ["background", "open_pit"], bands=["B03", "B04"],
    )  # fmt: skip
    assert refused(folder, library).code == "onnx_unsafe"


def test_graph_with_operators_of_somebodys_library_is_refused(tmp_path, library):
    nodes = [helper.make_node("Run", ["bands"], ["logits"], domain="evil.ops")]
    folder = write_pack(
        tmp_path / "evil",
        "segmenter",
        nodes,
        [],
        ["logits"],
        ["background", "open_pit"],
        bands=["B03", "B04"],
    )
    assert "evil.ops" in refused(folder, library).message


def test_pickle_in_place_of_the_weights_is_refused_and_not_run(tmp_path, library, segmenter):
    import pickle

    class Payload:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "was run"),))

    (segmenter / "weights.safetensors").write_bytes(pickle.dumps(Payload()))
    assert refused(segmenter, library).code == "pack_invalid"
    assert not (tmp_path / "was run").exists()


def test_graph_that_gives_something_else_is_refused_when_it_is_installed(tmp_path, library):
    nodes = [helper.make_node("ReduceMean", ["bands"], ["logits"], axes=[2, 3], keepdims=0)]
    folder = write_pack(
        tmp_path / "flat",
        "segmenter",
        nodes,
        [],
        ["logits"],
        ["background", "open_pit"],
        bands=["B03", "B04"],
    )
    error = refused(folder, library)
    assert error.code == "pack_invalid"
    assert "does not give" in error.message


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"tile": 1e400}, "pack_invalid"), ({"tile": 100_000, "overlap": 0}, "pack_invalid"),
     ({"format": 9}, "pack_invalid"),
     ({"second_level": {"graph": "../../x.onnx", "bands": [], "members": 1}}, "pack_invalid")],
)  # fmt: skip
def test_numbers_and_paths_that_make_no_sense_are_refused(library, segmenter, fields, code):
    path = segmenter / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))
    assert refused(segmenter, library).code == code


def test_json_nested_without_end_is_refused(library, segmenter):
    (segmenter / "model.json").write_text("[" * 200_000)
    assert refused(segmenter, library).code == "pack_invalid"
