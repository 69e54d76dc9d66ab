"""Benchmarks: speed and memory against bars and peers. ``run`` runs them all; a module adds rows by ``measure``."""
