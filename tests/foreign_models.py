"""ONNX files as the Deepness plugin's model zoo has them, made with torch, and what they answer by themselves."""

from __future__ import annotations

import io
import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

TILE = 64
ANCHOR = 16
MEAN, STDDEV = (0.4, 0.3, 0.2), (0.2, 0.25, 0.3)
#: What the zoo's files say beside model_type.
SEGMENTOR = {
    "class_names": {0: "_background", 1: "open pit mine", 2: "water"}, "resolution": 1000, "tiles_size": TILE,
    "tiles_overlap": 25, "seg_thresh": 0.5, "seg_small_segment": 7, "standardization_mean": MEAN,
    "standardization_std": STDDEV,
}  # fmt: skip
DETECTOR = {
    "class_names": {0: "car", 1: "quarry"}, "resolution": 1000.0, "tiles_size": TILE, "tiles_overlap": 25,
    "det_conf": 0.6, "det_iou_thresh": 0.3,
}  # fmt: skip


class Segmentor(nn.Module):
    """Softmax over background, mine and water: mine where red is high, water where blue is above red."""

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        smooth = torch.nn.functional.avg_pool2d(picture, 3, 1, 1)
        red, blue = smooth[:, 0:1], smooth[:, 2:3]
        return torch.softmax(torch.cat([torch.zeros_like(red), 4 * red, 4 * (blue - red)], dim=1), dim=1)


class Unfinished(nn.Module):
    """One channel without its sigmoid, positive where red is high."""

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        return 20 * (picture[:, 0:1] - 0.6)


class Boxes(nn.Module):
    """A box of 24 pixels around each place of 16 pixels; its score follows the mean of red there.

    Args:
        form: ``v5`` (batch, boxes, 5 + classes) with objectness, ``v6`` the same with an objectness of 1, else
            Ultralytics' (batch, 4 + classes, boxes); ``masks`` has 32 numbers more for each box, and their masks.
    """

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form
        places = torch.arange(TILE // ANCHOR) * float(ANCHOR) + ANCHOR / 2
        rows, columns = torch.meshgrid(places, places, indexing="ij")
        centres = torch.stack([columns.flatten(), rows.flatten()], dim=1)
        self.register_buffer("places", torch.cat([centres, torch.full_like(centres, 24.0)], dim=1)[None])

    def forward(self, picture: torch.Tensor):
        means = torch.nn.functional.avg_pool2d(picture, ANCHOR).flatten(2)
        score = torch.sigmoid(20 * (means[:, 0] - 0.5))[:, :, None]
        # Where green is bright it is a car, elsewhere a quarry.
        is_car = torch.sigmoid(50 * (means[:, 1] - 0.5))
        by_class = torch.stack([is_car, 1 - is_car], dim=2)
        places = self.places.expand(picture.shape[0], -1, -1)
        if self.form == "v5":
            return torch.cat([places, score, by_class], dim=2)
        if self.form == "v6":
            return torch.cat([places, torch.ones_like(score), score * by_class], dim=2)
        if self.form == "masks":
            more = by_class[:, :, :1].expand(-1, -1, 32)
            return torch.cat([places, score * by_class, more], dim=2).transpose(1, 2), picture[:, :1].expand(
                -1, 32, -1, -1
            )
        return torch.cat([places, score * by_class], dim=2).transpose(1, 2)


def write_foreign(
    path: Path, network: nn.Module, model_type: str, metadata: dict[str, Any], channels: int = 3, is_free: bool = False
) -> Path:  # fmt: skip
    """Write a network as ONNX with metadata, each value as JSON but for texts that are notation already.

    ``is_free`` leaves batch and sides open.
    """
    outputs = ["output", "masks"] if getattr(network, "form", "") == "masks" else ["output"]
    axes = {"input": {0: "batch", 2: "height", 3: "width"}} if is_free else None
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(), (torch.zeros(1, channels, TILE, TILE),), buffer, input_names=["input"],
            output_names=outputs, dynamic_axes=axes, opset_version=13, dynamo=False,
        )  # fmt: skip
    model = onnx.load_model_from_string(buffer.getvalue())
    for key, value in {"model_type": model_type, **metadata}.items():
        is_written_out = isinstance(value, str) and value[:1] in ("{", "[")
        model.metadata_props.add(key=key, value=value if is_written_out else json.dumps(value))
    path.write_bytes(model.SerializeToString())
    return path


def answer_of(path: Path, reflectance: np.ndarray, mean=(0, 0, 0), stddev=(1, 1, 1)) -> np.ndarray:
    """Return what a graph says of one tile by itself, fed as Deepness feeds an 8-bit picture.

    Args:
        reflectance: float (3, TILE, TILE), red green blue, of which 0 to 0.3 becomes 0 to 255.
    """
    picture = np.round(np.clip(reflectance / 0.3, 0, 1) * 255).astype(np.uint8)
    batch = picture[None] / 255.0
    batch = (batch - np.reshape(mean, (1, 3, 1, 1))) / np.reshape(stddev, (1, 3, 1, 1))
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {"input": batch.astype(np.float32)})[0][0]
