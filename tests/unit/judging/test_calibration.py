"""The calibration and the ground under it: to whom it belongs, what is kept on disk, what is refused."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hub.errors import SetupBroken
from hub.judging.calibration import SHIPPED
from hub.judging.ground_vectors import GROUND_DIR, Ground, read_ground_texts
from tests.fakes.encoder import FakeEncoder


class OtherEncoder(FakeEncoder):
    revision = "fake-ngrams@000000000002"


def test_a_calibration_belongs_to_the_encoder_it_was_fitted_for() -> None:
    assert SHIPPED.belongs_to("e5-small-zh-en@0123456789ab")
    assert not SHIPPED.belongs_to("e5-base@0123456789ab")
    assert not SHIPPED.belongs_to("fake-ngrams@000000000001")
    assert replace(SHIPPED, encoder_prefix="fake-").belongs_to("fake-ngrams@000000000001")


def test_the_shipped_ground_is_large_enough() -> None:
    texts = read_ground_texts(GROUND_DIR)
    for language in ("zh", "en"):
        assert len(texts[language].background) >= 150
        assert len(set(texts[language].background)) == len(texts[language].background)
        assert len(texts[language].contrast) >= 40


def test_the_ground_is_embedded_once_and_centred() -> None:
    encoder = FakeEncoder()
    ground = Ground(encoder)
    for _ in range(2):
        for language in ("zh", "en"):
            one = ground.of(language)
            assert np.allclose(np.linalg.norm(one.background, axis=1), 1.0)
            assert one.block_centres.shape == (4, encoder.dim)
    assert len(encoder.calls) == 4


def test_a_stored_ground_is_read_by_the_next_process_and_by_no_other_encoder(tmp_path: Path) -> None:
    first = Ground(FakeEncoder(), store=tmp_path).of("zh")
    second, other = FakeEncoder(), OtherEncoder()
    again = Ground(second, store=tmp_path).of("zh")
    assert second.calls == []
    assert np.array_equal(again.background, first.background)
    Ground(other, store=tmp_path).of("zh")
    assert len(other.calls) == 4
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_store_is_written_anew(tmp_path: Path) -> None:
    Ground(FakeEncoder(), store=tmp_path).of("zh")
    (stored,) = tmp_path.iterdir()
    whole = stored.read_bytes()
    stored.write_bytes(whole[:1000])
    encoder = FakeEncoder()
    Ground(encoder, store=tmp_path).of("en")
    assert len(encoder.calls) == 4
    assert stored.stat().st_size == len(whole)


def test_ground_texts_that_are_missing_or_short_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "background.zh.txt").write_text("一句话。\n", "utf-8")
    with pytest.raises(SetupBroken) as caught:
        Ground(FakeEncoder(), folder=tmp_path).of("zh")
    assert "background.zh.txt has 1 lines and needs 20" in caught.value.message
    assert "contrast.en.txt has 0 lines and needs 1" in caught.value.message
