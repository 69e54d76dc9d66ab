"""The user's words for how much is shown, for the dock and for Processing."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ..client.requests import SENSITIVITIES

DEFAULT_SENSITIVITY = "balanced"


def sensitivity_titles() -> dict[str, str]:
    """Return the words for each sensitivity of a request, in their order."""
    titles = {
        "few_misses": QCoreApplication.translate("Sensitivity", "Few misses"),
        "balanced": QCoreApplication.translate("Sensitivity", "Balanced"),
        "few_false_alarms": QCoreApplication.translate("Sensitivity", "Few false alarms"),
    }
    return {name: titles[name] for name in SENSITIVITIES}
