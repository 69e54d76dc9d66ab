"""QGIS with the plugin loaded from the built zip, scenes to run it on, and ways to wait without sleeping."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ZIP = ROOT / "zip_build" / "mining_detector_plugin.zip"
PACKAGE = "mining_detector_plugin"
DATA = Path(os.environ.get("MINING_DETECTOR_DATA", ROOT.parent / "shared" / "data"))
#: Runs may be slow on two busy cores; a set-up fetches packages.
RUN_MS = 60_000
SET_UP_MS = 400_000

collect_ignore_glob: list[str] = []
if importlib.util.find_spec("qgis") is None or importlib.util.find_spec("pytest_qgis") is None:
    # The tests need the distribution's Python: tools/test_qgis.sh starts them.
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def plugins_folder(tmp_path_factory) -> Path:
    """A folder of plugins as in a QGIS profile, with the zip's contents."""
    if not ZIP.is_file():
        pytest.skip(f"needs {ZIP.relative_to(ROOT)}: run tools/build_zip.sh")
    folder = tmp_path_factory.mktemp("profile") / "python" / "plugins"
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def layer_tree_view(qgis_app, qgis_iface) -> Any:
    """A real view of the project's layers: from QGIS 3.44 on Processing hands it to C++, which takes no stub."""
    from qgis.core import QgsLayerTreeModel, QgsProject
    from qgis.gui import QgsLayerTreeView

    view = QgsLayerTreeView()
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    qgis_iface.layerTreeView = lambda: view
    return view


@pytest.fixture(scope="session")
def loaded_plugin(qgis_app, qgis_iface, plugins_folder, layer_tree_view) -> Iterator[Any]:
    """The plugin, loaded and started by QGIS's own plugin loader from the zip's contents."""
    import qgis.utils

    sys.path.insert(0, str(plugins_folder))
    qgis.utils.plugin_paths = [str(plugins_folder)]
    qgis.utils.iface = qgis_iface
    qgis.utils.updateAvailablePlugins()
    # QGIS shows a plugin's exception in a dialog and goes on; here it shall be read.
    qgis.utils.showException = lambda *exception, **_: traceback.print_exception(*exception[:3])
    assert qgis.utils.loadPlugin(PACKAGE)
    assert Path(sys.modules[PACKAGE].__file__).is_relative_to(plugins_folder)
    assert qgis.utils.startPlugin(PACKAGE)
    yield qgis.utils.plugins[PACKAGE]
    assert qgis.utils.unloadPlugin(PACKAGE)


@pytest.fixture(autouse=True)
def no_exception_in_a_slot(monkeypatch) -> Iterator[None]:
    """Fail a test in whose course Qt called a function of ours that raised. Without a hook PyQt aborts."""
    raised: list[str] = []
    monkeypatch.setattr(
        sys, "excepthook", lambda *exception: raised.append("".join(traceback.format_exception(*exception)))
    )
    yield
    assert not raised, raised[0]


@pytest.fixture
def plugin(loaded_plugin, qgis_iface, qgis_new_project, tmp_path) -> Iterator[Any]:
    """The plugin with a fresh project, fresh settings, and its results in the test's folder."""
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QSize

    QgsSettings().remove("mining_detector")
    qgis_iface.messageBar().clear_messages()
    canvas = qgis_iface.mapCanvas()
    window = canvas.window()
    window.resize(QSize(600, 600))
    window.show()
    canvas.resize(QSize(600, 600))
    # The canvas takes a new size with a delay; the mouse must not act on the old one.
    wait_for(lambda: canvas.mapSettings().outputSize().width() > 500, 10_000)
    dock = loaded_plugin.dock
    dock.show()
    dock.show_settings(type(dock.settings())(output_folder=str(tmp_path / "results")))
    dock.detect.run.messages.clear()
    dock.detect.aoi.choose("whole")
    yield loaded_plugin
    controllers = (
        loaded_plugin.controller, loaded_plugin.images, loaded_plugin.environments, loaded_plugin.models,
        loaded_plugin.unfinished, loaded_plugin.runs, loaded_plugin.reports,
    )  # fmt: skip
    assert not any(controller.is_running for controller in controllers), "a task is stuck"


@pytest.fixture(scope="session")
def project_python() -> str:
    """The interpreter of the project's own environment, which makes scenes."""
    python = os.environ.get("PROJECT_PYTHON")
    if not python:
        pytest.skip("needs PROJECT_PYTHON: run tools/test_qgis.sh")
    return python


@pytest.fixture(scope="session")
def made_scene(project_python, tmp_path_factory) -> Path:
    """A small scene of the demo's generator, twelve named bands."""
    return _make_scene(project_python, tmp_path_factory.mktemp("scène"), 512)


@pytest.fixture(scope="session")
def large_made_scene(project_python, tmp_path_factory) -> Path:
    """As ``made_scene``, and so large that a run takes longer than someone takes to cancel it."""
    return _make_scene(project_python, tmp_path_factory.mktemp("scène"), 2048)


def _make_scene(project_python: str, folder: Path, size: int) -> Path:
    code = "import sys; from demo.scene import make_scene; make_scene(sys.argv[1], 7, int(sys.argv[2]))"
    command = [project_python, "-c", code, str(folder), str(size)]
    subprocess.run(command, cwd=ROOT, check=True, env=plain_environment())
    return folder / "scene.tif"


@pytest.fixture(scope="session")
def made_results(project_python, made_scene, tmp_path_factory) -> Path:
    """The folder of a finished run over the made scene, with thumbnails. Copy it before changing a file."""
    folder = tmp_path_factory.mktemp("résultats") / "run"
    code = (
        "import sys; from mining_detector_plugin.engine.pipeline import DetectRequest, detect; "
        "from mining_detector_plugin.engine.reporting import Reporter; "
        "detect(DetectRequest(scene=sys.argv[1], out=sys.argv[2], thumbnails=True), Reporter())"
    )
    command = [project_python, "-c", code, str(made_scene), str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, env=plain_environment())
    return folder


@pytest.fixture(scope="session")
def quarry_scene() -> Path:
    """The quarry scene's newest date."""
    path = DATA / "quarry_scene" / "image_20230209.tif"
    if not path.is_file():
        pytest.skip("needs ../shared/data, which is not here")
    return path


def plain_environment() -> dict[str, str]:
    """Return the environment without what QGIS and pytest set for themselves."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GDAL_", "PROJ_"))
    }


def add_raster(path: Path | str, provider: str = "gdal"):
    """Add a raster layer to the project, show all of it, and take its CRS for the map."""
    from qgis.core import QgsProject, QgsRasterLayer
    from qgis.utils import iface

    layer = QgsRasterLayer(str(path), Path(path).stem[:20], provider)
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    canvas = iface.mapCanvas()
    QgsProject.instance().setCrs(layer.crs())
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.setExtent(layer.extent())
    return layer


def wait_for(condition: Callable[[], bool], timeout_ms: int = RUN_MS) -> None:
    """Let QGIS handle events until a condition holds."""
    from qgis.PyQt.QtCore import QElapsedTimer
    from qgis.PyQt.QtTest import QTest

    timer = QElapsedTimer()
    timer.start()
    while not condition() and timer.elapsed() < timeout_ms:
        QTest.qWait(20)
    assert condition()


def end_of(controller, action: Callable[[], None], timeout_ms: int = RUN_MS) -> Any:
    """Do something and return what the controller tells at the end of the task that it starts."""
    ends: list[Any] = []
    controller.ended.connect(ends.append)
    try:
        action()
        wait_for(lambda: bool(ends), timeout_ms)
    finally:
        controller.ended.disconnect(ends.append)
    assert len(ends) == 1
    assert not controller.is_running
    return ends[0]


def click(button) -> None:
    """Click a widget with the mouse."""
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
