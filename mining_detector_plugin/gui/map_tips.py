"""The map tip of a mine: its scores, a bar for the confidence, and the pictures that the run drew of it.

Plain tables: releases of QGIS show tips with different engines. Pictures are looked for beside the
layer's own file, so that a results folder may be moved.
"""

from __future__ import annotations

from ..translation import tr
from .type_titles import review_titles, type_titles

_WIDTH_PX = 280
_FONT = "font-family: sans-serif; font-size: 10pt"
_PICTURE_PX = 134
_BAR, _BAR_GROUND = "#c0402a", "#c8c8c8"
#: Folder of the layer's file, with a stroke at its end.
_FOLDER = "file_path(layer_property(@layer_id, 'path')) || '/thumbnails/'"


def mine_tip(field: str = "confidence") -> str:
    """Return the template of a mine's map tip.

    Args:
        field: 0-1, what the bar shows: ``confidence``, or ``score_segmenter`` of outlines that have no confidence.
    """
    has_confidence = field == "confidence"
    rows = [
        f'<b>[% {_title_of("type", type_titles())} %]</b>, [% format_number("area_ha", 1) %] ha',
        _bar(field, tr("Confidence") if has_confidence else tr("Probability")),
    ]
    if has_confidence:
        scores = (
            (tr("Segmenter"), "segmenter"),
            (tr("Detector"), "detector"),
            (tr("Classifier"), "classifier"),
        )
        rows += [
            ", ".join(f"{title} [% {_number(f'score_{stage}')} %]" for title, stage in scores),
            f'{tr("Acquired")} [% coalesce("acquired", \'?\') %], [% "scene" %]',
            f"[% {_title_of('review', review_titles())} %]",
            _pictures(),
        ]
    cells = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    return f'<table width="{_WIDTH_PX}" cellpadding="2" cellspacing="0" style="{_FONT}">{cells}</table>'


def score_tip(title: str) -> str:
    """Return the template of the map tip of a box or a cell: its score alone."""
    return f'<table width="{_WIDTH_PX}" style="{_FONT}"><tr><td>{_bar("score", title)}</td></tr></table>'


def _title_of(field: str, titles: dict[str, str]) -> str:
    """Return an expression for the title of a field's code."""
    pairs = ", ".join(f"{_quoted(code)}, {_quoted(title)}" for code, title in titles.items())
    return f'coalesce(map_get(map({pairs}), "{field}"), "{field}")'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _number(field: str) -> str:
    return f"coalesce(format_number(\"{field}\", 2), '-')"


def _bar(field: str, title: str) -> str:
    share = f'round(100 * coalesce("{field}", 0))'
    return (
        f"{title} [% {_number(field)} %]"
        f'<table width="{_WIDTH_PX - 6}" cellpadding="0" cellspacing="0"><tr>'
        f'<td width="[% {share} %]%" height="7" bgcolor="{_BAR}"></td>'
        f'<td width="[% 100 - {share} %]%" height="7" bgcolor="{_BAR_GROUND}"></td></tr></table>'
    )


def _pictures() -> str:
    cells = "".join(f"<td>{_picture(ending)}</td>" for ending in (".jpg", "_confidence.png"))
    return f'<table cellpadding="0" cellspacing="2"><tr>{cells}</tr></table>'


def _picture(ending: str) -> str:
    path = f"{_FOLDER} || \"id\" || '{ending}'"
    # A drive's letter has no stroke before it. A browser reads % and # of an address in its own way.
    address = f"'file:///' || regexp_replace(replace(replace({path}, '%', '%25'), '#', '%23'), '^/', '')"
    image = f'\'<img width="{_PICTURE_PX}" height="{_PICTURE_PX}" src="\' || {address} || \'"> \''
    return f"[% if(file_exists({path}), {image}, '') %]"
