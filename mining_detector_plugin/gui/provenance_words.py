"""A run's provenance in words: the rows that the Runs page and the report show, from the ``run`` table as it was read.

Runs of other versions may lack a field: what is not there is left out.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem

from ..message_translation import translate_message
from ..translation import tr
from .sensitivity import sensitivity_titles

#: Fields of the run table that are JSON.
_JSON = (
    "paths", "bands", "scaling", "settings", "packs", "removed_by_filter", "confidence", "figures", "device",
    "timings_s",
)  # fmt: skip
Rows = list[tuple[str, str]]


def parse_run(row: dict[str, Any]) -> dict[str, Any]:
    """Return a run's row with its JSON fields read; what is no JSON stays text."""
    parsed = dict(row)
    for name in _JSON:
        text = parsed.get(name)
        if isinstance(text, str) and text:
            try:
                parsed[name] = json.loads(text)
            except ValueError:
                continue
    return parsed


def is_complete(run: dict[str, Any]) -> bool:
    """Tell whether the run came to its end; earlier versions kept no other."""
    return bool(int(run.get("is_complete", 1)))


def local_time(created: str) -> str:
    """Return a time of a run (ISO 8601) on the user's clock, to the minute; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(created).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return created


def summary_rows(run: dict[str, Any]) -> Rows:
    """Return what was looked at, and how: the rows that a reader needs first."""
    settings = _dict(run.get("settings"))
    rows = [
        (tr("Scene"), str(run.get("scene", ""))),
        (tr("Acquired"), str(run.get("acquired") or tr("unknown"))),
        (tr("Area searched"), tr("{area:,.0f} ha").format(area=float(run.get("aoi_area_ha") or 0))),
        (tr("Coordinate system"), _crs_title(str(run.get("crs", "")))),
        (tr("Bands"), ", ".join(_list(run.get("bands")))),
        (tr("Reflectance"), _scaling(_dict(run.get("scaling")))),
        (tr("Sensitivity"), _sensitivity(settings)),
        (tr("Where it searched"), _searched(settings)),
        (tr("Run"), tr("{run_id}, of {created}").format(
            run_id=run.get("run_id", ""), created=local_time(str(run.get("created", ""))))),
    ]  # fmt: skip
    return [row for row in rows if row[1]]


def model_rows(run: dict[str, Any]) -> Rows:
    """Return the models: name, version, threshold and hash of each."""
    name = {"few_misses": "few_misses", "few_false_alarms": "few_false_alarms"}.get(
        _dict(run.get("settings")).get("sensitivity", ""), "default"
    )
    rows = []
    for kind, pack in _dict(run.get("packs")).items():
        thresholds = _dict(pack.get("thresholds"))
        used = thresholds.get("gate" if kind == "classifier" else name, thresholds.get("default"))
        text = f"{pack.get('name', '')} {pack.get('version', '')}, {pack.get('runtime', '')}"
        if used is not None:
            text += ", " + tr("threshold {value:.3f}").format(value=used)
        left_out = _list(pack.get("classes_left_out"))
        if left_out:
            text += ", " + tr("without {classes}").format(classes=", ".join(left_out))
        rows.append((_kind_titles().get(kind, kind), f"{text}\nSHA-256 {pack.get('sha256', '')}"))
    return rows


def technical_rows(run: dict[str, Any]) -> Rows:
    """Return how confidences came about, what ran where, and the settings word by word."""
    confidence, removed = _dict(run.get("confidence")), _dict(run.get("removed_by_filter"))
    device, timings = _dict(run.get("device")), _dict(run.get("timings_s"))
    rows = [
        (tr("Confidence"), _confidence(confidence)),
        (tr("Left out as unsure"), _count(confidence.get("left_out"))),
        (tr("Left out by filters"), ", ".join(
            f"{count} {title}" for title, count in
            ((tr("mines"), removed.get("mines")), (tr("detections"), removed.get("detections"))) if count)),
        (tr("Types by"), _kind_titles().get(str(run.get("types_by", "")), str(run.get("types_by", "")))),
        (tr("Device"), ". ".join(translate_message(str(device.get(key, ""))) for key in ("name", "reason"))),
        (tr("Time"), tr("{seconds:.0f} s").format(seconds=sum(timings.values())) if timings else ""),
        (tr("Mining Detector"), f"{run.get('version', '')}, {run.get('platform', '')}"),
        (tr("Files"), "\n".join(_list(run.get("paths")))),
        (tr("Settings"), json.dumps(_dict(run.get("settings")), ensure_ascii=False)),
    ]  # fmt: skip
    return [row for row in rows if row[1].strip(" .,")]


def figure_rows(run: dict[str, Any]) -> Rows:
    """Return what was measured of the models on places that they had not seen, each with its interval and date."""
    titles = {
        "sites_found": tr("Known sites that were found"),
        "polygons_true": tr("Polygons that were mines"),
        "false_sites_per_1000_km2": tr("False polygons per 1,000 km²"),
        "calibration_error": tr("Mean error of the confidence"),
    }
    rows = []
    for figure in _list(run.get("figures")):
        metric = str(figure.get("metric", "")).split("_at_")[0]
        if metric in titles and figure.get("value") is not None:
            rows.append((titles[metric], _figure(figure, is_share=metric != "false_sites_per_1000_km2")))
    return rows


def as_text(run: dict[str, Any]) -> str:
    """Return all rows as plain text, to copy."""
    rows = [*summary_rows(run), *model_rows(run), *technical_rows(run), *figure_rows(run)]
    return "\n".join(f"{title}: {text}" for title, text in rows)


def _figure(figure: dict[str, Any], is_share: bool) -> str:
    def written(value: float) -> str:
        return f"{value:.0%}" if is_share else f"{value:,.0f}"

    text = written(float(figure["value"]))
    if figure.get("low") is not None and figure.get("high") is not None:
        text += " " + tr("(95 % interval {low} to {high})").format(
            low=written(float(figure["low"])), high=written(float(figure["high"]))
        )
    about = [tr("{count} cases").format(count=figure["count"])] if figure.get("count") else []
    about += [tr("{places} places").format(places=figure["places"])] if figure.get("places") else []
    about += [str(figure["date"])] if figure.get("date") else []
    return ", ".join([text, *about])


def _kind_titles() -> dict[str, str]:
    return {
        "classifier": tr("Classifier"),
        "detector": tr("Detector"),
        "segmenter": tr("Segmenter"),
        "types": tr("Classifier of types"),
    }


def _crs_title(crs: str) -> str:
    found = QgsCoordinateReferenceSystem(crs)
    return f"{found.authid()}, {found.description()}" if found.isValid() else crs


def _scaling(scaling: dict[str, Any]) -> str:
    if not scaling:
        return ""
    text = tr("value x {scale:g} {offset:+g}.").format(
        scale=scaling.get("scale", 1.0), offset=scaling.get("offset", 0.0)
    )
    guessed = "" if scaling.get("is_sure", True) else " " + tr("This is a guess.")
    return f"{text} {translate_message(str(scaling.get('reason', '')))}{guessed}"


def _sensitivity(settings: dict[str, Any]) -> str:
    if settings.get("threshold"):
        return tr("Threshold {value:.2f}, given by the user").format(value=settings["threshold"])
    return sensitivity_titles().get(settings.get("sensitivity", ""), "")


def _searched(settings: dict[str, Any]) -> str:
    if settings.get("search_everywhere"):
        return tr("Everywhere in the area")
    return tr("Where the classifier sees a mine, and around it") if settings else ""


def _confidence(confidence: dict[str, Any]) -> str:
    if not confidence:
        return ""
    if str(confidence.get("by", "")).startswith("fusion"):
        least = tr("shown from {least:.2f} on").format(least=float(confidence.get("least") or 0))
        return tr("Calibrated on the scores of the three stages") + ", " + least
    return (
        tr("Not calibrated: it ranks the mines, and is no probability")
        + ". "
        + str(translate_message(str(confidence.get("reason", ""))))
    )


def _count(value: Any) -> str:
    return tr("{count} mines").format(count=value) if value else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
