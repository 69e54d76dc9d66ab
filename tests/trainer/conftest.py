"""A tiny made data folder in the layout of the real one, and the real one where it is here."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin

from trainer.data.chip_sources import EUROSAT_CLASSES

ROOT = Path(__file__).resolve().parents[2]
SIX = ("B02", "B03", "B04", "B08", "B11", "B12")
TWELVE = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
TEN = tuple(name for name in TWELVE if name not in ("B01", "B09"))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The real data folder; tests that need it skip without it."""
    folder = Path(os.environ.get("MINING_DETECTOR_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("needs ../shared/data, which is not here")
    return folder


@pytest.fixture(scope="session")
def made_data(tmp_path_factory) -> Path:
    """A data folder of a few made images per source, in which a mine is a bright square."""
    root = tmp_path_factory.mktemp("data")
    generator = np.random.default_rng(5)
    for split, count in (("train", 120), ("val", 40)):
        _write_rgb_chips(root, split, count, generator)
        _write_six_band_chips(root, split, generator)
        _write_tailings(root, split, generator)
    _write_quarry(root, generator)
    land = generator.integers(200, 2500, (30, 64, 64, 12)).astype(np.uint16)
    np.savez(root / "land_chips_12_band.npz", chip=land, band=np.array(TWELVE))
    _write_eurosat(root, generator)
    return root


def _write_rgb_chips(root: Path, split: str, count: int, generator: np.random.Generator) -> None:
    label = (np.arange(count) % 3 == 0).astype(np.int8)
    chip = generator.integers(40, 90, (count, 48, 48, 3)).astype(np.uint8)
    for index in np.flatnonzero(label):
        top, left = generator.integers(0, 32, 2)
        chip[index, top : top + 16, left : left + 16] = 230
    lonlat = generator.uniform(-60, -50, (count, 2)).astype(np.float32)
    lonlat[:, 0] -= 20 if split == "val" else 0
    lonlat[::4] = np.nan
    folder = root / "rgb_chips"
    folder.mkdir(exist_ok=True)
    np.savez(
        folder / f"{split}.npz", chip=chip, label=label, group=label.astype(np.int16),
        group_name=np.array(["some_negatives", "some_positives"]), lonlat=lonlat,
        cloudy=np.arange(count) % 10 == 1,
    )  # fmt: skip


def _write_six_band_chips(root: Path, split: str, generator: np.random.Generator) -> None:
    folder = root / "six_band_chips"
    folder.mkdir(exist_ok=True)
    kind = np.array(["artisanal_mine", "industrial_mine", "natural", "aquaculture", "human"] * 4)
    dates = {
        name: generator.integers(200, 3000, (len(kind), 48, 48, 6)).astype(np.int16) for name in ("t0", "t1")
    }
    lonlat = np.full((len(kind), 2), 10.0 if split == "train" else 12.0, np.float32)
    np.savez(
        folder / f"{split}.npz", **dates, kind=kind, lonlat=lonlat,
        dates=np.full((len(kind), 4), "2020-01-01"), band=np.array(SIX),
    )  # fmt: skip


def write_raster(
    path: Path, values: np.ndarray, names: tuple[str, ...], crs: str, tags: dict | None = None
) -> None:
    """Write a small GeoTIFF with named bands."""
    resolution = 10 if crs == "EPSG:32633" else 0.0001
    with rasterio.open(
        path, "w", driver="GTiff", count=len(values), height=values.shape[1], width=values.shape[2],
        dtype=values.dtype, crs=crs, transform=from_origin(15, 50, resolution, resolution),
    ) as raster:  # fmt: skip
        raster.write(values)
        for number, name in enumerate(names, start=1):
            raster.set_band_description(number, name)
        raster.update_tags(**(tags or {}))


def _write_tailings(root: Path, split: str, generator: np.random.Generator) -> None:
    folder = root / "tailings" / split
    folder.mkdir(parents=True)
    for name, polygons in (("1", 2), ("2", 0)):
        image = generator.integers(300, 900, (3, 192, 192)).astype(np.uint16)
        mask = np.zeros((1, 192, 192), np.uint8)
        mask[:, 10:40, 10:40], mask[:, 10:40, 40:60] = 2, 1
        image[:, 10:40, 10:40] = 2500
        write_raster(folder / f"image_{name}.tif", image, ("B04", "B03", "B02"), "EPSG:4326")
        write_raster(folder / f"mask_{name}.tif", mask, (), "EPSG:4326", {"mine_polygons": polygons})


def _write_quarry(root: Path, generator: np.random.Generator) -> None:
    folder = root / "quarry_scene"
    folder.mkdir()
    for date, offset in (("20210619", 0), ("20220619", 1000), ("20230209", 1000)):
        image = (generator.integers(300, 900, (10, 192, 192)) + offset).astype(np.uint16)
        mask = np.zeros((1, 192, 192), np.float32)
        mask[:, 60:192, 60:192], mask[:, 70:90, 70:90] = 3, 10
        image[:, 70:90, 70:90] = 3000 + offset
        image[:, :2, :2] = 0
        write_raster(folder / f"image_{date}.tif", image, TEN, "EPSG:32633")
        write_raster(folder / f"mask_{date}.tif", mask, (), "EPSG:32633")


def _write_eurosat(root: Path, generator: np.random.Generator) -> None:
    folder = root / "land_cover_rgb_chips"
    folder.mkdir()
    with zipfile.ZipFile(folder / "eurosat_rgb.zip", "w") as archive:
        for name in EUROSAT_CLASSES:
            for index in range(10):
                buffer = BytesIO()
                pixels = generator.integers(30, 120, (64, 64, 3)).astype(np.uint8)
                Image.fromarray(pixels).save(buffer, "WEBP", lossless=True)
                archive.writestr(f"{name}/{name}_{index}.webp", buffer.getvalue())
