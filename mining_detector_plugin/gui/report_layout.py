"""Draws a report as a print layout of QGIS: A4 pages with a map, tables, the surest mines, and the provenance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from qgis.core import (
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt

from ..translation import tr
from .report_content import ReportContent, Site
from .report_sheet import BODY_PT, FOOT, MARGIN, PAGE_HEIGHT, SMALL_PT, WIDTH, Sheet
from .settings import PLUGIN_FOLDER

NORTH_ARROW = PLUGIN_FOLDER / "resources" / "icons" / "north_arrow.svg"
#: The map's frame in millimetres; its annotations stand outside.
MAP_WIDTH, MAP_HEIGHT = 170.0, 180.0
MAP_ID = "map"
_ANNOTATION = 5.0
_SITE_HEIGHT, _PICTURE = 24.0, 21.5
_SITE_COLUMNS = 2
_LINES_OF_GRID = 4


def build_layout(
    layout: QgsPrintLayout, content: ReportContent, layers: Sequence[QgsMapLayer], legend: Sequence[QgsMapLayer],
    extent: QgsRectangle,
) -> Iterator[None]:  # fmt: skip
    """Fill a new layout with a report, in steps: the main thread may do something else between them.

    Args:
        layers: of the map, top first.
        legend: those of them that the legend names.
        extent: what the map shows, in the CRS of the first layer; it has the shape of the map's frame.
    """
    layout.initializeDefaults()
    sheet = Sheet(layout, content.footer)
    _first_page(sheet, content, layers, legend, extent)
    yield
    sheet.new_page()
    _findings(sheet, content)
    yield
    if content.sites:
        yield from _sites(sheet, content)
    sheet.new_page()
    sheet.heading(tr("Where it comes from"))
    sheet.table(
        [list(row) for row in [*content.summary, *content.models, *content.technical]], (38, WIDTH - 38)
    )
    sheet.finish()


def map_extent(area: QgsRectangle) -> QgsRectangle:
    """Return what the map shows of an area: all of it with a margin, in the shape of the map's frame."""
    shown = QgsRectangle(area)
    shown.scale(1.08)
    width = max(shown.width(), shown.height() * MAP_WIDTH / MAP_HEIGHT)
    height = width * MAP_HEIGHT / MAP_WIDTH
    middle = shown.center()
    return QgsRectangle(
        middle.x() - width / 2, middle.y() - height / 2, middle.x() + width / 2, middle.y() + height / 2
    )


def _first_page(
    sheet: Sheet, content: ReportContent, layers: Sequence[QgsMapLayer], legend: Sequence[QgsMapLayer],
    extent: QgsRectangle,
) -> None:  # fmt: skip
    sheet.title(content.title, content.subtitle)
    if content.warning:
        sheet.warning(content.warning)
    sheet.text(content.headline, is_bold=True)
    if content.shown:
        sheet.text(content.shown)
    shown = _map(sheet, layers, extent)
    below = sheet.y + _ANNOTATION
    _legend(sheet, shown, legend, below)
    _scale_and_north(sheet, shown, below)
    crs = layers[0].crs()
    sheet.place_text(
        f"{crs.description()} ({crs.authid()})\n"
        + tr("Outlines: the wider the surer; dashed below a confidence of 0.50."),
        MARGIN + WIDTH / 2, below + 17, WIDTH / 2, 16, SMALL_PT,
    )  # fmt: skip


def _map(sheet: Sheet, layers: Sequence[QgsMapLayer], extent: QgsRectangle) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(sheet.layout)
    item.setId(MAP_ID)
    sheet.layout.addLayoutItem(item)
    sheet.place(item, MARGIN + (WIDTH - MAP_WIDTH) / 2, sheet.y + _ANNOTATION, MAP_WIDTH, MAP_HEIGHT)
    item.setCrs(layers[0].crs())
    item.setLayers(list(layers))
    item.setKeepLayerSet(True)
    item.setExtent(extent)
    item.setFrameEnabled(True)
    grid = item.grid()
    grid.setEnabled(True)
    grid.setStyle(QgsLayoutItemMapGrid.GridStyle.Cross)
    grid.setCrossLength(1.5)
    interval = _even_interval(extent.width() / _LINES_OF_GRID)
    grid.setIntervalX(interval)
    grid.setIntervalY(interval)
    grid.setAnnotationEnabled(True)
    grid.setAnnotationPrecision(max(0, -math.floor(math.log10(interval))))
    grid.setAnnotationTextFormat(sheet.text_format(SMALL_PT - 1))
    grid.setAnnotationFrameDistance(1.0)
    for side in (QgsLayoutItemMapGrid.BorderSide.Left, QgsLayoutItemMapGrid.BorderSide.Right):
        grid.setAnnotationDirection(QgsLayoutItemMapGrid.AnnotationDirection.Vertical, side)
    sheet.y += MAP_HEIGHT + 2 * _ANNOTATION
    return item


def _even_interval(wanted: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is no larger."""
    power = 10 ** math.floor(math.log10(wanted))
    return max(step * power for step in (1, 2, 5) if step * power <= wanted)


def _legend(sheet: Sheet, shown: QgsLayoutItemMap, layers: Sequence[QgsMapLayer], top: float) -> None:
    item = QgsLayoutItemLegend(sheet.layout)
    item.setLinkedMap(shown)
    item.setAutoUpdateModel(False)
    root = item.model().rootGroup()
    root.clear()
    for layer in layers:
        root.addLayer(layer)
    for node in root.findLayers():
        _keep_found_types(node)
        item.model().refreshLayerLegend(node)
    for part, size in (
        (QgsLegendStyle.Style.Title, BODY_PT), (QgsLegendStyle.Style.Group, BODY_PT),
        (QgsLegendStyle.Style.Subgroup, BODY_PT), (QgsLegendStyle.Style.SymbolLabel, SMALL_PT),
    ):  # fmt: skip
        font = sheet.font(size)
        item.setStyleFont(part, font)
    item.setBoxSpace(0)
    item.setColumnCount(1)
    sheet.layout.addLayoutItem(item)
    sheet.place(item, MARGIN, top, WIDTH / 2, 30)


def _keep_found_types(node) -> None:
    """Leave in the legend the types alone that the map can show."""
    layer = node.layer()
    if not isinstance(layer, QgsVectorLayer) or layer.renderer().type() != "categorizedSymbol":
        return
    found = layer.uniqueValues(layer.fields().lookupField("type"))
    codes = [category.value() for category in layer.renderer().categories()]
    QgsMapLayerLegendUtils.setLegendNodeOrder(
        node, [place for place, code in enumerate(codes) if code in found]
    )


def _scale_and_north(sheet: Sheet, shown: QgsLayoutItemMap, top: float) -> None:
    bar = QgsLayoutItemScaleBar(sheet.layout)
    bar.setLinkedMap(shown)
    bar.setStyle("Single Box")
    bar.applyDefaultSize(bar.guessUnits())
    bar.setTextFormat(sheet.text_format(SMALL_PT))
    bar.setHeight(2)
    bar.setBoxContentSpace(0)
    sheet.layout.addLayoutItem(bar)
    sheet.place(bar, MARGIN + WIDTH / 2, top, 60, 12)
    arrow = QgsLayoutItemPicture(sheet.layout)
    arrow.setPicturePath(str(NORTH_ARROW))
    arrow.setLinkedMap(shown)
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    sheet.layout.addLayoutItem(arrow)
    sheet.place(arrow, MARGIN + WIDTH - 12, top, 12, 14)


def _findings(sheet: Sheet, content: ReportContent) -> None:
    sheet.heading(tr("What was found"))
    sheet.table(
        content.types, (56, 20, 26, 34, 22, 22), has_header=True, has_sum=True,
        alignments=[Qt.AlignmentFlag.AlignLeft, *[Qt.AlignmentFlag.AlignRight] * 5],
    )  # fmt: skip
    sheet.heading(tr("How far it can be trusted"))
    if content.figures:
        sheet.text(
            tr(
                "Measured with these models and this sensitivity on labelled places that the models had not been "
                "trained on. How they do elsewhere may differ."
            )
        )
        sheet.table([list(row) for row in content.figures], (62, WIDTH - 62))
    else:
        sheet.text(tr("No figures were measured for these models with these settings."))
    for limit in content.limits:
        sheet.text(limit)


def _sites(sheet: Sheet, content: ReportContent) -> Iterator[None]:
    sheet.new_page()
    sheet.heading(content.sites_title)
    sheet.text(tr("Left: true colour; right: confidence, brighter is surer. Coordinates: WGS 84."))
    top, column = sheet.y, 0
    for site in content.sites:
        if top + _SITE_HEIGHT > PAGE_HEIGHT - MARGIN - FOOT:
            column += 1
            yield
            if column == _SITE_COLUMNS:
                sheet.new_page()
                column = 0
            top = sheet.y
        _site(sheet, site, MARGIN + column * (WIDTH / 2 + 2), top)
        top += _SITE_HEIGHT
    yield


def _site(sheet: Sheet, site: Site, left: float, top: float) -> None:
    for place, path in enumerate(site.pictures):
        picture = QgsLayoutItemPicture(sheet.layout)
        picture.setPicturePath(path)
        sheet.layout.addLayoutItem(picture)
        sheet.place(picture, left + place * (_PICTURE + 1), top, _PICTURE, _PICTURE)
    beside = left + (2 * (_PICTURE + 1) if site.pictures else 0)
    width = left + WIDTH / 2 - 2 - beside
    sheet.place_text(site.lines[0], beside, top, width, 7.5, SMALL_PT, is_bold=True)
    sheet.place_text("\n".join(site.lines[1:]), beside, top + 7.5, width, _SITE_HEIGHT - 8, SMALL_PT - 0.5)
