"""How long a run may still take, from what it has done so far. Nothing is told before there is something to go by."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

#: Before a run's models have worked this long, an estimate would be noise.
_LEAST_S = 3.0
#: Before this share of the first stage is done, too.
_LEAST_SHARE = 0.03
#: Seconds over which a new estimate replaces the old one.
_SMOOTHING_S = 8.0


class TimeLeft:
    """Seconds left of a run.

    The stage under way goes on at its own pace. A later stage costs what its effort says, at the pace of the efforts
    done so far.

    Args:
        efforts: of each stage, in their order, in any one unit.
        clock: monotonic seconds.
    """

    def __init__(self, efforts: Mapping[str, float], clock: Callable[[], float] = time.monotonic) -> None:
        self._efforts = dict(efforts)
        self._clock = clock
        self._seconds: dict[str, float] = {}
        self._stage: str | None = None
        self._began = self._told_at = 0.0
        self._told: float | None = None

    def scale(self, stages: tuple[str, ...], factor: float) -> None:
        """Take the efforts of some stages times a factor: how much of the area they look at is known."""
        for stage in set(stages) & set(self._efforts):
            self._efforts[stage] *= factor

    def update(self, stage: str, share: float) -> float | None:
        """Return the seconds left, None while too little is done to tell.

        Args:
            stage: under way; stages come in their order.
            share: of it that is done, 0-1.
        """
        now = self._clock()
        if stage != self._stage:
            if self._stage is not None:
                self._seconds[self._stage] = now - self._began
            self._stage, self._began = stage, now
        estimate = self._estimate(stage, share, now - self._began)
        if estimate is None:
            return None
        if self._told is not None:
            passed = now - self._told_at
            trust = min(1.0, passed / _SMOOTHING_S)
            estimate = max(0.0, self._told - passed) * (1 - trust) + estimate * trust
        self._told, self._told_at = estimate, now
        return round(estimate, 1)

    def _estimate(self, stage: str, share: float, elapsed: float) -> float | None:
        stages = list(self._efforts)
        if stage not in stages:
            return None
        done_s = sum(self._seconds.values()) + elapsed
        finished = [name for name in self._seconds if name in stages]
        if done_s < _LEAST_S or (not finished and share < _LEAST_SHARE):
            return None
        done = sum(self._efforts[name] for name in finished) + share * self._efforts[stage]
        pace = done_s / done
        # A stage that has just begun goes on at the pace of the ones before it, later at its own.
        planned = self._efforts[stage] * (1 - share) * pace
        own = elapsed * (1 - share) / share if share else planned
        trust = min(1.0, share / 0.2)
        later = sum(self._efforts[name] for name in stages[stages.index(stage) + 1 :]) * pace
        return own * trust + planned * (1 - trust) + later
