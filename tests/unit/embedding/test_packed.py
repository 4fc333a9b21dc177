"""The packed file: what a small one holds, and what is said of a damaged one."""

import contextlib
import struct
from pathlib import Path

import numpy as np
import pytest

from hub.embedding.packed import PackedModel
from hub.errors import EncoderMissing

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "好")


def packed_bytes() -> bytes:
    """A file with five pieces, two replacements, one plain tensor of 2 and one four-bit tensor of 32 weights."""
    text = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4").tobytes()
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 1, 64, 5, 16, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text))
    head += offsets + np.arange(5, dtype="<f4").tobytes() + text
    table = struct.pack("<IBI", 0x0A, 1, 0x20) + struct.pack("<IB", 0x200B, 0)
    head += struct.pack("<iI", 2, len(table)) + table
    names = [(b"plain", 2, 8), (b"small", 32, 18)]
    place = len(head) + 4 + sum(2 + len(name) + 21 for name, _, _ in names)
    head += struct.pack("<i", len(names))
    for name, weights, size_bytes in names:
        head += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", 0, weights, place, size_bytes)
        place += size_bytes
    four_bit = np.array([0.5], "<f2").tobytes() + bytes([0x80 | n for n in range(16)])
    return head + np.array([1.5, -2.0], "<f4").tobytes() + four_bit


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.bin"
    path.write_bytes(packed_bytes())
    return path


def test_sizes_vocabulary_and_replacements_are_read(file: Path) -> None:
    model = PackedModel(file)
    assert (model.sizes.hidden, model.sizes.feed_forward, model.sizes.token_types) == (32, 64, 2)
    assert model.vocabulary.pieces == PIECES
    assert model.vocabulary.scores.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert (model.vocabulary.end, model.vocabulary.unknown) == (2, 3)
    assert model.vocabulary.replacements == {0x0A: (0x20,), 0x200B: ()}


def test_plain_and_four_bit_tensors_are_unpacked(file: Path) -> None:
    model = PackedModel(file)
    assert model.tensor("plain", 2).tolist() == [1.5, -2.0]
    small = model.tensor("small", 2, 16)
    assert small[0].tolist() == [(n - 8) * 0.5 for n in range(16)]
    assert small[1].tolist() == [0.0] * 16


def test_a_file_cut_off_anywhere_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(EncoderMissing, match=r"model\.bin"):
            PackedModel(file).tensor("small", 32)


def test_a_wrong_magic_names_the_file(file: Path) -> None:
    file.write_bytes(b"GGUF" + file.read_bytes()[4:])
    with pytest.raises(EncoderMissing, match="is no packed model"):
        PackedModel(file)


def test_an_absent_file_tensor_or_shape_is_said(file: Path, tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="can't be read"):
        PackedModel(tmp_path / "absent.bin")
    with pytest.raises(EncoderMissing, match="holds no tensor 'other'"):
        PackedModel(file).tensor("other", 2)
    with pytest.raises(EncoderMissing, match="has 2 weights instead of 3"):
        PackedModel(file).tensor("plain", 3)


@pytest.mark.parametrize("place", range(4, 100, 4))
def test_impossible_numbers_in_the_header_never_escape_as_another_error(file: Path, place: int) -> None:
    broken = bytearray(file.read_bytes())
    broken[place : place + 4] = b"\xff\xff\xff\xff"
    file.write_bytes(bytes(broken))
    with contextlib.suppress(EncoderMissing):
        assert PackedModel(file).tensor("small", 32).shape == (32,)
