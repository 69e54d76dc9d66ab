"""Makes Sentinel-2-like scenes with mines and their true outlines, the same for the same seed.

Nothing in them was measured: spectra are textbook values, shapes come from random numbers. They serve tests,
the demo and, with other seeds than the demo's, training.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from rasterio.features import shapes
from rasterio.transform import from_origin

from mining_detector_plugin.engine.bands import PACK_BANDS

from . import landscape, mines, settlement, sky
from .canvas import LABEL_INDEX, LABELS, Canvas, blank_canvas, fractal_noise
from .spectra import REFLECTANCE

#: The demo's own scene. Training on made scenes must leave this seed out.
DEMO_SEED = 20261121
DEMO_SIZE = 2400
SMALLEST_SIZE = 192
CRS = "EPSG:32723"
#: Upper left corner in metres, on the 10 m grid.
ORIGIN_M = (600_000.0, 7_800_000.0)
ACQUIRED = "2024-07-15T13:12:41Z"
#: What processing baselines from 04.00 on add to the stored numbers.
STORED_OFFSET = 1000
STORED_SCALE = 10_000
#: What a product of processing baseline 05.10 says of itself.
PRODUCT_TAGS = {
    "PROCESSING_BASELINE": "05.10", "PROCESSING_LEVEL": "Level-2A", "PRODUCT_TYPE": "S2MSI2A",
    "SPACECRAFT_NAME": "made scene, no satellite", "PRODUCT_START_TIME": ACQUIRED,
    "BOA_QUANTIFICATION_VALUE": str(STORED_SCALE), "BOA_ADD_OFFSET": str(-STORED_OFFSET),
    "SPECIAL_VALUE_NODATA": "0",
}  # fmt: skip


@dataclass(frozen=True)
class MadeScene:
    """A painted scene.

    Attributes:
        reflectance: float32 (12, size, size), bands of `PACK_BANDS`, about 0-1.
        label: uint8 (size, size), index into `demo.canvas.LABELS`; ground cover, also under clouds.
        site: uint16 (size, size), number of the mine at each pixel, 0 where none.
        mines: the mines, in the order of their numbers.
        cloud: float32 (size, size), opacity of clouds, 0-1.
    """

    reflectance: np.ndarray
    label: np.ndarray
    site: np.ndarray
    mines: tuple[mines.Mine, ...]
    cloud: np.ndarray


@dataclass(frozen=True)
class ScenePaths:
    """Files of a made scene: `scene` is the raster, `truth` the GeoPackage of true outlines."""

    scene: Path
    truth: Path


def paint_scene(
    seed: int, size: int = 512, cloud_cover: float = 0.03, haze: float | None = None
) -> MadeScene:
    """Paint a scene in memory. 512 pixels take about a second and a half, 2400 about half a minute.

    Args:
        seed: the same seed and size give the same scene.
        size: side in pixels of 10 m, at least 192.
        cloud_cover: share of the scene under clouds, 0-1.
        haze: 0 for clear air, 1 for thick haze; None draws it from the seed.

    Raises:
        ValueError: the size is too small to hold a mine.
    """
    if size < SMALLEST_SIZE:
        raise ValueError(f"A made scene needs at least {SMALLEST_SIZE} pixels a side, got {size}")
    rng = np.random.default_rng([seed, size])
    soil = str(rng.choice(["soil_red", "soil_brown", "soil_pale"], p=[0.5, 0.35, 0.15]))
    canvas = blank_canvas(rng, size)
    courses = landscape.lay_watercourses(rng, size)
    distance = landscape.paint_landscape(canvas, rng, courses, soil)
    settlement.paint_fields(canvas, rng, soil)
    settlement.paint_ponds(canvas, rng)
    towns = settlement.paint_towns(canvas, rng, distance, soil)
    settlement.paint_roads(canvas, rng, towns, soil)
    drawn = mines.paint_mines(canvas, rng, courses, distance, soil)
    kept = _keep_large(canvas, drawn)
    opacity, shadow = sky.clouds(rng, size, cloud_cover)
    thickness = rng.uniform(0.25, 1.0) if haze is None else haze
    gradient = np.clip(thickness * (1 + 0.25 * fractal_noise(rng, (size, size), 4.0)), 0, 1.5)
    reflectance = _mix(canvas)
    sky.expose(reflectance, sky.sunlight(canvas.height), opacity, shadow, gradient, rng)
    return MadeScene(reflectance, canvas.label, canvas.site, tuple(kept), opacity)


def _mix(canvas: Canvas) -> np.ndarray:
    reflectance = np.empty((len(PACK_BANDS), canvas.size, canvas.size), np.float32)
    for index in range(len(PACK_BANDS)):
        spectrum = REFLECTANCE[:, index]
        first, second = spectrum[canvas.first], spectrum[canvas.second]
        reflectance[index] = (first + (second - first) * canvas.mix) * canvas.brightness
    return reflectance


def _keep_large(canvas: Canvas, drawn: list[mines.Mine]) -> list[mines.Mine]:
    """Forget mines of which too little is to be seen because others cover them."""
    counts = np.bincount(canvas.site.ravel(), minlength=len(drawn) + 1)
    kept = [mine for mine in drawn if counts[mine.site] >= mines.MINIMUM_PIXELS]
    small = [mine.site for mine in drawn if counts[mine.site] < mines.MINIMUM_PIXELS]
    leftover = np.isin(canvas.site, small) & (canvas.site > 0)
    canvas.site[leftover] = 0
    canvas.label[leftover] = LABEL_INDEX["mine_yard"]
    return kept


def make_scene(folder: str | Path, seed: int = DEMO_SEED, size: int = DEMO_SIZE) -> ScenePaths:
    """Paint a scene and write it as a product of processing baseline 05.10 would be stored, with its truth.

    `scene.tif`: a COG, twelve named bands, uint16 = reflectance x 10000 + 1000, 0 is nodata. `truth.gpkg`:
    layer `truth`, one polygon a mine of at least 0.5 ha, with `site`, `type` (`open_pit`, `waste_dump`,
    `tailings`, `artisanal`), `area_ha` and `cloud_share` (0-1, how much of it a cloud hides); layer
    `mine_ground`, yards, tracks and dams round the mines, which are of no type.

    Args:
        folder: made where it does not exist.
        seed, size: as for `paint_scene`.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = ScenePaths(folder / "scene.tif", folder / "truth.gpkg")
    painted = paint_scene(seed, size)
    transform = from_origin(*ORIGIN_M, 10, 10)
    _write_raster(paths.scene, painted.reflectance, transform, seed)
    _write_truth(paths.truth, painted, transform)
    return paths


def stored_numbers(reflectance: np.ndarray) -> np.ndarray:
    """Return reflectance as a product stores it: uint16 of the same shape, 0 kept for nodata."""
    stored = np.rint(reflectance * STORED_SCALE) + STORED_OFFSET
    return np.clip(stored, 1, 65535).astype(np.uint16)


def _write_raster(path: Path, reflectance: np.ndarray, transform: rasterio.Affine, seed: int) -> None:
    _, height, width = reflectance.shape
    profile = {
        "driver": "COG", "dtype": "uint16", "count": len(PACK_BANDS), "height": height, "width": width,
        "crs": CRS, "transform": transform, "nodata": 0, "compress": "DEFLATE", "predictor": 2, "level": 4,
        "blocksize": 256, "num_threads": 2,
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as target:
        for index, name in enumerate(PACK_BANDS):
            target.write(stored_numbers(reflectance[index]), index + 1)
            target.set_band_description(index + 1, name)
        target.update_tags(**PRODUCT_TAGS, MADE_SCENE_SEED=str(seed))


def _write_truth(path: Path, painted: MadeScene, transform: rasterio.Affine) -> None:
    outlines = _outlines(painted.site, transform)
    polygons = [outlines[mine.site] for mine in painted.mines]
    cloud_share = [float(painted.cloud[painted.site == mine.site].mean()) for mine in painted.mines]
    path.unlink(missing_ok=True)
    fields = {
        "site": np.array([mine.site for mine in painted.mines], np.int32),
        "type": np.array([mine.type for mine in painted.mines], object),
        "area_ha": np.array([polygon.area / 10_000 for polygon in polygons]),
        "cloud_share": np.array(cloud_share),
    }
    _write_layer(path, "truth", polygons, fields)
    is_ground = (painted.label == LABEL_INDEX["mine_yard"]).astype(np.uint16)
    _write_layer(path, "mine_ground", list(_outlines(is_ground, transform).values()), {})


def _outlines(numbers: np.ndarray, transform: rasterio.Affine) -> dict[int, shapely.MultiPolygon]:
    """Return the outline of the pixels of each number above 0."""
    parts: dict[int, list[shapely.Geometry]] = {}
    for geometry, value in shapes(numbers, mask=numbers > 0, transform=transform, connectivity=8):
        parts.setdefault(int(value), []).append(shapely.geometry.shape(geometry))
    merged = {number: shapely.union_all(geometries) for number, geometries in parts.items()}
    return {number: shapely.multipolygons(shapely.get_parts(geometry)) for number, geometry in merged.items()}


def _write_layer(
    path: Path, layer: str, polygons: list[shapely.MultiPolygon], fields: dict[str, np.ndarray]
) -> None:
    pyogrio.raw.write(
        path, np.array(shapely.to_wkb(polygons), object), list(fields.values()),
        np.array(list(fields), object), geometry_type="MultiPolygon", crs=CRS, driver="GPKG", layer=layer,
    )  # fmt: skip


__all__ = ["DEMO_SEED", "DEMO_SIZE", "LABELS", "MadeScene", "ScenePaths", "make_scene", "paint_scene"]
