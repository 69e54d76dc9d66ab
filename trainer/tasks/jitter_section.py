"""The recipe's section on radiometric jitter, the same for all tasks that draw it."""

from __future__ import annotations

from .task import Section


class JitterSection(Section):
    """Strengths of radiometric jitter; see ``trainer.data.augment.Jitter``."""

    gain: float = 0.2
    offset: float = 0.015
    gamma: float = 0.15
    haze: float = 0.25
    noise: float = 0.002
