"""The user's library of models: what is installed, found by name, taken by default, and removed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from mining_detector_plugin.engine.errors import CancelledError, OutputError, PackError
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
from tests.pack_archives import files_below, refused, zipped
from tests.packs import (
    brightness_classifier,
    brightness_segmenter,
    brightness_types,
    fixed_detector,
    write_fusion,
    write_test_models,
)


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
