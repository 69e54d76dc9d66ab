"""Looks at a data set before anything learns from it: what is in it, what is wrong with it, what to leave out."""
