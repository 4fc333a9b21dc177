"""Set-up only: a model folder gets an ONNX file, whose outputs are the final vector and the pooled middle
layers."""

import importlib.util
import uuid
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hub.embedding.encoder import TorchEncoder, described, load_model, pooled, pooled_layers
from hub.embedding.manifest import ONNX_FILE, Manifest
from hub.embedding.onnx import OnnxEncoder

AGREEMENT = 1e-5
"""Largest difference of one component between the exported file and torch; measured are 2e-7."""

_OPSET = 17
_PROBES = (
    "Good bread needs time, and so do we.",
    "慢一点，味道才来得及长大。",
    "App 更新后，Wi-Fi 更稳了 —— try it tonight!",
    "一",
    "We answer every letter within two working days, whoever wrote it and whatever it is about. " * 40,
)


def export_onnx(folder: Path, progress: Callable[[str], None]) -> Manifest:
    """Export the model in ``folder`` and return its record, written there as well.

    Works for transformer models whose whole tokenizer is in ``tokenizer.json``. Where it does not, nothing is
    left behind but the record, and its ``why_no_onnx`` says in one sentence why torch has to be used.
    """
    model = load_model(str(folder), device="cpu", precision="float32")
    manifest = described(folder, model)
    why_not = _obstacle(model, folder)
    target = folder / ONNX_FILE
    partial = target.with_name(f".{uuid.uuid4().hex}.partial")
    if not why_not:
        progress("Exporting the encoder to ONNX")
        try:
            target.parent.mkdir(exist_ok=True)
            for leftover in target.parent.glob(".*.partial"):
                leftover.unlink()
            _trace(model, partial)
            progress("Comparing the exported encoder with torch")
            why_not = _disagreement(folder, manifest, partial)
            if not why_not:
                partial.replace(target)
        except Exception as error:  # the exporter gives up in many ways, and none of them stops the hub
            first = (str(error).strip().splitlines() or [""])[0]
            why_not = f"The export failed ({type(error).__name__}: {first[:200]})."
        finally:
            partial.unlink(missing_ok=True)
    manifest = manifest.with_files(folder, [] if why_not else [ONNX_FILE], why_no_onnx=why_not)
    manifest.write(folder)
    return manifest


def _obstacle(model: Any, folder: Path) -> str:
    if importlib.util.find_spec("onnx") is None:
        return "The package onnx, which the export needs, is not installed: run `pip install onnx`."
    if not (folder / "tokenizer.json").is_file():
        return "The model has no tokenizer.json, which the ONNX engine reads."
    if getattr(model[0], "do_lower_case", False):
        return (
            "The model wants its texts in lower case before the tokenizer, which the ONNX engine does not do."
        )
    if any(getattr(module, "include_prompt", True) is False for module in model):
        return "The model leaves its prompt out of the pooling, which the ONNX engine does not do."
    if getattr(model.tokenizer, "padding_side", "right") != "right":
        return "The model pads on the left, which the ONNX engine does not do."
    return ""


def _trace(model: Any, target: Path) -> None:
    import torch

    takes_types = "token_type_ids" in model.tokenizer.model_input_names
    has_layers = bool(pooled_layers(model))

    class Pooled(torch.nn.Module):
        """The whole way from token ids to vectors."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            if takes_types:
                features["token_type_ids"] = torch.zeros_like(input_ids)
            final, layers = pooled(self.model, features)
            return (final, layers) if has_layers else final

    whole = Pooled().eval()
    if any(module.training for module in whole.modules()):
        raise AssertionError("a part of the model is still in training mode, its dropout would be exported")
    model[0].auto_model.set_attn_implementation("eager")
    ids = torch.ones((2, 7), dtype=torch.int64)
    mask = torch.ones((2, 7), dtype=torch.int64)
    mask[1, 5:] = 0
    names = ["final", "layers"] if has_layers else ["final"]
    inputs = {name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask")}
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            whole,
            (ids, mask),
            str(target),
            dynamo=False,
            opset_version=_OPSET,
            input_names=list(inputs),
            output_names=names,
            dynamic_axes={**inputs, **{name: {0: "batch"} for name in names}},
            do_constant_folding=True,
        )


def _disagreement(folder: Path, manifest: Manifest, exported: Path) -> str:
    ours = OnnxEncoder(folder, None, manifest=manifest, model_file=exported).encode(_PROBES)
    theirs = TorchEncoder(folder, "cpu").encode(_PROBES)
    worst = float(np.abs(ours.final - theirs.final).max())
    if ours.layers is not None and theirs.layers is not None:
        worst = max(worst, float(np.abs(ours.layers - theirs.layers).max()))
    if worst <= AGREEMENT:
        return ""
    return f"The exported model differs from torch by {worst:.1e}, more than {AGREEMENT:.0e}."
