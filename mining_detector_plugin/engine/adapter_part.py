"""A pack whose graph was made for another program: how our input becomes its input, and its output ours.

Such graphs take 8-bit pictures, and give what segmenters and YOLO detectors of the Deepness plugin's model zoo give
(its documentation, 'Model classes and requirements'). The graph itself stays as it was delivered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

#: Outputs that are understood. ``segmenter``: (batch, classes, height, width), or one channel for one class.
#: ``yolo_v5``: (batch, boxes, 5 + classes) with objectness; ``yolo_v6``: the same, objectness without a meaning;
#: ``yolo_ultralytics``: (batch, 4 + classes, boxes). Boxes are centre x, centre y, width, height in pixels.
LAYOUTS = ("segmenter", "yolo_v5", "yolo_v6", "yolo_ultralytics")
ACTIVATIONS = ("none", "sigmoid", "softmax")


@dataclass(frozen=True)
class AdapterPart:
    """How a foreign graph is fed and read.

    Attributes:
        layout: of its output, one of ``LAYOUTS``.
        reflectance_range: what becomes 0 and 255 of the 8-bit picture; beyond it values are cut off.
        mean, stddev: float32 (channels,); input = (picture / 255 - mean) / stddev.
        activation: what turns its output into probabilities, one of ``ACTIVATIONS``; detectors have none.
        classes: its own names of its classes.
        class_types: for each of them the class of ours, None for what is no mine.
    """

    layout: str
    reflectance_range: tuple[float, float]
    mean: np.ndarray
    stddev: np.ndarray
    activation: str
    classes: tuple[str, ...]
    class_types: tuple[str | None, ...]

    def indices_of(self, name: str) -> list[int]:
        """Return which of the graph's classes are a class of ours."""
        return [index for index, own in enumerate(self.class_types) if own == name]


def parse_adapter(metadata: dict[str, Any], kind: str, classes: tuple[str, ...]) -> AdapterPart | None:
    """Return a pack's adapter, None where its graph is one of ours.

    Args:
        metadata: model.json as read.
        kind, classes: of the pack.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or wrong.
    """
    fields = metadata.get("adapter")
    if fields is None:
        return None
    low, high = (float(end) for end in fields["reflectance_range"])
    mean, stddev = (np.array(fields[name], dtype=np.float32) for name in ("mean", "stddev"))
    part = AdapterPart(
        str(fields["layout"]), (low, high), mean, stddev, str(fields["activation"]),
        tuple(str(name) for name in fields["classes"]),
        tuple(None if name is None else str(name) for name in fields["class_types"]),
    )  # fmt: skip
    bands_input = metadata["mlm:input"][0]
    channels = (len(bands_input["bands"]),)
    scaling = {(entry["mean"], entry["stddev"]) for entry in bands_input["value_scaling"]}
    if (
        part.layout not in LAYOUTS
        or (part.layout == "segmenter") != (kind == "segmenter")
        or kind == "classifier"
    ):
        raise ValueError(f"the adapter's layout {part.layout!r} does not fit a {kind}")
    if part.activation not in ACTIVATIONS or metadata["activation"] != "none":
        raise ValueError(
            "an adapter gives probabilities: the pack's activation is none, and the adapter has its own"
        )
    if scaling != {(0, 1)}:
        raise ValueError("an adapter takes reflectance: value_scaling has mean 0 and stddev 1")
    if not (np.isfinite([low, high]).all() and low < high):
        raise ValueError(f"the adapter's reflectance_range {low} to {high} is empty")
    if (
        mean.shape != channels
        or stddev.shape != channels
        or not np.isfinite(mean).all()
        or not np.all(stddev > 0)
    ):
        raise ValueError("the adapter needs a finite mean and a stddev above 0 for each band")
    of_mines = classes[1:] if kind == "segmenter" else classes
    if len(part.classes) != len(part.class_types) or set(part.class_types) - {None} != set(of_mines):
        raise ValueError(f"the adapter's class_types {part.class_types} do not name each of {of_mines}")
    return part
