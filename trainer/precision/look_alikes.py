"""Whether a spectral filter is worth having: fitted on some places' hits, tried on look-alikes elsewhere.

Hits are what the packs draw where they search everywhere, on all that has a band in the short-wave infrared: chips of
six bands with mines and without, the quarry's dates, and chips of land without mines.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import shapely
from tqdm import tqdm

from mining_detector_plugin.engine.precision_filter import filter_features, filter_scores
from mining_detector_plugin.engine.scene import open_scene

from ..data.chip_sources import SIX_BAND_MINES
from ..data.sources import land_chips, quarry_scenes, six_band_chips
from ..evaluation.intervals import interval, place_draws
from ..fusion.polygons import draw_outlines, judge_outlines, without_fusion
from ..fusion.scenes import FusionScene, mosaics, quarry_of
from .fit import Examples, FilterError, fit_filter
from .hits import filter_features_of

#: Those that all of the sources have.
BANDS = ("B02", "B03", "B04", "B08", "B11", "B12")
FEATURES = filter_features_of(BANDS)
#: Share of true hits that a filter may lose where it is fitted, and false or true hits that a fit needs.
MOST_LOST = 0.05
LEAST_HITS = 10


@dataclass(frozen=True)
class LookAlikeHits:
    """Judged hits; all arrays are (n,) but ``features``, float64 (n, features).

    Attributes:
        is_true: bool. places, sources: str. is_fitted: bool, of places that packs were trained on too; of the
            land chips every second mosaic.
    """

    features: np.ndarray
    is_true: np.ndarray
    places: np.ndarray
    sources: np.ndarray
    is_fitted: np.ndarray


@dataclass(frozen=True)
class FilterRow:
    """What a filter does to the hits of one source that it was not fitted on.

    Attributes:
        fitted_on, source: names. true, false: counts of hits. places: count.
        lost, removed: shares of true and false hits that go, NaN where there are none; with 95 % intervals over places.
    """

    fitted_on: str
    source: str
    true: int
    false: int
    places: int
    lost: float
    lost_interval: tuple[float, float] | None
    removed: float
    removed_interval: tuple[float, float] | None


def look_alike_scenes(data: Path, quarry_date: str, folder: Path) -> Iterator[tuple[FusionScene, bool]]:
    """Yield scenes with a band in the short-wave infrared, and whether a filter may be fitted on them."""
    for split, is_fitted in (("train", True), ("val", False)):
        for date in ("t0", "t1"):
            chips = six_band_chips(data, split, date)
            is_mine = np.isin(chips.labels, SIX_BAND_MINES)
            # At the first date a mine is absent or small: nobody says which.
            chosen = np.ones(len(chips), bool) if date == "t1" else ~is_mine
            for scene in mosaics(chips.take(chosen), is_mine[chosen], folder / split / date):
                yield scene, is_fitted
    for sample in quarry_scenes(data):
        yield quarry_of(data, sample.name), sample.name != quarry_date
    land = land_chips(data)
    for number, scene in enumerate(mosaics(land, np.zeros(len(land), bool), folder)):
        yield scene, number % 2 == 0


def collect_look_alikes(models: Path, data: Path, quarry_date: str, threshold: float | None) -> LookAlikeHits:
    """Run the packs on all scenes and judge what they draw.

    Args:
        threshold: of a pixel, 0-1; None takes the packs' own. A lower one gives more look-alikes to learn from.
    """
    features, is_true, places, sources, is_fitted = [], [], [], [], []
    with tempfile.TemporaryDirectory(prefix="look_alikes_") as temporary:
        folder = Path(temporary)
        packs = without_fusion(models, folder / "packs")
        scenes = list(look_alike_scenes(data, quarry_date, folder / "scenes"))
        for scene, may_fit in tqdm(scenes, "scenes", unit="scene", disable=None):
            outlines, _ = draw_outlines(
                scene, packs, folder / "run", threshold=threshold, search_everywhere=True
            )
            judgement = judge_outlines(scene, outlines)
            found = _features(scene, outlines[judgement.kept])
            is_known = np.isfinite(found).all(axis=1)
            features.append(found[is_known])
            is_true.append(judgement.is_true[is_known])
            # The land chips have no places: their mosaics stand for them.
            is_land = scene.source == "land_chips_12_band"
            here = np.full(len(found), f"land {scene.name}") if is_land else judgement.places
            places.append(here[is_known])
            sources.append(np.full(is_known.sum(), scene.source))
            is_fitted.append(np.full(is_known.sum(), may_fit))
    return LookAlikeHits(*map(np.concatenate, (features, is_true, places, sources, is_fitted)))


def measure_look_alikes(hits: LookAlikeHits) -> tuple[list[FilterRow], dict[str, str]]:
    """Return what filters do where they were not fitted, and in words what each fit came to.

    One filter is fitted on the training places of all sources, one on the six-band chips alone: whether it carries
    over to other ground tells whether it knows mines or its places.
    """
    six = hits.sources == "six_band_chips"
    rows, told = [], {}
    for name, chosen in (("all sources", hits.is_fitted), ("six-band chips", hits.is_fitted & six)):
        counts = f"{int(hits.is_true[chosen].sum())} true and {int((~hits.is_true[chosen]).sum())} false hits"
        own = Examples(
            hits.features[chosen], hits.is_true[chosen], hits.places[chosen], (None,) * int(chosen.sum())
        )
        try:
            fitted = fit_filter(own, FEATURES, None, MOST_LOST, LEAST_HITS)
        except FilterError as error:
            told[name] = f"{counts}: {error.message}"
            continue
        told[name] = (
            f"{counts}: on places left out {fitted.lost:.1%} of the true and {fitted.removed:.1%} of the false ones "
            f"go, area under the curve {fitted.roc_auc:.2f}"
        )
        goes = filter_scores(fitted.part, hits.features) < fitted.part.threshold
        rows += [
            _row(name, source, goes, hits, ~chosen & (hits.sources == source))
            for source in np.unique(hits.sources[~chosen]).tolist()
        ]
    return rows, told


def _features(scene: FusionScene, outlines: np.ndarray) -> np.ndarray:
    """Return float64 (n, features) of outlines in the raster's CRS."""
    with rasterio.open(scene.path) as raster:
        to_pixels = ~raster.transform
    with open_scene(str(scene.path)) as source:
        in_pixels = shapely.transform(outlines, lambda points: np.column_stack(to_pixels @ points.T))
        found = [filter_features(source, outline, FEATURES) for outline in in_pixels]
    return np.array(found).reshape(-1, len(FEATURES))


def _row(name: str, source: str, goes: np.ndarray, hits: LookAlikeHits, chosen: np.ndarray) -> FilterRow:
    names, number = np.unique(hits.places[chosen], return_inverse=True)
    goes, is_true = goes[chosen], hits.is_true[chosen]

    def share(of: np.ndarray) -> tuple[float, tuple[float, float] | None]:
        if not of.any():
            return float("nan"), None
        samples = []
        for drawn in place_draws(len(names)) if len(names) > 1 else ():
            weights = drawn[number[of]]
            samples.append(np.average(goes[of], weights=weights) if weights.sum() else np.nan)
        return float(goes[of].mean()), interval(np.array(samples)) if samples else None

    lost, removed = share(is_true), share(~is_true)
    return FilterRow(name, source, int(is_true.sum()), int((~is_true).sum()), len(names), *lost, *removed)
