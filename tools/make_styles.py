"""Writes the result layers' QML styles, with QGIS 3.22, whose files later releases read too.

Titles in a legend, map tips, aliases and forms hold words: the plugin sets them in the language of QGIS when it loads a
layer (`gui/result_fields.py`).

PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen /usr/bin/python3 tools/make_styles.py
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsPercentageNumericFormat,
    QgsProperty,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSimpleFillSymbolLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "mining_detector_plugin" / "resources" / "styles"
sys.path.insert(0, str(ROOT))
from mining_detector_plugin.engine.color_ramp import INFERNO  # noqa: E402  # the plugin is not installed

#: Value and colour. Found by a search for five hues that are far from each other in CIELAB for everyone: 35 and more
#: with full deuteranopia, protanopia, tritanopia and none, see tests/qgis/test_styles.py.
TYPES = {
    "open_pit": "#c0402a",
    "waste_dump": "#c46cab",
    "tailings": "#0f52ee",
    "artisanal": "#e1d358",
    "mine_ground": "#7dfdbb",
}
#: Probability and opacity 0-255 of the confidence raster: nothing hides the image where nothing was found.
OPACITY = ((0.0, 0), (0.05, 0), (0.25, 90), (0.5, 130), (1.0, 170))
#: Lower end of each class of scores, and its colour: matplotlib's 'viridis' (CC0), perceptually uniform.
SCORES = ((0.0, "#482475"), (0.2, "#355f8d"), (0.4, "#21918c"), (0.6, "#44bf70"), (0.8, "#bddf26"))
#: Below this confidence an outline is dashed.
UNSURE = 0.5
#: Labels are shown from this scale on.
LABEL_SCALE = 50_000
_CASING = "0,0,0,130"


def casing(width: str) -> QgsSimpleFillSymbolLayer:
    """Return a dark line below an outline, so that light colours show on light ground.

    Args:
        width: expression of the outline's width in millimetres.
    """
    layer = QgsSimpleFillSymbolLayer.create({"style": "no", "outline_color": _CASING})
    # The symbol's colour is that of its first layer that is not locked.
    layer.setLocked(True)
    layer.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyStrokeWidth, QgsProperty.fromExpression(f"{width} + 0.35")
    )
    return layer


def by_confidence(shade: str, field: str) -> QgsFillSymbol:
    """Return a polygon whose fill and outline tell a field of 0-1: wider is surer, dashed is unsure."""
    symbol = QgsFillSymbol.createSimple({"color": shade, "outline_color": shade})
    value = f'coalesce("{field}", 0)'
    width = f"scale_linear({value}, 0, 1, 0.2, 0.7)"
    fill = symbol.symbolLayer(0)
    for part, expression in (
        (
            QgsSymbolLayer.Property.PropertyFillColor,
            f"set_color_part(@symbol_color, 'alpha', scale_linear({value}, 0, 1, 15, 110))",
        ),
        (QgsSymbolLayer.Property.PropertyStrokeWidth, width),
        (QgsSymbolLayer.Property.PropertyStrokeStyle, f"if({value} < {UNSURE}, 'dash', 'solid')"),
    ):
        fill.setDataDefinedProperty(part, QgsProperty.fromExpression(expression))
    symbol.insertSymbolLayer(0, casing(width))
    return symbol


def outline(stroke: str, width_mm: float, style: str = "solid") -> QgsFillSymbol:
    """Return a symbol without a fill."""
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": stroke, "outline_width": str(width_mm), "outline_style": style}
    )
    symbol.insertSymbolLayer(0, casing(str(width_mm)))
    return symbol


def by_type(field: str) -> QgsCategorizedSymbolRenderer:
    """Return polygons by type, fill and outline by a field of 0-1."""
    categories = [
        QgsRendererCategory(value, by_confidence(shade, field), value) for value, shade in TYPES.items()
    ]
    return QgsCategorizedSymbolRenderer("type", categories)


def area_labels() -> QgsVectorLayerSimpleLabeling:
    """Return labels of the area in hectares, the larger polygons' first, at large scales only."""
    text = QgsTextFormat()
    text.setSize(8.5)
    text.setColor(QColor("#ffffff"))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(0.6)
    buffer.setColor(QColor(0, 0, 0, 190))
    text.setBuffer(buffer)
    settings = QgsPalLayerSettings()
    settings.setFormat(text)
    settings.isExpression = True
    settings.fieldName = 'format_number("area_ha", if("area_ha" < 10, 1, 0)) || \' ha\''
    settings.placement = QgsPalLayerSettings.Placement.OverPoint
    settings.centroidInside = True
    settings.scaleVisibility = True
    settings.minimumScale = LABEL_SCALE
    properties = settings.dataDefinedProperties()
    properties.setProperty(
        QgsPalLayerSettings.Property.Priority,
        QgsProperty.fromExpression('scale_linear("area_ha", 0.1, 500, 2, 10)'),
    )
    settings.setDataDefinedProperties(properties)
    return QgsVectorLayerSimpleLabeling(settings)


def polygons(name: str, field: str) -> QgsVectorLayer:
    """Return polygons by type, drawn by a field of 0-1 and labelled by area."""
    layer = QgsVectorLayer(f"Polygon?field=type:string&field={field}:double&field=area_ha:double", name)
    layer.setRenderer(by_type(field))
    layer.setLabeling(area_labels())
    layer.setLabelsEnabled(True)
    return layer


def mines() -> QgsVectorLayer:
    """Polygons by type, fill and outline by confidence."""
    return polygons("mines", "confidence")


def outlines() -> QgsVectorLayer:
    """Polygons by type, fill and outline by the mean probability: no three scores became one confidence in them."""
    return polygons("outlines", "score_segmenter")


def detections() -> QgsVectorLayer:
    """Boxes as dotted outlines by type."""
    layer = QgsVectorLayer("Polygon?field=type:string&field=score:double", "detections")
    categories = [
        QgsRendererCategory(value, outline(shade, 0.4, "dot"), value) for value, shade in TYPES.items()
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("type", categories))
    return layer


def cells() -> QgsVectorLayer:
    """Squares, graduated by the classifier's score; the lowest class lets the image through."""
    layer = QgsVectorLayer("Polygon?field=score:double&field=searched:integer", "cells")
    ranges = []
    for place, (low, shade) in enumerate(SCORES):
        high = SCORES[place + 1][0] if place + 1 < len(SCORES) else 1.0
        fill = QColor(shade)
        fill.setAlpha(30 + 25 * place)
        symbol = QgsFillSymbol.createSimple({"outline_color": shade, "outline_width": "0.15"})
        symbol.setColor(fill)
        ranges.append(QgsRendererRange(low, high, symbol, f"{low:.1f} - {high:.1f}"))
    layer.setRenderer(QgsGraduatedSymbolRenderer("score", ranges))
    return layer


def aoi() -> QgsVectorLayer:
    """The outline of the area of interest."""
    layer = QgsVectorLayer("Polygon", "aoi")
    layer.setRenderer(QgsSingleSymbolRenderer(outline("#ffffff", 0.6)))
    return layer


def searched() -> QgsVectorLayer:
    """The part of the area that was searched before a run ended: dashed, since the rest is open."""
    layer = QgsVectorLayer("Polygon", "searched")
    layer.setRenderer(QgsSingleSymbolRenderer(outline("#ffb000", 0.6, "dash")))
    return layer


def opacity_at(probability: float) -> int:
    """Return the opacity 0-255 of a probability."""
    for (low, first), (high, last) in itertools.pairwise(OPACITY):
        if probability <= high:
            return round(first + (last - first) * (probability - low) / (high - low))
    return OPACITY[-1][1]


def confidence(folder: str) -> QgsRasterLayer:
    """The probability of any mine, transparent where it is low. QGIS applies the file's scale: values are 0-1."""
    path = os.path.join(folder, "confidence.tif")
    gdal.GetDriverByName("GTiff").Create(path, 2, 2, 1, gdal.GDT_Float32).FlushCache()
    layer = QgsRasterLayer(path, "confidence")
    function = QgsColorRampShader(0, 1)
    items = []
    for place, code in enumerate(INFERNO):
        probability = place / (len(INFERNO) - 1)
        shade = QColor(code)
        shade.setAlpha(opacity_at(probability))
        items.append(QgsColorRampShader.ColorRampItem(probability, shade, f"{probability:.0%}"))
    function.setColorRampItemList(items)
    legend = QgsColorRampLegendNodeSettings()
    percent = QgsPercentageNumericFormat()
    percent.setInputValues(QgsPercentageNumericFormat.InputValues.ValuesAreFractions)
    legend.setNumericFormat(percent)
    function.setLegendSettings(legend)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0)
    renderer.setClassificationMax(1)
    layer.setRenderer(renderer)
    return layer


def save(layer: QgsMapLayer, name: str) -> None:
    """Write a layer's symbols and labels, and nothing that belongs to its data."""
    categories = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling
    message, done = layer.saveNamedStyle(str(FOLDER / f"{name}.qml"), categories)
    if not done:
        raise RuntimeError(message)


def main() -> None:
    """Write all styles."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for make in (mines, outlines, detections, cells, aoi, searched):
            save(make(), make.__name__)
        save(confidence(folder), "confidence")


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main()
    application.exitQgis()
