"""Wheels that stand in for the worker's packages, made once for each file of tests."""

from __future__ import annotations

import pytest

from .made_wheels import make_kind


@pytest.fixture(scope="module")
def kind(tmp_path_factory):
    """A set of stand-ins for the worker's packages, in a folder of wheels."""
    return make_kind(tmp_path_factory.mktemp("whéels of mine"))
