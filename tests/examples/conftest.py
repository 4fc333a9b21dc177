"""The shipped encoder, a judge with it, and the examples."""

import pytest

from tests.examples.example import Example, read_examples
from tests.fakes.shipped import ground_store, shipped_encoder, shipped_judge

__all__ = ["examples", "ground_store", "shipped_encoder", "shipped_judge"]


@pytest.fixture(scope="session")
def examples() -> list[Example]:
    return read_examples()
