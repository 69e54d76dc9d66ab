"""Packs as the trainer makes them: written, held against torch, described, checked, told to catalogues."""
