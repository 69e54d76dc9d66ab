"""Builds the parts of a data set one by one or in parallel, and goes on after a kill where it stopped.

A part is what one process makes without a break, such as the chips of one scene. Its journal gets a line once a
chip's files are whole, and a new name once the part is complete: a chip in a journal is never made again.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from tqdm import tqdm

from mining_detector_plugin.engine.errors import MiningDetectorError
from trainer.data.dataset import Chip
from trainer.data.dataset_writer import write_chip

from .built_chip import BuiltChip

Item = TypeVar("Item")
Result = TypeVar("Result")
#: Folder in the data set with the journals of its parts.
WORK_FOLDER = ".building"
_LOCK_FILE = "lock"


class BuildError(MiningDetectorError):
    """A data set can't be built as asked."""


@dataclass
class PartNotes:
    """What a part notes beside its chips.

    Attributes:
        counts: what was left out, by reason.
        unreadable: sources that can't be read, with the reason; such a part is tried again by the next run.
    """

    counts: dict[str, int] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)

    def count(self, reason: str, number: int = 1) -> None:
        """Count what is left out for a reason."""
        self.counts[reason] = self.counts.get(reason, 0) + number


@dataclass(frozen=True)
class Part:
    """Chips that are made together.

    Attributes:
        name: unique, safe as a file name, the same in each run.
        make: a function of a module: ``make(done, notes, **arguments)`` yields the chips whose id is not in
            ``done`` and notes what it left out and why.
        arguments: picklable.
        size: how many chips it may hold, for the progress bar; 0 where nobody knows.
    """

    name: str
    make: Callable[..., Iterator[BuiltChip]]
    arguments: dict[str, Any] = field(default_factory=dict)
    size: int = 0


@dataclass(frozen=True)
class PartResult:
    """What a complete part says.

    Attributes:
        rows: a dictionary per chip: ``chip`` (row of the index) and ``sites`` (None where nobody looked).
        counts: how many chips or sites were left out, by reason.
        unreadable: sources that can't be read, and why.
    """

    rows: tuple[dict[str, Any], ...]
    counts: dict[str, int]
    unreadable: tuple[str, ...] = ()

    def chips(self) -> list[Chip]:
        """Return the index of the part."""
        return [Chip.from_row(row["chip"]) for row in self.rows]


def build_parts(folder: Path, parts: Sequence[Part], workers: int) -> list[PartResult]:
    """Build what is not complete yet, and return the results of all parts in their order.

    Args:
        folder: of the data set.
        parts: with unique names.
        workers: processes; 1 builds in this one.

    Raises:
        BuildError: ``worker_killed``, ``dataset_busy``.
        OSError: the disk is full or can't be written.
    """
    (folder / WORK_FOLDER).mkdir(parents=True, exist_ok=True)
    with _hold_folder(folder):
        _build_waiting(folder, parts, workers)
        return [read_result(_journal_path(folder, part.name)) for part in parts]


def _build_waiting(folder: Path, parts: Sequence[Part], workers: int) -> None:
    for part in parts:
        _retry_failed(folder, part.name)
    waiting = [part for part in parts if not _complete_path(folder, part.name).is_file()]
    total, left = sum(map(_steps, parts)), sum(map(_steps, waiting))
    unit = "chip" if any(part.size for part in parts) else "part"
    with tqdm(total=total, initial=total - left, unit=unit, desc="building") as bar:
        if workers <= 1 or len(waiting) <= 1:
            for part in waiting:
                build_part(folder, part)
                bar.update(_steps(part))
        else:
            _build_in_parallel(folder, waiting, min(workers, len(waiting)), bar)


@contextmanager
def _hold_folder(folder: Path) -> Iterator[None]:
    """Keep other builds out of a folder; a build that ends or is killed lets go of it.

    Raises:
        BuildError: ``dataset_busy``.
    """
    try:
        with FileLock(folder / WORK_FOLDER / _LOCK_FILE, timeout=0):
            yield
    except Timeout as error:
        raise BuildError(
            "dataset_busy",
            f"Another command is building the data set in {folder}.",
            "Wait for it, or end it.",
        ) from error


def run_each(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int, description: str
) -> list[Result]:
    """Return a function's results in the items' order, from several processes where that is worth it.

    Raises:
        BuildError: ``worker_killed``.
    """
    if workers <= 1 or len(items) <= workers:
        return [function(item) for item in tqdm(items, desc=description)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        try:
            return list(tqdm(pool.map(function, items), total=len(items), desc=description))
        except BrokenProcessPool as error:
            raise _worker_killed() from error


def build_part(folder: Path, part: Part) -> None:
    """Make the chips of a part that its journal does not hold yet, then give the journal its final name."""
    draft = _complete_path(folder, part.name).with_suffix(".partial")
    rows = _mend_journal(draft)
    done = {row["chip"]["id"] for row in rows if "chip" in row}
    # Notes begin anew with each run: what is left out is decided again, and comes out the same.
    notes = PartNotes()
    with draft.open("a", encoding="utf-8") as journal:
        try:
            for built in part.make(done, notes, **part.arguments):
                write_chip(
                    folder, built.chip, built.reflectance, built.is_valid, built.mask, built.boxes(),
                    built.crs, built.transform,
                )  # fmt: skip
                _append(journal, {"chip": built.chip.to_row(), "sites": _sites_of(built)})
        except MiningDetectorError as error:
            notes.unreadable.append(error.message)
        _append(journal, {"counts": notes.counts, "unreadable": notes.unreadable})
    draft.replace(_failed_path(folder, part.name) if notes.unreadable else _complete_path(folder, part.name))


def read_result(path: Path) -> PartResult:
    """Return what the journal of a part says that has ended."""
    *lines, last = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    # A kill between a part's last line and its journal's new name leaves that line twice.
    rows = tuple(line for line in lines if "chip" in line)
    return PartResult(rows, last["counts"], tuple(last["unreadable"]))


def _build_in_parallel(folder: Path, parts: list[Part], workers: int, bar: tqdm) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        futures = {pool.submit(build_part, folder, part): part for part in parts}
        try:
            for future in as_completed(futures):
                future.result()
                bar.update(_steps(futures[future]))
        except BrokenProcessPool as error:
            raise _worker_killed() from error
        finally:
            for future in futures:
                future.cancel()


def _steps(part: Part) -> int:
    return part.size or 1


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is gone: two runs must not write into one folder."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _complete_path(folder: Path, name: str) -> Path:
    return folder / WORK_FOLDER / f"{name}.jsonl"


def _failed_path(folder: Path, name: str) -> Path:
    return folder / WORK_FOLDER / f"{name}.failed"


def _journal_path(folder: Path, name: str) -> Path:
    complete = _complete_path(folder, name)
    return complete if complete.is_file() else _failed_path(folder, name)


def _retry_failed(folder: Path, name: str) -> None:
    """Let a part whose source could not be read go on: the source may be mended by now."""
    failed = _failed_path(folder, name)
    if failed.is_file():
        failed.replace(_complete_path(folder, name).with_suffix(".partial"))


def _worker_killed() -> BuildError:
    return BuildError(
        "worker_killed", "A worker process was killed, perhaps for want of memory.",
        "Start the same command again: it goes on where it stopped. Fewer --workers need less memory.",
    )  # fmt: skip


def _mend_journal(path: Path) -> list[dict[str, Any]]:
    """Return the whole lines of a journal and cut off what a kill left of the last one."""
    if not path.is_file():
        return []
    text = path.read_bytes()
    whole = text[: text.rfind(b"\n") + 1]
    if len(whole) < len(text):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    return [json.loads(line) for line in whole.decode("utf-8").splitlines()]


def _append(journal: Any, row: dict[str, Any]) -> None:
    journal.write(json.dumps(row) + "\n")
    journal.flush()


def _sites_of(built: BuiltChip) -> list[dict[str, Any]] | None:
    return None if built.sites is None else [site.to_json() for site in built.sites]
