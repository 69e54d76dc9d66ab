"""The Processing algorithms on small rasters, through the real worker: outputs, styles, cancel, models, a script."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsGui, QgsProcessingGui
from qgis.PyQt.QtCore import QUrl

from .conftest import ROOT, add_raster, plain_environment
from .dock_steps import write_raster
from .made_models import copy_of_segmenter

pytestmark = pytest.mark.qgis
SEARCHES = ["detect", "classifycells", "detectboxes", "segment"]
ALGORITHMS = [*SEARCHES, "vectoriseconfidence", "setupenvironment"]


@pytest.fixture
def raster(tmp_path) -> Path:
    return write_raster(tmp_path / "raster.tif")


@pytest.fixture
def run(plugin, qgis_processing):
    """A function that runs one of the algorithms as a script does, and returns its outputs."""
    import processing

    def run(name: str, **parameters):
        return processing.run(f"mining_detector:{name}", parameters)

    return run


def algorithm(name: str) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().algorithmById(f"mining_detector:{name}")


def write_confidence(path: Path) -> Path:
    """Write a confidence raster with one square of 25 hectares, 80 % sure, mostly tailings."""
    grid = gdal.Open(str(write_raster(path.with_name("grid.tif"), bands=3)))
    raster = gdal.Translate(str(path), grid, outputType=gdal.GDT_Byte, noData=255)
    for number, (name, value) in enumerate((("any_mine", 203), ("open_pit", 50), ("tailings", 153)), start=1):
        band = raster.GetRasterBand(number)
        band.Fill(0)
        block = band.ReadAsArray()
        block[20:70, 20:70] = value
        band.WriteArray(block)
        band.SetDescription(name)
    raster.FlushCache()
    return path


@pytest.mark.parametrize("name", ALGORITHMS)
def test_algorithm_explains_itself(plugin, name):
    found = algorithm(name)
    assert found.name() == name
    assert len(found.displayName()) > 8
    assert len(found.shortDescription()) > 20
    assert len(found.shortHelpString()) > 200
    assert {"mining", "sentinel-2"} <= set(found.tags())
    assert Path(found.svgIconPath()).is_file() and not found.icon().isNull()
    assert found.group() and found.groupId()
    page = Path(QUrl(found.helpUrl()).toLocalFile())
    assert f"mining_detector:{name}" in page.read_text(encoding="utf-8")
    assert found.flags() & QgsProcessingAlgorithm.Flag.FlagCanCancel
    for parameter in found.parameterDefinitions():
        assert parameter.help(), parameter.name()
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    shown = [p for p in found.parameterDefinitions() if not p.flags() & advanced]
    assert len(shown) <= 7


def test_each_algorithm_has_a_picture_and_words_of_its_own(plugin):
    pictures = {Path(algorithm(name).svgIconPath()).read_bytes() for name in ALGORITHMS}
    words = {frozenset(algorithm(name).tags()) for name in ALGORITHMS}
    assert len(pictures) == len(words) == len(ALGORITHMS)


def test_provider_lists_the_algorithms_for_batch_and_models(plugin):
    provider = QgsApplication.processingRegistry().providerById("mining_detector")
    assert {found.name() for found in provider.algorithms()} == set(ALGORITHMS)
    flag = QgsProcessingAlgorithm.Flag
    for name in ALGORITHMS:
        is_for_many = name != "setupenvironment"
        assert bool(algorithm(name).flags() & flag.FlagSupportsBatch) == is_for_many, name
        # What is hidden from the modeler is left out by `qgis_process list`, too.
        assert not algorithm(name).flags() & flag.FlagHideFromModeler, name


@pytest.mark.parametrize(
    ("name", "layers", "count"),
    [
        ("detect", {"MINES", "DETECTIONS", "CONFIDENCE"}, "MINE_COUNT"),
        ("classifycells", {"CELLS"}, "CELL_COUNT"),
        ("detectboxes", {"DETECTIONS"}, "BOX_COUNT"),
        ("segment", {"CONFIDENCE"}, None),
    ],
)
def test_search_gives_its_layers_and_loads_them_with_styles(
    plugin, qgis_processing, raster, tmp_path, name, layers, count
):
    import processing

    results = processing.runAndLoadResults(
        f"mining_detector:{name}", {"INPUT": str(raster), "OUTPUT_FOLDER": str(tmp_path / "out")}
    )
    assert layers <= set(results)
    loaded = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    titles = {
        "MINES": "Mines",
        "DETECTIONS": "Detections",
        "CONFIDENCE": "Confidence",
        "CELLS": "Cells looked at",
    }
    assert set(loaded) == {titles[layer] for layer in layers}
    for output in layers:
        layer = loaded[titles[output]]
        assert layer.isValid()
        if output == "CONFIDENCE":
            assert layer.renderer().type() == "singlebandpseudocolor"
            assert layer.dataProvider().bandCount() > 1
        elif output == "CELLS":
            assert layer.featureCount() == results[count] > 0
            assert layer.renderer().classAttribute() == "score"
        else:
            assert layer.renderer().classAttribute() == "type"
    files = {"results.gpkg"} | ({"confidence.tif"} if "CONFIDENCE" in layers else set())
    assert {path.name for path in (tmp_path / "out").iterdir()} == files


def test_area_of_interest_and_band_names_reach_the_engine(run, tmp_path):
    raster = write_raster(tmp_path / "unnamed.tif", names=False)
    area = QgsVectorLayer("Polygon?crs=EPSG:32633", "area", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500_100, 5_599_100, 500_600, 5_599_600)))
    area.dataProvider().addFeature(feature)
    outputs = run(
        "segment", INPUT=str(raster), AOI=area, BANDS="B02,B03,B04,B08", OUTPUT_FOLDER=str(tmp_path / "out")
    )
    confidence = QgsRasterLayer(outputs["CONFIDENCE"])
    assert (confidence.width(), confidence.height()) == (50, 50)


def test_tiles_side_by_side_are_searched_as_one_image(run, tmp_path):
    west = write_raster(tmp_path / "west.tif")
    east = str(tmp_path / "east.tif")
    gdal.Translate(
        east, str(write_raster(tmp_path / "copy.tif")), outputBounds=(501_920, 5_600_000, 503_840, 5_598_080)
    )
    outputs = run(
        "segment", INPUT=str(west), FURTHER_RASTERS=[east, str(west)], OUTPUT_FOLDER=str(tmp_path / "out")
    )
    confidence = QgsRasterLayer(outputs["CONFIDENCE"])
    assert (confidence.width(), confidence.height()) == (384, 192)


@pytest.fixture
def installed(monkeypatch, tmp_path, project_python) -> str:
    """The folder of small models that are installed as 'pits 1'."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "environments").symlink_to(Path(os.environ["MINING_DETECTOR_HOME"], "environments"))
    monkeypatch.setenv("MINING_DETECTOR_HOME", str(home))
    code = (
        "import sys; from mining_detector_plugin.engine.model_library import install_pack, set_default;"
        "set_default(sys.argv[2], install_pack(sys.argv[1], sys.argv[2])['name'])"
    )
    pack = copy_of_segmenter(tmp_path / "pack", "pits", "1")
    command = [project_python, "-c", code, str(pack), str(home / "models")]
    subprocess.run(command, cwd=ROOT, check=True, env=plain_environment())
    return str(home / "models" / "pits-1")


@pytest.mark.parametrize(
    ("choice", "model"),
    [
        ({"MODELS": "pits 1"}, "pits"),
        ({"MODELS": "pits-1"}, "pits"),
        ({}, "pits"),
        ({"MODELS": "bundled"}, "mine-segmenter"),
        ({"MODELS": "bundled", "MODELS_FOLDER": "installed"}, "pits"),
        ({"MODELS": "installed"}, "pits"),
    ],
)
def test_models_are_chosen_by_name_by_folder_or_by_default(run, raster, tmp_path, installed, choice, model):
    choice = {name: installed if value == "installed" else value for name, value in choice.items()}
    run("segment", INPUT=str(raster), OUTPUT_FOLDER=str(tmp_path / "out"), **choice)
    row = next(QgsVectorLayer(f"{tmp_path / 'out' / 'results.gpkg'}|layername=run").getFeatures())
    assert json.loads(row["packs"])["segmenter"]["name"] == model


def test_names_of_installed_models_are_offered_in_the_dialog(plugin, installed):
    found = algorithm("detect").create()
    wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
        found.parameterDefinition("MODELS"), QgsProcessingGui.WidgetType.Standard
    )
    widget = wrapper.createWrappedWidget(QgsProcessingContext())
    assert [widget.itemText(index) for index in range(widget.count())] == ["", "bundled", "pits 1"]


def test_models_that_nobody_knows_are_told_with_those_that_there_are(run, raster, tmp_path, installed):
    with pytest.raises(QgsProcessingException, match=r"no models named 'gold'.*pits-1"):
        run("segment", INPUT=str(raster), OUTPUT_FOLDER=str(tmp_path / "out"), MODELS="gold")


def test_outlines_by_a_new_threshold_load_with_their_style(plugin, qgis_processing, tmp_path):
    import processing

    confidence = write_confidence(tmp_path / "confidence.tif")
    parameters = {"INPUT": str(confidence), "THRESHOLD": 0.75, "OUTPUT": str(tmp_path / "outlines.gpkg")}
    results = processing.runAndLoadResults("mining_detector:vectoriseconfidence", parameters)
    (layer,) = QgsProject.instance().mapLayers().values()
    (outline,) = layer.getFeatures()
    assert results["OUTLINE_COUNT"] == 1
    assert outline["type"] == "tailings"
    assert outline["score_segmenter"] == pytest.approx(203 / 254, abs=0.001)
    assert outline.geometry().area() == pytest.approx(250_000)
    assert layer.renderer().classAttribute() == "type"
    assert layer.crs().authid() == "EPSG:32633"

    parameters |= {"THRESHOLD": 0.9, "OUTPUT": "TEMPORARY_OUTPUT"}
    nothing = processing.run("mining_detector:vectoriseconfidence", parameters)
    assert nothing["OUTLINE_COUNT"] == 0
    assert QgsVectorLayer(
        nothing["OUTPUT"] if isinstance(nothing["OUTPUT"], str) else nothing["OUTPUT"].source()
    ).isValid()


def test_what_is_no_confidence_raster_is_one_message(run, raster, tmp_path):
    with pytest.raises(QgsProcessingException, match="not the confidence raster of a run"):
        run("vectoriseconfidence", INPUT=str(raster), OUTPUT=str(tmp_path / "outlines.gpkg"))
    assert not (tmp_path / "outlines.gpkg").exists()


@pytest.mark.parametrize("name", SEARCHES)
def test_cancel_ends_a_search_and_tells_of_what_is_kept(plugin, qgis_processing, made_scene, tmp_path, name):
    """What the worker has finished until the cancel reaches it depends on the machine."""
    layer = add_raster(made_scene)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    feedback.progressChanged.connect(lambda percent: feedback.cancel())
    folder = tmp_path / "cancelled"
    parameters = {"INPUT": layer.id(), "OUTPUT_FOLDER": str(folder)}
    results, _ = algorithm(name).run(parameters, context, feedback)
    assert "OUTPUT_FOLDER" not in results
    assert "ancelled" in feedback.textLog()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files in ([], [folder / "results.gpkg"])
    if files:
        assert f"What was finished is in {folder}" in feedback.textLog()
        run = next(QgsVectorLayer(f"{files[0]}|layername=run").getFeatures())
        assert (run["is_complete"], run["ended"]) == (0, "cancelled")
    assert not context.layersToLoadOnCompletion()


def test_one_algorithm_serves_the_rows_of_a_batch(plugin, qgis_processing, tmp_path):
    """Batch runs one algorithm object again and again, with other parameters."""
    found = algorithm("classifycells").create()
    for number in (1, 2):
        raster = write_raster(tmp_path / f"raster{number}.tif")
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        parameters = {"INPUT": str(raster), "OUTPUT_FOLDER": str(tmp_path / str(number)), "LOAD": False}
        results, is_done = found.run(parameters, context, feedback)
        assert is_done, feedback.textLog()
        assert QgsVectorLayer(results["CELLS"]).featureCount() == results["CELL_COUNT"]
        assert feedback.progress() == 100.0
        assert not context.layersToLoadOnCompletion()


def test_example_model_of_the_docs_runs(plugin, qgis_processing, raster, tmp_path):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(ROOT / "docs" / "examples" / "outlines.model3"))
    model.initAlgorithm()
    is_valid, problems = model.validate()
    assert is_valid, problems
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    parameters = {
        "raster": str(raster), "folder": str(tmp_path / "out"), "threshold": 0.02, "least_area": 0.1,
        "outline:outlines": str(tmp_path / "outlines.gpkg"),
    }  # fmt: skip
    _, is_done = model.run(parameters, context, feedback)
    assert is_done, feedback.textLog()
    assert QgsVectorLayer(str(tmp_path / "outlines.gpkg")).isValid()
    assert (tmp_path / "out" / "confidence.tif").is_file()
    assert not context.layersToLoadOnCompletion(), "what lies between is not loaded"


def test_environment_that_is_there_is_kept(run):
    python = run("setupenvironment")["PYTHON"]
    assert Path(python).is_file()
    assert python.startswith(os.environ["MINING_DETECTOR_HOME"])


def test_python_that_the_user_names_is_checked_and_kept(run, project_python):
    from mining_detector_plugin.gui.settings import Settings

    with pytest.raises(QgsProcessingException, match="can't run the engine"):
        run("setupenvironment", INTERPRETER="/usr/bin/python3")
    assert Settings.load().interpreter == ""
    assert run("setupenvironment", INTERPRETER=project_python)["PYTHON"] == project_python
    assert Settings.load().interpreter == project_python


def test_folder_without_wheels_is_told_and_not_kept(run, tmp_path, monkeypatch):
    from mining_detector_plugin.gui.settings import Settings

    monkeypatch.setenv("MINING_DETECTOR_HOME", str(tmp_path / "home"))
    (tmp_path / "wheels").mkdir()
    with pytest.raises(QgsProcessingException):
        run("setupenvironment", WHEELS=str(tmp_path / "wheels"))
    assert Settings.load().wheels == ""


def test_environment_is_made_from_a_folder_of_wheels(run, tmp_path, monkeypatch):
    """Small wheels stand in for the packages; the way to them is the real one."""
    from mining_detector_plugin.client.environment import EnvironmentManager, Sources
    from mining_detector_plugin.gui.settings import Settings
    from tests.client.made_wheels import make_kind

    kind = make_kind(tmp_path / "wheels")
    monkeypatch.setattr(
        Settings,
        "environment",
        lambda settings: EnvironmentManager(Sources(wheels=settings.wheels), tmp_path / "home", kind),
    )
    Settings(environment_kind="gpu").store()
    python = run("setupenvironment", WHEELS=str(tmp_path / "wheels"), KIND=0)["PYTHON"]
    assert python.startswith(str(tmp_path / "home"))
    assert subprocess.run([python, "-c", "import onnxruntime"], env=plain_environment()).returncode == 0
    assert (Settings.load().wheels, Settings.load().environment_kind) == (str(tmp_path / "wheels"), "cpu")


def test_cancel_ends_the_set_up_and_leaves_nothing(plugin, qgis_processing, tmp_path, monkeypatch):
    monkeypatch.setenv("MINING_DETECTOR_HOME", str(tmp_path / "home"))
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda percent: feedback.cancel())
    results, _ = algorithm("setupenvironment").run({}, context, feedback)
    assert "PYTHON" not in results
    assert "Cancelled" in feedback.textLog()
    assert [path.name for path in (tmp_path / "home" / "environments").iterdir()] == ["install.lock"]


def test_example_script_of_the_docs_runs(plugins_folder, made_scene, tmp_path):
    environment = {
        **plain_environment(), "PYTHONPATH": str(plugins_folder), "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "examples" / "detect_mines.py", made_scene, tmp_path / "out"],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert any(line.endswith(" mines") for line in lines)
    assert any("outlines from a probability" in line for line in lines)
    assert (tmp_path / "out" / "outlines.gpkg").is_file()


def test_guide_names_every_algorithm():
    guide = (ROOT / "docs" / "user" / "processing.md").read_text(encoding="utf-8")
    assert all(f"mining_detector:{name}" in guide for name in ALGORITHMS)
