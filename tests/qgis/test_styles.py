"""The styles of result layers: seen by everyone, true to the values, in words that people read."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

pytestmark = pytest.mark.qgis
#: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SEEN_WITH = {
    "no deficiency": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
#: CIELAB distance at which small areas are told apart without a doubt; 2.3 is just noticeable side by side.
FAR_APART = 35


def linear(color: QColor) -> np.ndarray:
    """Return linear RGB of a screen colour."""
    values = np.array([color.redF(), color.greenF(), color.blueF()])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """Return CIELAB (D65) of linear RGB."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    part = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * part[1] - 16, 500 * (part[0] - part[1]), 200 * (part[1] - part[2])])


@pytest.fixture
def layers(plugin, made_results, tmp_path):
    """The layers of a run, by name, whose folder is a copy with a difficult name."""
    from mining_detector_plugin.gui.results import add_results, find_runs, result_in

    folder = tmp_path / "50 % of #1"
    shutil.copytree(made_results, folder)
    result = result_in(str(folder))
    add_results(result, result["scene"])
    (run,) = find_runs(QgsProject.instance())
    assert run.folder == str(folder)
    return run.layers


@pytest.mark.parametrize("eyes", SEEN_WITH)
def test_types_are_told_apart_by_colour_blind_eyes(layers, eyes):
    categories = layers["mines"].renderer().categories()
    colors = [category.symbol().color() for category in categories]
    assert len(colors) == 5
    seen = [lab(SEEN_WITH[eyes] @ linear(color)) for color in colors]
    nearest = min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))
    assert nearest >= FAR_APART


@pytest.mark.parametrize("name", ["mines", "detections"])
def test_legend_names_types_in_words(layers, name):
    labels = [category.label() for category in layers[name].renderer().categories()]
    assert labels[:3] == ["Open pit or quarry", "Waste dump", "Tailings pond"]


def test_confidence_ramp_is_even_and_lets_the_image_through_where_nothing_is(layers):
    items = layers["confidence"].renderer().shader().rasterShaderFunction().colorRampItemList()
    lightness = np.array([lab(linear(item.color))[0] for item in items])
    assert (np.diff(lightness) > 0).all()
    assert np.corrcoef(lightness, [item.value for item in items])[0, 1] > 0.99
    opacity = [item.color.alpha() for item in items]
    assert opacity[0] == 0 and opacity == sorted(opacity) and opacity[-1] > 150


def test_confidence_is_seen_on_the_map_where_mines_are(layers):
    """The file's scale makes 0-1 of 0-254 in QGIS: a style for 0-254 would draw nothing at all."""
    mine = next(layers["mines"].getFeatures('"confidence" > 0.5'))
    box = mine.geometry().boundingBox()
    settings = QgsMapSettings()
    settings.setLayers([layers["confidence"]])
    settings.setDestinationCrs(layers["confidence"].crs())
    settings.setBackgroundColor(QColor("#ffffff"))
    settings.setOutputSize(QSize(60, 60))
    settings.setExtent(box)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    shown = [image.pixelColor(x, y).lightness() for x in range(60) for y in range(60)]
    assert min(shown) < 200


def test_outline_is_wider_and_unbroken_where_the_model_is_surer(layers):
    categories = layers["mines"].renderer().categories()  # kept: the symbol is theirs
    symbol = categories[0].symbol()
    properties = symbol.symbolLayer(1).dataDefinedProperties()
    parts = [
        properties.property(part)
        for part in (QgsSymbolLayer.Property.PropertyStrokeWidth, QgsSymbolLayer.Property.PropertyStrokeStyle)
    ]
    found = {}
    for confidence in (0.3, 0.9):
        feature = next(layers["mines"].getFeatures())
        feature["confidence"] = confidence
        context = QgsExpressionContext()
        context.setFields(feature.fields())
        context.setFeature(feature)
        found[confidence] = [QgsExpression(part.expressionString()).evaluate(context) for part in parts]
    assert found[0.9][0] > found[0.3][0] + 0.2
    assert (found[0.3][1], found[0.9][1]) == ("dash", "solid")


def test_labels_of_area_come_at_large_scales_alone(layers):
    labels = layers["mines"].labeling().settings()
    assert layers["mines"].labelsEnabled() and labels.scaleVisibility
    assert labels.minimumScale == 50_000
    assert "area_ha" in labels.fieldName


def test_cells_are_graduated_by_score(layers):
    renderer = layers["cells"].renderer()
    assert (renderer.type(), renderer.classAttribute()) == ("graduatedSymbol", "score")
    assert renderer.ranges()[0].lowerValue() == 0 and renderer.ranges()[-1].upperValue() == 1


def test_fields_have_words_and_only_the_review_can_be_written(layers):
    mines = layers["mines"]
    fields = mines.fields()
    assert mines.attributeDisplayName(fields.lookupField("area_ha")) == "Area (ha)"
    assert mines.attributeDisplayName(fields.lookupField("score_detector")) == "Detector's score"
    form = mines.editFormConfig()
    writable = [field.name() for place, field in enumerate(fields) if not form.readOnly(place)]
    assert writable == ["review", "reviewed_type", "note"]
    assert [tab.name() for tab in form.tabs()] == [
        "Review",
        "What was found",
        "Scores",
        "Where it comes from",
    ]
    assert mines.editorWidgetSetup(fields.lookupField("confidence")).config()["Precision"] == 3
    review = mines.editorWidgetSetup(fields.lookupField("review"))
    assert review.type() == "ValueMap"
    assert [next(iter(pair.values())) for pair in review.config()["map"]] == [
        "unreviewed",
        "accepted",
        "rejected",
    ]
    feature = next(mines.getFeatures("\"type\" = 'open_pit'"))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(mines))
    context.setFeature(feature)
    shown = QgsExpression(mines.displayExpression()).evaluate(context)
    assert shown.startswith(f"Open pit or quarry {feature['id']} (0.")


def tip_of(layer, feature) -> str:
    """Return a map tip as QgsMapTip makes it."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def test_map_tip_tells_scores_and_shows_two_pictures(layers):
    mines = layers["mines"]
    feature = next(mines.getFeatures('"id" = 1'))
    tip = tip_of(mines, feature)
    assert "[%" not in tip
    assert f"{feature['area_ha']:.1f} ha" in tip and f"Confidence {feature['confidence']:.2f}" in tip
    assert f'width="{round(100 * feature["confidence"])}%"' in tip
    assert f"Segmenter {feature['score_segmenter']:.2f}" in tip
    assert "Not reviewed" in tip and str(feature["acquired"]) in tip
    pictures = re.findall(r'src="file:///(.*?)"', tip)
    paths = [Path("/" + picture.replace("%23", "#").replace("%25", "%")) for picture in pictures]
    assert [path.name for path in paths] == ["1.jpg", "1_confidence.png"]
    assert all(path.is_file() for path in paths)


def test_map_tip_without_pictures_has_none(layers):
    mines = layers["mines"]
    shutil.rmtree(Path(mines.source().split("|")[0]).parent / "thumbnails")
    assert "<img" not in tip_of(mines, next(mines.getFeatures()))


@pytest.mark.parametrize("name", ["detections", "cells"])
def test_boxes_and_cells_tell_their_score(layers, name):
    feature = next(layers[name].getFeatures('"score" IS NOT NULL'))
    assert f"score {feature['score']:.2f}" in tip_of(layers[name], feature)


def test_style_of_outlines_falls_back_to_their_probability(plugin):
    from qgis.core import QgsVectorLayer

    from mining_detector_plugin.gui.results import apply_style

    layer = QgsVectorLayer(
        "Polygon?field=id:integer&field=type:string&field=score_segmenter:double&field=area_ha:double",
        "o",
        "memory",
    )
    apply_style(layer, "outlines")
    assert "Probability" in layer.mapTipTemplate() and "score_detector" not in layer.mapTipTemplate()
