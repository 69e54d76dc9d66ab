"""Measures packs on data sets: predictions, figures by place, intervals, the leaderboard and its pages."""
