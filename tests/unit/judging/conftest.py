"""The shipped encoder and a judge with it."""

from tests.fakes.shipped import ground_store, shipped_encoder, shipped_judge

__all__ = ["ground_store", "shipped_encoder", "shipped_judge"]
