"""What is known of a run whose results are in the project, read in the background for the Runs page and the report."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass
from typing import Any

from ..translation import tr, tr_count
from .provenance_words import is_complete, local_time, parse_run
from .results_file import MineRow, count_rows, read_mines, read_run
from .tasks import BackgroundTask
from .type_titles import type_titles


@dataclass(frozen=True)
class RunFacts:
    """A run's numbers and its provenance.

    Attributes:
        run: the row of provenance, JSON read.
        mines: all that the run gave, the surest first.
        counts: detections and cells, where the run looked for them.
    """

    run: dict[str, Any]
    mines: list[MineRow]
    counts: dict[str, int]

    @property
    def own_threshold(self) -> float:
        """Confidence from which on the run gave mines, 0-1."""
        confidence = self.run.get("confidence")
        return float(confidence.get("least") or 0) if isinstance(confidence, dict) else 0.0

    @property
    def is_complete(self) -> bool:
        """Whether the run came to its end."""
        return is_complete(self.run)

    def mines_by_type(self) -> dict[str, int]:
        """Return the number of mines by type, in the legend's order."""
        found = Counter(mine.type for mine in self.mines)
        return {code: found[code] for code in [*type_titles(), *found] if found[code]}

    def summary(self) -> str:
        """Return what a user must know of the run, as rich text."""
        found = [tr_count("%n mines", len(self.mines))] if "mines" in self._looked_for() else []
        if "detections" in self.counts:
            found.append(tr_count("%n detections", self.counts["detections"]))
        if "cells" in self.counts:
            found.append(tr_count("%n cells", self.counts["cells"]))
        area = tr("{area:,.0f} ha searched").format(area=float(self.run.get("aoi_area_ha") or 0))
        about = f"{local_time(str(self.run.get('created', '')))}, {area}"
        text = f"{html.escape(', '.join(found))}<br>{html.escape(about)}"
        if not self.is_complete:
            text += f"<br><b>{html.escape(incomplete_warning())}</b>"
        return text

    def _looked_for(self) -> tuple[str, ...]:
        settings = self.run.get("settings")
        only = settings.get("only") if isinstance(settings, dict) else None
        return () if only else ("mines",)


def incomplete_warning() -> str:
    """Return what is said of a run that did not come to its end."""
    return tr("This run was ended before it was complete: a part of the area was not searched.")


def read_facts(geopackage: str) -> RunFacts:
    """Read a run's facts, in any thread.

    Raises:
        ClientError: ``result_unreadable``.
    """
    return RunFacts(parse_run(read_run(geopackage)), read_mines(geopackage), count_rows(geopackage))


def facts_task(geopackage: str) -> BackgroundTask:
    """Return a task that reads a run's facts; they are its result."""
    return BackgroundTask(tr("Read the results"), lambda task: read_facts(geopackage))
