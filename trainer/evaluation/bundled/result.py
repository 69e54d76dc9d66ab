"""What an evaluation of a folder of packs gives: figures by key, tables, and what could not be measured, with why."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from mining_detector_plugin.engine.errors import MiningDetectorError

from .figures import PlainFigure, keyed

Answer = TypeVar("Answer")
log = logging.getLogger("trainer")


@dataclass
class Result:
    """Grows part by part: a part whose data are absent is named, and the others go on.

    Attributes:
        figures: by key, in the order of measuring.
        tables: of JSON values by name, such as figures by place.
        skipped: by part: which data are not there, or why they can't be used.
        failed: by part: a fault of ours; the command ends with exit code 1 after it has written the rest.
        seconds: by part.
    """

    figures: dict[str, PlainFigure] = field(default_factory=dict)
    tables: dict[str, Any] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, figures: Iterable[PlainFigure]) -> None:
        """Take figures of new keys."""
        new = keyed(list(figures))
        assert not set(new) & set(self.figures), sorted(set(new) & set(self.figures))
        self.figures |= new

    def part(self, name: str, measure: Callable[[], Answer], needs: Iterable[Path] = ()) -> Answer | None:
        """Return what a part's function gives; None where it can't be measured, and say why.

        Args:
            name: of the part, told where it is skipped.
            measure: is called where all of ``needs`` are there.
        """
        missing = [path for path in needs if not path.exists()]
        if missing:
            told = ", ".join(f"{path.parent.name}/{path.name}" for path in missing)
            self.skipped[name] = f"{told} is not there"
            log.warning("Skipped %s: %s.", name, self.skipped[name])
            return None
        begin = time.monotonic()
        try:
            return measure()
        except MiningDetectorError as error:
            self.skipped[name] = error.message
            log.warning("Skipped %s: %s", name, error.message)
        except Exception as error:
            # The other figures are still worth having: the command tells of the fault when they are written.
            self.failed[name] = f"{type(error).__name__}: {error}"
            log.exception("%s failed", name)
        finally:
            self.seconds[name] = round(time.monotonic() - begin, 1)
        return None

    def as_dict(self) -> dict[str, Any]:
        """Return what the JSON file holds of the result."""
        return {
            "figures": {key: figure.as_dict() for key, figure in self.figures.items()},
            **self.tables,
            "skipped": self.skipped,
            "failed": self.failed,
            "seconds": self.seconds,
        }
