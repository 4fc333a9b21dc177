"""Vectors kept on disk between processes: one SQLite file of its own, bounded, and never worth failing for.

It is a cache. Whatever goes wrong with it (a damaged file, a full disk) is logged once, and from then on this
process computes instead.
"""

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from hub.embedding.vectors import Matrix

MOST_BYTES = 512 * 1024 * 1024

_log = logging.getLogger(__name__)
_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE vectors (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    digest BLOB NOT NULL,
    used_day INTEGER NOT NULL,
    value BLOB NOT NULL,
    UNIQUE (scope, digest)
)
"""
_ASKED_AT_ONCE = 500
_BUSY_S = 5.0
_DAY_S = 86_400
_PRUNED_SHARE = 0.2


class VectorStore:
    """Blocks of float32, shape (rows, dim), under a scope (which encoder) and a digest (which text).

    May be shared by threads, and by processes that fork: each opens the file for itself. When the file holds
    more than ``max_bytes``, the fifth that was not used for longest is dropped.
    """

    def __init__(self, path: Path, *, max_bytes: int = MOST_BYTES) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._owner = 0
        self._broken = False

    def get(self, scope: str, digests: Sequence[bytes], *, shape: tuple[int, int]) -> dict[bytes, Matrix]:
        """Return the blocks that are there; one of another shape or with impossible numbers counts as
        absent."""
        found: dict[bytes, Matrix] = {}
        with self._lock:
            try:
                for start in range(0, len(digests), _ASKED_AT_ONCE):
                    found |= self._read(scope, digests[start : start + _ASKED_AT_ONCE], shape)
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)
        return found

    def put(self, scope: str, blocks: Mapping[bytes, Matrix]) -> None:
        """Keep these blocks; one that is there already stays as it is."""
        if not blocks:
            return
        rows = [(scope, digest, _today(), block.astype("<f4").tobytes()) for digest, block in blocks.items()]
        with self._lock:
            try:
                connection = self._open()
                if connection is None:
                    return
                with connection:
                    connection.execute("BEGIN IMMEDIATE")
                    connection.executemany(
                        "INSERT OR IGNORE INTO vectors (scope, digest, used_day, value) VALUES (?, ?, ?, ?)",
                        rows,
                    )
                    self._prune(connection)
            except (sqlite3.Error, OSError) as error:
                self._give_up(error)

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._connection is not None and self._owner == os.getpid():
                self._connection.close()
            self._connection = None

    def _read(self, scope: str, digests: Sequence[bytes], shape: tuple[int, int]) -> dict[bytes, Matrix]:
        connection = self._open()
        if connection is None:
            return {}
        marks = ",".join("?" * len(digests))
        query = "SELECT id, digest, used_day, value FROM vectors WHERE scope = ? AND digest IN "
        query += f"({marks})"
        found: dict[bytes, Matrix] = {}
        stale: list[tuple[int, int]] = []
        for row, digest, used_day, value in connection.execute(query, (scope, *digests)):
            block = _decoded(value, shape)
            if block is not None:
                found[digest] = block
                if used_day != _today():
                    stale.append((_today(), row))
        if stale:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("UPDATE vectors SET used_day = ? WHERE id = ?", stale)
        return found

    def _open(self) -> sqlite3.Connection | None:
        if self._broken:
            return None
        if self._connection is not None and self._owner == os.getpid():
            return self._connection
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA journal_size_limit = {self._max_bytes // 8}")
            connection.execute("BEGIN IMMEDIATE")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version != _SCHEMA_VERSION:
                connection.execute("DROP TABLE IF EXISTS vectors")
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
            connection.execute("COMMIT")
        except sqlite3.Error:
            connection.close()
            raise
        self._connection, self._owner = connection, os.getpid()
        return connection

    def _prune(self, connection: sqlite3.Connection) -> None:
        pages, free, page_bytes = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * page_bytes <= self._max_bytes:
            return
        (count,) = connection.execute("SELECT count(*) FROM vectors").fetchone()
        excess = 1 - self._max_bytes / ((pages - free) * page_bytes)
        dropped = int(count * (excess + _PRUNED_SHARE)) + 1
        connection.execute(
            "DELETE FROM vectors WHERE id IN (SELECT id FROM vectors ORDER BY used_day, id LIMIT ?)",
            (dropped,),
        )

    def _give_up(self, error: Exception) -> None:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return
        if not self._broken:
            _log.warning(
                "The vector cache %s can't be used (%s); vectors are computed afresh: delete the file.",
                self._path,
                error,
            )
        self._broken = True
        if self._connection is not None and self._owner == os.getpid():
            self._connection.close()
        self._connection = None


def _decoded(value: bytes, shape: tuple[int, int]) -> Matrix | None:
    if len(value) != 4 * shape[0] * shape[1]:
        return None
    block = np.frombuffer(value, dtype="<f4").astype(np.float32).reshape(shape)
    lengths = np.einsum("ij,ij->i", block, block)
    return block if bool(np.all(np.abs(lengths - 1.0) < 1e-3)) else None


def _today() -> int:
    return int(time.time()) // _DAY_S
