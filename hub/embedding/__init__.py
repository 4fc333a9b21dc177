"""Texts in, vectors out: the shipped model, its engines, and a cache in front of them.

`prepare_encoder` is run once at set-up, `load_encoder` in every process. Importing this package imports no
torch.
"""

from hub.embedding.cache import CachedEncoder
from hub.embedding.choose import BUNDLED, Prepared, load_encoder, model_folder, prepare_encoder
from hub.embedding.vectors import Encoder, Vectors

__all__ = [
    "BUNDLED",
    "CachedEncoder",
    "Encoder",
    "Prepared",
    "Vectors",
    "load_encoder",
    "model_folder",
    "prepare_encoder",
]
