"""Small pictures of an image as the models will see it: bands as they are named, reflectance as it is decided.

Each picture has a fixed range of reflectance and is never stretched to its content: a wrong order of bands shows in its
colours, a wrong scale or offset in its brightness.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.features import geometry_mask
from rasterio.transform import Affine
from rasterio.windows import Window

from .aoi import Aoi, load_aoi
from .description import UNKNOWN, OpenedImage, describe_image, open_image
from .errors import AoiError, MiningDetectorError, OutputError
from .pictures import TRUE_COLOR_WHITE, brightness
from .reporting import Reporter
from .scene import Scene

#: Bands of the pictures' red, green and blue: the first that is there is taken.
COMPOSITES: dict[str, tuple[tuple[str, ...], ...]] = {
    "true_colour": (("B04",), ("B03",), ("B02",)),
    "false_colour": (("B08", "B8A"), ("B04",), ("B03",)),
    "swir": (("B12", "B11"), ("B08", "B8A"), ("B04",)),
}
#: Reflectance that is shown as full brightness.
WHITE = {"true_colour": TRUE_COLOR_WHITE, "false_colour": 0.45, "swir": 0.45}
#: Without overviews every pixel has to be read: then of a larger image only the middle is, so many pixels a side.
_PART_SIDE = 2048
_REMOTE_PART_SIDE = 512
#: How much is seen of what lies outside the AOI, 0-255.
_OUTSIDE_ALPHA = 90


@dataclass(frozen=True)
class PreviewRequest:
    """What the user wants to look at.

    Attributes:
        scene, bands, scaling, aoi: as in `request.DetectRequest`.
        out: folder that gets the pictures.
        side: longest side of a picture in pixels.
    """

    scene: str | list[str]
    out: str
    bands: Mapping[str, int] | None = None
    scaling: Mapping[str, float] | None = None
    aoi: str | dict[str, Any] | None = None
    side: int = 512

    def __post_init__(self) -> None:
        """Refuse a size that is none."""
        if not isinstance(self.side, int) or not 16 <= self.side <= 4096:
            raise MiningDetectorError(
                "request_invalid", "The request's side is no number of pixels from 16 to 4096.",
                "See docs/developers.md for its form.",
            )  # fmt: skip


def preview(request: PreviewRequest, reporter: Reporter) -> dict[str, Any]:
    """Write a PNG for each composite and describe the image.

    Returns:
        ``image`` (see `description.describe_image`), ``thumbnails`` (list of ``name``, ``file`` or None, ``bands``,
        ``missing``: bands that it would need), ``extent`` (``aoi``, ``image`` or ``middle``: what is shown),
        ``valid_share`` 0-1 and ``reflectance`` (low and high end by band, the 2nd and 98th percentile).

    Raises:
        SceneError: as `scene.open_scene`, but for bands that nothing names.
        OutputError: ``output_not_writable``.
    """
    image = open_image(request.scene, request.bands, request.scaling)
    with image.scene as scene:
        aoi = _load_aoi(request.aoi, scene, reporter)
        window, extent = _choose_window(scene, aoi)
        scale = min(1.0, request.side / max(window.width, window.height))
        shape = (max(1, round(window.height * scale)), max(1, round(window.width * scale)))
        chosen = {name: _choose_bands(image, channels) for name, channels in COMPOSITES.items()}
        wanted = sorted({band for bands, missing in chosen.values() if not missing for band in bands})
        layers, valid = _read(scene, window, wanted, shape, reporter)
        alpha = np.where(valid, 255, 0).astype(np.uint8)
        if aoi is not None:
            outside = ~_is_inside(aoi, window, shape)
            alpha[outside] = np.minimum(alpha[outside], _OUTSIDE_ALPHA)
        thumbnails = []
        for name, (bands, missing) in chosen.items():
            file = None
            if not missing:
                file = Path(request.out) / f"{name}.png"
                _write_picture(file, [layers[band] for band in bands], WHITE[name], alpha)
            thumbnails.append(
                {"name": name, "file": str(file) if file else None, "bands": bands, "missing": missing}
            )
        return {
            "image": describe_image(image),
            "thumbnails": thumbnails,
            "extent": extent,
            "valid_share": float(valid.mean()),
            "reflectance": {band: _range(layers[band][valid]) for band in wanted},
        }


def _load_aoi(aoi: str | dict[str, Any] | None, scene: Scene, reporter: Reporter) -> Aoi | None:
    """Return the AOI, None for the whole scene; where it can't be used that is told, and the whole scene shown."""
    if aoi is None:
        return None
    try:
        return load_aoi(aoi, scene)
    except AoiError as error:
        reporter.warning(error.code, error.message, error.hint)
        return None


def _choose_window(scene: Scene, aoi: Aoi | None) -> tuple[Window, str]:
    """Return the window to show, and what it is."""
    window = Window(0, 0, scene.width, scene.height) if aoi is None else aoi.window
    is_remote = any("/vsicurl/" in path for path in scene.paths)
    most = _REMOTE_PART_SIDE if is_remote else _PART_SIDE
    if scene.has_overviews or window.width * window.height <= most**2:
        return window, "image" if aoi is None else "aoi"
    width, height = min(window.width, most), min(window.height, most)
    left = int(window.col_off + (window.width - width) // 2)
    top = int(window.row_off + (window.height - height) // 2)
    return Window(left, top, width, height), "middle"


def _choose_bands(image: OpenedImage, channels: tuple[tuple[str, ...], ...]) -> tuple[list[str], list[str]]:
    """Return a composite's bands, and those that are missing."""
    there = () if image.bands_from == UNKNOWN else image.scene.bands
    found = [next((name for name in names if name in there), None) for names in channels]
    missing = [names[0] for names, name in zip(channels, found, strict=True) if name is None]
    return [name for name in found if name is not None], missing


def _read(
    scene: Scene, window: Window, bands: list[str], shape: tuple[int, int], reporter: Reporter
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return reflectance by band, float32 (height, width), and where all bands are valid."""
    valid = np.ones(shape, dtype=bool)
    layers = {}
    for band in bands:
        reporter.check()
        (layers[band],), is_known = scene.read_small(window, [band], shape)
        valid &= is_known
    return layers, valid


def _is_inside(aoi: Aoi, window: Window, shape: tuple[int, int]) -> np.ndarray:
    """Return bool (height, width): which places of a picture lie in the AOI."""
    place = rasterio.windows.transform(window, aoi.transform)
    transform = place @ Affine.scale(window.width / shape[1], window.height / shape[0])
    return geometry_mask([aoi.geometry], shape, transform, invert=True, all_touched=True)


def _write_picture(path: Path, channels: list[np.ndarray], white: float, alpha: np.ndarray) -> None:
    """Write red, green, blue (reflectance) and transparency as a PNG."""
    picture = np.stack([*(brightness(channel, white) for channel in channels), alpha])
    profile = {
        "driver": "PNG",
        "dtype": "uint8",
        "count": 4,
        "height": alpha.shape[0],
        "width": alpha.shape[1],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            # A picture has no place on the ground.
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, "w", **profile) as file:
                file.write(picture)
    except (OSError, RasterioError) as error:
        raise OutputError(
            "output_not_writable", f"The preview can't be written to {path.parent}: {error}.",
            "Free some space in the folder for temporary files.",
        ) from error  # fmt: skip


def _range(values: np.ndarray) -> list[float] | None:
    if not values.size:
        return None
    return [round(float(value), 4) for value in np.percentile(values, [2, 98])]
