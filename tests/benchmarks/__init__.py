"""Measurements: ours beside the raw limit or a peer, in one run. Never part of the suite."""
