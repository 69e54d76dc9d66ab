"""What a network looks at: some of the twelve bands, and spectral indices that it computes itself.

Packs keep one input contract, twelve normalised bands with their presence, whatever a network makes of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..bands import PACK_BANDS
from ..indices import INDICES
from .presence import FillMissing

#: Each index as a ratio of two weighted sums of its bands, in the order of ``INDICES[name].bands``: numerator's
#: weights, denominator's weights. ``engine.indices`` cites the sources.
RATIOS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "NDVI": ((1, -1), (1, 1)),
    "NDWI": ((1, -1), (1, 1)),
    "MNDWI": ((1, -1), (1, 1)),
    "FMI": ((1, 0), (0, 1)),
    "MSI": ((1, 0), (0, 1)),
    "BSI": ((-1, 1, -1, 1), (1, 1, 1, 1)),
    "NBR": ((1, -1), (1, 1)),
    "IRON_OXIDE": ((1, 0), (0, 1)),
}
#: Least reflectance that an index is computed from: darker pixels are noise, and no sum below a ratio is 0 then.
_DARKEST = 1e-3
#: Highest value of an index: ratios of dark pixels grow without bound.
_HIGHEST = 5.0


class BandInput(nn.Module):
    """Selects bands, computes indices, and fills what is missing by learned values.

    Args:
        channels: bands of the input.
        used_channels: which of them the network looks at, None for all. Bands in which training saw nothing can
            only mislead.
        indices: keys of ``engine.indices.INDICES``; they come after the bands. They may need bands that are not
            among ``used_channels``.
        mean, stddev: of the input's normalisation, per channel, in reflectance; needed for indices alone.
    """

    def __init__(
        self,
        channels: int = 12,
        used_channels: Sequence[int] | None = None,
        indices: Sequence[str] = (),
        mean: Sequence[float] | None = None,
        stddev: Sequence[float] | None = None,
    ) -> None:
        super().__init__()
        used = list(range(channels)) if used_channels is None else list(used_channels)
        unknown = sorted(set(indices) - set(RATIOS))
        if not set(used) <= set(range(channels)) or unknown or not (used or indices):
            raise ValueError(
                f"channels {used} of {channels} and indices {unknown or list(indices)} can't be used"
            )
        if indices and (channels != len(PACK_BANDS) or mean is None or stddev is None):
            raise ValueError(
                "indices need the twelve bands, with the mean and stddev that they are normalised by"
            )
        self.used_channels = used
        self.indices = tuple(indices)
        self.fill = FillMissing(self.out_channels)
        for name, values in (("mean", mean), ("stddev", stddev)):
            numbers = torch.tensor([] if values is None else list(values), dtype=torch.float32)
            self.register_buffer(name, numbers[None, :, None, None], persistent=False)

    @property
    def out_channels(self) -> int:
        """Channels that come out: bands, then indices."""
        return len(self.used_channels) + len(self.indices)

    def forward(self, bands: Tensor, presence: Tensor) -> Tensor:
        """Return what the network looks at, float (batch, out_channels, height, width).

        Args:
            bands: float (batch, channels, height, width), normalised.
            presence: float (batch, channels), 1 where a band is there and 0 where it is missing.
        """
        parts = [bands[:, self.used_channels]] if self.used_channels else []
        there = [presence[:, self.used_channels]] if self.used_channels else []
        if self.indices:
            reflectance = (bands * self.stddev + self.mean).clamp_min(_DARKEST)  # type: ignore[operator]
            for name in self.indices:
                needed = [PACK_BANDS.index(band) for band in INDICES[name].bands]
                parts.append(_ratio(reflectance[:, needed], *RATIOS[name]))
                there.append(presence[:, needed].amin(dim=1, keepdim=True))
        return self.fill(torch.cat(parts, dim=1), torch.cat(there, dim=1))


def _ratio(reflectance: Tensor, numerator: Sequence[int], denominator: Sequence[int]) -> Tensor:
    above, below = (
        (reflectance * reflectance.new_tensor(weights)[:, None, None]).sum(dim=1, keepdim=True)
        for weights in (numerator, denominator)
    )
    return (above / below).clamp_max(_HIGHEST)
