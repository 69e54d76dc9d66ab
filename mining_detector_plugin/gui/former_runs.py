"""What is kept of the runs on this machine, so that the next one's time can be told before it starts."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import QgsSettings

_KEY = "mining_detector/former_runs"
_MOST = 12


def keep_run(result: dict[str, Any]) -> None:
    """Keep counts and times of a finished run that went through all stages."""
    counts = result.get("counts", {})
    if not result.get("is_complete") or not {"cells", "cells_searched", "mines"} <= set(counts):
        return
    run = {
        "device": result["device"]["id"],
        "cells": counts["cells"],
        "cells_searched": counts["cells_searched"],
        "timings_s": result["timings_s"],
    }
    QgsSettings().setValue(_KEY, json.dumps([*former_runs(), run][-_MOST:]))


def former_runs() -> list[dict[str, Any]]:
    """Return the last runs, the latest last."""
    try:
        return json.loads(QgsSettings().value(_KEY, "[]"))
    except ValueError:
        return []
