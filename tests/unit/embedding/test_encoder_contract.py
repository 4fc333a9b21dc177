"""What every encoder owes its callers, asked of each of them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hub.embedding.cache import CachedEncoder
from hub.embedding.store import VectorStore
from hub.embedding.vectors import Encoder
from hub.judging.ports import TextEncoder
from tests.fakes.encoder import FakeEncoder

TEXTS = ["好味道不赶时间。", "Bread needs time.", "App 更新了 🎉", "", " \n", "好味道不赶时间。"]


@pytest.fixture(params=["fake", "fake without layers", "onnx", "cached fake", "cached onnx"])
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Encoder]:
    store = VectorStore(tmp_path / "cache.sqlite")
    match request.param:
        case "fake":
            yield FakeEncoder()
        case "fake without layers":
            yield FakeEncoder(with_layers=False)
        case "onnx":
            yield request.getfixturevalue("onnx")
        case "cached fake":
            yield CachedEncoder(FakeEncoder(), store)
        case _:
            yield CachedEncoder(request.getfixturevalue("onnx"), store)
    store.close()


def test_there_is_one_normalised_row_per_text_in_order(encoder: Encoder) -> None:
    port: TextEncoder = encoder
    vectors = port.encode(TEXTS)
    assert vectors.final.shape == (6, encoder.dim)
    assert vectors.final.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors.final, axis=-1), 1.0, atol=1e-5)
    np.testing.assert_array_equal(vectors.final[0], vectors.final[5])
    assert not np.array_equal(vectors.final[0], vectors.final[1])


def test_middle_layers_are_normalised_one_by_one_or_absent(encoder: Encoder) -> None:
    layers = encoder.encode(TEXTS).layers
    if encoder.n_layers == 0:
        assert layers is None
        return
    assert layers is not None
    assert layers.shape == (6, 3, encoder.dim)
    assert layers.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(layers, axis=-1), 1.0, atol=1e-5)


def test_no_texts_give_arrays_with_zero_rows(encoder: Encoder) -> None:
    vectors = encoder.encode([])
    assert vectors.final.shape == (0, encoder.dim)
    assert vectors.final.dtype == np.float32
    if encoder.n_layers:
        assert vectors.layers is not None
        assert vectors.layers.shape == (0, 3, encoder.dim)


def test_a_text_alone_and_among_others_gives_the_same_bits(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    for row, text in enumerate(TEXTS):
        alone = encoder.encode([text])
        np.testing.assert_array_equal(alone.final[0], together.final[row])
        if together.layers is not None and alone.layers is not None:
            np.testing.assert_array_equal(alone.layers[0], together.layers[row])


def test_a_lone_surrogate_is_encoded_like_any_text(encoder: Encoder) -> None:
    vectors = encoder.encode(["半个\ud83d字", "half \udc00"])
    assert vectors.final.shape == (2, encoder.dim)
    assert bool(np.isfinite(vectors.final).all())


def test_the_share_of_unknown_characters_tells_other_scripts(encoder: Encoder) -> None:
    assert encoder.unknown_share("你好 hello 🎉") == 0.0
    assert encoder.unknown_share("") == 0.0
    assert encoder.unknown_share("Привет") == 1.0
    assert encoder.unknown_share("你好 Привет") == 0.75


def test_an_encoder_names_itself(encoder: Encoder) -> None:
    name, _, digest = encoder.revision.partition("@")
    assert name
    assert len(digest) == 12
    assert encoder.engine in ("fake", "onnx")
    assert encoder.precision == "float32"
