"""Background tasks that look at the chosen image before a run: small pictures, and what the run would cost."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtGui import QImage

from ..client.environment import EnvironmentManager
from ..client.requests import EstimateRequest, ImageRequest
from ..translation import tr
from .raster_source import scene_title
from .settings import worker_for
from .tasks import BackgroundTask
from .thumbnails import Thumbnail

#: Longest side of a small picture in pixels: enough for the window that enlarges it.
_SIDE = 640


@dataclass(frozen=True)
class Preview:
    """What was seen of an image.

    Attributes:
        answer: the worker's.
        thumbnails: the pictures.
    """

    answer: dict[str, Any]
    thumbnails: list[Thumbnail]


@dataclass(frozen=True)
class Cost:
    """What a run would cost.

    Attributes:
        answer: the worker's.
        warnings: the worker's ``warning`` answers.
    """

    answer: dict[str, Any]
    warnings: list[dict[str, Any]]


def preview_task(manager: EnvironmentManager, request: ImageRequest) -> BackgroundTask:
    """Return a task that makes small pictures of an image; its result is a ``Preview``."""

    def work(task: BackgroundTask) -> Preview:
        client = worker_for(manager.require())
        with tempfile.TemporaryDirectory(prefix="mining_detector_") as folder:
            asked = request.to_preview(os.path.realpath(folder), _SIDE)
            answer = client.request(asked, None, task.isCanceled)
            return Preview(answer, [_load(found, answer["reflectance"]) for found in answer["thumbnails"]])

    return BackgroundTask(tr("Look at {scene}").format(scene=scene_title(request.scene)), work)


def estimate_task(manager: EnvironmentManager, request: EstimateRequest) -> BackgroundTask:
    """Return a task that tells what a run would cost; its result is a ``Cost``."""

    def work(task: BackgroundTask) -> Cost:
        client = worker_for(manager.require())
        warnings: list[dict[str, Any]] = []

        def take(answer: dict[str, Any]) -> None:
            if answer["type"] == "warning":
                warnings.append(answer)

        return Cost(client.request(request.to_dict(), take, task.isCanceled), warnings)

    title = tr("Estimate the time for {scene}").format(scene=scene_title(request.run.scene))
    return BackgroundTask(title, work)


def _load(thumbnail: dict[str, Any], reflectance: dict[str, list[float]]) -> Thumbnail:
    image = QImage(thumbnail["file"]) if thumbnail["file"] else None
    return Thumbnail(
        thumbnail["name"], image, tuple(thumbnail["bands"]), tuple(thumbnail["missing"]), reflectance
    )
