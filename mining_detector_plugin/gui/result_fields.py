"""What a result layer says in words: titles in the legend, names of fields, the attribute form and the map tips.

Set when a layer is loaded and not in its style file, so that all of it is in the language of QGIS.
"""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsVectorLayer,
)

from ..translation import tr
from .map_tips import mine_tip, score_tip
from .type_titles import review_titles, type_titles

#: How QGIS keeps NULL in a value map (QgsValueMapFieldFormatter).
_NULL = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
#: Fields of which three decimals are shown.
_DECIMALS = (
    "confidence",
    "area_ha",
    "score",
    "score_classifier",
    "score_detector",
    "score_segmenter",
    "threshold",
)
_NUMBER = {"AllowNull": True, "Min": 0.0, "Max": 1e9, "Precision": 3, "Step": 0.01, "Style": "SpinBox"}
#: What a reviewer writes; all other fields are the run's.
REVIEWED = ("review", "reviewed_type", "note")


def field_titles() -> dict[str, str]:
    """Return the titles of the fields of all result layers, by name."""
    return {
        "fid": tr("Row"),
        "id": tr("Number"),
        "type": tr("Type"),
        "confidence": tr("Confidence"),
        "area_ha": tr("Area (ha)"),
        "score": tr("Score"),
        "score_classifier": tr("Classifier's score"),
        "score_detector": tr("Detector's score"),
        "score_segmenter": tr("Segmenter's score"),
        "scene": tr("Scene"),
        "acquired": tr("Acquired"),
        "run_id": tr("Run"),
        "review": tr("Review"),
        "reviewed_type": tr("Type after review"),
        "note": tr("Note"),
        "searched": tr("Searched closer"),
        "threshold": tr("Threshold"),
    }


def _forms() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the fields in each group of a layer's form, by layer."""
    return {
        "mines": {
            tr("Review"): REVIEWED,
            tr("What was found"): ("type", "confidence", "area_ha"),
            tr("Scores"): ("score_segmenter", "score_detector", "score_classifier"),
            tr("Where it comes from"): ("id", "scene", "acquired", "run_id"),
        }
    }


def put_into_words(layer: QgsVectorLayer, name: str) -> None:
    """Set titles, form and map tip of a result layer.

    Args:
        name: of the layer in the results, or ``outlines``.
    """
    _name_categories(layer)
    _name_fields(layer)
    _lay_out_form(layer, _forms().get(name, {}))
    tips = {
        "mines": mine_tip(),
        "outlines": mine_tip("score_segmenter"),
        "detections": score_tip(tr("Detector's score")),
        "cells": score_tip(tr("Classifier's score")),
    }
    layer.setMapTipTemplate(tips.get(name, ""))
    if layer.fields().lookupField("type") >= 0:
        score = "confidence" if name == "mines" else "score" if name == "detections" else "score_segmenter"
        layer.setDisplayExpression(
            f"coalesce(represent_value(\"type\"), '') || ' ' || \"id\" || ' (' || format_number(\"{score}\", 2) || ')'"
        )


def _name_categories(layer: QgsVectorLayer) -> None:
    renderer, titles = layer.renderer(), type_titles()
    if renderer is None or renderer.type() != "categorizedSymbol":
        return
    for place, category in enumerate(renderer.categories()):
        renderer.updateCategoryLabel(place, titles.get(category.value(), str(category.value())))


def _name_fields(layer: QgsVectorLayer) -> None:
    titles, form = field_titles(), layer.editFormConfig()
    for place, field in enumerate(layer.fields()):
        name = field.name()
        layer.setFieldAlias(place, titles.get(name, name))
        form.setReadOnly(place, name not in REVIEWED)
        if name == "review":
            layer.setEditorWidgetSetup(place, _choice(review_titles()))
        elif name == "type":
            layer.setEditorWidgetSetup(place, _choice(type_titles()))
        elif name == "reviewed_type":
            layer.setEditorWidgetSetup(place, _choice({_NULL: tr("As found"), **type_titles()}))
        elif name in _DECIMALS:
            layer.setEditorWidgetSetup(place, QgsEditorWidgetSetup("Range", _NUMBER))
    layer.setEditFormConfig(form)


def _choice(titles: dict[str, str]) -> QgsEditorWidgetSetup:
    """Return a widget to choose a code by its title."""
    return QgsEditorWidgetSetup("ValueMap", {"map": [{title: code} for code, title in titles.items()]})


def _lay_out_form(layer: QgsVectorLayer, groups: dict[str, tuple[str, ...]]) -> None:
    if not groups:
        return
    form = layer.editFormConfig()
    # QGIS 3.32 gave the enumeration another name.
    layouts = getattr(Qgis, "AttributeFormLayout", None)
    form.setLayout(layouts.DragAndDrop if layouts else QgsEditFormConfig.EditorLayout.TabLayout)
    form.clearTabs()
    for title, names in groups.items():
        group = QgsAttributeEditorContainer(title, form.invisibleRootContainer())
        for name in names:
            place = layer.fields().lookupField(name)
            if place >= 0:
                group.addChildElement(QgsAttributeEditorField(name, place, group))
        form.addTab(group)
    layer.setEditFormConfig(form)
