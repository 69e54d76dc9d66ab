"""Rasters of any size to measure on: pieces of painted scenes, turned and mirrored, as a product would store them.

About one pixel in a hundred is mine ground. Nothing in them was measured by a satellite.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin
from rasterio.windows import Window

from benchmarks.rows import Tell
from demo.scene import CRS, ORIGIN_M, PRODUCT_TAGS, paint_scene, stored_numbers
from mining_detector_plugin.engine.bands import PACK_BANDS

#: Not the demo's seeds and not those of the tests.
SEEDS = (91, 92)
#: Width and height of a Sentinel-2 tile.
TILE_SIDE = 10_980
#: Share of a raster that is mine ground, about.
MINE_SHARE = 0.01
_SIDE = 512
_PAINTED = 3 * _SIDE


@dataclass(frozen=True)
class Pieces:
    """Squares of painted scenes.

    Attributes:
        stored: uint16 (pieces, 12, 512, 512), as a product stores reflectance.
        mine_shares: float64 (pieces,), how much of each is mine, 0-1.
    """

    stored: np.ndarray
    mine_shares: np.ndarray


def made_raster(
    work: Path, tell: Tell, width: int = TILE_SIDE, height: int = TILE_SIDE, data_height: int | None = None
) -> Path:
    """Return a GeoTIFF of twelve bands, uint16, deflate, blocks of 512 pixels; made once for a folder.

    Args:
        work: folder for it.
        data_height: rows from this one on are stored nodata; None for data everywhere.
    """
    data_height = height if data_height is None else data_height
    path = work / "rasters" / f"made_{width}_{height}_{data_height}.tif"
    if path.exists():
        return path
    pieces = _load_pieces(work / "rasters", tell)
    tell(f"makes a raster of {width:,} x {height:,} pixels, 12 bands")
    unfinished = path.with_suffix(".part")
    _write(unfinished, pieces, width, height, data_height)
    unfinished.replace(path)
    return path


def mine_share(path: Path) -> float:
    """Return the share of a made raster's data that is mine, 0-1."""
    with rasterio.open(path) as source:
        return float(source.tags()["MADE_MINE_SHARE"])


def _load_pieces(folder: Path, tell: Tell) -> Pieces:
    file, shares = folder / "pieces.npy", folder / "pieces.json"
    if not shares.exists():
        folder.mkdir(parents=True, exist_ok=True)
        tell(f"paints {len(SEEDS)} scenes, some twenty seconds each")
        pieces = [piece for seed in SEEDS for piece in _paint(seed)]
        np.save(file, np.stack([stored for stored, _ in pieces]))
        shares.write_text(json.dumps([share for _, share in pieces]))
    return Pieces(np.load(file, mmap_mode="r"), np.array(json.loads(shares.read_text())))


def _paint(seed: int) -> list[tuple[np.ndarray, float]]:
    painted = paint_scene(seed, _PAINTED)
    stored, is_mine = stored_numbers(painted.reflectance), painted.site > 0
    corners = [(row, column) for row in range(0, _PAINTED, _SIDE) for column in range(0, _PAINTED, _SIDE)]
    squares = [(slice(row, row + _SIDE), slice(column, column + _SIDE)) for row, column in corners]
    return [(stored[:, rows, columns], float(is_mine[rows, columns].mean())) for rows, columns in squares]


def _write(path: Path, pieces: Pieces, width: int, height: int, data_height: int) -> None:
    profile = {
        "driver": "GTiff", "dtype": "uint16", "count": len(PACK_BANDS), "width": width, "height": height,
        "crs": CRS, "transform": from_origin(*ORIGIN_M, 10, 10), "nodata": 0, "tiled": True,
        "blockxsize": _SIDE, "blockysize": _SIDE, "compress": "deflate", "zlevel": 1, "predictor": 2,
        "interleave": "pixel", "num_threads": "all_cpus", "bigtiff": "yes",
    }  # fmt: skip
    rng = np.random.default_rng([*SEEDS, width])
    chances, shares = _chances(pieces.mine_shares), []
    with rasterio.open(path, "w", **profile) as target:
        for band, name in enumerate(PACK_BANDS, 1):
            target.set_band_description(band, name)
        for row in range(0, height, _SIDE):
            for column in range(0, width, _SIDE):
                chosen = int(rng.choice(len(chances), p=chances))
                piece = _turned(pieces.stored[chosen], int(rng.integers(8)))
                size = (min(_SIDE, height - row), min(_SIDE, width - column))
                block = np.array(piece[:, : size[0], : size[1]])
                block[:, max(0, data_height - row) :] = 0
                shares += [pieces.mine_shares[chosen]] if row < data_height else []
                target.write(block, window=Window(column, row, size[1], size[0]))
        target.update_tags(**PRODUCT_TAGS, MADE_MINE_SHARE=f"{np.mean(shares):.4f}")


def _chances(mine_shares: np.ndarray) -> np.ndarray:
    """Return how likely each piece is to be drawn, so that ``MINE_SHARE`` of a large raster is mine."""
    is_mined = mine_shares > MINE_SHARE
    few, many = mine_shares[~is_mined].mean(), mine_shares[is_mined].mean()
    of_mined = (MINE_SHARE - few) / (many - few)
    return np.where(is_mined, of_mined / is_mined.sum(), (1 - of_mined) / (~is_mined).sum())


def _turned(piece: np.ndarray, way: int) -> np.ndarray:
    """Return a piece turned and mirrored in one of the eight ways."""
    turned = np.rot90(piece, way % 4, axes=(1, 2))
    return turned[:, :, ::-1] if way >= 4 else turned
