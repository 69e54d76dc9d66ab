"""Runs a graph that was made for another program behind our inputs and outputs; see `adapter_part.py`.

The graph's file is run as it was delivered. What stands around it is arithmetic on arrays here and not in a wrapped
graph: a wrapper would have to be built for each operator set, could not batch a graph that takes one tile at a time,
and would need the onnx library (33 MB) in everybody's environment.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .activation import activate
from .adapter_part import AdapterPart
from .errors import PackError
from .onnx_session import open_session
from .pack import Pack

_WHITE = 255.0
_TYPES = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(double)": np.float64}


class AdaptedRuntime:
    """ONNX Runtime on the processor around a foreign graph; offers what ``runtimes.Runtime`` does.

    Args:
        pack: with an adapter.

    Raises:
        PackError: ``pack_invalid`` where the graph can't be loaded, or takes what we can't give.
    """

    name = "onnxruntime"
    streams = 1

    def __init__(self, pack: Pack) -> None:
        if pack.adapter is None:
            raise ValueError(f"{pack.name} has no adapter")
        self._pack = pack
        self._part: AdapterPart = pack.adapter
        try:
            self._session: Any = open_session(pack.graph_path)
        except ImportError:
            raise
        except Exception as error:  # ONNX Runtime's own errors have no common base but this
            raise broken(pack, error) from error
        inputs = self._session.get_inputs()
        if len(inputs) != 1 or inputs[0].type not in _TYPES or len(inputs[0].shape) != 4:
            found = [f"{entry.name} {entry.type} {entry.shape}" for entry in inputs]
            raise broken(
                pack, f"its inputs are {found}, and one of (batch, channels, height, width) is wanted"
            )
        self._input = inputs[0].name
        self._type = _TYPES[inputs[0].type]
        self._takes_one = inputs[0].shape[0] == 1

    def run(self, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
        """See ``runtimes.Runtime.run``; ``presence`` has no say, since the graph knows no missing bands."""
        picture = picture_of(bands, self._part).astype(self._type)
        batches = np.split(picture, len(picture)) if self._takes_one else [picture]
        try:
            outputs = [self._session.run(None, {self._input: batch}) for batch in batches]
        except Exception as error:  # ONNX Runtime's own errors have no common base but this
            raise broken(self._pack, error) from error
        first = np.concatenate([np.asarray(output[0], np.float32) for output in outputs])
        if self._part.layout == "segmenter":
            return [self._probabilities(first, bands.shape[2:])]
        return list(self._boxes(first))

    def _probabilities(self, output: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
        """Return float32 (batch, classes, height, width): what our classes do not take is background."""
        if output.ndim != 4 or output.shape[2:] != shape:
            raise broken(self._pack, f"it gives {output.shape[1:]} for tiles of {shape}")
        if output.shape[1] != len(self._part.classes):
            raise broken(
                self._pack, f"it gives {output.shape[1]} classes, {len(self._part.classes)} are named"
            )
        given = np.clip(activate(output, self._part.activation), 0, 1)
        mines = np.stack(
            [given[:, self._part.indices_of(name)].sum(axis=1) for name in self._pack.classes[1:]], axis=1
        )
        # Classes that do not exclude each other may add up to more than 1.
        mines /= np.maximum(mines.sum(axis=1, keepdims=True), 1)
        background = 1 - mines.sum(axis=1, keepdims=True)
        return np.concatenate([background, mines], axis=1).astype(np.float32)

    def _boxes(self, output: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return boxes float32 (batch, anchors, 4) and scores float32 (batch, anchors, classes).

        A box scores for its likeliest class alone. As in Deepness, the score is the objectness for ``yolo_v5``, else
        the class's probability, so that the threshold that came with the model means what it meant there.
        """
        rows = output.transpose(0, 2, 1) if self._part.layout == "yolo_ultralytics" else output
        count = len(self._part.classes)
        first = 4 if self._part.layout == "yolo_ultralytics" else 5
        if rows.ndim != 3 or rows.shape[2] < first + count:
            raise broken(
                self._pack, f"it gives {output.shape[1:]}, which are no boxes of {count} classes in this form"
            )
        by_class = rows[:, :, first : first + count]
        best = by_class.argmax(axis=2)
        score = rows[:, :, 4] if self._part.layout == "yolo_v5" else by_class.max(axis=2)
        scores = [
            np.where(np.isin(best, self._part.indices_of(name)), score, 0) for name in self._pack.classes
        ]
        centre, half = rows[:, :, :2], np.abs(rows[:, :, 2:4]) / 2
        boxes = np.concatenate([centre - half, centre + half], axis=2)
        return boxes, np.clip(np.stack(scores, axis=2), 0, 1)


def picture_of(reflectance: np.ndarray, part: AdapterPart) -> np.ndarray:
    """Return what a foreign graph sees, float32 (batch, channels, height, width).

    Args:
        reflectance: float32 (batch, channels, height, width), 0-1, 0 where invalid: it becomes black, as beyond the
            edge of a picture.
    """
    low, high = part.reflectance_range
    picture = np.rint(np.clip((reflectance - low) / (high - low), 0, 1) * _WHITE) / _WHITE
    return ((picture - part.mean[:, None, None]) / part.stddev[:, None, None]).astype(np.float32)


def broken(pack: Pack, detail: object) -> PackError:
    """Return the error of a foreign graph that can't be run."""
    return PackError(
        "pack_invalid", f"The model {pack.name} in {pack.folder} can't be run: {detail}.",
        "Import it again, or get an unbroken copy of the ONNX file.",
    )  # fmt: skip
