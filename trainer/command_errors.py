"""How the trainer's commands end at an error: a sentence and what to do, or the traceback of a fault of ours."""

from __future__ import annotations

import errno
import sys

from mining_detector_plugin.engine.errors import MiningDetectorError, describe_error


def report_error(error: BaseException) -> int:
    """Show on stderr what ended a command, and return its exit code, 2: the user can mend it.

    Raises:
        BaseException: ``error`` itself, where it is a fault of ours.
    """
    is_path = isinstance(error, OSError) and error.filename is not None and error.errno != errno.ENOSPC
    if is_path:
        assert isinstance(error, OSError)
        shown = MiningDetectorError(
            "path_unusable", f"{error.filename} can't be used: {error.strerror}.",
            "Check the path, and whether you may read and write there.",
        )  # fmt: skip
        code = 2
    else:
        shown, code = describe_error(error)
    if shown.code == "internal":
        raise error
    print(f"{shown.message} {shown.hint}", file=sys.stderr)
    return code
