"""One confidence from three scores."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mining_detector_plugin.engine.fusion import fuse_scores

score = st.floats(0, 1)


def fuse(segmenter, classifier, detector):
    scores = {"segmenter": [segmenter], "classifier": [classifier], "detector": [detector]}
    return fuse_scores({name: np.array(values) for name, values in scores.items()})[0]


@given(value=st.floats(0.01, 0.99))
def test_stages_that_agree_give_their_score(value):
    np.testing.assert_allclose(fuse(value, value, value), value)
    np.testing.assert_allclose(fuse(value, np.nan, np.nan), value)


@given(segmenter=score, classifier=score, detector=score)
def test_confidence_lies_between_the_scores(segmenter, classifier, detector):
    fused = fuse(segmenter, classifier, detector)
    assert min(segmenter, classifier, detector) - 1e-3 <= fused <= max(segmenter, classifier, detector) + 1e-3


@given(segmenter=st.floats(0.01, 0.98), detector=score)
def test_a_higher_score_never_lowers_the_confidence(segmenter, detector):
    assert fuse(segmenter + 0.01, 0.5, detector) > fuse(segmenter, 0.5, detector)
