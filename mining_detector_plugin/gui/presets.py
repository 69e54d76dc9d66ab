"""Named sets of the choices that say how to search: those that the plugin brings, and the user's own."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import QgsSettings

from ..client.requests import CLASSIFY
from ..translation import tr
from .settings import Settings

#: What a preset holds. Models, device and folders are no part of it: they hang on the machine.
PRESET_FIELDS = (
    "sensitivity", "threshold", "search_everywhere", "precision_filter", "dehaze", "with_untested_classes", "only",
)  # fmt: skip
BALANCED, QUICK_LOOK, EVERYTHING = "balanced", "quick_look", "everything"
_KEY = "mining_detector/presets"


def bundled_presets() -> dict[str, tuple[str, dict[str, Any]]]:
    """Return title and choices of the plugin's presets by name."""
    return {
        BALANCED: (tr("Balanced"), preset_of(Settings())),
        QUICK_LOOK: (tr("Quick look (cells only)"), preset_of(Settings(only=CLASSIFY))),
        EVERYTHING: (
            tr("Search everything (slow)"),
            preset_of(Settings(sensitivity="few_misses", search_everywhere=True, precision_filter=False)),
        ),
    }


def preset_of(settings: Settings) -> dict[str, Any]:
    """Return the part of settings that a preset holds."""
    return {name: getattr(settings, name) for name in PRESET_FIELDS}


def own_presets() -> dict[str, dict[str, Any]]:
    """Return the user's presets by title, in the order of their titles."""
    try:
        stored = json.loads(QgsSettings().value(_KEY, "{}"))
    except ValueError:
        return {}
    defaults = preset_of(Settings())
    return {
        title: {name: choices.get(name, default) for name, default in defaults.items()}
        for title, choices in sorted(stored.items())
    }


def store_preset(title: str, choices: dict[str, Any]) -> None:
    """Keep a preset of the user's, in place of an older one of this title."""
    _store(own_presets() | {title: choices})


def delete_preset(title: str) -> None:
    """Forget a preset of the user's."""
    presets = own_presets()
    presets.pop(title, None)
    _store(presets)


def _store(presets: dict[str, dict[str, Any]]) -> None:
    QgsSettings().setValue(_KEY, json.dumps(presets))
