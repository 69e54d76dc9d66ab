"""One line on how a run goes: the stage, how far it is, what it has found, how long it will take."""

from __future__ import annotations

from typing import Any

from ..message_translation import translate_message
from ..translation import tr

_MINUTE_S, _HOUR_S = 60, 3600


def progress_text(answer: dict[str, Any]) -> str:
    """Return the line for a ``progress`` answer of the worker."""
    stage = str(answer.get("stage", ""))
    parts = [
        _amount(stage, answer),
        _found(stage, answer.get("found")),
        _time_left(answer.get("seconds_left")),
    ]
    told = ", ".join(part for part in parts if part)
    message = translate_message(str(answer.get("message", ""))) or stage
    return f"{message}: {told}" if told else message


def _amount(stage: str, answer: dict[str, Any]) -> str:
    texts = {
        "classify": tr("{done} of {total} cells"),
        "detect": tr("{done} of {total} tiles"),
        "segment": tr("{done} of {total} tiles"),
    }
    if stage not in texts or not answer.get("total"):
        return ""
    return texts[stage].format(done=f"{answer['done']:,}", total=f"{answer['total']:,}")


def _found(stage: str, found: int | None) -> str:
    texts = {
        "classify": tr("{count} may hold mines"),
        "detect": tr("{count} boxes so far"),
        "segment": tr("{count} mines so far"),
    }
    return texts[stage].format(count=f"{found:,}") if stage in texts and found is not None else ""


def _time_left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < _MINUTE_S:
        return tr("less than a minute left")
    if seconds < _HOUR_S:
        return tr("about {minutes} min left").format(minutes=round(seconds / _MINUTE_S))
    hours, minutes = divmod(round(seconds / _MINUTE_S), 60)
    return tr("about {hours} h {minutes} min left").format(hours=hours, minutes=minutes)
