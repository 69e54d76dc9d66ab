"""The words for what the engine names by code: types of mines and the states of a review."""

from __future__ import annotations

from ..translation import tr


def type_titles() -> dict[str, str]:
    """Return the titles of the mine types by their codes, in the order of the legend."""
    return {
        "open_pit": tr("Open pit or quarry"),
        "waste_dump": tr("Waste dump"),
        "tailings": tr("Tailings pond"),
        "artisanal": tr("Artisanal mine scar"),
        "mine_ground": tr("Other mine ground"),
    }


def review_titles() -> dict[str, str]:
    """Return the titles of what a reviewer may say of a mine, by code."""
    return {"unreviewed": tr("Not reviewed"), "accepted": tr("Accepted"), "rejected": tr("Rejected")}
