"""The second level of a segmenter: a random forest per pixel on bands and on what the network's members say.

It is fitted on places that the network did not train on: on others the members look better than they are. A pack
gets it as an ONNX graph, which holds numbers and can run no code.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GroupKFold

from .data.sources import DataError

log = logging.getLogger("trainer")
GRAPH_FILE = "second_level.onnx"
#: Largest difference of a probability between scikit-learn and ONNX Runtime.
PARITY = 1e-4
_OPSETS = {"": 17, "ai.onnx.ml": 3}
_SPLITS = 3


@dataclass(frozen=True)
class ForestShape:
    """How large a forest may get: it bounds the size of the graph.

    Attributes:
        trees: count of them. depth: of each. leaf_pixels: least pixels of a leaf. pixels: that it is fitted on.
    """

    trees: int
    depth: int
    leaf_pixels: int
    pixels: int


@dataclass(frozen=True)
class SecondLevelFit:
    """A fitted second level.

    Attributes:
        graph: the ONNX file.
        unseen: float64 (pixels, classes), probabilities of each pixel by a forest that saw none of its place.
    """

    graph: bytes
    unseen: np.ndarray


def fit_second_level(
    features: np.ndarray,
    targets: np.ndarray,
    places: np.ndarray,
    classes: tuple[str, ...],
    shape: ForestShape,
    seed: int,
) -> SecondLevelFit:
    """Fit a forest, and others without each place in turn, and write the first as ONNX.

    A class weighs by one over its share of these pixels, which stand for the validation places' distribution.

    Args:
        features: float32 (pixels, bands + members), see ``engine.second_level.second_level_features``.
        targets: int64 (pixels,), class.
        places: of each pixel; none that the network trained on.
        classes: names, background first.
        shape: of the forest.
        seed: of trees and of the pixels drawn.

    Raises:
        DataError: ``class_missing_in_fold``, ``too_few_places``.
    """
    missing = [name for index, name in enumerate(classes) if not (targets == index).any()]
    if missing:
        raise DataError(
            "class_missing_in_fold",
            f"The held-out places show no {', '.join(missing)}: a second level can't learn it.",
            "Take another fold (settings.train_folds) or seed, fewer settings.folds, or no second level.",
        )  # fmt: skip
    count = len(np.unique(places))
    if count < 2:
        raise DataError(
            "too_few_places",
            "There is one held-out place: a second level can't be fitted on some and tested on others.",
            "Lower settings.folds, so that more places are held out.",
        )  # fmt: skip
    unseen = np.zeros((len(targets), len(classes)))
    for fitted, tested in GroupKFold(min(_SPLITS, count)).split(features, targets, places):
        forest = _fit(features[fitted], targets[fitted], shape, seed)
        unseen[np.ix_(tested, forest.classes_)] = forest.predict_proba(features[tested])
    forest = _fit(features, targets, shape, seed)
    graph = _graph_of(forest, features)
    log.info("The second level is a forest of %d trees, %.1f MB", shape.trees, len(graph) / 1e6)
    return SecondLevelFit(graph, unseen)


def _fit(features: np.ndarray, targets: np.ndarray, shape: ForestShape, seed: int) -> RandomForestClassifier:
    present, counts = np.unique(targets, return_counts=True)
    weights = {
        int(index): len(targets) / (len(present) * count)
        for index, count in zip(present, counts, strict=True)
    }
    chosen = np.random.default_rng(seed).permutation(len(targets))[: shape.pixels]
    forest = RandomForestClassifier(
        shape.trees, max_depth=shape.depth, min_samples_leaf=shape.leaf_pixels, class_weight=weights,
        random_state=seed, n_jobs=1,
    )  # fmt: skip
    return forest.fit(features[chosen], targets[chosen])


def _graph_of(forest: RandomForestClassifier, features: np.ndarray) -> bytes:
    """Return the forest as ONNX, held against scikit-learn on the features that it was fitted on."""
    graph = to_onnx(
        forest, initial_types=[("features", FloatTensorType([None, features.shape[1]]))],
        options={id(forest): {"zipmap": False}}, target_opset=_OPSETS,
    ).SerializeToString()  # fmt: skip
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    (found,) = session.run(["probabilities"], {"features": features})
    difference = float(np.abs(found - forest.predict_proba(features)).max())
    assert difference <= PARITY, f"ONNX Runtime and scikit-learn differ by {difference}"
    return graph
