"""Where windows of one size lie on a grid so that they cover it, the last ones moved back inside."""

from __future__ import annotations

import math

from rasterio.windows import Window


def covering_windows(height: int, width: int, size: int) -> list[Window]:
    """Return square windows that cover a grid row by row; they overlap where its sides are no multiples.

    Args:
        height, width: of the grid in pixels.
        size: side of a window; a smaller grid gets smaller windows.
    """
    return [
        Window(left, top, min(size, width), min(size, height))
        for top in _starts(height, size)
        for left in _starts(width, size)
    ]


def _starts(length: int, size: int) -> list[int]:
    count = math.ceil(length / size)
    if count <= 1:
        return [0]
    return [round(index * (length - size) / (count - 1)) for index in range(count)]
