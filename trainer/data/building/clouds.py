"""Where clouds and their shadows hide the ground of a scene, window by window.

In this order: a mask that lies beside the raster, the product's own scene classification (SCL), a published model
(ukis-csmask, Apache 2.0, its weights come with the package) or a simple rule on brightness where asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window
from scipy import ndimage

from mining_detector_plugin.engine.errors import SceneError
from mining_detector_plugin.engine.filetree import list_archive, list_folder
from mining_detector_plugin.engine.scene import Scene

from .parts import BuildError

#: Classes of SCL that hide the ground: cloud shadow, cloud of medium and high probability, cirrus
#: (Sentinel-2 level-2A algorithm document).
_SCL_HIDDEN = (3, 8, 9, 10)
#: The brightness rule: blue above this reflectance, and visible bands that differ by less than this part of their mean.
BRIGHT_BLUE, WHITE_SPREAD = 0.35, 0.2
#: Clouds fray out: a mask by rule grows by this many pixels.
GROW_PX = 3
#: The model was made for 30 m pixels and tiles of 256: it sees squares of this side in pixels of 10 m.
_MODEL_STEP, _MODEL_SIDE = 3, 768
_MODEL_BANDS = {"B02": "blue", "B03": "green", "B04": "red", "B08": "nir", "B11": "swir16", "B12": "swir22"}

Clouds = Literal["auto", "none", "brightness", "model"]


@dataclass(frozen=True)
class CloudFinder:
    """Finds clouds in one scene.

    Attributes:
        method: ``mask_file``, ``scl``, ``model``, ``brightness`` or ``none``; lands in dataset.json.
        find: window, reflectance (12, height, width) -> bool (height, width), True where the ground is hidden.
    """

    method: str
    find: Callable[[Window, np.ndarray], np.ndarray]


def open_clouds(scene: Scene, path: str, clouds: Clouds, mask_suffix: str, files: ExitStack) -> CloudFinder:
    """Return what finds clouds in a scene.

    Args:
        scene: open.
        path: what the scene was opened from.
        clouds: ``auto`` takes a mask or SCL where there is one, and nothing else.
        mask_suffix: a mask beside NAME.tif is NAME + suffix + .tif; other than 0 is hidden.
        files: closes the mask.

    Raises:
        BuildError: ``cloud_model_missing``. SceneError: a mask can't be read.
    """
    if clouds == "none":
        return _never()
    beside = Path(path).with_name(f"{Path(path).stem}{mask_suffix}.tif")
    if beside.is_file():
        return CloudFinder("mask_file", _raster_finder(str(beside), scene, None, files))
    classification = _find_scl(Path(path))
    if classification is not None:
        return CloudFinder("scl", _raster_finder(classification, scene, _SCL_HIDDEN, files))
    if clouds == "model":
        return CloudFinder("model", _model_finder(scene, "L1C" in scene.name))
    if clouds == "brightness":
        return CloudFinder("brightness", lambda window, reflectance: is_bright_white(reflectance))
    return _never()


def is_bright_white(reflectance: np.ndarray) -> np.ndarray:
    """Return where the brightness rule sees a cloud. It misses thin clouds and shadows, and takes snow for one.

    Args:
        reflectance: float32 (12, height, width) in the order of ``PACK_BANDS``.
    """
    blue, green, red = reflectance[1:4]
    mean = (blue + green + red) / 3
    spread = np.maximum(np.maximum(blue, green), red) - np.minimum(np.minimum(blue, green), red)
    return grow((blue > BRIGHT_BLUE) & (spread < WHITE_SPREAD * mean))


def _never() -> CloudFinder:
    return CloudFinder("none", lambda window, reflectance: np.zeros(reflectance.shape[1:], bool))


def grow(is_cloud: np.ndarray) -> np.ndarray:
    """Return a mask grown by the frayed rim of clouds, bool (height, width)."""
    return ndimage.binary_dilation(is_cloud, iterations=GROW_PX) if is_cloud.any() else is_cloud


def _find_scl(path: Path) -> str | None:
    """Return what GDAL opens for a product's scene classification at 20 m, or None."""
    is_product = path.is_dir() or path.suffix.lower() == ".zip"
    if not is_product:
        return None
    tree = list_folder(path) if path.is_dir() else list_archive(path)
    names = [name for name in tree.files if "_SCL_" in name and name.endswith((".jp2", ".tif"))]
    finest = [name for name in names if "_20m" in name] or names
    return tree.gdal_path(finest[0]) if finest else None


def _raster_finder(
    path: str, scene: Scene, hidden: tuple[int, ...] | None, files: ExitStack
) -> Callable[[Window, np.ndarray], np.ndarray]:
    try:
        raster = files.enter_context(rasterio.open(path))
        warped = files.enter_context(
            WarpedVRT(
                raster, crs=scene.crs, transform=scene.transform, width=scene.width, height=scene.height,
                resampling=Resampling.nearest,
            )
        )  # fmt: skip
    except RasterioError as error:
        raise _unreadable(path) from error

    def find(window: Window, reflectance: np.ndarray) -> np.ndarray:
        found = np.zeros((int(window.height), int(window.width)), bool)
        inside = window.intersection(Window(0, 0, scene.width, scene.height))
        try:
            values = warped.read(1, window=inside)
        except RasterioError as error:
            raise _unreadable(path) from error
        top, left = int(inside.row_off - window.row_off), int(inside.col_off - window.col_off)
        is_hidden = values != 0 if hidden is None else np.isin(values, hidden)
        found[top : top + values.shape[0], left : left + values.shape[1]] = is_hidden
        return found

    return find


def _model_finder(scene: Scene, is_level_1c: bool) -> Callable[[Window, np.ndarray], np.ndarray]:
    """Return a finder that runs the model once per square of the scene and keeps the last few."""
    try:
        from ukis_csmask.mask import CSmask
    except ImportError as error:
        raise BuildError(
            "cloud_model_missing", "The cloud model ukis-csmask is not installed.",
            "Install it: pip install ukis-csmask. Or use --clouds auto.",
        ) from error  # fmt: skip
    bands = [name for name in _MODEL_BANDS if name in scene.bands]
    if any(name not in bands for name in ("B02", "B03", "B04", "B08")):
        raise SceneError(
            "bands_missing", f"{scene.name} lacks bands that the cloud model needs: B02, B03, B04, B08.",
            "Use --clouds auto.",
        )  # fmt: skip
    if len(bands) < len(_MODEL_BANDS):
        bands = bands[:4]
    kept: dict[tuple[int, int], np.ndarray] = {}

    def square(row: int, column: int) -> np.ndarray:
        if (row, column) not in kept:
            if len(kept) > 64:
                kept.clear()
            window = Window(column * _MODEL_SIDE, row * _MODEL_SIDE, _MODEL_SIDE, _MODEL_SIDE)
            values, _ = scene.read(window, bands)
            coarse = values.reshape(len(bands), 256, _MODEL_STEP, 256, _MODEL_STEP).mean(axis=(2, 4))
            model = CSmask(
                np.ascontiguousarray(coarse.transpose(1, 2, 0)), [_MODEL_BANDS[name] for name in bands],
                product_level="l1c" if is_level_1c else "l2a", intra_op_num_threads=1,
                providers=["CPUExecutionProvider"],
            )  # fmt: skip
            hidden = model.csm[:, :, 0] > 0
            kept[row, column] = np.kron(hidden, np.ones((_MODEL_STEP, _MODEL_STEP), bool))
        return kept[row, column]

    def find(window: Window, reflectance: np.ndarray) -> np.ndarray:
        top, left = int(window.row_off), int(window.col_off)
        rows, columns = top + np.arange(int(window.height)), left + np.arange(int(window.width))
        found = np.zeros((len(rows), len(columns)), bool)
        for row in np.unique(rows // _MODEL_SIDE):
            for column in np.unique(columns // _MODEL_SIDE):
                here = np.ix_(rows // _MODEL_SIDE == row, columns // _MODEL_SIDE == column)
                part = np.ix_(
                    rows[rows // _MODEL_SIDE == row] % _MODEL_SIDE,
                    columns[columns // _MODEL_SIDE == column] % _MODEL_SIDE,
                )
                found[here] = square(int(row), int(column))[part]
        return grow(found)

    return find


def _unreadable(path: str) -> SceneError:
    return SceneError(
        "scene_unreadable", f"The cloud mask {path} can't be read.", "Make it again, or remove it."
    )
