"""Any small transformer is prepared like the shipped one; where it can't be exported, torch runs it and says why."""

import json
from pathlib import Path

import numpy as np
import pytest

from hub.embedding import load_encoder, prepare_encoder
from hub.embedding.manifest import ONNX_FILE, Manifest
from hub.errors import EncoderMissing

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "慢", "一", "点", "slow", "down"]
TEXTS = ["慢一点", "slow down", "点 slow 慢 down 一 一 一"]


def silent(said: str) -> None:
    """Progress that nobody reads."""


def tiny_model(folder: Path, *, depth: int, dropout: float = 0.5) -> Path:
    """Write a BERT of 16 components and ``depth`` layers, seeded, whose dropout would be seen if it stayed on."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(3)
    words = Tokenizer(models.WordLevel({piece: i for i, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    words.normalizer = normalizers.BertNormalizer(lowercase=True)
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    words.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=words, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=16,
        num_hidden_layers=depth,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    BertModel(config).save_pretrained(folder)
    steps = [("", "Transformer"), ("1_Pooling", "Pooling")]
    written: dict[str, object] = {
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(steps)
        ],
        "sentence_bert_config.json": {"max_seq_length": 64, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": 16, "pooling_mode_mean_tokens": True},
    }
    for path, content in written.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("depth", "n_layers"), [(10, 3), (9, 0)])
def test_a_model_of_ones_own_runs_on_both_engines(tmp_path: Path, depth: int, n_layers: int) -> None:
    folder = tiny_model(tmp_path / "tiny", depth=depth)
    prepared = prepare_encoder(name=str(folder), models_dir=tmp_path / "models", progress=silent)
    assert prepared.why_no_onnx == ""
    assert prepared.revision.startswith("tiny@")
    onnx, torch = (
        load_encoder(name=str(folder), device="cpu", engine=engine, models_dir=tmp_path, cache_path=None)
        for engine in ("auto", "torch")
    )
    assert (onnx.engine, torch.engine) == ("onnx", "torch")
    assert onnx.revision == torch.revision == prepared.revision
    assert (onnx.dim, onnx.n_layers, onnx.prompt) == (16, n_layers, "")
    ours, theirs = onnx.encode(TEXTS), torch.encode(TEXTS)
    np.testing.assert_allclose(ours.final, theirs.final, rtol=0, atol=1e-5)
    if n_layers == 0:
        assert ours.layers is None
        assert theirs.layers is None
    else:
        assert ours.layers is not None
        assert theirs.layers is not None
        np.testing.assert_allclose(ours.layers, theirs.layers, rtol=0, atol=1e-5)


def test_a_model_that_cant_be_exported_runs_on_torch_and_says_why(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "tiny", depth=2)
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 64, "do_lower_case": true}')
    told: list[str] = []
    prepared = prepare_encoder(name=str(folder), models_dir=tmp_path / "models", progress=told.append)
    assert "lower case" in prepared.why_no_onnx
    assert f"The encoder runs on torch: {prepared.why_no_onnx}" in told
    assert not (folder / ONNX_FILE).exists()
    encoder = load_encoder(
        name=str(folder), device="cpu", engine="auto", models_dir=tmp_path, cache_path=None
    )
    assert encoder.engine == "torch"
    assert encoder.encode(TEXTS).final.shape == (3, 16)
    with pytest.raises(EncoderMissing, match="lower case"):
        load_encoder(name=str(folder), device="cpu", engine="onnx", models_dir=tmp_path, cache_path=None)


def test_a_model_whose_weights_changed_is_prepared_again(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "tiny", depth=2)
    before = prepare_encoder(name=str(folder), models_dir=tmp_path / "models", progress=silent)
    tiny_model(folder, depth=3)
    with pytest.raises(EncoderMissing, match="onevoice encoder prepare"):
        load_encoder(name=str(folder), device="cpu", engine="torch", models_dir=tmp_path, cache_path=None)
    after = prepare_encoder(name=str(folder), models_dir=tmp_path / "models", progress=silent)
    assert after.revision != before.revision
    assert Manifest.read(folder).revision == after.revision
