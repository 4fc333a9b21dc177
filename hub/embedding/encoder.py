"""The reference encoder: any sentence-transformers model through torch, on the CPU or on CUDA."""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hub.embedding.choices import DEVICES, PRECISIONS, check_choices
from hub.embedding.manifest import TO_REPAIR, Manifest, file_sum, model_files, weights_digest
from hub.embedding.texts import readable, unknown_share
from hub.embedding.vectors import TONE_LAYERS, Matrix, Vectors, no_vectors
from hub.errors import EncoderMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
_LAYERS_NEEDED = 10


class TorchEncoder:
    """A model folder, or the name of a model that can be had, run by sentence-transformers.

    ``device`` is ``auto`` (CUDA where there is one), ``cpu`` or ``cuda``; ``precision`` is what it calculates
    in. ``engine`` is then ``torch`` or ``torch-cuda``. The middle layers are None where the model has fewer
    than ten. Results may differ by up to 2e-7 with the other texts of a call. Raises EncoderMissing if the
    model can't be loaded, InvalidInput for an unknown device or precision.
    """

    def __init__(
        self, model_name_or_folder: str | Path, device: str = "auto", precision: str = "float32"
    ) -> None:
        check_choices({"device": (device, DEVICES), "precision": (precision, PRECISIONS)})
        self.precision = precision
        self._model = load_model(str(model_name_or_folder), device=device, precision=precision)
        self.engine = "torch-cuda" if self._model.device.type == "cuda" else "torch"
        folder = Path(model_name_or_folder)
        manifest = described(folder, self._model) if folder.is_dir() else None
        self.prompt = manifest.prompt if manifest else query_prompt(self._model)
        self.revision = manifest.revision if manifest else f"{model_name_or_folder}@{_commit(self._model)}"
        self.n_layers = len(pooled_layers(self._model))
        self.dim = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, in order; texts beyond the model's length are cut."""
        if not texts:
            return no_vectors(dim=self.dim, n_layers=self.n_layers)
        ready = [self.prompt + readable(text) for text in texts]
        order = sorted(range(len(ready)), key=lambda i: len(ready[i]))
        final = np.empty((len(ready), self.dim), dtype=np.float32)
        layers = np.empty((len(ready), self.n_layers, self.dim), dtype=np.float32) if self.n_layers else None
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            some_final, some_layers = self._forward([ready[i] for i in rows])
            final[rows] = some_final
            if layers is not None and some_layers is not None:
                layers[rows] = some_layers
        return Vectors(final, layers)

    def unknown_share(self, text: str) -> float:
        """Return the share of visible characters that the vocabulary does not know, 0 to 1."""
        slow = self._model.tokenizer
        fast = getattr(slow, "backend_tokenizer", None)
        if fast is None:
            return 0.0
        plain = type(fast).from_str(fast.to_str())
        plain.no_truncation()
        plain.no_padding()
        return unknown_share(plain, text, unknown=getattr(slow, "unk_token_id", None))

    def _forward(self, texts: list[str]) -> tuple[Matrix, Matrix | None]:
        import torch

        with torch.inference_mode():
            features = self._model.preprocess(texts)
            on_device = {
                name: value.to(self._model.device) if isinstance(value, torch.Tensor) else value
                for name, value in features.items()
            }
            final, layers = pooled(self._model, on_device)
            return final.float().cpu().numpy(), None if layers is None else layers.float().cpu().numpy()


def load_model(name: str, *, device: str, precision: str) -> "SentenceTransformer":
    """Return the model in evaluation mode; a folder is never looked up on the network."""
    _be_quiet()
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderMissing(
            f"The torch engine is not installed ({error}): run `pip install onevoice`."
        ) from error
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise EncoderMissing(
            "The encoder is set to CUDA, but torch finds no CUDA device: set its device to `cpu`."
        )
    try:
        model = SentenceTransformer(
            name,
            device=device,
            local_files_only=Path(name).is_dir(),
            model_kwargs={"dtype": getattr(torch, precision)},
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise EncoderMissing(f"The encoder {name} can't be loaded ({first}): {TO_REPAIR}.") from error
    model.eval()
    _config(model).output_hidden_states = bool(pooled_layers(model))
    return model


def pooled(model: "SentenceTransformer", features: dict[str, Any]) -> tuple[Any, Any]:
    """Return the sentence vectors, (n, dim), and the means of the middle layers, (n, k, dim) or None, all
    normalised.

    ``features`` are the tokenizer's tensors on the model's device. Written with tensor operations only, so
    that it can be exported.
    """
    import torch

    transformer, *rest = model
    answer = transformer(dict(features))
    # Engines add up one row in another order than several. A row that is thrown away again makes it always
    # several.
    tokens = _one_more(answer["token_embeddings"])
    mask = _one_more(answer["attention_mask"])
    sentence: dict[str, Any] = {**answer, "token_embeddings": tokens, "attention_mask": mask}
    for module in rest:
        sentence = module(sentence)
    final = torch.nn.functional.normalize(sentence["sentence_embedding"], p=2.0, dim=-1)[:-1]
    numbers = pooled_layers(model)
    if not numbers:
        return final, None
    weights = mask.unsqueeze(-1).to(final.dtype)
    count = weights.sum(dim=1).clamp(min=1.0)
    hidden = [_one_more(answer["all_layer_embeddings"][number]) for number in numbers]
    means = [(states * weights).sum(dim=1) / count for states in hidden]
    return final, torch.stack([torch.nn.functional.normalize(mean, p=2.0, dim=-1) for mean in means], dim=1)[
        :-1
    ]


def _one_more(rows: Any) -> Any:
    import torch

    return torch.cat([rows, rows[:1]], dim=0)


def pooled_layers(model: "SentenceTransformer") -> tuple[int, ...]:
    """Return which hidden layers are pooled: none where the model is shallow or its vectors have another
    width."""
    config = _config(model)
    deep = getattr(config, "num_hidden_layers", 0) >= _LAYERS_NEEDED
    same_width = getattr(config, "hidden_size", 0) == model.get_embedding_dimension()
    return TONE_LAYERS if deep and same_width else ()


def query_prompt(model: "SentenceTransformer") -> str:
    """Return what the model wants before a text: its prompt ``query``, else its default prompt, else
    nothing."""
    prompts = model.prompts or {}
    return str(prompts.get("query") or prompts.get(model.default_prompt_name or "") or "")


def described(folder: Path, model: "SentenceTransformer") -> Manifest:
    """Return the folder's record, or a new one where the folder was never prepared."""
    try:
        return Manifest.read(folder)
    except EncoderMissing:
        files = {path: file_sum(folder / path) for path in model_files(folder)}
        return Manifest(
            name=folder.resolve().name,
            prompt=query_prompt(model),
            dim=int(model.get_embedding_dimension() or 0),
            layers=pooled_layers(model),
            max_tokens=int(model.max_seq_length or 512),
            weights=weights_digest(files),
            files=files,
        )


def _config(model: "SentenceTransformer") -> Any:
    return getattr(getattr(model[0], "auto_model", None), "config", None)


def _commit(model: "SentenceTransformer") -> str:
    return str(getattr(_config(model), "_commit_hash", None) or "unknown")[:12]


def _be_quiet() -> None:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
