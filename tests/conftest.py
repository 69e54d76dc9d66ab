"""What all tests share: a small made scene, and the real data where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
MADE_SCENE_SEED = 7
MADE_SCENE_SIZE = 512


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data; skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs ../shared/data, which is not here")
    return SHARED_DATA


@pytest.fixture(scope="session")
def made_scene(tmp_path_factory):
    """Return the paths of a made scene of 512 pixels with its truth (`demo.scene.ScenePaths`)."""
    scene = pytest.importorskip("demo.scene", reason="needs the demo extra")
    return scene.make_scene(tmp_path_factory.mktemp("made_scene"), MADE_SCENE_SEED, MADE_SCENE_SIZE)


@pytest.fixture(scope="session")
def painted_scene():
    """Return the same made scene in memory (`demo.scene.MadeScene`)."""
    scene = pytest.importorskip("demo.scene", reason="needs the demo extra")
    return scene.paint_scene(MADE_SCENE_SEED, MADE_SCENE_SIZE)
