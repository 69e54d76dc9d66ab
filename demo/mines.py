"""Paints mines of four kinds: terraced open pits, waste dumps beside them, tailings ponds, artisanal scars.

Each mine gets a number in the canvas's `site` raster; what is drawn there is the truth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .canvas import LABEL_INDEX, Canvas, Window, paint, smoothstep, window_around
from .landscape import Watercourse
from .settlement import draw_track

#: A mine smaller than this is not drawn, or not kept where something else covers it: 0.5 ha.
MINIMUM_PIXELS = 50
BENCH_HEIGHT_M = 14.0

#: Rock of a pit, its soil and its tailings (slurry, beach), with how often it occurs.
_GEOLOGY = (
    (0.34, "rock_pale", "rock_grey", "slurry_grey", "beach_grey"),
    (0.22, "rock_grey", "rock_pale", "slurry_grey", "beach_grey"),
    (0.34, "rock_red", "rock_grey", "slurry_red", "beach_red"),
    (0.10, "rock_dark", "rock_grey", "slurry_grey", "beach_grey"),
)


@dataclass(frozen=True)
class Mine:
    """One mine that was drawn: its number in the site raster, its type, its centre in pixels."""

    site: int
    type: str
    row: float
    column: float


def paint_mines(
    canvas: Canvas, rng: np.random.Generator, courses: list[Watercourse], distance: np.ndarray, soil: str
) -> list[Mine]:
    """Paint all mines of a scene; how many follows from its area.

    Args:
        canvas: the canvas with landscape and settlements.
        rng: random generator.
        courses: rivers and streams; artisanal scars lie along the small ones.
        distance: float32 (size, size), pixels to the nearest water.
        soil: soil material of the region.
    """
    size, mines = canvas.size, list[Mine]()
    area = size * size
    scale = min(1.0, 0.45 + size / 1600)
    for index in range(max(1, round(area / 600_000))):
        rock = _choose_geology(rng)
        radius = rng.uniform(15, 42) * scale
        place = _find_place(canvas, rng, distance, radius * 1.9, keep_dry=True)
        if place is None:
            continue
        _strip_ground(canvas, rng, *place, radius, rock, soil)
        mines += [_paint_pit(canvas, rng, *place, radius, rock, len(mines) + 1)]
        heading = rng.uniform(0, 2 * np.pi)
        for turn in rng.permutation(4)[: 1 if index % 3 else 2]:
            reach = radius * rng.uniform(0.5, 0.95)
            angle = heading + turn * np.pi / 2
            spot = _beside(place, angle, radius * 1.15 + reach)
            if _is_free(canvas, spot, reach):
                mines += [_paint_dump(canvas, rng, *spot, reach, rock, soil, len(mines) + 1)]
        for turn in range(8):
            reach = rng.uniform(14, 38) * scale
            spot = _beside(place, heading + 0.7 + turn * np.pi / 4, radius * 1.4 + reach * 1.8)
            if _is_free(canvas, spot, reach * 1.3):
                mines += [_paint_tailings(canvas, rng, *spot, reach, rock, soil, len(mines) + 1)]
                draw_track(canvas, rng, place, spot, (soil, "soil_pale", 0.5))
                break
    for _ in range(round(area / 1_100_000)):
        place = _find_place(canvas, rng, distance, 18, keep_dry=True)
        if place is not None:
            rock = _choose_geology(rng)
            mines += [_paint_pit(canvas, rng, *place, rng.uniform(7, 14), rock, len(mines) + 1)]
    streams = [course for course in courses if course.width_px < 3] or courses
    for _ in range(max(1, round(area / 600_000))):
        mine = _paint_artisanal(canvas, rng, streams, len(mines) + 1)
        mines += [mine] if mine else []
    return mines


def _choose_geology(rng: np.random.Generator) -> tuple[str, ...]:
    choice = rng.choice(len(_GEOLOGY), p=[entry[0] for entry in _GEOLOGY])
    return tuple(str(name) for name in _GEOLOGY[choice][1:])


def _beside(place: tuple[float, float], angle: float, reach: float) -> tuple[float, float]:
    return place[0] + reach * np.sin(angle), place[1] + reach * np.cos(angle)


def _is_free(canvas: Canvas, place: tuple[float, float], radius: float) -> bool:
    if not all(radius + 3 <= value <= canvas.size - radius - 3 for value in place):
        return False
    window, rows, columns = window_around(*place, radius, canvas.size)
    return not (canvas.taken[window] & (np.hypot(rows, columns) < radius)).any()


def _find_place(
    canvas: Canvas, rng: np.random.Generator, distance: np.ndarray, radius: float, keep_dry: bool
) -> tuple[float, float] | None:
    for _ in range(400):
        row, column = rng.uniform(radius + 4, max(radius + 5, canvas.size - radius - 4), 2)
        here = min(int(row), canvas.size - 1), min(int(column), canvas.size - 1)
        if keep_dry and distance[here] < radius * 0.6:
            continue
        if _is_free(canvas, (row, column), radius):
            return float(row), float(column)
    return None


def _outline(
    rng: np.random.Generator, rows: np.ndarray, columns: np.ndarray, radius: float, roughness: float
) -> np.ndarray:
    """Return how far out each pixel lies: 0 in the middle of a lobed blob, 1 on its outline."""
    angle = np.arctan2(rows, columns)
    stretch, turn = rng.uniform(0.65, 1.0), rng.uniform(0, np.pi)
    along, across = rows * np.sin(turn) + columns * np.cos(turn), rows * np.cos(turn) - columns * np.sin(turn)
    reach = np.ones(angle.shape, np.float32)
    for lobe in range(2, 8):
        reach += roughness * rng.normal() / lobe * np.cos(lobe * angle + rng.uniform(0, 2 * np.pi))
    return np.hypot(along, across / stretch) / (radius * np.clip(reach, 0.45, 1.35))


def _local_noise(canvas: Canvas, window: Window) -> dict[str, np.ndarray]:
    return {name: field[window] for name, field in canvas.noise.items()}


def _strip_ground(
    canvas: Canvas, rng: np.random.Generator, row: float, column: float, radius: float,
    rock: tuple[str, ...], soil: str,
) -> None:  # fmt: skip
    """Strip the ground round a pit raggedly, with tracks, halls and wash ponds on it: mine ground of no kind."""
    window, rows, columns = window_around(row, column, radius * 2.4, canvas.size)
    noise = _local_noise(canvas, window)
    turn, stretch = rng.uniform(0, np.pi), rng.uniform(0.55, 0.9)
    along = rows * np.sin(turn) + columns * np.cos(turn)
    across = (rows * np.cos(turn) - columns * np.sin(turn)) / stretch
    reach = np.hypot(along, across) / radius + 0.4 * noise["patchy"] + 0.16 * noise["clumps"]
    ground = (reach < rng.uniform(1.0, 1.4)) & ~canvas.taken[window]
    bright = 0.35 + 0.35 * noise["patchy"][::-1] + 0.25 * noise["clumps"][:, ::-1]
    paint(canvas, window, ground, "mine_yard", soil, "soil_pale", bright, 1 + 0.06 * noise["grain"])
    heaps = ground & (noise["clumps"][::-1] > 1.2)
    paint(canvas, window, heaps, "mine_yard", rock[0], rock[1], 0.4, 1 + 0.06 * noise["grain"])
    tracks = ground & (np.abs(noise["patchy"][::-1, ::-1]) < 0.045)
    paint(canvas, window, tracks, "mine_yard", "clay_pale", "soil_pale", 0.3)
    ponds = ground & (noise["patchy"][:, ::-1] + 0.2 * noise["rough"][::-1] < -1.5)
    paint(canvas, window, ponds, "mine_yard", "water_milky", "water_green", 0.4)
    halls = ground & (np.mod(along, 6) < 2.4) & (np.abs(across) < 3) & (along > radius * 1.05)
    paint(canvas, window, halls, "mine_yard", "roof_pale", "concrete", 0.4)


def _paint_pit(
    canvas: Canvas,
    rng: np.random.Generator,
    row: float,
    column: float,
    radius: float,
    rock: tuple[str, ...],
    site: int,
) -> Mine:
    window, rows, columns = window_around(row, column, radius * 1.6, canvas.size)
    noise = _local_noise(canvas, window)
    out = _outline(rng, rows, columns, radius, 0.26) + 0.1 * noise["patchy"] + 0.02 * noise["clumps"]
    pit = out < 1
    # Benches: the depth goes down in steps, and the shading of their faces draws the rings.
    inward = ndimage.distance_transform_edt(pit).astype(np.float32)
    bench_width = rng.uniform(2.6, 4.2)
    steps = np.minimum(inward, radius * 0.62) / bench_width + 0.16 * noise["rough"]
    terrace = np.floor(steps) + smoothstep(steps - np.floor(steps), 0.55, 1.0)
    canvas.height[window][pit] = (canvas.height[window].mean() - BENCH_HEIGHT_M * terrace)[pit]
    face = 0.88 + 0.22 * smoothstep(np.abs(steps - np.floor(steps) - 0.5), 0.0, 0.35)
    # Beds of two rocks crop out in broad patches; freshly blasted ground is the brightest.
    beds = 0.4 + 0.35 * noise["broad"] + 0.2 * noise["patchy"] + 0.15 * np.sin(terrace * 2.4)
    fresh = 1 + 0.22 * smoothstep(noise["patchy"][::-1, ::-1], 0.2, 1.2)
    paint(canvas, window, pit, "open_pit", rock[0], rock[1], beds,
          face * fresh * rng.uniform(0.8, 1.1) * (1 + 0.04 * noise["grain"]))  # fmt: skip
    _paint_haul_road(canvas, rng, window, rows, columns, out, radius)
    if rng.random() < 0.45 and radius > 14:
        pool = (out + 0.05 * noise["rough"]) < rng.uniform(0.14, 0.3)
        paint(canvas, window, pool, "open_pit", "water_green", "water_clear", rng.uniform(0.1, 0.8), 1)
        canvas.height[window][pool] = canvas.height[window][pool].min() if pool.any() else 0
    # Overburden is stripped a little beyond the rim, raggedly.
    apron = (
        (out >= 1) & (out < 1.05 + 0.09 * noise["patchy"] + 0.015 * noise["rough"]) & ~canvas.taken[window]
    )
    paint(canvas, window, apron, "mine_yard", "soil_pale", rock[1], 0.5, 1 + 0.05 * noise["grain"])
    canvas.site[window][pit] = site
    canvas.taken[window] |= out < 1.12
    return Mine(site, "open_pit", row, column)


def _paint_haul_road(
    canvas: Canvas, rng: np.random.Generator, window: Window, rows: np.ndarray, columns: np.ndarray,
    out: np.ndarray, radius: float,
) -> None:  # fmt: skip
    turns, start = rng.uniform(0.6, 1.4), rng.uniform(0, 2 * np.pi)
    angle = np.arctan2(rows, columns)
    wound = np.mod((angle - start) / (2 * np.pi), 1.0)
    depth = 1 - out
    # A spiral: one turn of the angle takes the road down by 1 / turns of the way to the floor.
    pitch = 0.62 / turns
    offset = np.abs(np.mod(depth / pitch - wound + 0.5, 1.0) - 0.5) * pitch
    width = 0.6 / radius
    road = (offset < width) & (depth > 0.0) & (depth < 0.62)
    paint(canvas, window, road, "open_pit", "clay_pale", "rock_grey", 0.45, 1.0)


def _paint_dump(
    canvas: Canvas, rng: np.random.Generator, row: float, column: float, radius: float,
    rock: tuple[str, ...], soil: str, site: int,
) -> Mine:  # fmt: skip
    window, rows, columns = window_around(row, column, radius * 1.5, canvas.size)
    noise = _local_noise(canvas, window)
    out = _outline(rng, rows, columns, radius * 0.95, 0.25) + 0.07 * noise["patchy"] + 0.01 * noise["rough"]
    dump = (out < 1) & (canvas.site[window] == 0)
    inward = ndimage.distance_transform_edt(dump).astype(np.float32)
    lift = np.minimum(inward, radius * 0.45) / rng.uniform(4.0, 6.0) + 0.1 * noise["rough"]
    terrace = np.floor(lift) + smoothstep(lift - np.floor(lift), 0.4, 1.0)
    canvas.height[window][dump] += (13 * terrace + 1.2 * noise["rough"])[dump]
    tips = 0.4 + 0.3 * noise["patchy"] + 0.15 * np.sin(lift * 3.0)
    paint(
        canvas,
        window,
        dump,
        "waste_dump",
        rock[1],
        soil,
        tips,
        0.92 + 0.06 * noise["rough"] + 0.05 * noise["grain"],
    )
    # The oldest side has grown over a little.
    aspect = rng.uniform(0, 2 * np.pi)
    side = (rows * np.sin(aspect) + columns * np.cos(aspect)) / radius + 0.3 * noise["rough"]
    paint(
        canvas,
        window,
        dump & (side > 0.62),
        "waste_dump",
        rock[1],
        "grass_dry",
        0.55 + 0.2 * noise["rough"],
        0.95,
    )
    canvas.site[window][dump] = site
    canvas.taken[window] |= out < 1.08
    return Mine(site, "waste_dump", row, column)


def _paint_tailings(
    canvas: Canvas, rng: np.random.Generator, row: float, column: float, radius: float,
    rock: tuple[str, ...], soil: str, site: int,
) -> Mine:  # fmt: skip
    window, rows, columns = window_around(row, column, radius * 1.6, canvas.size)
    noise = _local_noise(canvas, window)
    out = _outline(rng, rows, columns, radius, 0.45) + 0.06 * noise["patchy"]
    # A straight dam closes a lobed valley; slurry is let out there and runs, ever wetter, to the pool.
    angle = rng.uniform(0, 2 * np.pi)
    from_dam = (rows * np.sin(angle) + columns * np.cos(angle)) / radius + rng.uniform(0.35, 0.75)
    body = (out < 1) & (from_dam > 0)
    dam = (out < 1.05) & (from_dam <= 0) & (from_dam > -max(0.11, 2.2 / radius))
    reach = from_dam / max(float(from_dam[body].max()), 1e-6) if body.any() else from_dam
    wet = smoothstep(reach + 0.12 * noise["patchy"] + 0.1 * noise["broad"], 0.02, 0.6)
    # Tailings are ground fine: almost no texture at 10 m, flat, fans of slightly different age.
    fans = 1 + 0.025 * noise["broad"] + 0.012 * np.sin(9 * reach + 3 * noise["patchy"])
    paint(canvas, window, body, "tailings", rock[3], rock[2], wet, fans * rng.uniform(0.88, 1.08))
    shore = reach + 0.18 * noise["patchy"] + 0.12 * noise["broad"] - 0.35 * smoothstep(out, 0.7, 1.0)
    pool = body & (shore > rng.uniform(0.35, 0.8))
    water = "water_milky" if rng.random() < 0.5 else "water_green"
    paint(canvas, window, pool, "tailings", water, rock[2], rng.uniform(0.05, 0.45), 1)
    paint(canvas, window, dam, "mine_yard", soil, rock[1], 0.5, 1.05 + 0.04 * noise["grain"])
    canvas.height[window][body] = float(np.median(canvas.height[window]))
    canvas.site[window][body] = site
    canvas.taken[window] |= (out < 1.08) & (from_dam > -0.2)
    return Mine(site, "tailings", row, column)


def _paint_artisanal(
    canvas: Canvas, rng: np.random.Generator, streams: list[Watercourse], site: int
) -> Mine | None:
    """Dug-over ground along a stream: bare clay in braided patches, turbid ponds, scraps of trees left."""
    for _ in range(100):
        stretch = _choose_stretch(canvas, rng, streams[rng.integers(len(streams))])
        if stretch is None:
            continue
        window, away = stretch
        noise = _local_noise(canvas, window)
        clumps, free = noise["clumps"], ~canvas.taken[window]
        dug = (away / rng.uniform(4, 8) + 0.75 * clumps + 0.1 * noise["rough"] < 0.7) & free
        if dug.sum() < 2 * MINIMUM_PIXELS:
            continue
        soil = "soil_red" if rng.random() < 0.4 else "soil_brown"
        paint(canvas, window, dug, "artisanal", "clay_pale", soil,
              0.4 + 0.2 * clumps[:, ::-1] + 0.1 * noise["rough"], 0.98 + 0.06 * noise["grain"])  # fmt: skip
        ponds = dug & (clumps[::-1, ::-1] + 0.15 * noise["rough"][::-1] > 0.9)
        turbid = 0.4 + 0.4 * noise["patchy"]
        paint(canvas, window, ponds, "artisanal", "water_milky", "water_green", turbid)
        # Who draws such a site draws round its patches, so what is left between them belongs to it.
        whole = ndimage.binary_closing(np.pad(dug, 3), iterations=2)[3:-3, 3:-3] & free
        canvas.label[window][whole] = LABEL_INDEX["artisanal"]
        canvas.site[window][whole] = site
        canvas.taken[window] |= whole
        rows, columns = np.nonzero(whole)
        return Mine(
            site, "artisanal", float(rows.mean()) + window[0].start, float(columns.mean()) + window[1].start
        )
    return None


def _choose_stretch(
    canvas: Canvas, rng: np.random.Generator, course: Watercourse
) -> tuple[Window, np.ndarray] | None:
    """Return a window with a free stretch of a stream and the distance to it in pixels, None for bad luck."""
    length = int(rng.uniform(60, 220) * min(1.0, 0.4 + canvas.size / 1200) * 2)
    if len(course.rows) <= length:
        return None
    first = rng.integers(len(course.rows) - length)
    rows, columns = course.rows[first : first + length], course.columns[first : first + length]
    row, column = float(rows.mean()), float(columns.mean())
    reach = float(max(np.abs(rows - row).max(), np.abs(columns - column).max())) + 14
    if not all(reach + 2 < value < canvas.size - reach - 2 for value in (row, column)):
        return None
    window, _, _ = window_around(row, column, reach, canvas.size)
    off_stream = np.ones(canvas.site[window].shape, bool)
    off_stream[(rows - window[0].start).astype(int), (columns - window[1].start).astype(int)] = False
    if canvas.taken[window][~off_stream].mean() > 0.3:
        return None
    return window, ndimage.distance_transform_edt(off_stream).astype(np.float32)
