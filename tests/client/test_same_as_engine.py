"""What stands in the client and in the engine, because neither may import the other, says the same."""

from __future__ import annotations

import dataclasses

from mining_detector_plugin.client import requests, worker
from mining_detector_plugin.engine import bands, dehaze, pipeline, stages, vectorise
from mining_detector_plugin.engine import worker as engine_worker


def defaults_of(kind: type) -> dict[str, object]:
    return {field.name: field.default for field in dataclasses.fields(kind)}


def test_band_names_are_the_engines():
    assert requests.BAND_NAMES == bands.BAND_NAMES


def test_requests_have_the_engines_fields_and_defaults():
    assert defaults_of(requests.DetectRequest) == defaults_of(pipeline.DetectRequest)
    assert defaults_of(requests.VectoriseRequest) == defaults_of(vectorise.VectoriseRequest)


def test_stages_that_stand_alone_are_the_engines():
    assert {None, *requests.STAGES} == set(stages.STAGES)


def test_ways_to_take_haze_off_are_the_engines():
    assert set(requests.DEHAZE_METHODS) == set(dehaze.METHODS)


def test_protocol_is_the_engines():
    assert worker.PROTOCOL == engine_worker.PROTOCOL
