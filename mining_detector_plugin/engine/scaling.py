"""How stored numbers become reflectance: one scale and one offset for a scene, decided once, with the reason.

Since processing baseline 04.00 (25 January 2022) Sentinel-2 products store reflectance x 10000 + 1000
(ESA, Sentinel-2 Products Specification Document, RADIO_ADD_OFFSET and BOA_ADD_OFFSET). Many archives take the
1000 off again, so a date alone does not tell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

#: Products divide by this to get reflectance.
QUANTIFICATION = 10_000.0
#: What baseline 04.00 and later add to the stored number.
ADDED_OFFSET = 1_000.0
OFFSET_BASELINE = 4.0
OFFSET_DATE = "2022-01-25"
#: A stored number that dark ground (water, shadow, forest in the visible) reaches only where nothing was
#: added. Measured on the first percentile of the darkest band. Without the offset it is at least this in 0
#: of 96 scenes (level 1C, three bands, at most 784) and in 11 of 1,488 chips of half a kilometre (level 2A,
#: six and twelve bands); with it, it was 1034 to 1250 in four scenes (level 2A, ten bands).
DARK_LIMIT = 900.0
#: The darkest band of a scene with the offset starts below this, unless the whole scene is bright.
OFFSET_DARK_END = 1_300.0
#: With so many bands one of them is dark in nearly every place, so that the darkest one tells more than the
#: date.
_TELLING_BANDS = 6
#: Reflectance that 255 stands for in 8-bit pictures of Sentinel-2: the stretch of the RGB training chips.
EIGHT_BIT_WHITE = 0.3
#: Pixels that are rescaled at a time.
_CACHED_PIXELS = 2**16


@dataclass(frozen=True)
class Scaling:
    """reflectance = stored number * scale + offset.

    Attributes:
        scale: factor, reflectance per stored unit.
        offset: reflectance that is added after the factor (-0.1 where the product stores +1000).
        reason: one English sentence for people: what was decided, and why.
        is_sure: False where other images may look the same: a stretched picture, or haze in place of an offset.
    """

    scale: float
    offset: float
    reason: str
    is_sure: bool = True


@dataclass(frozen=True)
class Statistics:
    """What a sample of a scene's valid pixels says about its stored numbers.

    Attributes:
        dark: first percentile of the darkest band, nodata left out.
        bright: 99th percentile of the brightest band.
        bands: how many bands were sampled.
        is_float: whether the file stores floating point numbers.
        is_eight_bit: whether the file stores 8-bit integers.
    """

    dark: float
    bright: float
    bands: int
    is_float: bool
    is_eight_bit: bool


def measure_sample(samples: list[np.ndarray], dtypes: list[str]) -> Statistics | None:
    """Return the statistics of a sample of valid stored numbers, or None where no pixel is valid.

    Args:
        samples: per band, 1-D array of valid stored numbers (nodata and 0 already left out).
        dtypes: per band, the file's data type.
    """
    filled = [sample for sample in samples if sample.size]
    if not filled:
        return None
    return Statistics(
        dark=min(float(np.percentile(sample, 1)) for sample in filled),
        bright=max(float(np.percentile(sample, 99)) for sample in filled),
        bands=len(filled),
        is_float=any(np.dtype(dtype).kind == "f" for dtype in dtypes),
        is_eight_bit=all(np.dtype(dtype).itemsize == 1 for dtype in dtypes),
    )


def scaling_of_product(baseline: float | None, quantification: float, added: float) -> Scaling:
    """Return the scaling that a product's own metadata states.

    Args:
        baseline: processing baseline, such as 4.0, if known.
        quantification: the number that stands for reflectance 1 (QUANTIFICATION_VALUE).
        added: ADD_OFFSET as the metadata gives it (-1000 or 0), in stored units.
    """
    told = f"processing baseline {baseline:05.2f}" if baseline is not None else "the product's metadata"
    what = f"an offset of {added:+.0f}" if added else "no offset"
    return Scaling(
        1.0 / quantification, added / quantification,
        f"The product's metadata ({told}) give {what} and divide by {quantification:.0f}.",
    )  # fmt: skip


def scaling_of_user(scale: float, offset: float = 0.0) -> Scaling:
    """Return the scaling that a user states.

    Raises:
        ValueError: the scale is not above 0, or a number is not finite.
        TypeError: one is no number.
    """
    if not (math.isfinite(scale) and math.isfinite(offset) and scale > 0):
        raise ValueError("the scale has to be above 0, and both have to be finite")
    return Scaling(
        float(scale), float(offset), f"The user gave the scale {scale:g} and the offset {offset:g}."
    )


def decide_scaling(
    statistics: Statistics | None,
    acquired: str | None = None,
    baseline: float | None = None,
    tagged: tuple[float, float] | None = None,
) -> Scaling:
    """Decide how a scene's stored numbers become reflectance, where no product metadata say it.

    Args:
        statistics: of a sample of valid pixels; None where the sample has none.
        acquired: ISO 8601 date or time of acquisition, if known.
        baseline: processing baseline that the file's tags or name tell, if known.
        tagged: scale and offset that the file's own band tags give, if they differ from 1 and 0.
    """
    if tagged is not None and _is_plausible(tagged, statistics):
        scale, offset = tagged
        return Scaling(scale, offset, f"The file's tags give scale {scale:g} and offset {offset:g}.")
    if statistics is None:
        return Scaling(
            1 / QUANTIFICATION, 0.0, "No valid pixel was found in a sample; reflectance x 10000 is assumed."
        )
    if statistics.is_float and statistics.bright <= 2.0:
        return Scaling(1.0, 0.0, "The values are floating point numbers from 0 to 1: reflectance as it is.")
    if statistics.is_eight_bit or statistics.bright <= 255.0:
        return Scaling(
            EIGHT_BIT_WHITE / 255, 0.0,
            f"The values fit in 8 bits: a picture in which 255 stands for reflectance {EIGHT_BIT_WHITE}.",
            is_sure=False,
        )  # fmt: skip
    has_offset, reason = _has_added_offset(statistics, acquired, baseline)
    # Dark ground under haze starts as high as with the offset: without a date nothing tells them apart.
    is_sure = not has_offset or baseline is not None or acquired is not None
    return Scaling(1 / QUANTIFICATION, -ADDED_OFFSET / QUANTIFICATION if has_offset else 0.0, reason, is_sure)


def _has_added_offset(
    statistics: Statistics, acquired: str | None, baseline: float | None
) -> tuple[bool, str]:
    """Tell whether +1000 is in the stored numbers, and why: from their dark end, then baseline, then date."""
    seen = f"the darkest band starts at {statistics.dark:.0f}"
    without, added = "Reflectance x 10000 without an offset", "Reflectance x 10000 + 1000"
    if statistics.dark < DARK_LIMIT:
        is_late = baseline >= OFFSET_BASELINE if baseline is not None else (acquired or "") >= OFFSET_DATE
        removed = "; the +1000 of newer products was removed already" if is_late else ""
        return False, f"{without}: {seen}{removed}."
    if baseline is not None:
        is_late = baseline >= OFFSET_BASELINE
        return is_late, f"{added if is_late else without}: processing baseline {baseline:05.2f}, and {seen}."
    if acquired is None:
        return True, f"{added}: {seen}, and the date is not known."
    if acquired >= OFFSET_DATE:
        return True, f"{added}: {seen}, and acquired on {acquired}."
    if statistics.dark < OFFSET_DARK_END and statistics.bands >= _TELLING_BANDS:
        return (
            True,
            f"{added}: {seen}, so an image of {acquired} that was processed again after {OFFSET_DATE}.",
        )
    return False, f"{without}: acquired before {OFFSET_DATE} ({acquired}), though {seen}."


def _is_plausible(tagged: tuple[float, float], statistics: Statistics | None) -> bool:
    """Tell whether tags turn the sample's bright end into a reflectance, so that stray tags do no harm."""
    if statistics is None:
        return True
    scale, offset = tagged
    return scale > 0 and 0.0 < statistics.bright * scale + offset <= 2.5


def rescale_into(out: np.ndarray, numbers: np.ndarray, factor: float, shift: float) -> None:
    """Put numbers * factor + shift into ``out``, float32; both are (height, width)."""
    # A few rows at a time, which stay in the processor's cache.
    rows = max(_CACHED_PIXELS // max(out.shape[1], 1), 1)
    for top in range(0, len(out), rows):
        part = out[top : top + rows]
        part[...] = numbers[top : top + rows]
        part *= np.float32(factor)
        part += np.float32(shift)
