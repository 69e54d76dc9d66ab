"""The second level of a segmenter: a tree ensemble that sees each pixel's bands and what the network's members say.

The trainer fits it on the features that this module makes, and the engine runs it on the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .errors import PackError
from .onnx_session import open_graph
from .pack import Pack


def second_level_features(reflectance: np.ndarray, member_logits: Sequence[np.ndarray]) -> np.ndarray:
    """Return the features of each pixel, row by row.

    Args:
        reflectance: float32 (bands, height, width), 0-1, the bands in the second level's order.
        member_logits: for each member of the network, float32 (classes, height, width).

    Returns:
        float32 (height * width, bands + members): the bands' reflectance, then each member's most likely class
        as its index.
    """
    votes = [logits.argmax(axis=0).astype(np.float32) for logits in member_logits]
    layers = np.concatenate([reflectance.astype(np.float32, copy=False), np.stack(votes)])
    return np.ascontiguousarray(layers.reshape(len(layers), -1).T)


class SecondLevel:
    """A pack's second level, run by ONNX Runtime on the processor, whatever runs the network.

    Args:
        pack: with a second level.
        threads: of ONNX Runtime; 0 for as many as it likes.

    Raises:
        PackError: ``pack_invalid`` where the graph can't be loaded or has not the inputs and outputs that
            docs/developers.md asks for.
    """

    def __init__(self, pack: Pack, threads: int = 0) -> None:
        if pack.second_level is None:
            raise ValueError(f"{pack.name} has no second level")
        self._pack = pack
        self._part = pack.second_level
        self._channels = [pack.bands.index(name) for name in self._part.bands]
        try:
            self._session = open_graph(self._part.graph_path, ["features"], ["probabilities"], threads)
        except Exception as error:  # ONNX Runtime's own errors have no common base but this
            raise self._broken(error) from error

    def probabilities(self, reflectance: np.ndarray, member_logits: Sequence[np.ndarray]) -> np.ndarray:
        """Return the class probabilities of each pixel.

        Args:
            reflectance: float32 (bands, height, width), 0-1, the bands in the second level's order.
            member_logits: for each member, float32 (classes, height, width).

        Returns:
            float32 (classes, height, width), 0-1.

        Raises:
            PackError: ``pack_invalid`` where the graph does not take these features or gives other classes.
        """
        features = second_level_features(reflectance, member_logits)
        try:
            (values,) = self._session.run(["probabilities"], {"features": features})
        except Exception as error:  # ONNX Runtime's own errors have no common base but this
            raise self._broken(error) from error
        classes = len(self._pack.classes)
        if np.shape(values) != (len(features), classes):
            raise self._broken(f"it gives {np.shape(values)[1:]} values a pixel for {classes} classes")
        return np.ascontiguousarray(np.asarray(values, np.float32).T).reshape(classes, *reflectance.shape[1:])

    def reflectance(self, bands: np.ndarray) -> np.ndarray:
        """Return the reflectance of the second level's bands from the network's normalised input.

        Args:
            bands: float32 (channels, height, width).

        Returns:
            float32 (bands, height, width); where a pixel is invalid, the pack's mean.
        """
        return bands[self._channels] * self._scale("stddev") + self._scale("mean")

    def can_run(self, presence: np.ndarray) -> bool:
        """Return whether all its bands are there; presence is float32 (channels,)."""
        return bool(np.all(presence[self._channels] > 0))

    def _scale(self, name: str) -> np.ndarray:
        return getattr(self._pack, name)[self._channels, None, None]

    def _broken(self, detail: object) -> PackError:
        return PackError(
            "pack_invalid",
            f"The second level of the model {self._pack.name} in {self._pack.folder} can't be run: {detail}",
            "Export the pack again with trainer/train.py, or get an unbroken copy.",
        )  # fmt: skip
