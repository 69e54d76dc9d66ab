"""Turns a network's logits into probabilities."""

from __future__ import annotations

import numpy as np


def activate(logits: np.ndarray, activation: str, temperature: float = 1.0) -> np.ndarray:
    """Return probabilities along axis 1.

    Args:
        logits: float32 (batch, classes, ...).
        activation: ``none`` (returned as they are), ``sigmoid`` or ``softmax``.
        temperature: logits are divided by it first (Guo et al. 2017, On calibration of modern neural networks).
    """
    if activation == "none":
        return logits
    scaled = logits / np.float32(temperature)
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-np.clip(scaled, -60, 60)))
    # In place: the arrays are larger than the processor's cache.
    scaled -= scaled.max(axis=1, keepdims=True)
    np.exp(scaled, out=scaled)
    scaled /= scaled.sum(axis=1, keepdims=True)
    return scaled
