"""Which stages a run goes through, the pack that each needs, and each one's share of the progress.

A user may ask for the answer of one stage alone (a request's ``only``). The segmenter alone looks at every pixel: its
raster is then no different where the classifier saw nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from .model_folder import TYPES_KIND
from .pack import Pack
from .reporting import Reporter, StageProgress
from .time_left import TimeLeft

#: The stages of a run, in their order, by what the user asks for alone; None asks for mines.
STAGES: dict[str | None, tuple[str, ...]] = {
    None: ("classify", "detect", "segment", "types"),
    "classify": ("classify",),
    "detect": ("classify", "detect"),
    "segment": ("segment",),
}
_PACK_OF_STAGE = {"classify": "classifier", "detect": "detector", "segment": "segmenter", "types": TYPES_KIND}
_MESSAGES = {
    "classify": "Looking at every cell",
    "detect": "Looking for sites",
    "segment": "Drawing outlines",
    "types": "Telling the types apart",
}
#: Parts of a whole run's time; what they leave of 1 is for preparing and for writing.
_PARTS = {"classify": 0.28, "detect": 0.25, "segment": 0.40, "types": 0.02}
_BEGIN, _END = 0.02, 0.97
#: Seconds of the stages of the bundled packs side by side, where the classifier lets all cells through.
_EFFORTS = {"classify": 1.0, "detect": 0.8, "segment": 1.35, "types": 0.05}
#: Of the classifier's effort, where a first look rules most cells out.
FIRST_LOOK_EFFORT = 0.12


def packs_of_stages(only: str | None, packs: Mapping[str, Pack]) -> dict[str, Pack]:
    """Return those of a folder's packs, by kind, that a run needs; ``only`` is a request's."""
    kinds = [_PACK_OF_STAGE[stage] for stage in STAGES[only]]
    return {kind: packs[kind] for kind in kinds if kind in packs}


def stage_progress(
    reporter: Reporter, only: str | None, stage: str, time_left: TimeLeft | None = None
) -> StageProgress:
    """Return the progress of a stage: its share of a run that goes through the stages of ``only``."""
    stages = STAGES[only]
    scale = (_END - _BEGIN) / sum(_PARTS[name] for name in stages)
    begin = _BEGIN + scale * sum(_PARTS[name] for name in stages[: stages.index(stage)])
    return StageProgress(reporter, stage, begin, begin + scale * _PARTS[stage], _MESSAGES[stage], time_left)


def time_left(only: str | None) -> TimeLeft:
    """Return what tells the time left of a run that goes through the stages of ``only``."""
    return TimeLeft({stage: _EFFORTS[stage] for stage in STAGES[only]})
