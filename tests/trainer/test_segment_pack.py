"""The bundled segmenter does on real places what its card says, measured without the trainer's own metrics."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the train extra")
torchmetrics = pytest.importorskip("torchmetrics", reason="needs the train extra")

from mining_detector_plugin.engine.pack import load_pack  # noqa: E402
from tests.trainer.conftest import ROOT  # noqa: E402
from trainer.data.sources import quarry_scenes, tailings_scenes  # noqa: E402
from trainer.predictor import onnx_predictor  # noqa: E402


@pytest.fixture(scope="module")
def pack():
    return load_pack(ROOT / "mining_detector_plugin" / "models" / "segmenter")


def mapped(pack, scene) -> np.ndarray:
    """Return the class that the engine would map, from the whole scene as one tile with black edges."""
    stddev, mean = pack.stddev[:, None, None], pack.mean[:, None, None]
    bands = (scene.reflectance - mean) / stddev * scene.presence[:, None, None]
    height, width = bands.shape[1:]
    padded = np.pad(bands, ((0, 0), (0, -height % 32), (0, -width % 32))).astype(np.float32)
    (logits,) = onnx_predictor(pack)(padded[None], scene.presence[None])
    likely = torch.from_numpy(logits[0, :, :height, :width]).softmax(dim=0).numpy()
    is_mine = likely[1:].sum(axis=0) >= pack.thresholds["default"]
    return is_mine * (1 + likely[1:].argmax(axis=0))


def figure(pack, data: str, metric: str) -> float:
    rows = pack.metadata["evaluation"]
    return next(row["value"] for row in rows if (row["data"], row["metric"]) == (data, metric))


def test_tailings_of_unseen_places_are_found_as_the_card_says(pack, real_data):
    index = pack.classes.index("tailings")
    iou = torchmetrics.classification.BinaryJaccardIndex()
    for scene in tailings_scenes(real_data, "val"):
        found = mapped(pack, scene) == index
        iou.update(torch.from_numpy(found), torch.from_numpy(scene.mask == 2))
    assert iou.compute().item() == pytest.approx(
        figure(pack, "tailings", "segmenter_tailings_iou"), abs=0.03
    )  # the card's is of the engine's tiles
    assert iou.compute().item() >= 0.5


def test_quarry_of_an_unseen_date_is_found(pack, real_data):
    scene = quarry_scenes(real_data)[-1]
    assert scene.name == "20230209"
    found = mapped(pack, scene) == pack.classes.index("open_pit")
    truth = scene.mask
    iou = torchmetrics.classification.BinaryJaccardIndex()
    iou.update(torch.from_numpy(found[truth > 0]), torch.from_numpy(truth[truth > 0] == 10))
    assert iou.compute().item() >= 0.5
    assert iou.compute().item() == pytest.approx(
        figure(pack, "quarry_scene", "segmenter_quarry_iou"), abs=0.03
    )  # the card's is of the engine's tiles
