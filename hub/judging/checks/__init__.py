"""Checks of prose: one file per check, each with its own examples; ``registry`` finds and runs them."""
