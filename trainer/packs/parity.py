"""How far the two runtimes differ on a pack: what both must agree on before a pack is given away."""

from __future__ import annotations

import numpy as np

from mining_detector_plugin.engine.pack import Pack
from trainer.predictor import onnx_predictor, torch_predictor

#: Largest difference of the two runtimes' outputs that a pack may have.
PARITY = 1e-3
#: From so many parameters on (a large backbone, an ensemble) smaller batches have to do.
_LARGE = 20_000_000


def parity(pack: Pack) -> float:
    """Return the largest difference of the runtimes' outputs, on made input of several sizes and band sets.

    It is NaN where an output is.
    """
    generator = np.random.default_rng(0)
    by_onnx, by_torch = onnx_predictor(pack), torch_predictor(pack)
    differences: list[float] = []
    for batch, height, width in _shapes(pack):
        bands = generator.normal(size=(batch, len(pack.bands), height, width)).astype(np.float32)
        presence = (generator.random((batch, len(pack.bands))) < 0.6).astype(np.float32)
        pairs = zip(by_onnx(bands, presence), by_torch(bands, presence), strict=True)
        differences += [float(np.abs(first - second).max()) for first, second in pairs]
    return float(np.max(differences))


def _shapes(pack: Pack) -> list[tuple[int, int, int]]:
    """Return batch, height and width of the inputs: another size and batch than the graph was traced with."""
    batch = 1 if pack.metadata["mlm:total_parameters"] >= _LARGE else 3
    if pack.fixed_size is not None:
        return [(batch, *pack.fixed_size)]
    return [(1, 64, 96), (batch, pack.tile, pack.tile)]
