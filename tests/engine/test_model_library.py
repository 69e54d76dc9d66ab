"""The user's library of models: what is installed, from good and hostile archives, and what is taken by default."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest
from onnx import helper

from mining_detector_plugin.engine import pack_files
from mining_detector_plugin.engine.errors import CancelledError, MiningDetectorError, OutputError, PackError
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, load_packs
from mining_detector_plugin.engine.model_library import (
    default_name,
    find_models,
    folder_name,
    install_pack,
    library_folder,
    list_sets,
    remove_set,
    set_default,
)
from mining_detector_plugin.engine.reporting import Reporter
from tests.engine.test_onnx_file import outside
from tests.packs import (
    brightness_classifier,
    brightness_segmenter,
    brightness_types,
    fixed_detector,
    write_fusion,
    write_pack,
    write_test_models,
)


@pytest.fixture
def library(tmp_path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def segmenter(tmp_path) -> Path:
    return brightness_segmenter(tmp_path / "my segmenter")


def zipped(source: Path, path: Path, prefix: str = "") -> Path:
    """Zip a folder's files under a prefix."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(source.rglob("*")):
            if file.is_file():
                archive.write(file, prefix + file.relative_to(source).as_posix())
    return path


def add(path: Path, name: str, content: bytes = b"x", mode: int | None = None) -> Path:
    """Add an entry to a zip."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    if mode is not None:
        entry.external_attr = mode << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, content)
    return path


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def refused(source: Path, library: Path, **options) -> MiningDetectorError:
    """Install, and return the error; nothing stays in the library."""
    with pytest.raises(MiningDetectorError) as caught:
        install_pack(str(source), str(library), **options)
    assert caught.value.hint
    assert not library.exists() or list(library.iterdir()) == []
    return caught.value


@pytest.mark.parametrize("prefix", ["", "pack/", "download/mine-segmenter/"])
def test_pack_from_a_zip_is_found_at_any_depth_and_runs_with_the_bundled_rest(
    tmp_path, library, segmenter, prefix
):
    answer = install_pack(str(zipped(segmenter, tmp_path / "pack.zip", prefix)), str(library))
    assert (answer["name"], answer["title"], answer["kinds"]) == (
        "test-segmenter-0",
        "test-segmenter 0",
        ["segmenter"],
    )
    packs = load_packs(answer["folder"])
    assert packs["segmenter"].folder == library / "test-segmenter-0" / "segmenter"
    assert packs["classifier"].folder == BUNDLED_MODELS / "classifier"
    (entry,) = list_sets(library)
    assert (entry.title, set(entry.packs), entry.is_default) == ("test-segmenter 0", {"segmenter"}, False)


def test_pack_from_a_folder_is_copied_and_the_folder_left(library, segmenter):
    before = files_below(segmenter)
    answer = install_pack(str(segmenter), str(library))
    assert files_below(segmenter) == before
    assert files_below(Path(answer["folder"])) == {f"segmenter/{name}" for name in before} | {
        "installed.json"
    }


def test_set_of_packs_keeps_its_fusion_and_its_pack_for_types(tmp_path, library):
    models = write_test_models(tmp_path / "my models")
    brightness_types(models / "types")
    write_fusion(models)
    answer = install_pack(str(models), str(library))
    assert (answer["title"], answer["kinds"]) == (
        "my models",
        ["classifier", "detector", "segmenter", "types"],
    )
    assert (Path(answer["folder"]) / "fusion.json").is_file()
    record = json.loads((Path(answer["folder"]) / "installed.json").read_text())
    assert record["fingerprints"]["detector"] == load_packs(str(models))["detector"].fingerprint()


def test_set_from_a_zip_is_named_after_it(tmp_path, library):
    models = write_test_models(tmp_path / "models")
    answer = install_pack(str(zipped(models, tmp_path / "Región Norte.zip", "models/")), str(library))
    assert (answer["title"], answer["name"]) == ("Región Norte", "region-norte")


@pytest.mark.parametrize(
    ("make", "kind"),
    [(brightness_classifier, "classifier"), (fixed_detector, "detector"), (brightness_types, "types")],
)
def test_single_pack_goes_to_the_folder_of_its_kind(tmp_path, library, make, kind):
    assert install_pack(str(make(tmp_path / "pack")), str(library))["kinds"] == [kind]


def test_bundled_packs_can_be_installed(tmp_path, library):
    answer = install_pack(str(zipped(BUNDLED_MODELS / "segmenter", tmp_path / "s.zip")), str(library))
    assert (Path(answer["folder"]) / "segmenter" / "README.md").is_file()
    (entry,) = list_sets(library)
    assert entry.packs["segmenter"].fingerprint() == load_packs(None)["segmenter"].fingerprint()


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


def test_second_install_of_the_same_version_asks_and_then_replaces(tmp_path, library, segmenter):
    first = install_pack(str(segmenter), str(library))
    (Path(first["folder"]) / "mark.txt").write_text("old")
    with pytest.raises(PackError, match="test-segmenter 0 is installed already") as caught:
        install_pack(str(segmenter), str(library))
    assert caught.value.code == "models_installed"
    assert (Path(first["folder"]) / "mark.txt").is_file()
    install_pack(str(segmenter), str(library), replace=True)
    assert not (Path(first["folder"]) / "mark.txt").exists()
    assert [path.name for path in library.iterdir()] == ["test-segmenter-0"]


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


def test_two_packs_of_unclear_kinds_are_told_apart_by_folder_names(tmp_path, library):
    brightness_segmenter(tmp_path / "both" / "one")
    brightness_segmenter(tmp_path / "both" / "two")
    error = refused(tmp_path / "both", library)
    assert "one, two" in error.message and "segmenter" in error.hint


def test_pack_in_the_folder_of_another_kind_is_told(tmp_path, library):
    write_test_models(tmp_path / "models")
    (tmp_path / "models" / "detector").rename(tmp_path / "models" / "old")
    (tmp_path / "models" / "segmenter").rename(tmp_path / "models" / "detector")
    (tmp_path / "models" / "old").rename(tmp_path / "models" / "segmenter")
    assert refused(tmp_path / "models", library).code == "pack_invalid"


def test_cancelled_install_leaves_nothing(library, segmenter):
    class Impatient(Reporter):
        def emit(self, message: dict) -> None:
            if "Reading" in message.get("message", ""):
                self.cancel()

    with pytest.raises(CancelledError):
        install_pack(str(segmenter), str(library), reporter=Impatient())
    assert list(library.iterdir()) == []


def test_library_that_can_not_be_made_is_told(tmp_path, segmenter):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as caught:
        install_pack(str(segmenter), str(tmp_path / "file" / "library"))
    assert caught.value.code == "library_not_writable"


def test_default_is_the_bundled_models_until_another_is_chosen_or_it_is_removed(library, segmenter):
    name = install_pack(str(segmenter), str(library))["name"]
    assert default_name(library) is None
    assert find_models(None, library) is None
    set_default(str(library), name)
    assert find_models(None, library) == str(library / name)
    assert [entry.is_default for entry in list_sets(library)] == [True]
    set_default(str(library), "bundled")
    assert default_name(library) is None
    set_default(str(library), name)
    remove_set(str(library), name)
    assert default_name(library) is None
    assert list(library.iterdir()) == []


def test_models_are_found_by_name_or_folder(tmp_path, library, segmenter):
    name = install_pack(str(segmenter), str(library))["name"]
    assert find_models(name, library) == str(library / name)
    assert find_models(str(tmp_path), library) == str(tmp_path)
    assert find_models("bundled", library) is None
    with pytest.raises(PackError, match="nothing-like-it") as caught:
        find_models("nothing-like-it", library)
    assert name in caught.value.hint


@pytest.mark.parametrize("name", ["..", "../library", "", ".", "/", ".installing-x"])
def test_only_what_is_installed_can_be_removed(library, segmenter, name):
    install_pack(str(segmenter), str(library))
    before = files_below(library)
    with pytest.raises(PackError) as caught:
        remove_set(str(library), name)
    assert caught.value.code == "models_unknown"
    assert files_below(library) == before


def test_broken_set_is_listed_without_packs(library, segmenter):
    folder = Path(install_pack(str(segmenter), str(library))["folder"])
    (folder / "segmenter" / "model.onnx").unlink()
    (entry,) = list_sets(library)
    assert entry.packs == {}


@pytest.mark.parametrize(
    ("title", "name"), [("Mine Sègmenter 1.0", "mine-segmenter-1.0"), ("../..", "models"), ("模型", "models")]
)
def test_folder_names_are_plain(title, name):
    assert folder_name(title) == name


def test_library_lies_in_the_users_data():
    assert library_folder({"MINING_DETECTOR_HOME": "/data"}) == Path("/data/models")
    assert library_folder({"XDG_DATA_HOME": "/x"}, "linux") == Path("/x/mining_detector/models")


def test_installed_pack_answers_as_the_one_that_it_was_made_of(tmp_path, library, segmenter):
    from mining_detector_plugin.engine.predictor import Predictor
    from tests.engine.stages import CPU

    folder = install_pack(str(segmenter), str(library))["folder"]
    bands = np.random.default_rng(2).random((1, 12, 64, 64), dtype=np.float32)
    presence = np.ones(12, np.float32)
    answers = [
        Predictor.on_device(load_packs(place)["segmenter"], CPU).predict(bands, presence)[0].values[0]
        for place in (folder, _set_of(segmenter, tmp_path / "set"))
    ]
    np.testing.assert_array_equal(*answers)


def _set_of(pack: Path, folder: Path) -> str:
    folder.mkdir()
    (folder / "segmenter").symlink_to(pack)
    return str(folder)


def test_zip_with_a_program_before_it_is_read_like_any_other(tmp_path, library, segmenter):
    path = zipped(segmenter, tmp_path / "pack.zip")
    path.write_bytes(b"#!/bin/sh\n" + path.read_bytes())
    assert install_pack(str(path), str(library))["kinds"] == ["segmenter"]
