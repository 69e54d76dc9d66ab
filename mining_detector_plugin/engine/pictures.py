"""Small pictures for people: bands as colours, probabilities as colours, and the files they are written to.

Colours depend on the values alone, never on the rest of the picture: the same ground looks alike in all of them.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.errors import NotGeoreferencedWarning

from .color_ramp import INFERNO

#: Red, green and blue of what eyes would see.
TRUE_COLOR = ("B04", "B03", "B02")
#: Reflectance of a true-colour picture that is shown as full brightness, and the exponent that lightens dark ground.
TRUE_COLOR_WHITE = 0.3
_EXPONENT = 1 / 1.4
#: Where there is no data.
_GREY = 128
_FORMATS: dict[str, dict[str, Any]] = {".jpg": {"driver": "JPEG", "quality": 88}, ".png": {"driver": "PNG"}}


def brightness(reflectance: np.ndarray, white: float) -> np.ndarray:
    """Return how bright reflectance is shown, uint8 of the same shape.

    Args:
        white: reflectance that is shown as full brightness.
    """
    return np.rint(np.clip(reflectance / white, 0, 1) ** _EXPONENT * 255).astype(np.uint8)


def color_picture(reflectance: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Return three bands as a picture, uint8 (3, height, width); grey where there is no data.

    Args:
        reflectance: float32 (3, height, width), red, green and blue.
        valid: bool (height, width).
    """
    return np.where(valid, brightness(reflectance, TRUE_COLOR_WHITE), np.uint8(_GREY))


def probability_picture(probability: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Return probabilities 0-1, float (height, width), as a picture, uint8 (3, height, width); grey where invalid."""
    stops = np.linspace(0, 1, len(INFERNO))
    shades = np.array([[int(code[place : place + 2], 16) for place in (1, 3, 5)] for code in INFERNO])
    colors = [np.interp(probability, stops, shade) for shade in shades.T]
    return np.where(valid, np.rint(colors), _GREY).astype(np.uint8)


def shrink(values: np.ndarray, valid: np.ndarray, factor: int) -> tuple[np.ndarray, np.ndarray]:
    """Return means over squares of valid pixels, and where there is one.

    Args:
        values: float (bands, height, width). valid: bool (height, width). Sides are multiples of the factor.
        factor: side of a square in pixels.
    """
    bands, height, width = values.shape
    squares = (height // factor, factor, width // factor, factor)
    counts = valid.reshape(squares).sum(axis=(1, 3))
    sums = (values * valid).reshape(bands, *squares).sum(axis=(2, 4))
    return sums / np.maximum(counts, 1), counts > 0


def write_picture(path: Path, picture: np.ndarray) -> None:
    """Write a picture, uint8 (3, height, width), as JPEG or PNG, by the ending of its name."""
    options = _FORMATS[path.suffix]
    _, height, width = picture.shape
    with warnings.catch_warnings(), rasterio.Env(GDAL_PAM_ENABLED=False):
        # A picture has no place on the ground, and no file beside it.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "w", width=width, height=height, count=3, dtype="uint8", **options) as file:
            file.write(picture)
