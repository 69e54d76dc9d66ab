"""Polygons that real runs of the pipeline draw on labelled scenes, each held against the truth.

The rule: a polygon is true where half of its labelled ground or more is mine, or where it shares three tenths of the
union with one site (as the precision filter's and the leaderboard's rules). Where less than half of a polygon was
labelled it counts neither way. A site is found where true polygons cover a tenth of a hectare of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
from rasterio.features import geometry_mask
from tqdm import tqdm

from mining_detector_plugin.engine.fusion import WEIGHTS
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS, TYPES_KIND
from mining_detector_plugin.engine.pipeline import DetectRequest, detect
from mining_detector_plugin.engine.polygons import MINIMUM_AREA_HA
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.results import GEOPACKAGE

from ..evaluation.objects import OBJECT_IOU
from .scenes import RESOLUTION_M, FusionScene

#: Share of a polygon's labelled ground that must be mine.
TRUE_SHARE = 0.5
#: Share of a polygon that must be labelled.
KNOWN_SHARE = 0.5
_LEAST_PIXELS = MINIMUM_AREA_HA * 10_000 / RESOLUTION_M**2


@dataclass(frozen=True)
class Polygons:
    """Judged polygons of some scenes; all arrays but those of sites are (n,).

    Attributes:
        scores: per stage float, 0-1, NaN where the stage found nothing to say. area_ha: float, hectares.
        is_true: bool. places, sources: str.
        found: pairs of polygon and site, int (pairs, 2): true polygons that find a site.
        site_places, site_sources: str (sites,). unjudged: count of polygons that count neither way.
    """

    scores: dict[str, np.ndarray]
    area_ha: np.ndarray
    is_true: np.ndarray
    places: np.ndarray
    sources: np.ndarray
    found: np.ndarray
    site_places: np.ndarray
    site_sources: np.ndarray
    unjudged: int

    def __len__(self) -> int:
        return len(self.is_true)

    def take(self, chosen: np.ndarray) -> Polygons:
        """Return the polygons under a mask, bool (n,); all sites stay."""
        position = np.cumsum(chosen) - 1
        pairs = self.found[chosen[self.found[:, 0]]]
        return replace(
            self, scores={stage: values[chosen] for stage, values in self.scores.items()},
            area_ha=self.area_ha[chosen], is_true=self.is_true[chosen], places=self.places[chosen],
            sources=self.sources[chosen], found=np.column_stack([position[pairs[:, 0]], pairs[:, 1]]),
        )  # fmt: skip

    def found_sites(self, is_kept: np.ndarray) -> np.ndarray:
        """Return bool (sites,): which sites the polygons under a mask find."""
        is_found = np.zeros(len(self.site_places), bool)
        is_found[self.found[is_kept[self.found[:, 0]], 1]] = True
        return is_found


def collect_polygons(
    models: Path, scenes: Iterable[FusionScene], folder: Path, sensitivity: str = "balanced"
) -> Polygons:
    """Run the pipeline on scenes and judge what it draws, whatever its confidence.

    Args:
        models: folder of packs; those that it lacks are the bundled ones. A ``fusion.json`` in it has no say.
        folder: for copies of the packs and for results; it may be removed afterwards.
        sensitivity: a request's.

    Raises:
        MiningDetectorError: as the pipeline.
    """
    packs = without_fusion(models, folder / "packs")
    parts = [
        judged_polygons(scene, *draw_outlines(scene, packs, folder / "run", sensitivity=sensitivity))
        for scene in tqdm(scenes, f"scenes, {sensitivity.replace('_', ' ')}", unit="scene", disable=None)
    ]
    return _joined(parts)


def without_fusion(models: Path, folder: Path) -> Path:
    """Copy the packs of a folder, and the bundled ones where it lacks some, to one without a fusion."""
    if not folder.is_dir():
        for kind in (*KINDS, TYPES_KIND):
            source = next((root / kind for root in (models, BUNDLED_MODELS) if (root / kind).is_dir()), None)
            if source is not None:
                shutil.copytree(source, folder / kind)
    return folder


def draw_outlines(
    scene: FusionScene, packs: Path, out: Path, **options: Any
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the outlines that a run draws, in the raster's CRS, and the columns of the layer ``mines``.

    Args:
        packs: folder of packs without a fusion (``without_fusion``): fixed weights leave nothing out.
        out: folder for the results.
        options: further fields of the request.
    """
    detect(DetectRequest(scene=str(scene.path), out=str(out), models=str(packs), **options), Reporter())
    metadata, _, geometries, columns = pyogrio.raw.read(out / GEOPACKAGE, layer="mines")
    return shapely.from_wkb(geometries), dict(zip(metadata["fields"], columns, strict=True))


@dataclass(frozen=True)
class Judgement:
    """What is said of the outlines of one scene that can be judged; arrays are (kept,).

    Attributes:
        kept: int, which outlines. is_true: bool. places: str.
        found: int (pairs, 2): position in ``kept``, number of the site that a true outline finds.
    """

    kept: np.ndarray
    is_true: np.ndarray
    places: np.ndarray
    found: np.ndarray


def judge_outlines(scene: FusionScene, outlines: np.ndarray) -> Judgement:
    """Hold outlines, in the raster's CRS, against a scene's truth."""
    with rasterio.open(scene.path) as raster:
        transform = raster.transform
    sizes = np.bincount(scene.sites.ravel())
    kept: list[int] = []
    is_true: list[bool] = []
    places: list[str] = []
    found: list[tuple[int, int]] = []
    for number, outline in enumerate(outlines):
        inside = geometry_mask([outline], scene.sites.shape, transform, invert=True)
        known = inside & scene.is_known
        if known.sum() < max(1.0, KNOWN_SHARE * inside.sum()):
            continue
        shared = np.bincount(scene.sites[known], minlength=len(sizes))
        union = inside.sum() + sizes - shared
        is_mine = shared[1:].sum() >= TRUE_SHARE * known.sum() or (shared[1:] >= OBJECT_IOU * union[1:]).any()
        if is_mine:
            sites = np.flatnonzero(shared >= _LEAST_PIXELS).tolist()
            found += [(len(kept), site) for site in sites if site > 0]
        places.append(scene.places[int(np.bincount(scene.place_of[known]).argmax())])
        is_true.append(bool(is_mine))
        kept.append(number)
    return Judgement(
        np.array(kept, np.int64), np.array(is_true, bool), np.array(places, dtype=str),
        np.array(found, np.int64).reshape(-1, 2),
    )  # fmt: skip


def judged_polygons(scene: FusionScene, outlines: np.ndarray, columns: dict[str, np.ndarray]) -> Polygons:
    """Return the polygons of one scene, held against its truth; arguments as ``draw_outlines`` returns them."""
    judgement = judge_outlines(scene, outlines)
    kept = judgement.kept
    numbers = [int(number) for number in np.unique(scene.sites) if number > 0]
    sites = np.searchsorted(numbers, judgement.found[:, 1])
    return Polygons(
        {stage: columns[f"score_{stage}"][kept].astype(float) for stage in WEIGHTS},
        columns["area_ha"][kept].astype(float), judgement.is_true, judgement.places,
        np.full(len(kept), scene.source), np.column_stack([judgement.found[:, 0], sites]).astype(np.int64),
        np.array([scene.place_of_site(number) for number in numbers], dtype=str),
        np.full(len(numbers), scene.source), len(outlines) - len(kept),
    )  # fmt: skip


def _joined(parts: Sequence[Polygons]) -> Polygons:
    polygons = np.cumsum([0, *(len(part) for part in parts)])[:-1]
    sites = np.cumsum([0, *(len(part.site_places) for part in parts)])[:-1]
    found = [
        part.found + np.array([first, site]) for part, first, site in zip(parts, polygons, sites, strict=True)
    ]

    def joined(name: str) -> np.ndarray:
        return np.concatenate([getattr(part, name) for part in parts])

    return Polygons(
        {stage: np.concatenate([part.scores[stage] for part in parts]) for stage in WEIGHTS},
        joined("area_ha"), joined("is_true"), joined("places"), joined("sources"), np.concatenate(found),
        joined("site_places"), joined("site_sources"), sum(part.unjudged for part in parts),
    )  # fmt: skip
