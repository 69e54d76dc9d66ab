"""What a report says of a run: texts and tables, gathered in the background. Nothing here draws."""

from __future__ import annotations

import os
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsPointXY,
    QgsVectorLayer,
)

from ..translation import tr, tr_count
from .provenance_words import Rows, figure_rows, local_time, model_rows, summary_rows, technical_rows
from .results_file import MineRow
from .run_facts import RunFacts, incomplete_warning
from .run_filter import RunFilter, shown_mines
from .type_titles import review_titles, type_titles

#: So many of the surest mines are listed one by one.
MOST_SITES = 40
#: Length of a date in ISO 8601.
_DATE = 10


@dataclass(frozen=True)
class Site:
    """A mine that is listed by itself.

    Attributes:
        lines: what is said of it, from top to bottom.
        pictures: files of its thumbnails, empty where the run drew none.
    """

    lines: list[str]
    pictures: list[str]


@dataclass(frozen=True)
class ReportContent:
    """What a report says.

    Attributes:
        title, subtitle: of the first page.
        warning: that the run is not complete; empty where it is.
        headline: what was found, in a sentence.
        shown: what a filter hides; empty where it hides nothing.
        types: rows of the table by type, with its header first and the sum last.
        sites: the surest mines.
        sites_title: which they are.
        figures, summary, models, technical: titles and values.
        limits: sentences on what the report does not say.
        footer: at the foot of every page.
    """

    title: str
    subtitle: str
    warning: str
    headline: str
    shown: str
    types: list[list[str]]
    sites: list[Site]
    sites_title: str
    figures: Rows
    summary: Rows
    models: Rows
    technical: Rows
    limits: list[str]
    footer: str


def gather_content(facts: RunFacts, geopackage: str, chosen: RunFilter) -> ReportContent:
    """Return what a report says of what a filter shows of a run. For any thread.

    Args:
        geopackage: the run's results.
    """
    mines = shown_mines(facts.mines, chosen)
    run = facts.run
    area = sum(mine.area_ha for mine in mines)
    scene = str(run.get("scene", ""))
    acquired = _image_of(str(run.get("acquired") or ""))
    made = tr("searched on {time}").format(time=local_time(str(run.get("created", ""))))
    return ReportContent(
        title=tr("Mines in {scene}").format(scene=scene),
        subtitle=f"{acquired}, {made}",
        warning="" if facts.is_complete else incomplete_warning(),
        headline=tr("{count} on {area:,.1f} ha, in {searched:,.0f} ha searched").format(
            count=tr_count("%n mines", len(mines)), area=area, searched=float(run.get("aoi_area_ha") or 0)
        ),
        shown=_describe_filter(facts, chosen, len(mines)),
        types=_type_table(mines),
        sites=_describe_sites(geopackage, mines[:MOST_SITES]),
        sites_title=tr("The surest mines") if len(mines) > MOST_SITES else tr("All mines, the surest first"),
        figures=figure_rows(run),
        summary=summary_rows(run),
        models=model_rows(run),
        technical=technical_rows(run),
        limits=_limits(),
        footer=tr("{scene}, run {run_id}, Mining Detector {version}").format(
            scene=scene, run_id=run.get("run_id", ""), version=run.get("version", "")
        ),
    )


def _image_of(acquired: str) -> str:
    return tr("Image of {date}").format(date=acquired[:_DATE]) if acquired else tr("Image of an unknown date")


def _describe_filter(facts: RunFacts, chosen: RunFilter, count: int) -> str:
    if count == len(facts.mines):
        return ""
    text = tr("Shown are {shown} of {all} of this run").format(
        shown=count, all=tr_count("%n mines", len(facts.mines))
    )
    if chosen.threshold > 0:
        text += ", " + tr("those with a confidence from {threshold:.2f} on").format(
            threshold=chosen.threshold
        )
    hidden = [title for code, title in type_titles().items() if code in chosen.hidden_types]
    if hidden:
        text += ", " + tr("without {types}").format(types=", ".join(hidden))
    return text + "."


def _type_table(mines: list[MineRow]) -> list[list[str]]:
    rows = [[tr("Type"), tr("Count"), tr("Area (ha)"), tr("Mean confidence"), tr("Accepted"), tr("Rejected")]]
    titles = type_titles()
    groups = {code: [mine for mine in mines if mine.type == code] for code in titles}
    groups.update(
        {code: [mine for mine in mines if mine.type == code] for code in {mine.type for mine in mines}}
    )
    for code, group in groups.items():
        if group:
            rows.append([titles.get(code, code), *_sums(group)])
    return [*rows, [tr("All"), *_sums(mines)]]


def _sums(mines: list[MineRow]) -> list[str]:
    mean = sum(mine.confidence for mine in mines) / len(mines) if mines else 0.0
    return [
        str(len(mines)),
        f"{sum(mine.area_ha for mine in mines):,.1f}",
        f"{mean:.2f}" if mines else "-",
        str(sum(mine.review == "accepted" for mine in mines)),
        str(sum(mine.review == "rejected" for mine in mines)),
    ]


def _describe_sites(geopackage: str, mines: list[MineRow]) -> list[Site]:
    places = _places_of(geopackage, [mine.number for mine in mines]) if mines else {}
    titles, reviews = type_titles(), review_titles()
    sites = []
    for mine in mines:
        base = os.path.join(os.path.dirname(geopackage), "thumbnails", str(mine.number))
        pictures = [f"{base}.jpg", f"{base}_confidence.png"]
        lines = [
            f"{mine.number}. {titles.get(mine.type, mine.type)}",
            tr("Confidence {confidence:.2f}, {area:,.1f} ha").format(
                confidence=mine.confidence, area=mine.area_ha
            ),
            _degrees(places[mine.number]) if mine.number in places else "",
            "" if mine.review == "unreviewed" else reviews.get(mine.review, mine.review),
        ]
        is_drawn = all(os.path.isfile(picture) for picture in pictures)
        sites.append(Site([line for line in lines if line], pictures if is_drawn else []))
    return sites


def _places_of(geopackage: str, numbers: list[int]) -> dict[int, QgsPointXY]:
    """Return a point inside each mine, in longitude and latitude (WGS 84)."""
    layer = QgsVectorLayer(f"{geopackage}|layername=mines", "", "ogr")
    to_degrees = QgsCoordinateTransform(
        layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext()
    )
    request = QgsFeatureRequest().setFilterExpression(
        f'"id" IN ({", ".join(str(number) for number in numbers)})'
    )
    return {
        feature["id"]: to_degrees.transform(feature.geometry().pointOnSurface().asPoint())
        for feature in layer.getFeatures(request)
    }


def _degrees(place: QgsPointXY) -> str:
    north, east = (tr("N") if place.y() >= 0 else tr("S")), (tr("E") if place.x() >= 0 else tr("W"))
    return f"{abs(place.y()):.5f}° {north}, {abs(place.x()):.5f}° {east}"


def _limits() -> list[str]:
    return [
        tr(
            "Each polygon is what models saw in one satellite image. It is no proof of a mine, and says nothing of "
            "who runs it or whether it is permitted. Check it before you act on it."
        ),
        tr("What the models missed is not in this report. Where no mine is shown there may still be one."),
        tr(
            "Pixels of Sentinel-2 are 10 m wide. Outlines are no survey, areas are estimates, and sites below 0.1 ha "
            "are left out."
        ),
    ]
