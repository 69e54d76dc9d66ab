"""The optional parts of a model pack: what model.json says of them, checked. Paths never leave the pack's folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .bands import PACK_BANDS
from .dehaze import METHODS
from .indices import INDICES

#: What features say of a band or index inside an outline: mean, standard deviation, 10th and 90th percentile.
STATISTICS = ("mean", "stddev", "p10", "p90")


@dataclass(frozen=True)
class SecondLevelPart:
    """A tree ensemble that turns each pixel's features into class probabilities; see `second_level.py`.

    Attributes:
        graph_path: the ONNX-ML graph.
        bands: whose reflectance comes first in the features, by canonical name.
        members: count of the network's members, whose class indices follow.
    """

    graph_path: Path
    bands: tuple[str, ...]
    members: int


@dataclass(frozen=True)
class FirstLookPart:
    """A small network that rules cells out before a classifier looks at them; see `first_look.py`.

    Attributes:
        graph_path: the ONNX graph, with its weights.
        bands: that it looks at, by canonical name; the classifier needs them too.
        segmenter: name of the pack whose finds it learnt to keep; of another's it knows nothing.
        threshold: probability from which on the classifier looks at a cell.
        gate: score of the classifier from which on such a cell is searched.
        closer_look: probability of mine ground that the segmenter must see in a cell which passed alone; None asks
            nothing more of it. See `closer_look.py`.
    """

    graph_path: Path
    bands: tuple[str, ...]
    segmenter: str
    threshold: float
    gate: float
    closer_look: float | None


@dataclass(frozen=True)
class DispatchPart:
    """Regions, each with a pack of its own; see `dispatch.py`.

    Attributes:
        regions_path: GeoJSON of polygons in longitude and latitude.
        column: its property that holds a region's name.
        member_folders: where each region's pack is, by the region's name.
    """

    regions_path: Path
    column: str
    member_folders: dict[str, Path]


@dataclass(frozen=True)
class LogisticModel:
    """A logistic regression: probability = 1 / (1 + exp(-(coefficients . features + intercept)))."""

    coefficients: np.ndarray
    intercept: float


@dataclass(frozen=True)
class PrecisionFilterPart:
    """What tells false hits from mines by the ground inside an outline; see `precision_filter.py`.

    Attributes:
        features: names such as ``mean_B04`` or ``p90_NDVI``.
        mean, stddev: float64 (features,); a feature becomes (value - mean) / stddev.
        models: by type or region; ``all`` answers where there is none for the hit's own.
        by: ``type``, ``region``, or None: ``all`` answers alone.
        threshold: what scores below is left out, 0-1.
        regions_path, column: of the regions' names, as in ``DispatchPart``; None without ``by`` region.
    """

    features: tuple[str, ...]
    mean: np.ndarray
    stddev: np.ndarray
    models: dict[str, LogisticModel]
    by: str | None
    threshold: float
    regions_path: Path | None
    column: str | None

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands that the features need."""
        return bands_of_features(self.features)


def parse_second_level(
    folder: Path, metadata: dict[str, Any], bands: tuple[str, ...]
) -> SecondLevelPart | None:
    """Return a pack's second level, None where it has none.

    Args:
        folder: the pack's.
        metadata: model.json as read.
        bands: the network's.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or wrong.
    """
    fields = metadata.get("second_level")
    if fields is None:
        return None
    part = SecondLevelPart(
        inner_path(folder, fields["graph"]), tuple(fields["bands"]), int(fields["members"])
    )
    if not set(part.bands) <= set(bands) or part.members < 1:
        raise ValueError(f"second_level has {part.members} members and the bands {part.bands}: one member is needed, "
                         f"and bands of the network's")  # fmt: skip
    if not part.graph_path.is_file():
        raise ValueError(f"the second level's {fields['graph']} is missing")
    return part


def parse_first_look(
    folder: Path, metadata: dict[str, Any], needed_bands: tuple[str, ...]
) -> FirstLookPart | None:
    """Return a classifier's first look, None where it has none; errors as ``parse_second_level``.

    Args:
        needed_bands: of the classifier.
    """
    fields = metadata.get("first_look")
    if fields is None:
        return None
    part = FirstLookPart(
        inner_path(folder, fields["graph"]), tuple(fields["bands"]), str(fields["segmenter"]),
        float(fields["threshold"]), float(fields["gate"]),
        None if fields.get("closer_look") is None else float(fields["closer_look"]),
    )  # fmt: skip
    if not part.bands or not set(part.bands) <= set(needed_bands):
        raise ValueError(f"first_look's bands {part.bands} are not some of those that the classifier needs")
    numbers = (part.threshold, part.gate, 0.5 if part.closer_look is None else part.closer_look)
    if not all(0 < number < 1 for number in numbers):
        raise ValueError("first_look needs a threshold, a gate and a closer_look between 0 and 1")
    if not part.graph_path.is_file():
        raise ValueError(f"the first look's {fields['graph']} is missing")
    return part


def parse_dispatch(folder: Path, metadata: dict[str, Any]) -> DispatchPart | None:
    """Return a pack's dispatch, None where it has none; arguments and errors as ``parse_second_level``."""
    fields = metadata.get("dispatch")
    if fields is None:
        return None
    part = DispatchPart(
        inner_path(folder, fields["regions"]),
        str(fields["column"]),
        {str(name): inner_path(folder, place) for name, place in fields["members"].items()},
    )
    if not part.regions_path.is_file():
        raise ValueError(f"the regions {fields['regions']} are missing")
    if not part.member_folders:
        raise ValueError("dispatch has no members")
    return part


def parse_precision_filter(
    folder: Path, metadata: dict[str, Any], dispatch: DispatchPart | None
) -> PrecisionFilterPart | None:
    """Return a pack's precision filter, None where it has none.

    Args:
        dispatch: of the pack; its regions are the filter's, unless that names its own.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or wrong.
    """
    fields = metadata.get("precision_filter")
    if fields is None:
        return None
    features = tuple(fields["features"])
    models = {
        str(name): LogisticModel(_numbers(model["coefficients"], features), float(model["intercept"]))
        for name, model in fields["models"].items()
    }
    mean, stddev = _numbers(fields["mean"], features), _numbers(fields["stddev"], features)
    by, threshold = fields["by"], float(fields["threshold"])
    if by not in (None, "type", "region") or not models or (by is None and "all" not in models):
        raise ValueError(
            f"precision_filter by {by!r} with models for {', '.join(models) or 'nothing'} says nothing"
        )
    if not np.all(stddev > 0) or not 0 < threshold < 1:
        raise ValueError(
            "precision_filter needs a stddev above 0 for each feature, and a threshold between 0 and 1"
        )
    if not set(bands_of_features(features)) <= set(fields["bands"]):
        raise ValueError(
            f"precision_filter's features need the bands {', '.join(bands_of_features(features))}"
        )
    regions_path, column = None, None
    if by == "region":
        if "regions" in fields:
            regions_path, column = inner_path(folder, fields["regions"]), str(fields["column"])
        elif dispatch is not None:
            regions_path, column = dispatch.regions_path, dispatch.column
        if regions_path is None or not regions_path.is_file():
            raise ValueError("precision_filter by region needs a file of regions")
    return PrecisionFilterPart(features, mean, stddev, models, by, threshold, regions_path, column)


def parse_dehaze(metadata: dict[str, Any]) -> str:
    """Return how haze is to be taken off, one of ``dehaze.METHODS``.

    Raises:
        ValueError: the pack asks for something that this version can't do.
    """
    fields = metadata.get("preprocessing", {})
    method = fields.get("dehaze", "none")
    unknown = sorted(set(fields) - {"dehaze"})
    if method not in METHODS or unknown:
        raise ValueError(f"preprocessing {fields} is not known: dehaze may be {', '.join(METHODS)}")
    return method


def split_feature(feature: str) -> tuple[str, str]:
    """Return the statistic and the band or index of a feature such as ``mean_B04`` or ``p90_IRON_OXIDE``.

    Raises:
        ValueError: it names no known statistic, band or index.
    """
    statistic, _, layer = feature.partition("_")
    if statistic not in STATISTICS or (layer not in PACK_BANDS and layer not in INDICES):
        raise ValueError(
            f"{feature!r} is no feature: it should be one of {', '.join(STATISTICS)}, then _ and a band or index"
        )
    return statistic, layer


def bands_of_features(features: Sequence[str]) -> tuple[str, ...]:
    """Return the bands that features need, in the pack's order."""
    layers = {split_feature(feature)[1] for feature in features}
    needed = {band for layer in layers for band in (INDICES[layer].bands if layer in INDICES else (layer,))}
    return tuple(band for band in PACK_BANDS if band in needed)


def _numbers(values: Any, features: tuple[str, ...]) -> np.ndarray:
    """Return float64 (features,)."""
    numbers = np.array(values, dtype=float)
    if numbers.shape != (len(features),) or not len(features) or not np.all(np.isfinite(numbers)):
        raise ValueError(f"precision_filter needs a finite number for each of its {len(features)} features")
    return numbers


def inner_path(folder: Path, name: str) -> Path:
    """Return the path of a file or folder inside a pack.

    Raises:
        ValueError: it would lie outside, links followed.
    """
    path = folder / name
    inside = folder.resolve()
    if not path.resolve().is_relative_to(inside) or path.resolve() == inside:
        raise ValueError(f"{name!r} does not lie inside the pack")
    return path
