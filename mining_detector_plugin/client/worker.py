"""Talks to the engine in its own process: one request, JSON lines back, an end that always comes.

The protocol is described in docs/developers.md.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .child import GRACE_S, TERMINATE_S, Child, IsCancelled, never_cancelled
from .errors import ClientError

PROTOCOL = 1
#: The answers that end a request.
_FINAL = ("result", "error")
#: A worker that has given its result has this long to leave.
_LEAVE_S = 30.0
#: A cancelled worker that has told that it keeps what is finished has this long for it.
_KEEP_S = 60.0

Answer = dict[str, Any]


def worker_command(interpreter: str, plugin_folder: Path) -> list[str]:
    """Return the command that starts the worker of a plugin folder."""
    bootstrap = plugin_folder / "client" / "bootstrap.py"
    return [interpreter, "-I", "-X", "utf8", str(bootstrap), str(plugin_folder)]


class WorkerClient:
    """Sends requests to a worker, one process for each.

    Args:
        command: how the worker is started, see ``worker_command``.
        grace_s: seconds between the polite request to cancel and ``terminate``.
        terminate_s: seconds between ``terminate`` and ``kill``.
        variables: environment variables for the worker: proxy and certificates, for images on servers.
    """

    def __init__(
        self,
        command: list[str],
        grace_s: float = GRACE_S,
        terminate_s: float = TERMINATE_S,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self._command = command
        self._grace_s = grace_s
        self._terminate_s = terminate_s
        self._variables = variables
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the request under way, or the next one, to end. Returns at once; any thread may call it."""
        self._cancelled.set()

    def request(
        self,
        request: dict[str, Any],
        on_answer: Callable[[Answer], None] | None = None,
        is_cancelled: IsCancelled = never_cancelled,
        is_left: IsCancelled = never_cancelled,
    ) -> Answer:
        """Send a request and wait for its result.

        Args:
            request: what docs/developers.md calls a request.
            on_answer: called, in this thread, with each ``progress``, ``partial``, ``log`` and ``warning``.
            is_cancelled: polled while waiting.
            is_left: asked when it is cancelled: whether nobody waits for the end, so that the worker leaves the run as
                one to be recovered or gone on with.

        Returns:
            The ``result`` answer.

        Raises:
            ClientError: what the worker reported; ``cancelled``; ``worker_crashed``, ``worker_did_not_start``
                or ``worker_protocol`` with the end of its output as ``details``.
        """

        def cancelled() -> bool:
            return self._cancelled.is_set() or is_cancelled()

        final: Answer | None = None
        is_ready = False
        with Child(self._command, variables=self._variables) as child:
            child.send(json.dumps(request, ensure_ascii=False))
            for line in child.lines(cancelled):
                answer = _parse(line)
                if answer is None:
                    child.note(line)
                elif answer["type"] == "ready":
                    _check_protocol(answer)
                    is_ready = True
                elif answer["type"] in _FINAL:
                    final = answer
                    break
                elif on_answer is not None:
                    on_answer(answer)
            if final is None and cancelled():
                final = self._finish_cancelled(child, is_left())
                code = 0
            else:
                child.close_input()
                code = child.stop(grace_s=_LEAVE_S, terminate_s=self._terminate_s)
            details = child.tail
        if final is None:
            raise _ended_without_result(is_ready, code, details)
        if final["type"] == "error":
            raise ClientError.from_answer(final, details)
        return final

    def _finish_cancelled(self, child: Child, is_left: bool) -> Answer:
        """Ask, terminate, kill. A result that came before the request to cancel was read still counts."""
        if not is_left:
            child.send(json.dumps({"command": "cancel"}))
        child.close_input()
        begin, limit_s = time.monotonic(), self._grace_s
        final: Answer = {"type": "error", **vars(ClientError.cancelled())}

        def is_over() -> bool:
            return time.monotonic() - begin > limit_s

        for line in child.lines(is_over):
            answer = _parse(line)
            if answer is None:
                continue
            if answer.get("stage") == "keep":
                limit_s = max(limit_s, _KEEP_S)
            elif answer["type"] == "result" or (answer["type"] == "error" and answer.get("kept")):
                final = answer
                break
            elif answer["type"] == "error":
                break
        child.stop(max(0.0, self._grace_s - (time.monotonic() - begin)), self._terminate_s)
        return final


def _parse(line: str) -> Answer | None:
    """Return the answer on a line, or None where a library wrote there."""
    if not line.startswith("{"):
        return None
    try:
        answer = json.loads(line)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and isinstance(answer.get("type"), str) else None


def _check_protocol(ready: Answer) -> None:
    if ready.get("protocol") != PROTOCOL:
        raise ClientError(
            "worker_protocol",
            f"The worker speaks protocol {ready.get('protocol')}, the plugin speaks {PROTOCOL}.",
            "Restart QGIS, so that both come from the same release of the plugin.",
        )


def _ended_without_result(was_ready: bool, code: int, details: str) -> ClientError:
    last = details.strip().splitlines()[-1] if details.strip() else "no output"
    if not was_ready:
        return ClientError(
            "worker_did_not_start",
            f"The detection worker did not start (exit code {code}): {last}.",
            "Set up the environment again; if you named your own Python, check that it has the packages.",
            details,
        )
    return ClientError(
        "worker_crashed",
        f"The detection worker stopped (exit code {code}): {last}.",
        "Try a smaller area or the CPU. If it happens again, report it with the worker's last lines.",
        details,
    )
