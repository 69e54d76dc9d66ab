"""Compares detected mines with a made scene's truth: sites found, false polygons, areas."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from .canvas import MINE_TYPES

#: A site counts as found when this share of it is covered, a polygon as right when this share of it is a mine
#: or other ground of one.
LEAST_SHARE = 0.25
#: A site of which clouds hide more than this is left out of the comparison, and so is what is detected there.
MOST_CLOUD = 0.5


@dataclass(frozen=True)
class Outlines:
    """Polygons with their types, in one projected CRS in metres.

    Attributes:
        polygons: object (count,), shapely polygons or multipolygons.
        types: object (count,), mine types.
    """

    polygons: np.ndarray
    types: np.ndarray


@dataclass(frozen=True)
class Truth:
    """What there is to be found.

    Attributes:
        sites: the mines' true outlines.
        is_visible: bool (sites,), false where clouds hide a site: it is left out, and what is detected there too.
        mine_ground: other ground of mines (yards, tracks): to detect it is neither wrong nor counted as area.
    """

    sites: Outlines
    is_visible: np.ndarray
    mine_ground: shapely.Geometry

    def visible_sites(self) -> Outlines:
        """Return the sites that can be seen."""
        return Outlines(self.sites.polygons[self.is_visible], self.sites.types[self.is_visible])


@dataclass(frozen=True)
class TypeReport:
    """What became of the sites of one type.

    Attributes:
        type: mine type.
        sites: how many there are to be seen.
        found: of these, how many were found as a mine of any type.
        named: of the found, how many got the right type (the one with the largest area on the site).
    """

    type: str
    sites: int
    found: int
    named: int


@dataclass(frozen=True)
class Comparison:
    """Detected mines against the truth.

    Attributes:
        by_type: a report for each type of mine.
        found_sites: bool (sites,), in the order of the truth that was compared.
        right_polygons: bool (polygons,), in the order of the detected polygons that were compared.
        hidden: sites left out because clouds hide them.
        area_iou: intersection over union of all mines, 0-1, other mine ground left out.
    """

    by_type: tuple[TypeReport, ...]
    found_sites: np.ndarray
    right_polygons: np.ndarray
    hidden: int
    area_iou: float

    @property
    def recall(self) -> float:
        """Share of the sites that were found; NaN where there is none."""
        return float(np.mean(self.found_sites)) if len(self.found_sites) else float("nan")

    @property
    def precision(self) -> float:
        """Share of the detected polygons that are mines; NaN where there is none."""
        return float(np.mean(self.right_polygons)) if len(self.right_polygons) else float("nan")


def read_outlines(path: Path, layer: str) -> Outlines:
    """Read polygons and the field `type` from a layer."""
    _, _, geometry, fields = pyogrio.raw.read(path, layer=layer, columns=["type"])
    return Outlines(shapely.make_valid(shapely.from_wkb(geometry)), np.asarray(fields[0], object))


def read_truth(path: Path) -> Truth:
    """Read a made scene's truth."""
    _, _, _, fields = pyogrio.raw.read(path, layer="truth", columns=["cloud_share"], read_geometry=False)
    _, _, ground, _ = pyogrio.raw.read(path, layer="mine_ground")
    mine_ground = shapely.union_all(shapely.make_valid(shapely.from_wkb(ground)))
    return Truth(read_outlines(path, "truth"), fields[0] <= MOST_CLOUD, mine_ground)


def compare(detected: Outlines, truth: Truth) -> Comparison:
    """Compare detected mines with the truth, in the same CRS."""
    hidden = shapely.union_all(truth.sites.polygons[~truth.is_visible])
    over_hidden = _shared_area(detected.polygons, hidden) > LEAST_SHARE * shapely.area(detected.polygons)
    polygons, types = detected.polygons[~over_hidden], detected.types[~over_hidden]
    visible = truth.visible_sites()
    sites, site_types = visible.polygons, visible.types
    all_detected, all_sites = shapely.union_all(polygons), shapely.union_all(sites)
    found = _shared_area(sites, all_detected) >= LEAST_SHARE * shapely.area(sites)
    named = np.array([_named_type(site, polygons, types) for site in sites], object) == site_types
    mine_land = shapely.union(all_sites, truth.mine_ground)
    right = _shared_area(polygons, mine_land) >= LEAST_SHARE * shapely.area(polygons)
    outside_ground = shapely.difference(all_detected, shapely.difference(truth.mine_ground, all_sites))
    union = shapely.area(shapely.union(outside_ground, all_sites))
    return Comparison(
        by_type=tuple(
            TypeReport(
                kind,
                int(np.sum(site_types == kind)),
                int(np.sum(found & (site_types == kind))),
                int(np.sum(found & named & (site_types == kind))),
            )
            for kind in MINE_TYPES
        ),
        found_sites=found,
        right_polygons=right,
        hidden=int(np.sum(~truth.is_visible)),
        area_iou=float(shapely.area(shapely.intersection(all_detected, all_sites)) / union) if union else 0.0,
    )


def _shared_area(polygons: np.ndarray, whole: shapely.Geometry) -> np.ndarray:
    """Return the area that each polygon shares with a geometry, float (polygons,)."""
    if len(polygons) == 0:
        return np.zeros(0)
    return shapely.area(shapely.intersection(polygons, whole))


def _named_type(site: shapely.Geometry, polygons: np.ndarray, types: np.ndarray) -> str | None:
    """Return the type that has the largest detected area on a site, None where nothing was detected."""
    areas = _shared_area(polygons, site)
    if not len(areas) or areas.max() == 0:
        return None
    return max(sorted(set(types)), key=lambda kind: float(areas[types == kind].sum()))


def describe(comparison: Comparison) -> str:
    """Return the comparison as lines of text for a person."""
    lines = ["type         sites  found  right type"]
    for report in comparison.by_type:
        lines.append(f"{report.type:<12} {report.sites:>5}  {report.found:>5}  {report.named:>10}")
    found, right = comparison.found_sites, comparison.right_polygons
    lines.append(
        f"Found {int(found.sum())} of {len(found)} sites (at least {LEAST_SHARE:.0%} of each covered)."
    )
    if len(right):
        lines.append(
            f"Of {len(right)} polygons {int(right.sum())} are mines, {len(right) - int(right.sum())} are not: "
            f"precision {comparison.precision:.2f}."
        )
    else:
        lines.append("No polygon was drawn.")
    lines.append(f"Area of all mines: intersection over union {comparison.area_iou:.2f}.")
    if comparison.hidden:
        lines.append(f"{comparison.hidden} more sites lie under clouds and are left out.")
    return "\n".join(lines)
