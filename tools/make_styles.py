"""Writes the result layers' QML styles, with QGIS 3.22, whose files later releases read too.

PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen /usr/bin/python3 tools/make_styles.py
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsMapLayer,
    QgsProperty,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

FOLDER = Path(__file__).resolve().parent.parent / "mining_detector_plugin" / "resources" / "styles"
#: Value, legend text, colour (Okabe and Ito's set, told apart by colour-blind people).
TYPES = (
    ("open_pit", "Open pit or quarry", "#d55e00"),
    ("waste_dump", "Waste dump", "#cc79a7"),
    ("tailings", "Tailings pond", "#0072b2"),
    ("artisanal", "Artisanal mine scar", "#e6b800"),
    ("mine_ground", "Other mine ground", "#009e73"),
)
#: Probability, colour with transparent low end: matplotlib's 'inferno', which is perceptually uniform.
RAMP = (
    (0.0, "#00000400"), (0.1, "#1b0c4100"), (0.25, "#4a0c6b66"), (0.4, "#781c6d99"), (0.55, "#a52c60b3"),
    (0.7, "#cf4446cc"), (0.85, "#ed6925d9"), (0.95, "#fb9b06e6"), (1.0, "#f7d13df2"),
)  # fmt: skip
LARGEST_VALUE = 254


def color(text: str) -> QColor:
    """Return the colour of ``#rrggbbaa``."""
    result = QColor(text[:7])
    result.setAlpha(int(text[7:9], 16))
    return result


def by_confidence(symbol: QgsFillSymbol, field: str) -> QgsFillSymbol:
    """Make fill opacity and outline width follow a field of 0-1."""
    layer = symbol.symbolLayer(0)
    layer.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyFillColor,
        QgsProperty.fromExpression(
            f"set_color_part(@symbol_color, 'alpha', scale_linear(coalesce(\"{field}\", 0), 0, 1, 15, 120))"
        ),
    )
    layer.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyStrokeWidth,
        QgsProperty.fromExpression(f'scale_linear(coalesce("{field}", 0), 0, 1, 0.3, 0.9)'),
    )
    return symbol


def outline(stroke: str, width_mm: float, style: str = "solid") -> QgsFillSymbol:
    """Return a symbol without a fill."""
    return QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": stroke, "outline_width": str(width_mm), "outline_style": style}
    )


def by_type(field: str) -> QgsCategorizedSymbolRenderer:
    """Return polygons by type, fill and outline by a field of 0-1."""
    categories = []
    for value, text, shade in TYPES:
        symbol = QgsFillSymbol.createSimple({"color": shade, "outline_color": shade, "outline_width": "0.6"})
        categories.append(QgsRendererCategory(value, by_confidence(symbol, field), text))
    return QgsCategorizedSymbolRenderer("type", categories)


def mines() -> QgsVectorLayer:
    """Polygons by type, fill and outline by confidence."""
    layer = QgsVectorLayer("Polygon?field=type:string&field=confidence:double&field=area_ha:double", "mines")
    layer.setRenderer(by_type("confidence"))
    layer.setMapTipTemplate(
        '<b>[% "type" %]</b><br>[% format_number("confidence", 2) %], [% format_number("area_ha", 1) %] ha'
    )
    return layer


def outlines() -> QgsVectorLayer:
    """Polygons by type, fill and outline by the mean probability: no three scores became one confidence in them."""
    layer = QgsVectorLayer(
        "Polygon?field=type:string&field=score_segmenter:double&field=area_ha:double", "outlines"
    )
    layer.setRenderer(by_type("score_segmenter"))
    layer.setMapTipTemplate(
        '<b>[% "type" %]</b><br>[% format_number("score_segmenter", 2) %], [% format_number("area_ha", 1) %] ha'
    )
    return layer


def detections() -> QgsVectorLayer:
    """Boxes as outlines by type."""
    layer = QgsVectorLayer("Polygon?field=type:string&field=score:double", "detections")
    categories = [
        QgsRendererCategory(value, outline(shade, 0.5, "dash"), text) for value, text, shade in TYPES
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("type", categories))
    return layer


def cells() -> QgsVectorLayer:
    """Squares, the fuller the higher the classifier's score."""
    layer = QgsVectorLayer("Polygon?field=score:double&field=searched:integer", "cells")
    symbol = QgsFillSymbol.createSimple(
        {"color": "#56b4e9", "outline_color": "#56b4e9", "outline_width": "0.2"}
    )
    symbol.symbolLayer(0).setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyFillColor,
        QgsProperty.fromExpression(
            "set_color_part(@symbol_color, 'alpha', scale_linear(coalesce(\"score\", 0), 0, 1, 0, 150))"
        ),
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def aoi() -> QgsVectorLayer:
    """The outline of the area of interest."""
    layer = QgsVectorLayer("Polygon", "aoi")
    layer.setRenderer(QgsSingleSymbolRenderer(outline("#ffffff", 0.7)))
    return layer


def confidence(folder: str) -> QgsRasterLayer:
    """The probability of any mine, transparent where it is low."""
    path = os.path.join(folder, "confidence.tif")
    gdal.GetDriverByName("GTiff").Create(path, 2, 2, 1, gdal.GDT_Byte).FlushCache()
    layer = QgsRasterLayer(path, "confidence")
    function = QgsColorRampShader(0, LARGEST_VALUE)
    function.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(probability * LARGEST_VALUE, color(text), f"{probability:.0%}")
            for probability, text in RAMP
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0)
    renderer.setClassificationMax(LARGEST_VALUE)
    layer.setRenderer(renderer)
    return layer


def save(layer: QgsMapLayer, name: str) -> None:
    """Write a layer's symbols, and nothing that belongs to its data."""
    categories = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.MapTips
    message, done = layer.saveNamedStyle(str(FOLDER / f"{name}.qml"), categories)
    if not done:
        raise RuntimeError(message)


def main() -> None:
    """Write all styles."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for make in (mines, outlines, detections, cells, aoi):
            save(make(), make.__name__)
        save(confidence(folder), "confidence")


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main()
    application.exitQgis()
