"""OpenVINO in bfloat16: when it is taken, that it reports nothing, and how far its answers are from float32."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from demo.scene import paint_scene
from mining_detector_plugin.engine import openvino_runtime
from mining_detector_plugin.engine.activation import activate
from mining_detector_plugin.engine.devices import Device
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.first_look import FirstLook
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS
from mining_detector_plugin.engine.model_import import ImportRequest, import_onnx
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.runtimes import OnnxRuntime, load_runtime
from tests.foreign_models import SEGMENTOR, Segmentor, write_foreign
from tests.packs import add_first_look, brightness_classifier, fixed_detector, identity_segmenter

ROOT = Path(__file__).resolve().parents[2]
CPU = Device("cpu", "Processor", None, None, True, "")
NEW, OLD = ("FP32", "INT8", "BF16"), ("FP32", "INT8")


class Core:
    """Stands in for OpenVINO, which the tests' environment has not, on a processor that can be chosen."""

    capabilities: tuple[str, ...] = ()

    def get_property(self, device: str, name: str) -> tuple[str, ...]:
        return self.capabilities

    def compile_model(self, path: str, device: str, settings: dict[str, str]) -> SimpleNamespace:
        if settings["INFERENCE_PRECISION_HINT"] != "bf16" or not Path(path).read_bytes().startswith(b"\x08"):
            raise RuntimeError("this is no graph")
        return Compiled(inputs=[SimpleNamespace(names={"bands"})], outputs=["logits"])


class Compiled(SimpleNamespace):
    """A graph that gives each of a batch the logit 3."""

    def create_infer_request(self) -> SimpleNamespace:
        return SimpleNamespace(
            infer=lambda feeds, **_: {"logits": np.full((len(feeds["bands"]), 1), 3, np.float32)}
        )


@pytest.fixture
def machine(monkeypatch):
    """Makes OpenVINO installed, on a processor with these capabilities, or absent where there are none."""

    def make(capabilities: tuple[str, ...] | None) -> None:
        stub = ModuleType("openvino")
        stub.__spec__ = ModuleSpec("openvino", None)
        stub.Core = type("Core", (Core,), {"capabilities": capabilities})
        stub.Tensor = lambda array: SimpleNamespace(data=array)
        monkeypatch.setitem(sys.modules, "openvino", None if capabilities is None else stub)
        forget()

    yield make
    forget()


def forget() -> None:
    openvino_runtime.has_fast_bfloat16.cache_clear()
    openvino_runtime._started.clear()


@pytest.mark.parametrize(
    ("capabilities", "precision", "name"),
    [
        (NEW, "auto", "openvino bfloat16"),
        (NEW, "float32", "onnxruntime"),
        (OLD, "auto", "onnxruntime"),
        (None, "auto", "onnxruntime"),
    ],
)
def test_processor_that_computes_in_bfloat16_does_so_unless_told_not_to(
    machine, tmp_path, capabilities, precision, name
):
    machine(capabilities)
    folders = (
        brightness_classifier(tmp_path / "c"),
        identity_segmenter(tmp_path / "s", ["B02", "B04"]),
        fixed_detector(tmp_path / "d", box=(1, 2, 3, 4), score=0.8),
    )
    for folder in folders:
        assert load_runtime(load_pack(folder), CPU, precision).name == name


def test_graphs_of_other_programs_stay_in_float32(machine, tmp_path):
    machine(NEW)
    foreign = write_foreign(tmp_path / "pits.onnx", Segmentor(), "Segmentor", SEGMENTOR)
    request = ImportRequest(str(foreign), str(tmp_path / "library"), [None, "open_pit", None])
    answer = import_onnx(request, Reporter())
    adapted = load_pack(Path(answer["folder"]) / "segmenter")
    assert adapted.adapter is not None
    assert load_runtime(adapted, CPU).name == "onnxruntime"


@pytest.mark.parametrize(("precision", "logit"), [("auto", 3), ("float32", 100 * (0.05 - 0.1))])
def test_first_look_is_taken_in_bfloat16_too(machine, tmp_path, precision, logit):
    machine(NEW)
    add_first_look(brightness_classifier(tmp_path / "classifier"), cut=0.1)
    first_look = FirstLook(load_pack(tmp_path / "classifier"), precision)
    chips = np.full((2, len(first_look.channels), 48, 48), 0.05, np.float32)
    np.testing.assert_allclose(first_look.scores(chips), 1 / (1 + np.exp(-logit)), rtol=1e-4)


def test_graph_that_openvino_refuses_is_a_pack_error(machine, tmp_path):
    machine(NEW)
    folder = brightness_classifier(tmp_path / "classifier")
    (folder / "model.onnx").write_bytes(b"not a graph")
    with pytest.raises(PackError) as caught:
        load_runtime(load_pack(folder), CPU)
    assert caught.value.code == "pack_invalid" and "no graph" in caught.value.message


def test_openvino_does_not_find_the_package_that_reports_its_use(tmp_path):
    """Both are stand-ins: the real ones would report this test."""
    (tmp_path / "openvino_telemetry.py").write_text("")
    (tmp_path / "openvino.py").write_text(
        "try:\n    import openvino_telemetry\nexcept ImportError:\n    IS_REPORTED = False\n"
        "else:\n    IS_REPORTED = True\n"
        "class Core:\n    def get_property(self, device, name):\n        return [] if IS_REPORTED else ['BF16']\n"
        "class Tensor:\n    def __init__(self, array):\n        self.data = array\n"
    )
    code = "from mining_detector_plugin.engine.openvino_runtime import has_fast_bfloat16; print(has_fast_bfloat16())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


@pytest.fixture
def has_bfloat16() -> None:
    """Skip where the real OpenVINO is not installed, or the processor does not compute in bfloat16."""
    if importlib.util.find_spec("openvino") is None:
        pytest.skip("OpenVINO is not installed here.")
    if not openvino_runtime.has_fast_bfloat16():
        pytest.skip("This processor does not compute in bfloat16.")


@pytest.mark.skipif(importlib.util.find_spec("openvino") is None, reason="OpenVINO is not installed here")
def test_openvino_answers_as_the_graph_says(tmp_path):
    """On any processor: where it does not compute in bfloat16, OpenVINO takes float32 by itself."""
    pack = load_pack(brightness_classifier(tmp_path / "classifier"))
    bands = np.random.default_rng(2).normal(size=(3, len(pack.bands), 48, 48)).astype(np.float32)
    presence = np.ones(len(pack.bands), np.float32)
    (exact,) = OnnxRuntime(pack).run(bands, presence)
    (found,) = openvino_runtime.OpenVinoRuntime(pack).run(bands, presence)
    np.testing.assert_allclose(found, exact, rtol=0.02, atol=0.02 * np.abs(exact).max())


def test_bundled_first_look_scores_nearly_the_same_in_bfloat16(has_bfloat16):
    pack = load_pack(BUNDLED_MODELS / "classifier")
    fast, exact = FirstLook(pack), FirstLook(pack, "float32")
    chips = np.random.default_rng(3).normal(size=(40, len(exact.channels), 48, 48)).astype(np.float32)
    difference = np.abs(fast.scores(chips) - exact.scores(chips))
    assert 0 < difference.max() < 0.02


def answers_of_bundled(kind: str) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return a bundled pack's outputs on a painted scene, in bfloat16 and in float32."""
    pack = load_pack(BUNDLED_MODELS / kind)
    painted = paint_scene(5, size=512)
    bands = (painted.reflectance - pack.mean[:, None, None]) / pack.stddev[:, None, None]
    fast, exact = (load_runtime(pack, CPU, precision) for precision in ("auto", "float32"))
    assert (fast.name, exact.name) == ("openvino bfloat16", "onnxruntime")
    presence = np.ones(len(pack.bands), np.float32)
    return fast.run(bands[None].astype(np.float32), presence), exact.run(
        bands[None].astype(np.float32), presence
    )


def test_bundled_segmenter_answers_nearly_the_same_in_bfloat16(has_bfloat16):
    activation = load_pack(BUNDLED_MODELS / "segmenter").activation
    (fast,), (exact,) = answers_of_bundled("segmenter")
    difference = np.abs(activate(fast, activation) - activate(exact, activation))
    assert 0 < difference.max() < 0.05
    assert difference.mean() < 0.005


def test_bundled_detector_gives_nearly_the_same_boxes_in_bfloat16(has_bfloat16):
    """OpenVINO keeps what comes after the last convolution in float32: places of hundreds of pixels need it."""
    (boxes, scores), (exact_boxes, exact_scores) = answers_of_bundled("detector")
    is_strong = exact_scores.max(axis=2) >= 0.05
    assert is_strong.sum() > 10
    assert 0 < np.abs(scores - exact_scores).max() < 0.05
    assert np.abs(boxes - exact_boxes)[is_strong].max() < 2
    assert np.abs(boxes - exact_boxes)[is_strong].mean() < 0.3
