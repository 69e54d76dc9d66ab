"""The colours of probabilities, for pictures and for the styles of layers; nothing is imported here."""

#: matplotlib's 'inferno' (CC0), perceptually uniform, at 0, 1/16 … 1.
INFERNO = (
    "#000004", "#0b0724", "#210c4a", "#3d0965", "#57106e", "#71196e", "#8a226a", "#a32c61", "#bc3754", "#d24644",
    "#e45a31", "#f1731d", "#f98e09", "#fcac11", "#f9cb35", "#f2ea69", "#fcffa4",
)  # fmt: skip
