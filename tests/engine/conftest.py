"""What the engine's tests share: models whose answers are known, and a run with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mining_detector_plugin.engine.pipeline import DetectRequest, detect
from mining_detector_plugin.engine.reporting import Reporter
from tests.packs import brightness_segmenter, write_test_models


@pytest.fixture
def models(tmp_path):
    return write_test_models(tmp_path / "models")


@pytest.fixture
def run(tmp_path, models):
    def run(scene, reporter=None, **options):
        out = tmp_path / "out"
        request = DetectRequest(**({"scene": str(scene), "out": str(out), "models": str(models)} | options))
        return detect(request, reporter or Reporter()), out

    return run


@pytest.fixture
def library(tmp_path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def segmenter(tmp_path) -> Path:
    return brightness_segmenter(tmp_path / "my segmenter")
