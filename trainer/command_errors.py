"""How the trainer's commands end at an error: a sentence and what to do, or the traceback of a fault of ours."""

from __future__ import annotations

import errno
import re
import sys

from mining_detector_plugin.engine.errors import MiningDetectorError, describe_error

#: After these a training goes on where it stopped.
_RESUMABLE = ("loader_killed", "no_disk_space", "cancelled", "out_of_memory", "loss_not_finite")
_RESUME = " What was trained so far is kept: run the same command with --resume."


def report_error(error: BaseException, can_resume: bool = False) -> int:
    """Show on stderr what ended a command, and return its exit code, 2: the user can mend it.

    Args:
        can_resume: the command keeps what it has done; where the error lets it go on, that is said too.

    Raises:
        BaseException: ``error`` itself, where it is a fault of ours.
    """
    shown, code = _shown(error)
    if shown.code == "internal":
        raise error
    more = _RESUME if can_resume and shown.code in _RESUMABLE else ""
    print(f"{shown.message} {shown.hint}{more}", file=sys.stderr)
    return code


def _shown(error: BaseException) -> tuple[MiningDetectorError, int]:
    if isinstance(error, OSError) and error.filename is not None and error.errno != errno.ENOSPC:
        shown = MiningDetectorError(
            "path_unusable", f"{error.filename} can't be used: {error.strerror}.",
            "Check the path, and whether you may read and write there.",
        )  # fmt: skip
        return shown, 2
    # torch raises a bare RuntimeError for it, in two wordings.
    if re.search("DataLoader worker.*(killed|exited unexpectedly)", str(error)):
        shown = MiningDetectorError(
            "loader_killed", f"A process that reads the data was killed: {error}.",
            "Lower settings.workers or train.batch_size.",
        )  # fmt: skip
        return shown, 2
    return describe_error(error)
