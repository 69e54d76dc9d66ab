"""The client's reading of the library that the engine writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mining_detector_plugin.client.environment import data_folder
from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.model_library import BUNDLED_FOLDER, ModelLibrary
from mining_detector_plugin.engine import model_library
from mining_detector_plugin.engine.model_folder import load_packs
from mining_detector_plugin.engine.model_library import install_pack, set_default
from tests.packs import brightness_segmenter, write_test_models


@pytest.fixture
def folder(tmp_path) -> Path:
    """A library with a single pack and a set, which is the default."""
    library = tmp_path / "library"
    install_pack(str(brightness_segmenter(tmp_path / "pack", untested_classes=["artisanal"])), str(library))
    install_pack(str(write_test_models(tmp_path / "North")), str(library))
    set_default(str(library), "north")
    return library


def test_bundled_models_are_told_in_full():
    (bundled,) = ModelLibrary(Path("/nowhere")).sets()
    assert (bundled.name, bundled.folder, bundled.is_default) == ("bundled", "", True)
    packs = {pack.kind: pack for pack in bundled.packs}
    for kind, pack in load_packs(None).items():
        told = packs[kind]
        assert (told.name, told.version, told.classes) == (pack.name, pack.version, pack.classes)
        assert told.bands_needed == pack.needed_bands
        assert set(told.bands_used) == set(pack.bands) - set(pack.needed_bands)
        assert told.fingerprint == pack.fingerprint()
        assert told.license and told.limits and told.training_data and told.card.is_file()
        assert told.size_bytes > 1_000_000
        metadata = json.loads((BUNDLED_FOLDER / kind / "model.json").read_text())
        wanted = [entry["value"] for entry in metadata["evaluation"] if not entry.get("by")]
        assert [figure.value for figure in told.figures] == wanted
        assert any(figure.low is not None for figure in told.figures)


def test_installed_sets_come_by_title_and_the_default_is_known(folder):
    sets = ModelLibrary(folder).sets()
    assert [(entry.name, entry.title, entry.is_default) for entry in sets] == [
        ("bundled", "", False), ("north", "North", True), ("test-segmenter-0", "test-segmenter 0", False),
    ]  # fmt: skip
    (segmenter,) = sets[2].packs
    assert segmenter.untested_classes == ("artisanal",)
    assert segmenter.fingerprint == load_packs(sets[2].folder)["segmenter"].fingerprint()
    assert sets[1].kinds == ("classifier", "detector", "segmenter")


def test_models_are_meant_by_folder_name_title_or_nothing(folder, tmp_path):
    library = ModelLibrary(folder)
    assert (
        library.resolve("") == library.resolve("north") == library.resolve("North") == str(folder / "north")
    )
    assert library.resolve("bundled") is None
    assert library.resolve(str(tmp_path)) == str(tmp_path)
    assert library.default_folder() == str(folder / "north")
    with pytest.raises(ClientError) as caught:
        library.resolve("south")
    assert caught.value.code == "models_unknown" and "north" in caught.value.hint
    assert library.titles() == {
        str(folder / "north"): "North",
        str(folder / "test-segmenter-0"): "test-segmenter 0",
    }


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"mlm:input": 1}', "[" * 100_000, '{"mlm:input": [{"bands": null}]}']
)
def test_broken_pack_is_listed_as_such(folder, content):
    (folder / "north" / "detector" / "model.json").write_text(content)
    north = next(entry for entry in ModelLibrary(folder).sets() if entry.name == "north")
    assert [pack.is_readable for pack in north.packs] == [True, False, True]


def test_broken_records_fall_back_to_names_and_the_bundled_models(folder):
    (folder / "default.json").write_text("[]")
    (folder / "north" / "installed.json").write_text("{")
    library = ModelLibrary(folder)
    assert library.resolve("") is None
    assert "north" in library.titles().values()


def test_half_made_set_is_not_listed(folder):
    (folder / "north").rename(folder / ".installing-x")
    assert [entry.name for entry in ModelLibrary(folder).sets()] == ["bundled", "test-segmenter-0"]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize(
    "environ", [{}, {"MINING_DETECTOR_HOME": "/h"}, {"XDG_DATA_HOME": "/x", "LOCALAPPDATA": "/l"}]
)
def test_library_lies_where_the_engine_looks_for_it(environ, platform):
    assert model_library.library_folder(environ, platform) == data_folder(environ, platform) / "models"
