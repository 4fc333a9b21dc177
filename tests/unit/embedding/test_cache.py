"""Remembered vectors: the very numbers that were computed, and never a reason to fail."""

import logging
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from hub.embedding.cache import CacheCounts, CachedEncoder
from hub.embedding.store import VectorStore
from hub.embedding.vectors import Vectors
from tests.fakes.encoder import FakeEncoder


def test_equal_texts_of_one_call_are_computed_once() -> None:
    inner = FakeEncoder()
    vectors = CachedEncoder(inner).encode(["慢", "slow", "慢", "慢"])
    assert inner.calls == [["慢", "slow"]]
    np.testing.assert_array_equal(vectors.final[0], vectors.final[2])


def test_a_fresh_a_remembered_and_a_stored_vector_are_the_same_numbers(tmp_path: Path) -> None:
    first = CachedEncoder(FakeEncoder(), VectorStore(tmp_path / "c.sqlite"))
    fresh = first.encode(["慢一点", "Slow down"])
    remembered = first.encode(["Slow down", "慢一点"])
    inner = FakeEncoder()
    second = CachedEncoder(inner, VectorStore(tmp_path / "c.sqlite"))
    stored = second.encode(["慢一点", "Slow down"])
    np.testing.assert_array_equal(fresh.final, remembered.final[::-1])
    np.testing.assert_array_equal(fresh.final, stored.final)
    assert fresh.layers is not None
    assert stored.layers is not None
    np.testing.assert_array_equal(fresh.layers, stored.layers)
    assert inner.calls == []
    assert first.counts == CacheCounts(memory=2, disk=0, computed=2)
    assert second.counts == CacheCounts(memory=0, disk=2, computed=0)


def test_vectors_carry_six_decimals() -> None:
    final = CachedEncoder(FakeEncoder()).encode(["好味道"]).final
    np.testing.assert_array_equal(final, np.round(final.astype(np.float64), 6).astype(np.float32))
    assert not np.array_equal(final, FakeEncoder().encode(["好味道"]).final)


def test_another_revision_engine_precision_or_prompt_shares_nothing(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "c.sqlite")
    CachedEncoder(FakeEncoder(), store).encode(["慢"])
    for field in ("revision", "engine", "precision", "prompt"):
        inner = FakeEncoder()
        setattr(inner, field, "another")
        CachedEncoder(inner, store).encode(["慢"])
        assert inner.calls == [["慢"]], field


def test_a_caller_may_change_what_it_was_given() -> None:
    encoder = CachedEncoder(FakeEncoder())
    given = encoder.encode(["慢"])
    before = given.final.copy()
    given.final[:] = 0
    np.testing.assert_array_equal(encoder.encode(["慢"]).final, before)


def test_memory_keeps_the_texts_used_last() -> None:
    inner = FakeEncoder()
    size_bytes = 4 * 64 * 4 + 300
    encoder = CachedEncoder(inner, max_bytes=2 * size_bytes)
    encoder.encode(["a", "b"])
    encoder.encode(["a"])
    encoder.encode(["c"])
    encoder.encode(["a"])
    encoder.encode(["b"])
    assert inner.calls == [["a", "b"], ["c"], ["b"]]


@pytest.mark.parametrize("layers", [True, False])
def test_a_store_gives_back_what_was_put(tmp_path: Path, *, layers: bool) -> None:
    store = VectorStore(tmp_path / "deep" / "c.sqlite")
    rows = 4 if layers else 1
    block = np.eye(rows, 64, dtype=np.float32)
    store.put("scope", {b"k": block})
    np.testing.assert_array_equal(store.get("scope", [b"k", b"other"], shape=(rows, 64))[b"k"], block)
    assert store.get("another", [b"k"], shape=(rows, 64)) == {}
    assert store.get("scope", [b"k"], shape=(rows, 65)) == {}


def test_the_first_vector_of_a_text_stays(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "c.sqlite")
    one, two = np.eye(2, 8, dtype=np.float32)[:, None, :]
    store.put("scope", {b"k": one})
    store.put("scope", {b"k": two})
    np.testing.assert_array_equal(store.get("scope", [b"k"], shape=(1, 8))[b"k"], one)


def test_a_damaged_row_counts_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    store = VectorStore(path)
    store.put("scope", {b"k": np.eye(1, 8, dtype=np.float32)})
    with sqlite3.connect(path) as other:
        other.execute("UPDATE vectors SET value = zeroblob(32)")
    other.close()
    assert store.get("scope", [b"k"], shape=(1, 8)) == {}


def test_a_corrupt_file_is_reported_once_and_then_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"this is no database" * 500)
    inner = FakeEncoder()
    encoder = CachedEncoder(inner, VectorStore(path))
    with caplog.at_level(logging.WARNING):
        vectors = encoder.encode(["慢"])
        encoder.encode(["快"])
    assert vectors.final.shape == (1, 64)
    assert inner.calls == [["慢"], ["快"]]
    assert len(caplog.records) == 1
    assert str(path) in caplog.text


def test_a_place_that_cant_be_written_is_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    encoder = CachedEncoder(FakeEncoder(), VectorStore(tmp_path / "file" / "c.sqlite"))
    assert encoder.encode(["慢"]).final.shape == (1, 64)
    assert len(caplog.records) == 1


def test_a_full_disk_is_done_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = VectorStore(tmp_path / "c.sqlite")
    store.put("scope", {b"k": np.eye(4, 64, dtype=np.float32)})
    assert store._connection is not None
    store._connection.execute("PRAGMA max_page_count = 1")
    encoder = CachedEncoder(FakeEncoder(), store)
    assert encoder.encode([f"第 {n} 句" for n in range(200)]).final.shape == (200, 64)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "full" in caplog.text


def test_a_store_stays_within_its_size_and_drops_what_is_oldest(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "c.sqlite", max_bytes=200_000)
    block = np.eye(4, 64, dtype=np.float32)
    for start in range(0, 1000, 50):
        store.put("scope", {str(n).encode(): block for n in range(start, start + 50)})
    kept = store.get("scope", [str(n).encode() for n in range(1000)], shape=(4, 64))
    numbers = sorted(int(key) for key in kept)
    assert numbers == list(range(numbers[0], 1000))
    assert 50 <= len(numbers) < 200
    assert (tmp_path / "c.sqlite").stat().st_size < 400_000


def test_a_store_of_an_older_layout_is_started_afresh(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE vectors (old TEXT)")
        other.execute("PRAGMA user_version = 99")
    other.close()
    store = VectorStore(path)
    store.put("scope", {b"k": np.eye(1, 8, dtype=np.float32)})
    assert list(store.get("scope", [b"k"], shape=(1, 8))) == [b"k"]


def test_threads_that_ask_for_one_text_wait_for_one_computation(tmp_path: Path) -> None:
    started = threading.Barrier(8)

    class Slow(FakeEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            threading.Event().wait(0.05)
            return super().encode(texts)

    inner = Slow()
    encoder = CachedEncoder(inner, VectorStore(tmp_path / "c.sqlite"))
    answers: list[Vectors] = []

    def ask() -> None:
        started.wait()
        answers.append(encoder.encode(["慢", "slow"]))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inner.calls == [["慢", "slow"]]
    assert len(answers) == 8
    for answer in answers:
        np.testing.assert_array_equal(answer.final, answers[0].final)
