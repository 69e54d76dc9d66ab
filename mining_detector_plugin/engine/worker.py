"""The worker: one JSON request on standard input, JSON lines on standard output (see docs/developers.md).

``ready`` is told before anything heavy is imported. Whatever libraries print goes to standard error.
"""

from __future__ import annotations

import inspect
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, TextIO, TypeVar

from .. import __version__
from .allocator import share_arenas
from .errors import MiningDetectorError, describe_answer, describe_error
from .reporting import Reporter

PROTOCOL = 1
_LIBRARY_COMMANDS = ("install_pack", "inspect_onnx", "import_onnx", "remove_pack", "default_pack")
_COMMANDS = (
    "detect",
    "recover",
    "resume",
    "vectorise",
    "inspect",
    "preview",
    "estimate",
    "devices",
    *_LIBRARY_COMMANDS,
)
Request = TypeVar("Request")


class LineReporter(Reporter):
    """Writes every message as one JSON line."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._lock = threading.Lock()

    def emit(self, message: dict) -> None:
        """See ``Reporter.emit``."""
        line = json.dumps(message, ensure_ascii=True, default=str)
        with self._lock:
            try:
                self._stream.write(line + "\n")
                self._stream.flush()
            except OSError:
                self.interrupt()


def main() -> int:
    """Serve one request and return the exit code."""
    share_arenas()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    reporter = LineReporter(answers)
    reporter.emit({"type": "ready", "protocol": PROTOCOL, "version": __version__})
    signal.signal(signal.SIGTERM, lambda *_: reporter.cancel())
    try:
        request = _parse(sys.stdin.readline())
        threading.Thread(target=_listen, args=(reporter,), daemon=True).start()
        result = _serve(request, reporter)
    except (Exception, KeyboardInterrupt) as error:
        shown, exit_code = describe_error(error)
        if exit_code == 1:
            traceback.print_exc(file=sys.stderr)
        reporter.emit(describe_answer(shown))
        return exit_code
    reporter.emit({"type": "result", **result})
    return 0


def _listen(reporter: LineReporter) -> None:
    """Cancel the run when told to, and interrupt it when the parent is gone."""
    for line in sys.stdin:
        try:
            if json.loads(line).get("command") == "cancel":
                reporter.cancel()
        except (ValueError, AttributeError):
            continue
    reporter.interrupt()


def _parse(line: str) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except ValueError as error:
        raise _invalid(f"it is not JSON ({error})") from error
    if not isinstance(request, dict) or request.get("command") not in _COMMANDS:
        raise _invalid(f"its command is none of {', '.join(_COMMANDS)}")
    return request


def _serve(request: dict[str, Any], reporter: LineReporter) -> dict[str, Any]:
    command = request.pop("command")
    if command == "devices":
        from .devices import describe_devices

        return describe_devices()
    if command == "inspect":
        from .description import InspectRequest, inspect

        return inspect(_build(InspectRequest, request))
    if command == "preview":
        from .preview import PreviewRequest, preview

        return preview(_build(PreviewRequest, request), reporter)
    if command == "estimate":
        from .estimate import EstimateRequest, estimate

        return estimate(_build(EstimateRequest, request), reporter)
    if command == "vectorise":
        from .vectorise import VectoriseRequest, vectorise

        return vectorise(_build(VectoriseRequest, request), reporter)
    if command in _LIBRARY_COMMANDS:
        return _serve_library(command, request, reporter)
    if command in ("recover", "resume"):
        from .pipeline import resume
        from .recovery import recover

        if not isinstance(request.get("folder"), str):
            raise _invalid("folder is missing")
        return (recover if command == "recover" else resume)(request["folder"], reporter)
    from .pipeline import DetectRequest, detect

    return detect(_build(DetectRequest, request), reporter)


def _serve_library(command: str, fields: dict[str, Any], reporter: LineReporter) -> dict[str, Any]:
    """Serve a request that concerns the library of models."""
    from . import model_import, model_library

    if command == "import_onnx":
        return model_import.import_onnx(_build(model_import.ImportRequest, fields), reporter)
    if command == "install_pack":
        return _call(model_library.install_pack, {**fields, "reporter": reporter})
    serve: dict[str, Callable[..., dict[str, Any]]] = {
        "inspect_onnx": model_import.inspect_onnx,
        "remove_pack": model_library.remove_set,
        "default_pack": model_library.set_default,
    }
    return _call(serve[command], fields)


def _call(function: Callable[..., dict[str, Any]], fields: dict[str, Any]) -> dict[str, Any]:
    """Call a function with a request's JSON fields as its arguments."""
    try:
        bound = inspect.signature(function).bind(**fields)
    except TypeError as error:
        raise _invalid(str(error)) from error
    return function(*bound.args, **bound.kwargs)


def _build(kind: type[Request], fields: dict[str, Any]) -> Request:
    """Return a request of a kind from its JSON fields."""
    try:
        return kind(**fields)
    except TypeError as error:
        raise _invalid(str(error)) from error


def _invalid(detail: str) -> MiningDetectorError:
    return MiningDetectorError(
        "request_invalid",
        f"The request can't be understood: {detail}.",
        "See docs/developers.md for its form.",
    )


if __name__ == "__main__":
    code = main()
    # Threads of the runtimes, or the one that listens, must not hold up the end.
    sys.stderr.flush()
    os._exit(code)
