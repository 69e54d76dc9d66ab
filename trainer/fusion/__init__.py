"""The fusion of three scores into one calibrated confidence: polygons of real runs, the fit, and what it is worth."""
