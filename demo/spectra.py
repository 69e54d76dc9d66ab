"""Typical surface reflectance of the materials that made scenes are painted with.

The figures are round values in the range that the literature and spectral libraries (USGS splib07, ECOSTRESS)
give for such surfaces; they are nobody's measurements.
"""

from __future__ import annotations

import numpy as np

# Columns follow bands.PACK_BANDS: B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B11 B12, reflectance x 1000.
_REFLECTANCE = {
    # Plants: dark red, steep red edge, bright near infrared, water absorption in the short-wave infrared.
    "forest": (14, 18, 34, 20, 62, 190, 240, 258, 275, 275, 135, 55),
    "forest_dry": (24, 31, 50, 42, 86, 172, 206, 222, 238, 240, 180, 92),
    "shrub": (32, 42, 64, 68, 106, 176, 204, 220, 236, 240, 225, 135),
    "grass": (30, 38, 70, 56, 114, 250, 300, 320, 340, 340, 225, 112),
    "grass_dry": (46, 60, 90, 115, 150, 200, 228, 248, 268, 275, 320, 220),
    "crop_green": (18, 25, 58, 30, 98, 330, 435, 455, 475, 475, 190, 80),
    "crop_ripe": (58, 78, 118, 158, 198, 248, 278, 305, 325, 325, 335, 215),
    "burn": (32, 36, 42, 50, 60, 74, 84, 94, 106, 112, 170, 150),
    # Soils: rise steadily into the short-wave infrared; iron dips at 0.9 micrometres.
    "soil_red": (36, 46, 72, 138, 162, 180, 192, 210, 224, 230, 310, 255),
    "soil_brown": (56, 72, 100, 136, 156, 174, 190, 210, 228, 235, 300, 250),
    "soil_pale": (98, 122, 166, 218, 242, 258, 272, 288, 303, 308, 385, 330),
    "sand": (122, 150, 198, 245, 265, 280, 290, 302, 312, 312, 380, 340),
    "sand_wet": (66, 86, 116, 142, 148, 148, 148, 146, 144, 136, 150, 118),
    # Built.
    "roof_red": (66, 78, 98, 168, 192, 208, 218, 230, 240, 242, 290, 250),
    "roof_pale": (215, 248, 278, 300, 308, 314, 320, 328, 330, 330, 320, 285),
    "asphalt": (60, 70, 84, 96, 102, 110, 116, 122, 126, 130, 150, 140),
    "concrete": (130, 158, 188, 210, 220, 228, 234, 242, 246, 248, 272, 252),
    # Broken rock: flat and bright; no vegetation, little water.
    "rock_pale": (165, 205, 250, 278, 295, 304, 315, 322, 328, 325, 380, 375),
    "rock_grey": (92, 112, 134, 150, 160, 166, 172, 178, 182, 182, 215, 205),
    "rock_red": (52, 64, 88, 146, 170, 178, 180, 184, 192, 202, 280, 245),
    "rock_dark": (42, 48, 55, 62, 66, 70, 74, 78, 82, 84, 105, 100),
    "clay_pale": (118, 150, 205, 268, 296, 310, 324, 338, 350, 350, 415, 350),
    # Tailings: fine ground rock, smooth; the wetter, the darker towards the short-wave infrared.
    "beach_grey": (150, 180, 212, 238, 252, 258, 263, 268, 270, 268, 300, 255),
    "beach_red": (84, 104, 138, 206, 232, 236, 234, 236, 244, 246, 315, 262),
    "slurry_grey": (98, 118, 136, 148, 148, 140, 134, 126, 120, 110, 95, 66),
    "slurry_red": (62, 76, 100, 160, 170, 164, 152, 142, 136, 122, 90, 58),
    # Water.
    "water_clear": (30, 33, 31, 18, 14, 11, 11, 10, 9, 8, 5, 4),
    "water_brown": (58, 72, 108, 132, 126, 78, 74, 58, 48, 30, 12, 9),
    "water_green": (40, 52, 90, 66, 66, 34, 34, 28, 24, 18, 10, 8),
    "water_milky": (84, 110, 150, 140, 126, 78, 74, 56, 46, 28, 12, 9),
}
MATERIALS = tuple(_REFLECTANCE)
MATERIAL_INDEX = {name: index for index, name in enumerate(MATERIALS)}
#: float32 (materials, 12), reflectance 0-1.
REFLECTANCE = np.array(list(_REFLECTANCE.values()), dtype=np.float32) / 1000

#: Thick water cloud, haze as scattered light at its thickest here, and skylight that reaches shadows.
CLOUD = np.array([620, 630, 620, 630, 640, 650, 655, 660, 660, 480, 420, 330], dtype=np.float32) / 1000
HAZE = np.array([62, 50, 32, 20, 17, 14, 12, 10, 9, 8, 4, 2], dtype=np.float32) / 1000
SKYLIGHT = np.array([42, 38, 30, 24, 22, 20, 19, 18, 17, 16, 11, 8], dtype=np.float32) / 100
