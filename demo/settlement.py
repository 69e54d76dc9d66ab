"""Paints what people made that is no mine: fields, towns, roads, construction sites and farm ponds."""

from __future__ import annotations

import itertools

import numpy as np
from scipy import ndimage

from .canvas import LABEL_INDEX, Canvas, paint, window_around

#: What a field may carry: weight, label, materials, largest share of the second one.
_CROPS = (
    (0.30, "crop", "crop_green", "grass", 0.7),
    (0.20, "crop", "crop_ripe", "crop_green", 0.35),
    (0.13, "bare_soil", "SOIL", "crop_ripe", 0.3),
    (0.09, "bare_soil", "SOIL", "soil_pale", 0.45),
    (0.28, "grass", "grass_dry", "grass", 0.9),
)


def _hash(*keys: np.ndarray | int) -> np.ndarray:
    """Return a repeatable number in 0-1 for each combination of integers, float32."""
    state = np.uint64(0x9E3779B97F4A7C15)
    mixed = np.zeros(np.broadcast_shapes(*(np.shape(key) for key in keys)), np.uint64) + state
    for key in keys:
        mixed = (mixed ^ np.asarray(key).astype(np.int64).astype(np.uint64)) * np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(29)
    return ((mixed >> np.uint64(40)).astype(np.float32)) / np.float32(1 << 24)


def paint_fields(canvas: Canvas, rng: np.random.Generator, soil: str) -> None:
    """Lay a mosaic of parcels over the gentle ground: districts of one orientation, strips, fields, rows."""
    size = canvas.size
    noise = canvas.noise
    slope = np.hypot(*np.gradient(ndimage.uniform_filter(canvas.height, 9)))
    suited = (noise["broad"][:, ::-1] + 0.35 * noise["patchy"] + 0.05 * noise["rough"]) > 0.1
    suited &= (
        (slope < np.quantile(slope, 0.7))
        & ~canvas.taken
        & ~np.isin(canvas.label, [LABEL_INDEX["water"], LABEL_INDEX["sand"]])
    )
    suited = ndimage.binary_opening(suited, iterations=3)
    if not suited.any():
        return
    count = max(3, size * size // 22_000)
    seeds = np.ones((size, size), bool)
    seeds[rng.integers(0, size, count), rng.integers(0, size, count)] = False
    nearest = ndimage.distance_transform_edt(seeds, return_distances=False, return_indices=True)
    district = nearest[0] * size + nearest[1]
    angle = (_hash(district, 1) * np.pi).astype(np.float32)
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32)
    along = rows * np.sin(angle) + columns * np.cos(angle)
    across = rows * np.cos(angle) - columns * np.sin(angle)
    breadth = 9 + 22 * _hash(district, 2)
    strip = np.floor(across / breadth)
    length = 14 + 46 * _hash(district, strip, 3)
    place = along / length + _hash(district, strip, 4) * 7
    parcel = np.floor(place)
    edge = np.minimum(across / breadth - strip, 1 - (across / breadth - strip)) * breadth
    edge = np.minimum(edge, np.minimum(place - parcel, 1 - (place - parcel)) * length)
    choice, shade, ripeness = (_hash(district, strip, parcel, salt) for salt in (5, 6, 7))
    is_kept = suited & (_hash(district, strip, parcel, 8) < 0.93)
    rows_seen = np.sin(2 * np.pi * across / (2.6 + 2 * _hash(district, strip, 9)))
    brightness = 0.86 + 0.28 * shade + 0.025 * rows_seen + 0.022 * noise["grain"] + 0.03 * noise["patchy"]
    whole = (slice(0, size), slice(0, size))
    low = 0.0
    for weight, label, first, second, most in _CROPS:
        here = is_kept & (choice >= low) & (choice < low + weight)
        low += weight
        share = most * ripeness + 0.06 * noise["rough"]
        paint(canvas, whole, here, label, first.replace("SOIL", soil), second, share, brightness)
    hedge = is_kept & (edge < 0.75)
    wooded = _hash(district, 10) < 0.5
    paint(canvas, whole, hedge & wooded, "shrub", "shrub", "forest", 0.4, 1 + 0.05 * noise["grain"])
    paint(canvas, whole, hedge & ~wooded, "road", soil, "grass_dry", 0.5, 1)


def paint_towns(
    canvas: Canvas, rng: np.random.Generator, distance: np.ndarray, soil: str
) -> list[tuple[float, float]]:
    """Paint towns on gentle ground, construction sites at their edges; return their centres in pixels."""
    size = canvas.size
    centres: list[tuple[float, float]] = []
    wanted = max(1, round(size * size / 500_000))
    for _ in range(wanted * 30):
        if len(centres) == wanted:
            break
        row, column = rng.uniform(0.06, 0.94, 2) * size
        here = int(row), int(column)
        radius = rng.uniform(14, 52) * min(1.0, 0.45 + size / 2000)
        apart = all(np.hypot(row - other[0], column - other[1]) > 4 * radius for other in centres)
        if canvas.taken[here] or not apart or distance[here] > 350 or distance[here] < 10:
            continue
        _paint_town(canvas, rng, row, column, radius)
        for _ in range(rng.integers(1, 4)):
            angle = rng.uniform(0, 2 * np.pi)
            _paint_site(
                canvas, rng, row + 1.15 * radius * np.sin(angle), column + 1.15 * radius * np.cos(angle), soil
            )
        centres.append((row, column))
    return centres


def _paint_town(canvas: Canvas, rng: np.random.Generator, row: float, column: float, radius: float) -> None:
    window, rows, columns = window_around(row, column, radius * 1.7, canvas.size)
    noise = {name: field[window] for name, field in canvas.noise.items()}
    inside = np.hypot(rows, columns) / radius + 0.3 * noise["patchy"] + 0.12 * noise["rough"]
    inside = np.where(canvas.taken[window], 9, inside)
    town = inside < 1
    angle = rng.uniform(0, np.pi / 2) + 0.15 * noise["broad"]
    along, across = (
        rows * np.sin(angle) + columns * np.cos(angle),
        rows * np.cos(angle) - columns * np.sin(angle),
    )
    block = rng.uniform(6, 9)
    salt = int(rng.integers(1 << 30))
    house = _hash(np.floor(along / 2), np.floor(across / 1.6), salt)
    street = np.minimum(np.mod(along, block), np.mod(across, block * 0.8)) < 1
    green = 0.25 + 0.5 * inside
    jitter = 1 + 0.12 * (house - 0.5) + 0.05 * noise["grain"]
    paint(
        canvas, window, town, "built", "grass", "concrete", 0.5 - 0.4 * inside + 0.1 * noise["grain"], jitter
    )
    paint(
        canvas,
        window,
        town & (house > green),
        "built",
        "roof_red",
        "concrete",
        0.35 + 0.5 * (house - 0.5),
        jitter,
    )
    paint(canvas, window, town & (house > 0.94), "built", "roof_pale", "concrete", 0.3, jitter)
    paint(canvas, window, town & street, "road", "asphalt", "concrete", 0.25, 1)
    canvas.taken[window] |= inside < 1.1


def _paint_site(canvas: Canvas, rng: np.random.Generator, row: float, column: float, soil: str) -> None:
    """A construction site: stripped ground with straight edges, half-finished halls, a spoil heap."""
    half_length, half_breadth = rng.uniform(5, 13), rng.uniform(4, 9)
    window, rows, columns = window_around(row, column, half_length + half_breadth, canvas.size)
    if rows.size < 4 or columns.size < 4:
        return
    angle = rng.uniform(0, np.pi)
    along = np.abs(rows * np.sin(angle) + columns * np.cos(angle) + 0 * columns)
    across = np.abs(rows * np.cos(angle) - columns * np.sin(angle))
    noise = {name: field[window] for name, field in canvas.noise.items()}
    free = ~canvas.taken[window]
    ground = (along < half_length) & (across < half_breadth) & free
    paint(
        canvas,
        window,
        ground,
        "bare_soil",
        soil,
        "soil_pale",
        0.6 + 0.25 * noise["rough"],
        1 + 0.07 * noise["grain"],
    )
    halls = ground & (np.mod(along, 7) < 3) & (across < half_breadth * rng.uniform(0.2, 0.7))
    paint(canvas, window, halls, "built", "roof_pale", "concrete", 0.3 + 0.2 * noise["grain"], 1)
    canvas.taken[window] |= ground


def paint_roads(
    canvas: Canvas, rng: np.random.Generator, centres: list[tuple[float, float]], soil: str
) -> None:
    """Join each town to the next by a paved road and to the scene's edge by a dirt road."""
    size = canvas.size
    stops = [
        *centres,
        (rng.uniform(0, size), 0.0),
        (0.0, rng.uniform(0, size)),
        (rng.uniform(0, size), size - 1.0),
    ]
    for index, (start, end) in enumerate(itertools.pairwise(stops)):
        is_paved = index + 1 < len(centres)
        draw_track(
            canvas, rng, start, end, ("asphalt", "concrete", 0.2) if is_paved else (soil, "soil_pale", 0.45)
        )


def draw_track(
    canvas: Canvas, rng: np.random.Generator, start: tuple[float, float], end: tuple[float, float],
    materials: tuple[str, str, float],
) -> None:  # fmt: skip
    """Draw a winding line of about one pixel from one point to another, bridging water, sparing mines."""
    length = max(2.0, float(np.hypot(end[0] - start[0], end[1] - start[1])))
    share = np.linspace(0, 1, int(length * 2.5))
    bow = ndimage.gaussian_filter1d(rng.standard_normal(len(share)), max(6.0, min(length / 8, 40.0)))
    bow = bow / max(float(np.abs(bow).max()), 1e-9) * min(length * 0.05, 18.0) * np.sin(np.pi * share)
    tangent = np.array([end[0] - start[0], end[1] - start[1]]) / length
    rows = np.round(start[0] + share * tangent[0] * length - bow * tangent[1]).astype(int)
    columns = np.round(start[1] + share * tangent[1] * length + bow * tangent[0]).astype(int)
    inside = (rows >= 0) & (rows < canvas.size) & (columns >= 0) & (columns < canvas.size)
    line = np.zeros(canvas.label.shape, bool)
    line[rows[inside], columns[inside]] = True
    line &= (canvas.site == 0) & (canvas.label != LABEL_INDEX["built"])
    first, second, mix = materials
    paint(canvas, (slice(None), slice(None)), line, "road", first, second, mix, 1.0)


def paint_ponds(canvas: Canvas, rng: np.random.Generator) -> None:
    """Scatter farm ponds: small, clear or green, with a bare rim; they look like ponds of mines."""
    for _ in range(max(1, round(canvas.size**2 / 180_000))):
        row, column = rng.uniform(0, canvas.size, 2)
        radius = rng.uniform(2, 7)
        window, rows, columns = window_around(row, column, radius * 2.5, canvas.size)
        if canvas.taken[window].any():
            continue
        noise = canvas.noise["rough"][window]
        reach = np.hypot(rows * rng.uniform(0.7, 1.4), columns) / radius + 0.12 * noise
        paint(canvas, window, reach < 1.25, "bare_soil", "soil_brown", "grass_dry", 0.5, 1)
        paint(canvas, window, reach < 1, "water", "water_green", "water_clear", rng.uniform(0, 1), 1)
        canvas.taken[window] |= reach < 1.3
