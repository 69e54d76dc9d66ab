"""The user's words for how much is shown, for the dock and for Processing."""

from __future__ import annotations

from ..client.requests import SENSITIVITIES
from ..translation import tr

DEFAULT_SENSITIVITY = "balanced"


def sensitivity_titles() -> dict[str, str]:
    """Return the words for each sensitivity of a request, in their order."""
    titles = {
        "few_misses": tr("Few misses"),
        "balanced": tr("Balanced"),
        "few_false_alarms": tr("Few false alarms"),
    }
    return {name: titles[name] for name in SENSITIVITIES}
