"""A classifier's first look: a small network that rules most cells out, so that the classifier need not look at them.

It takes the same chips as the classifier, a few bands of them, and costs a small part of its time.
"""

from __future__ import annotations

import numpy as np

from .errors import PackError
from .onnx_session import open_graph
from .openvino_runtime import OpenVinoGraph, has_fast_bfloat16
from .pack import Pack


class FirstLook:
    """A pack's first look, run on the processor, whatever runs the classifier.

    Args:
        pack: a classifier with a first look.
        precision: one of ``devices.PRECISIONS``.

    Raises:
        PackError: ``pack_invalid`` where the graph can't be loaded or has not the inputs and outputs that
            docs/developers.md asks for.
    """

    def __init__(self, pack: Pack, precision: str = "auto") -> None:
        if pack.first_look is None:
            raise ValueError(f"{pack.name} has no first look")
        self._pack = pack
        #: What model.json says of it.
        self.part = pack.first_look
        #: Of the classifier's channels those that it takes.
        self.channels = np.array([pack.bands.index(name) for name in self.part.bands])
        try:
            # More than one thread would spend more time on waiting for each other than they save.
            self._session = open_graph(self.part.graph_path, ["bands"], ["logits"], threads=1)
            is_fast = precision == "auto" and has_fast_bfloat16()
            self._fast = OpenVinoGraph(self.part.graph_path) if is_fast else None
        except Exception as error:  # ONNX Runtime's own errors have no common base but this
            raise self._broken(error) from error

    def scores(self, chips: np.ndarray) -> np.ndarray:
        """Return the probability that a cell is worth a closer look, float32 (chips,), 0-1.

        Args:
            chips: float32 (chips, bands, height, width), normalised as for the classifier; the bands of ``channels``.

        Raises:
            PackError: ``pack_invalid`` where the graph does not take them or gives what it should not.
        """
        try:
            if self._fast is not None:
                (logits,) = self._fast.run({"bands": chips})
            else:
                (logits,) = self._session.run(["logits"], {"bands": chips})
        except Exception as error:  # ONNX Runtime's own errors have no common base but this
            raise self._broken(error) from error
        if np.shape(logits) != (len(chips), 1):
            raise self._broken(f"it gives logits of {np.shape(logits)} for {len(chips)} chips")
        scores: np.ndarray = 1 / (1 + np.exp(-np.asarray(logits, np.float32)[:, 0]))
        return scores

    def _broken(self, error: object) -> PackError:
        pack, detail = self._pack, f"its first look: {error}"
        return PackError(
            "pack_invalid",
            f"The model {pack.name} in {pack.folder} can't be loaded: {detail}",
            "Export it again with trainer/train.py, or get an unbroken copy.",
        )
