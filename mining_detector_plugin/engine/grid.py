"""Where a scene's pixels lie: the finest band's grid, the place of other bands on it, and a pixel's size."""

from __future__ import annotations

import math
from dataclasses import dataclass

from affine import Affine
from rasterio.crs import CRS
from rasterio.io import DatasetReader
from rasterio.warp import transform as transform_points

from .errors import SceneError

#: Grids count as the same where they differ by less than this part of a pixel.
_TOLERANCE = 0.01
# WGS 84: semi-major axis in metres and squared eccentricity.
_SEMI_MAJOR_AXIS = 6_378_137.0
_ECCENTRICITY_SQUARED = 0.00669437999014


@dataclass(frozen=True)
class Placement:
    """Where the scene's grid lies in a band's own pixels: own = scale * grid + shift, per axis (x, y)."""

    scale: tuple[float, float]
    shift: tuple[float, float]

    @property
    def is_aligned(self) -> bool:
        """Whether each pixel of the grid is one pixel of the band."""
        same_size = all(abs(scale - 1) < 1e-6 for scale in self.scale)
        return same_size and all(abs(shift - round(shift)) < _TOLERANCE for shift in self.shift)


def finest_grid(name: str, datasets: list[DatasetReader]) -> DatasetReader:
    """Return the dataset with the smallest pixels, after checking that all lie in one CRS.

    Raises:
        SceneError: ``scene_has_no_crs``, ``scene_grids_differ``.
    """
    for dataset in datasets:
        if dataset.crs is None or dataset.transform.is_identity:
            lacks = "no coordinate reference system (CRS)" if dataset.crs is None else "no georeference"
            raise SceneError(
                "scene_has_no_crs", f"{dataset.name} does not say where it lies: it has {lacks}.",
                "Assign a CRS and a georeference to the raster, or choose another one.",
            )  # fmt: skip
    if any(dataset.crs != datasets[0].crs for dataset in datasets):
        listed = ", ".join(sorted({dataset.crs.to_string() for dataset in datasets}))
        raise SceneError(
            "scene_grids_differ", f"The bands of {name} lie in several coordinate systems: {listed}.",
            "Choose bands of one tile, or reproject them to one CRS.",
        )  # fmt: skip
    return min(datasets, key=lambda dataset: abs(dataset.transform.determinant))


def place_grid(grid: Affine, dataset: DatasetReader) -> Placement:
    """Return where a grid lies in a dataset's own pixels.

    Raises:
        SceneError: ``scene_grids_differ`` where one is turned against the other.
    """
    relative = ~dataset.transform @ grid
    if abs(relative.b) > 1e-6 or abs(relative.d) > 1e-6 or relative.a <= 0 or relative.e <= 0:
        raise SceneError(
            "scene_grids_differ", f"{dataset.name} is turned against the other bands.",
            "Warp the bands to one grid first.",
        )  # fmt: skip
    return Placement((relative.a, relative.e), (relative.c, relative.f))


def measure_resolution(crs: CRS, transform: Affine, width: int, height: int) -> float:
    """Return the side of a pixel at the grid's centre in metres.

    A projected CRS is taken at its word (UTM's scale of 0.9996 is no concern), unless it stretches the
    ground by more than 2 %, as the web's Mercator does. The ground is measured on the WGS 84 ellipsoid.
    """
    column, row = width / 2, height / 2
    points = [transform @ point for point in ((column, row), (column + 1, row), (column, row + 1))]
    longitudes, latitudes = transform_points(
        crs, CRS.from_epsg(4326), [x for x, _ in points], [y for _, y in points]
    )
    latitude = math.radians(latitudes[0])
    curvature = 1 - _ECCENTRICITY_SQUARED * math.sin(latitude) ** 2
    along_meridian = _SEMI_MAJOR_AXIS * (1 - _ECCENTRICITY_SQUARED) / curvature**1.5
    along_parallel = _SEMI_MAJOR_AXIS / math.sqrt(curvature) * math.cos(latitude)
    sides = [
        math.hypot(
            math.radians((longitudes[end] - longitudes[0] + 180) % 360 - 180) * along_parallel,
            math.radians(latitudes[end] - latitudes[0]) * along_meridian,
        )
        for end in (1, 2)
    ]
    on_ground = math.sqrt(sides[0] * sides[1])
    if not crs.is_projected:
        return on_ground
    stated = math.sqrt(abs(transform.determinant)) * crs.linear_units_factor[1]
    return stated if abs(stated / on_ground - 1) < 0.02 else on_ground
