"""Runs the trainings of a build, each in a process of its own, so many at a time, and shows how far they are."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from tqdm import tqdm

from .stage import BuildError, TrainingStage

PROJECT = Path(__file__).resolve().parents[2]
_POLL_S = 0.5
_TAIL_LINES = 12
#: Where there is no terminal to draw a bar on, a line is written each time that this share more is done.
_LINE_SHARE = 0.1


class _Progress:
    """How far one training is: a bar in a terminal, else a line now and then."""

    def __init__(self, stage: TrainingStage, position: int) -> None:
        self._stage = stage
        self._started = time.monotonic()
        self._told = 0.0
        done, total = stage.epochs()
        self._bar = tqdm(
            desc=f"{stage.kind:10}", total=total, initial=done, unit="epoch", position=position, disable=None
        )

    def update(self) -> None:
        """Show the epochs that are done."""
        done, total = self._stage.epochs()
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if self._bar.disable and done / total >= self._told + _LINE_SHARE:
            self._told = done / total
            minutes = (time.monotonic() - self._started) / 60
            print(f"{self._stage.kind}: epoch {done} of {total}, {minutes:.1f} minutes", file=sys.stderr)

    def close(self) -> None:
        """End the bar."""
        self._bar.close()


def run_trainings(stages: Mapping[str, TrainingStage], kinds: Collection[str], at_once: int) -> None:
    """Run the trainings that are not finished; each goes on from its last checkpoint.

    When one fails, those that are still running are stopped: they go on when the build is run again.

    Args:
        stages: by kind.
        kinds: that are run; they are prepared.
        at_once: how many processes.

    Raises:
        BuildError: ``training_failed``, with the end of its log; ``pack_awaited``.
    """
    waiting = [stages[kind] for kind in kinds if not stages[kind].is_finished]
    running: dict[str, tuple[subprocess.Popen[bytes], _Progress]] = {}
    try:
        while waiting or running:
            for stage in [stage for stage in waiting if _is_ready(stage, stages)][: at_once - len(running)]:
                waiting.remove(stage)
                running[stage.kind] = (_start(stage), _Progress(stage, position=len(running)))
            if not running:
                awaited = sorted({need for stage in waiting for need in stage.needs})
                raise BuildError(
                    "pack_awaited",
                    f"The {' and the '.join(stage.kind for stage in waiting)} can't begin: the pack of the "
                    f"{' and the '.join(awaited)} that the recipe names is not made yet.",
                    "Train that too, or let the recipe start from nothing.",
                )
            _wait_for_one(running, stages)
    finally:
        for process, progress in running.values():
            process.kill()
            process.wait()
            progress.close()


def _is_ready(stage: TrainingStage, stages: Mapping[str, TrainingStage]) -> bool:
    return all(stages[kind].is_finished for kind in stage.needs)


def _start(stage: TrainingStage) -> subprocess.Popen[bytes]:
    """Start the process of one training. It ends when this one is gone, see ``child``."""
    command = [sys.executable, "-m", f"{__package__}.child", str(stage.recipe_file)]
    if stage.can_resume:
        command.append("--resume")
    threads = str(stage.recipe.train.threads)
    environment = os.environ | {"OMP_NUM_THREADS": threads, "MKL_NUM_THREADS": threads}
    with stage.log.open("ab") as log:
        return subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT
        )


def _wait_for_one(
    running: dict[str, tuple[subprocess.Popen[bytes], _Progress]], stages: Mapping[str, TrainingStage]
) -> None:
    """Return when a training has ended; it is taken out of ``running``.

    Raises:
        BuildError: ``training_failed``.
    """
    while True:
        for kind, (process, progress) in running.items():
            progress.update()
            code = process.poll()
            if code is None:
                continue
            progress.close()
            del running[kind]
            if code != 0 or not stages[kind].is_finished:
                tail = stages[kind].log.read_text(encoding="utf-8", errors="replace").splitlines()
                raise BuildError(
                    "training_failed",
                    f"Training the {kind} ended with code {code}. Its log ends with:\n"
                    + "\n".join(f"    {line}" for line in tail[-_TAIL_LINES:]) + "\n",
                    f"The whole log is {stages[kind].log}. Mend it and run the same command: it goes on from there.",
                )  # fmt: skip
            return
        time.sleep(_POLL_S)
