"""Paints the ground before people came: terrain, rivers with sandbanks, woods, shrub, grass, bare patches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .canvas import Canvas, paint, smoothstep

#: A meandering river's bend wavelength in channel widths, its largest swing in radians (Leopold 1960).
MEANDER_WAVELENGTH = 12.0
MEANDER_SWING = 1.1


@dataclass(frozen=True)
class Watercourse:
    """A river or stream.

    Attributes:
        rows, columns: float32 (points,), its centre line in pixels, half a pixel apart.
        width_px: width of the water in pixels.
    """

    rows: np.ndarray
    columns: np.ndarray
    width_px: float


def lay_watercourses(rng: np.random.Generator, size: int) -> list[Watercourse]:
    """Return rivers that cross the scene and streams that leave them, by area and seed."""
    rivers = []
    for _ in range(max(1, round(size / 1200))):
        heading = rng.uniform(-0.5, 0.5) + rng.integers(0, 2) * np.pi / 2
        along, side = (
            np.array([np.sin(heading), np.cos(heading)]),
            np.array([np.cos(heading), -np.sin(heading)]),
        )
        start = size / 2 - along * size * 0.75 + side * rng.uniform(-0.32, 0.32) * size
        rivers.append(
            _meander(rng, start, heading, 1.8 * size, rng.uniform(4, 4 + min(10, size / 150)), size)
        )
    streams = []
    for _ in range(max(2, round(size * size / 300_000))):
        parent = rivers[rng.integers(len(rivers))]
        inside = np.flatnonzero(_is_inside(parent, size))
        if len(inside) == 0:
            continue
        point = inside[rng.integers(len(inside))]
        start = np.array([parent.rows[point], parent.columns[point]])
        length = rng.uniform(0.25, 0.6) * max(size, 500)
        streams.append(_meander(rng, start, rng.uniform(0, 2 * np.pi), length, rng.uniform(0.6, 1.8), size))
    return rivers + streams


def _is_inside(course: Watercourse, size: int) -> np.ndarray:
    return (course.rows > 0) & (course.rows < size) & (course.columns > 0) & (course.columns < size)


def _meander(
    rng: np.random.Generator, start: np.ndarray, heading: float, length: float, width: float, size: int
) -> Watercourse:
    count = int(length * 2.6)
    distance = np.arange(count) * 0.5
    wavelength = MEANDER_WAVELENGTH * max(width, 2.5) * 1.6
    irregular = ndimage.gaussian_filter1d(rng.standard_normal(count), wavelength / 2)
    wander = ndimage.gaussian_filter1d(rng.standard_normal(count), wavelength * 4)
    irregular, wander = (field / max(float(field.std()), 1e-6) for field in (irregular, wander))
    swing = MEANDER_SWING * (0.75 + 0.25 * np.tanh(wander))
    angle = heading + swing * np.sin(2 * np.pi * distance / wavelength + 2.2 * irregular) + 0.25 * wander
    rows, columns = start[0] + np.cumsum(np.sin(angle)) * 0.5, start[1] + np.cumsum(np.cos(angle)) * 0.5
    # A stream that leaves the scene does not come back.
    margin = size * 0.4
    gone = (rows < -margin) | (rows > size + margin) | (columns < -margin) | (columns > size + margin)
    stop = int(np.argmax(gone[200:])) + 200 if gone[200:].any() else count
    return Watercourse(rows[:stop].astype(np.float32), columns[:stop].astype(np.float32), float(width))


def distance_to(rows: np.ndarray, columns: np.ndarray, size: int) -> np.ndarray:
    """Return the distance in pixels from each pixel to the nearest of the points, float32 (size, size)."""
    free = np.ones((size, size), bool)
    row, column = np.round(rows).astype(int), np.round(columns).astype(int)
    inside = (row >= 0) & (row < size) & (column >= 0) & (column < size)
    free[row[inside], column[inside]] = False
    if free.all():
        return np.full((size, size), 1e6, np.float32)
    return ndimage.distance_transform_edt(free).astype(np.float32)


def paint_landscape(
    canvas: Canvas, rng: np.random.Generator, courses: list[Watercourse], soil: str
) -> np.ndarray:
    """Paint terrain, plants, bare patches and water.

    Args:
        canvas: a blank canvas.
        rng: random generator.
        courses: what `lay_watercourses` gave.
        soil: the soil material of the region.

    Returns:
        float32 (size, size): distance in pixels to the nearest water.
    """
    size = canvas.size
    whole = (slice(0, size), slice(0, size))
    distance = distance_to(
        np.concatenate([course.rows for course in courses]),
        np.concatenate([course.columns for course in courses]),
        size,
    )
    relief_m = rng.uniform(140, 260) * min(1.0, (size / 1200) ** 0.6)
    valley = 1 - np.exp(-distance / 90)
    canvas.height[:] = (
        relief_m * (0.35 + canvas.noise["broad"]) * (0.15 + 0.85 * valley)
        + 7 * canvas.noise["patchy"] * valley
    )
    _paint_plants(canvas, whole, distance)
    _paint_bare_patches(canvas, whole, soil)
    for course in sorted(courses, key=lambda course: course.width_px):
        _paint_water(canvas, course)
    return distance


def _paint_plants(canvas: Canvas, whole: tuple[slice, slice], distance: np.ndarray) -> None:
    noise = canvas.noise
    everywhere = np.ones(noise["grain"].shape, bool)
    crowns = 1 + 0.07 * noise["grain"] + 0.05 * noise["rough"]
    paint(canvas, whole, everywhere, "forest", "forest", "forest_dry", 0.3 + 0.3 * noise["patchy"], crowns)
    # Gallery forest keeps to the streams; elsewhere woods thin out in patches of all sizes.
    wetness = np.exp(-distance / 14) * 1.6
    openness = 0.75 * noise["broad"][::-1] + 0.65 * noise["patchy"] + 0.18 * noise["rough"] - wetness
    paint(canvas, whole, openness > 0.15, "shrub", "shrub", "forest_dry",
          0.4 + 0.35 * noise["rough"], 1 + 0.06 * noise["grain"])  # fmt: skip
    paint(canvas, whole, openness > 0.75, "grass", "grass_dry", "grass",
          0.35 + 0.3 * noise["patchy"], 1 + 0.035 * noise["grain"] + 0.04 * noise["rough"])  # fmt: skip


def _paint_bare_patches(canvas: Canvas, whole: tuple[slice, slice], soil: str) -> None:
    """Erosion scars, rocky tops and burns: bright or dark patches that are no mines."""
    noise = canvas.noise
    scar = (noise["clumps"][:, ::-1] + 0.9 * noise["patchy"].T) > 3.1
    paint(
        canvas,
        whole,
        scar,
        "bare_soil",
        soil,
        "soil_pale",
        0.3 + 0.3 * noise["rough"],
        1 + 0.05 * noise["grain"],
    )
    top = (canvas.height > np.quantile(canvas.height, 0.985)) & (noise["rough"] > 0.7)
    paint(
        canvas,
        whole,
        top,
        "bare_soil",
        "rock_grey",
        "shrub",
        0.35 + 0.3 * noise["grain"],
        1 + 0.08 * noise["grain"],
    )
    burn = (noise["patchy"][:, ::-1] > 2.25) & (noise["rough"] > -0.6)
    paint(
        canvas, whole, burn, "shrub", "burn", "shrub", 0.25 + 0.25 * noise["rough"], 1 + 0.06 * noise["grain"]
    )


def _paint_water(canvas: Canvas, course: Watercourse) -> None:
    size = canvas.size
    inside = (
        (course.rows > -40)
        & (course.rows < size + 40)
        & (course.columns > -40)
        & (course.columns < size + 40)
    )
    rows, columns = course.rows[inside], course.columns[inside]
    if len(rows) < 8:
        return
    top, left = max(0, int(rows.min()) - 40), max(0, int(columns.min()) - 40)
    side = int(min(size, max(rows.max() - top, columns.max() - left) + 40))
    window = (slice(top, min(size, top + side)), slice(left, min(size, left + side)))
    centre = distance_to(rows - top, columns - left, side)[: window[0].stop - top, : window[1].stop - left]
    half = course.width_px / 2 * (1 + 0.12 * canvas.noise["rough"][window])
    if course.width_px < 3:
        bed = centre < np.maximum(half, 0.6)
        paint(canvas, window, bed, "water", "water_clear", "forest", 0.45, 1)
        return
    # Sand lies inside the bends: the bars' centre line is the river's, moved towards the centre of curvature.
    tangent = np.arctan2(np.gradient(rows), np.gradient(columns))
    bend = ndimage.gaussian_filter1d(np.gradient(np.unwrap(tangent)), 8)
    bend = np.clip(bend / max(float(np.abs(bend).std()), 1e-9), -1.6, 1.6) * course.width_px * 0.42
    bars = distance_to(rows + np.cos(tangent) * bend - top, columns - np.sin(tangent) * bend - left, side)
    bars = bars[: centre.shape[0], : centre.shape[1]]
    noise = {name: field[window] for name, field in canvas.noise.items()}
    sand = (bars + 1.2 * noise["rough"] < course.width_px * 0.62) | (centre + noise["rough"] < half + 0.6)
    dry = smoothstep(centre, course.width_px * 0.45, course.width_px * 0.9)
    paint(canvas, window, sand, "sand", "sand_wet", "sand", 0.25 + 0.75 * dry + 0.15 * noise["rough"],
          1 + 0.04 * noise["grain"])  # fmt: skip
    paint(canvas, window, centre < half, "water", "water_brown", "water_green",
          0.45 + 0.12 * noise["broad"], 1 + 0.015 * noise["grain"])  # fmt: skip
    canvas.taken[window] |= centre < half + 4
