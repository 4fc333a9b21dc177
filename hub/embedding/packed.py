"""The packed model file: a header, a tokenizer's vocabulary, and tensors of which most hold four bits per
weight.

Layout, all numbers little-endian: the magic ``E5S1`` and a u32 version; seven i32 sizes (hidden, layers,
heads, feed-forward, vocabulary, positions, token types), f32 epsilon, i32 block length; i32 pieces and the
ids of begin, end, padding, unknown; u64 length of the text of all pieces; u32 offsets, f32 scores, the text;
i32 count and u32 size of the normaliser's table (u32 from, u8 count, u32 to …); i32 count of tensors (u16
length of name, name, u8 kind, u32 weights, u64 place, u64 bytes); the tensors. A four-bit block is one f16
scale and 16 bytes that hold 32 weights, low halves first, each stored plus eight.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hub.embedding.vectors import Matrix
from hub.errors import EncoderMissing

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
_SANE_COUNT = 10_000_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the transformer in the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of a unigram tokenizer in id order with their log probabilities, and how characters are
    normalised.

    ``replacements`` maps a code point to the code points it becomes; an empty tuple drops it.
    """

    pieces: tuple[str, ...]
    scores: Matrix
    begin: int
    end: int
    padding: int
    unknown: int
    replacements: dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    weights: int
    offset: int
    size_bytes: int


class PackedModel:
    """One opened file. The constructor reads header and vocabulary; tensors are read when asked for.

    Raises EncoderMissing where the file is not such a file, or ends too early.
    """

    sizes: Sizes
    vocabulary: Vocabulary

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._bytes = path.read_bytes()
        except OSError as error:
            raise EncoderMissing(
                f"The model file {path} can't be read: {error.strerror}. Reinstall it."
            ) from error
        if self._bytes[:4] != _MAGIC:
            raise EncoderMissing(
                f"{path} is no packed model (it starts with {self._bytes[:4]!r}, not {_MAGIC!r}). Reinstall it."
            )
        self._at = 4
        try:
            self._read_header()
        except (struct.error, ValueError, UnicodeDecodeError, IndexError) as error:
            raise self._cut_off(str(error)) from error

    def tensor(self, name: str, *shape: int) -> Matrix:
        """Return one tensor as float32 of the given shape, unpacked where it was stored in four bits."""
        place = self._places.get(name)
        if place is None:
            raise EncoderMissing(f"{self._path} holds no tensor {name!r}. Reinstall the model package.")
        if place.offset + place.size_bytes > len(self._bytes):
            raise self._cut_off(f"tensor {name!r} lies beyond its end")
        wanted = int(np.prod(shape))
        blocks, rest = divmod(place.weights, _BLOCK)
        if place.weights != wanted:
            raise self._cut_off(f"tensor {name!r} has {place.weights} weights instead of {wanted}")
        if place.size_bytes == 4 * place.weights:
            plain = np.frombuffer(self._bytes, "<f4", place.weights, place.offset)
            return plain.astype(np.float32).reshape(shape)
        if rest or place.size_bytes != blocks * _BLOCK_TYPE.itemsize:
            raise self._cut_off(f"tensor {name!r} has an unknown packing")
        return _unpacked(np.frombuffer(self._bytes, _BLOCK_TYPE, blocks, place.offset)).reshape(shape)

    def _read_header(self) -> None:
        self._numbers("I")
        hidden, layers, heads, feed_forward, vocabulary, positions, types = self._numbers("7i")
        epsilon, block = self._numbers("fi")
        if block != _BLOCK:
            raise ValueError(f"blocks of {block} weights instead of {_BLOCK}")
        self.sizes = Sizes(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)
        self.vocabulary = self._read_vocabulary()
        self._places = self._read_directory()

    def _read_vocabulary(self) -> Vocabulary:
        count, begin, end, padding, unknown = self._numbers("5i")
        (text_size,) = self._numbers("Q")
        offsets = self._array("<u4", self._count(count) + 1).tolist()
        scores = self._array("<f4", count).astype(np.float32)
        text = self._take(text_size)
        pieces = tuple(text[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count))
        replaced, table_size = self._numbers("iI")
        table_end = self._at + table_size
        replacements: dict[int, tuple[int, ...]] = {}
        for _ in range(self._count(replaced)):
            source, length = self._numbers("IB")
            replacements[source] = self._numbers(f"{length}I")
        if self._at != table_end:
            raise ValueError("the normaliser's table has the wrong size")
        return Vocabulary(pieces, scores, begin, end, padding, unknown, replacements)

    def _read_directory(self) -> dict[str, _Place]:
        (count,) = self._numbers("i")
        places: dict[str, _Place] = {}
        for _ in range(self._count(count)):
            (length,) = self._numbers("H")
            name = self._take(length).decode("utf-8")
            _, weights, offset, size_bytes = self._numbers("BIQQ")
            places[name] = _Place(weights, offset, size_bytes)
        return places

    def _numbers(self, kinds: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + kinds, self._bytes, self._at)
        self._at += struct.calcsize("<" + kinds)
        return found

    def _array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self._take(np.dtype(kind).itemsize * count), kind)

    def _take(self, size_bytes: int) -> bytes:
        if self._at + size_bytes > len(self._bytes):
            raise ValueError(f"{size_bytes} bytes are missing at {self._at}")
        self._at += size_bytes
        return self._bytes[self._at - size_bytes : self._at]

    def _count(self, number: int) -> int:
        if not 0 <= number <= _SANE_COUNT:
            raise ValueError(f"an impossible count of {number}")
        return number

    def _cut_off(self, why: str) -> EncoderMissing:
        return EncoderMissing(f"{self._path} is cut off or damaged ({why}). Reinstall the model package.")


def _unpacked(blocks: NDArray[Any]) -> Matrix:
    weights = np.empty((len(blocks), _BLOCK), dtype=np.float32)
    scales = blocks["scale"].astype(np.float32)[:, None]
    halves = blocks["halves"]
    weights[:, : _BLOCK // 2] = ((halves & 15).astype(np.int8) - 8) * scales
    weights[:, _BLOCK // 2 :] = ((halves >> 4).astype(np.int8) - 8) * scales
    return weights
