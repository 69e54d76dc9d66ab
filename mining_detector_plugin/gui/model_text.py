"""What the models page says of a set of models or of one of them: HTML, from what their files tell."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import QLocale

from ..client.model_library import Figure, ModelSet, PackSummary
from ..translation import tr, tr_count
from .type_titles import type_titles

_MOST_FIGURES = 6
_MOST_ENTRIES = 30
#: A space of no width, at which a line may end.
_MAY_BREAK = "\u200b"


def kind_title(kind: str) -> str:
    """Return the name of a kind of model."""
    titles = {
        "classifier": tr("Classifier"),
        "detector": tr("Detector"),
        "segmenter": tr("Segmenter"),
        "types": tr("Types of mines"),
    }
    return titles.get(kind, kind)


def class_title(name: str) -> str:
    """Return the name of a class of ours; others keep their own."""
    titles = {**type_titles(), "mine": tr("mine"), "background": tr("no mine")}
    return titles.get(name, name)


def set_title(models: ModelSet) -> str:
    """Return the name of a set."""
    return tr("Bundled models") if models.is_bundled else models.title


def set_html(models: ModelSet) -> str:
    """Return what is to be said of a set as a whole."""
    parts = [f"<h3>{html.escape(set_title(models))}</h3>"]
    if models.is_default:
        parts.append(_paragraph(tr("These are taken where nobody chooses others.")))
    missing = [kind for kind in ("classifier", "detector", "segmenter") if kind not in models.kinds]
    if missing:
        named = ", ".join(kind_title(kind).lower() for kind in missing)
        parts.append(_paragraph(tr("From the bundled models: {kinds}.").format(kinds=named)))
    if "classifier" in missing:
        parts.append(
            _paragraph(
                tr(
                    "Which cells are searched is up to the bundled classifier, which knows nothing of these models. "
                    "'Search everywhere' lets them look at every cell."
                )
            )
        )
    if "segmenter" in missing and "detector" in models.kinds:
        parts.append(
            _paragraph(
                tr(
                    "Outlines of mines are those of the bundled segmenter; these models give the boxes beside them."
                )
            )
        )
    if missing:
        parts.append(_paragraph(tr("Confidences rank the mines then, and are not calibrated.")))
    rows = [(kind_title(pack.kind), html.escape(_pack_title(pack))) for pack in models.packs]
    parts.append(_rows([*rows, (tr("Folder"), html.escape(models.folder))]))
    return "".join(parts)


def pack_html(pack: PackSummary) -> str:
    """Return what is to be said of one model."""
    heading = f"<h3>{html.escape(_pack_title(pack))}</h3>"
    if not pack.is_readable:
        broken = tr("This model can't be read. Install it again, or remove it.")
        return heading + _paragraph(broken) + _paragraph(html.escape(str(pack.folder)))
    rows = [
        (tr("Kind"), kind_title(pack.kind)),
        (tr("Version"), html.escape(pack.version)),
        (tr("Bands needed"), ", ".join(pack.bands_needed)),
        (tr("Bands used"), ", ".join(pack.bands_used)),
        (tr("Pixels"), tr("{size} m").format(size=f"{pack.resolution_m:g}")),
        (
            tr("Finds"),
            html.escape(", ".join(class_title(name) for name in pack.classes if name != "background")),
        ),
        (tr("Licence"), html.escape(pack.license) or tr("not stated")),
        (tr("Size"), _size(pack.size_bytes)),
        (tr("Fingerprint"), f"<code>{_breakable(pack.fingerprint)}</code>" if pack.fingerprint else ""),
    ]
    parts = [heading, _paragraph(html.escape(pack.description)), _rows(rows)]
    if pack.untested_classes:
        named = ", ".join(class_title(name) for name in pack.untested_classes)
        parts.append(
            _paragraph(
                "<b>"
                + html.escape(
                    tr(
                        "No real place has tested: {classes}. Runs leave it out unless told otherwise."
                    ).format(classes=named)
                )
                + "</b>"
            )
        )
    parts += [_figures(pack), _list(tr("Learnt from"), pack.training_data), _list(tr("Limits"), pack.limits)]
    return "".join(parts)


def _pack_title(pack: PackSummary) -> str:
    return f"{pack.name} {pack.version}" if pack.is_readable else tr("can't be read")


def _figures(pack: PackSummary) -> str:
    """Return the first figures that say how sure they are, with their intervals."""
    sure = [figure for figure in pack.figures if figure.low is not None]
    heading = f"<h4>{tr('Figures')}</h4>"
    if not sure:
        return heading + _paragraph(
            tr("None with an interval: nobody has measured how good it is, or how surely.")
        )
    lines = [_figure_line(figure, pack.kind) for figure in sure[:_MOST_FIGURES]]
    more = len(pack.figures) - len(lines)
    told = tr("In brackets the 95 % interval over places.")
    if more > 0:
        told += " " + tr_count("%n more figures are in the model card.", more)
    return heading + "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>" + _paragraph(told)


def _figure_line(figure: Figure, kind: str) -> str:
    metric = figure.metric
    if metric.startswith(f"{kind}_"):
        metric = metric[len(kind) + 1 :]
    text = tr("{metric} on {data}: {value} ({low} to {high}), {places}").format(
        metric=metric.replace("_", " "), data=figure.data.replace("_", " "), value=f"{figure.value:.3f}",
        low=f"{figure.low:.3f}", high=f"{figure.high:.3f}", places=tr_count("%n places", figure.places),
    )  # fmt: skip
    return html.escape(f"{text}. {figure.note}" if figure.note else text)


def _list(title: str, entries: tuple[str, ...]) -> str:
    if not entries:
        return ""
    return (
        f"<h4>{title}</h4><ul>"
        + "".join(f"<li>{html.escape(entry)}</li>" for entry in entries[:_MOST_ENTRIES])
        + "</ul>"
    )


def _rows(rows: list[tuple[str, str]]) -> str:
    """Return a table of names and values (HTML) without the rows that say nothing."""
    cells = "".join(
        f"<tr><td valign='top'>{name}&nbsp;&nbsp;</td><td>{value}</td></tr>" for name, value in rows if value
    )
    return f"<table>{cells}</table>"


def _paragraph(text: str) -> str:
    return f"<p>{text}</p>" if text else ""


def _size(size_bytes: int) -> str:
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _breakable(text: str) -> str:
    """Return a long word that may go on in the next line, so that it does not widen the page."""
    return _MAY_BREAK.join(html.escape(text[start : start + 8]) for start in range(0, len(text), 8))
