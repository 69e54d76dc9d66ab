"""The folder of a run's results: files come into place when they are complete, and what is unfinished is hidden."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType

from .errors import CancelledError, MiningDetectorError, OutputError
from .journal import Journal
from .run_lock import hold, release, take_over

GEOPACKAGE = "results.gpkg"
CONFIDENCE = "confidence.tif"
THUMBNAILS = "thumbnails"
#: The raster while it is written, in the hidden folder.
UNFINISHED_RASTER = "unfinished.tif"
#: How the hidden folder of a run begins.
HIDDEN = ".partial-"
_SPARE_BYTES = 50_000_000
#: With less than this left, a failed write is put down to the full disk: libraries do not say so themselves.
_FULL_BYTES = 16_000_000
#: What other programs leave beside an older result, and must not stand beside a newer one.
_SIDECARS = ("confidence.tif.aux.xml", "results.gpkg-wal", "results.gpkg-shm", "results.gpkg-journal")


class ResultsFolder:
    """A folder that gets a run's results, all or none.

    Files are written to a hidden folder inside it, where the run keeps its journal too. Leaving the block removes the
    hidden folder, but for a run that failed and has finished parts: those stay, to be recovered. What runs that were
    killed left behind is removed on entering, where nothing in it is finished.

    Args:
        is_resumed: the hidden folder is there, from a run that was interrupted.

    Attributes:
        unfinished: hidden folders of other runs that were interrupted and have finished parts.
    """

    def __init__(self, folder: str | Path, run_id: str, bytes_needed: int, is_resumed: bool = False) -> None:
        self.folder = Path(folder).expanduser().absolute()
        self.partial = self.folder / f"{HIDDEN}{run_id}"
        self.unfinished: list[Path] = []
        self._is_resumed = is_resumed
        self._bytes_needed = bytes_needed + _SPARE_BYTES

    def __enter__(self) -> ResultsFolder:
        try:
            self._was_there = self.folder.exists()
            if self._is_resumed:
                self._marker = take_over(self.partial)
                self._remove_incomplete()
            else:
                self.partial.mkdir(parents=True)
                self._marker = hold(self.partial)
            self.unfinished = _remove_leftovers(self.folder)
            free = shutil.disk_usage(self.partial).free
        except OSError as error:
            raise OutputError(
                "output_not_writable", f"Results can't be written to {self.folder}: {error.strerror or error}.",
                "Choose a folder that you may write to.",
            ) from error  # fmt: skip
        if free < self._bytes_needed:
            self._leave(is_kept=self._is_resumed)
            raise OutputError(
                "no_disk_space",
                f"The disk of {self.folder} has {free / 1e6:.0f} MB free, and this run may need "
                f"{self._bytes_needed / 1e6:.0f} MB.",
                "Free some space, choose a folder on another disk, or draw a smaller area.",
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        is_foreign = isinstance(error, Exception) and not isinstance(error, MiningDetectorError)
        is_full = is_foreign and shutil.disk_usage(self.partial).free < _FULL_BYTES
        is_failed = error is not None and not isinstance(error, CancelledError | KeyboardInterrupt)
        self._leave(is_kept=is_failed and self.has_parts)
        if is_full:
            raise OutputError(
                "no_disk_space", f"The disk of {self.folder} is full. No results were written.",
                "Free some space, choose a folder on another disk, or draw a smaller area.",
            ) from error  # fmt: skip

    @property
    def has_parts(self) -> bool:
        """Whether the run has finished anything that is worth to be kept."""
        journal = Journal.load(self.partial)
        return journal is not None and journal.has_parts

    def _leave(self, is_kept: bool) -> None:
        self._marker.close()
        if is_kept:
            self._remove_incomplete()
            return
        shutil.rmtree(self.partial, ignore_errors=True)
        if not self._was_there and self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _remove_incomplete(self) -> None:
        """Remove what is no finished part and can be made again."""
        shutil.rmtree(self.partial / THUMBNAILS, ignore_errors=True)
        for name in (UNFINISHED_RASTER, CONFIDENCE, GEOPACKAGE):
            (self.partial / name).unlink(missing_ok=True)

    def publish_parts(self, ended: str) -> Path:
        """Move the GeoPackage of a run that did not come to its end into place, never over an older result.

        Args:
            ended: how; it names a folder of its own where the results folder is taken.

        Returns:
            The folder that it is in.
        """
        folder = self.folder
        if (folder / GEOPACKAGE).exists() or (folder / CONFIDENCE).exists():
            folder = folder / f"{ended}_{self.partial.name.removeprefix(HIDDEN)}"
            folder.mkdir(exist_ok=True)
        os.replace(self.partial / GEOPACKAGE, folder / GEOPACKAGE)
        return folder

    def publish(self) -> None:
        """Move the finished files into place, in place of older ones; where one can't be moved, all stay."""
        moved: list[tuple[Path, Path]] = []
        try:
            for name in (*_SIDECARS, GEOPACKAGE, CONFIDENCE, THUMBNAILS):
                if (self.folder / name).exists():
                    moved.append((self.folder / name, self.partial / f"older-{name}"))
                    os.replace(*moved[-1])
            for name in (GEOPACKAGE, CONFIDENCE, THUMBNAILS):
                if not (self.partial / name).exists():
                    continue
                moved.append((self.partial / name, self.folder / name))
                os.replace(*moved[-1])
        except OSError as error:
            for source, target in reversed(moved[:-1]):
                os.replace(target, source)
            raise OutputError(
                "output_in_use", f"The results in {self.folder} can't be replaced: {error.strerror or error}.",
                "Close the program that has them open, or choose another folder.",
            ) from error  # fmt: skip


def _remove_leftovers(folder: Path) -> list[Path]:
    """Remove the hidden folders of runs that were killed; return those that stay for what is finished in them."""
    kept = []
    for leftover in sorted(folder.glob(f"{HIDDEN}*")):
        journal = Journal.load(leftover)
        if not release(leftover):
            continue
        if journal is not None and journal.has_parts:
            kept.append(leftover)
        else:
            shutil.rmtree(leftover, ignore_errors=True)
    return kept
