"""Areas, lengths and times as people read them."""

from __future__ import annotations

from ..translation import tr


def area_text(area_ha: float) -> str:
    """Return an area in hectares, small ones with decimals."""
    digits = 0 if area_ha >= 10 else 2
    return tr("{area} ha").format(area=f"{area_ha:,.{digits}f}")


def length_text(length_m: float) -> str:
    """Return a length in metres or kilometres."""
    if length_m < 1000:
        return tr("{length} m").format(length=f"{length_m:.0f}")
    return tr("{length} km").format(length=f"{length_m / 1000:,.2f}")


def duration_text(seconds: float) -> str:
    """Return a time in round numbers, as an estimate is told."""
    if seconds < 50:
        return tr("{time} s").format(time=max(5, round(seconds / 5) * 5))
    if seconds < 5400:
        return tr("{time} min").format(time=max(1, round(seconds / 60)))
    return tr("{time} h").format(time=f"{seconds / 3600:.1f}")
