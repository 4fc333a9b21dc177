"""How the shipped model's folder is written: the layout that sentence-transformers and transformers read."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from hub.embedding.manifest import Manifest, file_sum, model_files, weights_digest
from hub.embedding.packed import PackedModel
from hub.embedding.vectors import TONE_LAYERS, Matrix
from hub.embedding.vocabulary import build_tokenizer, kept_pieces

NAME = "e5-small-zh-en"
RECIPE = 1
"""Counted up whenever the folder would come out differently from the same data file."""

_PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
_MAX_TOKENS = 512


def unpack(model: PackedModel, folder: Path, *, source: dict[str, str]) -> None:
    """Write the model into an empty folder: half-precision weights, tokenizer, configuration, record.

    ``source`` is what the record says of the model's origin.
    """
    kept = kept_pieces(model.vocabulary)
    weights = {name: tensor.astype(np.float16) for name, tensor in _weights(model, kept).items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)
    build_tokenizer(model.vocabulary, kept).save(str(folder / "tokenizer.json"), pretty=False)
    for path, content in _configs(model, kept=len(kept)).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    files = {path: file_sum(folder / path) for path in model_files(folder)}
    Manifest(
        name=NAME,
        prompt=_PROMPTS["query"],
        dim=model.sizes.hidden,
        layers=TONE_LAYERS,
        max_tokens=_MAX_TOKENS,
        weights=weights_digest(files),
        files=files,
        source=source,
    ).write(folder)
    for path in files:
        with (folder / path).open("rb") as file:
            os.fsync(file.fileno())


def _weights(model: PackedModel, kept: list[int]) -> dict[str, Matrix]:
    s = model.sizes
    weights = {
        "embeddings.word_embeddings.weight": model.tensor("emb.word", s.vocabulary, s.hidden)[kept],
        "embeddings.position_embeddings.weight": model.tensor("emb.pos", s.positions, s.hidden),
        "embeddings.token_type_embeddings.weight": model.tensor("emb.type", s.token_types, s.hidden),
        "embeddings.LayerNorm.weight": model.tensor("emb.ln.w", s.hidden),
        "embeddings.LayerNorm.bias": model.tensor("emb.ln.b", s.hidden),
        # The file has no pooler and mean pooling needs none, but the model class expects one.
        "pooler.dense.weight": np.zeros((s.hidden, s.hidden), dtype=np.float32),
        "pooler.dense.bias": np.zeros(s.hidden, dtype=np.float32),
    }
    parts = {
        "q": ("attention.self.query", s.hidden, s.hidden),
        "k": ("attention.self.key", s.hidden, s.hidden),
        "v": ("attention.self.value", s.hidden, s.hidden),
        "ao": ("attention.output.dense", s.hidden, s.hidden),
        "fi": ("intermediate.dense", s.feed_forward, s.hidden),
        "fo": ("output.dense", s.hidden, s.feed_forward),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(s.layers):
        stem = f"encoder.layer.{layer}."
        for short, (name, rows, columns) in parts.items():
            weights[f"{stem}{name}.weight"] = model.tensor(f"l{layer}.{short}.w", rows, columns)
            weights[f"{stem}{name}.bias"] = model.tensor(f"l{layer}.{short}.b", rows)
        for short, name in norms.items():
            weights[f"{stem}{name}.weight"] = model.tensor(f"l{layer}.{short}.w", s.hidden)
            weights[f"{stem}{name}.bias"] = model.tensor(f"l{layer}.{short}.b", s.hidden)
    return weights


def _configs(model: PackedModel, *, kept: int) -> dict[str, dict[str, Any] | list[dict[str, Any]]]:
    s = model.sizes
    tokens = {f"{role}_token": f"<{role}>" for role in ("unk", "pad", "mask")}
    tokens |= {"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>"}
    config: dict[str, Any] = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": kept,
        "hidden_size": s.hidden,
        "num_hidden_layers": s.layers,
        "num_attention_heads": s.heads,
        "intermediate_size": s.feed_forward,
        "max_position_embeddings": s.positions,
        "type_vocab_size": s.token_types,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
        "pad_token_id": model.vocabulary.padding,
        # The weights are stored in half precision; without this line they would also be calculated in it.
        "torch_dtype": "float32",
    }
    tokenizer = {
        **tokens,
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": _MAX_TOKENS,
        "clean_up_tokenization_spaces": False,
        "model_input_names": ["input_ids", "attention_mask"],
        "padding_side": "right",
        "truncation_side": "right",
    }
    steps = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        "config.json": config,
        "tokenizer_config.json": tokenizer,
        "special_tokens_map.json": tokens,
        "sentence_bert_config.json": {"max_seq_length": _MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": s.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": _PROMPTS,
            "default_prompt_name": "query",
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(steps)
        ],
    }
