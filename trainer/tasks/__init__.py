"""The tasks by the name that a recipe gives; each lies in its own module and is imported when asked for."""

from __future__ import annotations

from importlib import import_module

from .task import Task

#: Recipe's ``task`` -> module of this package, class in it, kind of pack.
TASKS: dict[str, tuple[str, str, str]] = {
    "classify": ("classify", "Classify", "classifier"),
    "segment": ("segment", "Segment", "segmenter"),
    "segment_chips": ("segment_chips", "SegmentChips", "segmenter"),
    "detect": ("detect", "Detect", "detector"),
    "detect_chips": ("detect_chips", "DetectChips", "detector"),
    "classify_chips": ("classify_chips", "ClassifyChips", "classifier"),
}


def task_class(name: str) -> type[Task]:
    """Return the class of a task by a recipe's name for it, a key of ``TASKS``."""
    module, class_name, _ = TASKS[name]
    return getattr(import_module(f".{module}", __package__), class_name)


def task_of_kind(kind: str) -> type[Task]:
    """Return the class of the task that makes packs of a kind, such as ``classifier``."""
    return task_class(next(name for name, (_, _, made) in TASKS.items() if made == kind))
