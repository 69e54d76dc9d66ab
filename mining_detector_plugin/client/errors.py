"""The errors that the QGIS side shows: its own, and those that the worker reports."""

from __future__ import annotations

from typing import Any


class ClientError(Exception):
    """What went wrong and what to do, in the same words as the engine's errors.

    Args:
        code: short stable name in snake_case, such as ``environment_missing``.
        message: what happened to which input.
        hint: what the user can do.
        details: last lines of a program's output, for a report.
        kept: of a cancelled run, the answer that tells what was finished and where it is; None where nothing was.
    """

    def __init__(
        self, code: str, message: str, hint: str = "", details: str = "", kept: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.details = details
        self.kept = kept

    @property
    def text(self) -> str:
        """Message and hint in one line."""
        return f"{self.message} {self.hint}".strip()

    @classmethod
    def cancelled(cls) -> ClientError:
        """Return the error that ends a cancelled action."""
        return cls("cancelled", "Cancelled.", "Start again when you like.")

    @classmethod
    def from_answer(cls, answer: dict[str, Any], details: str = "") -> ClientError:
        """Return the error that the worker's ``error`` answer describes."""
        return cls(
            str(answer.get("code", "unknown")),
            str(answer.get("message", "The worker gave no reason.")),
            str(answer.get("hint", "")),
            details,
            answer.get("kept"),
        )
