"""The shipped tokenizer: which pieces of the full vocabulary are kept, and how text becomes pieces."""

import unicodedata
from collections.abc import Iterable, Sequence

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from hub.embedding.packed import Vocabulary

_WORD_MARK = "\u2581"
_FULL_WIDTH_TILDE = "\uff5e"
_STAND_IN = "\ue0fe"
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_MASK = "<mask>"

_KEPT_BLOCKS = (
    (0x0000, 0x00FF),  # Latin with its punctuation
    (0x2000, 0x30FF),  # punctuation, symbols, CJK radicals, CJK punctuation, kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # Han, compatibility
    (0xFE30, 0xFE4F),  # vertical forms
    (0xFF00, 0xFF65),  # full-width forms
    (0x1F000, 0x3FFFF),  # pictographs, emoji, rare Han
)


def kept_pieces(vocabulary: Vocabulary) -> list[int]:
    """Return the ids of all pieces that Chinese or English text can use, special ones included, in ascending
    order.

    The piece with the lowest score stays even if it is foreign: the tokenizer derives the price of an unknown
    character from the lowest score, and another price would split known text differently.
    """
    kept = {
        i
        for i, piece in enumerate(vocabulary.pieces)
        if piece in _SPECIAL or piece == _MASK or _is_kept(piece)
    }
    lowest = float(vocabulary.scores.min())
    if not any(float(vocabulary.scores[i]) == lowest for i in kept):
        kept.add(int(vocabulary.scores.argmin()))
    return sorted(kept)


def build_tokenizer(vocabulary: Vocabulary, kept: Sequence[int]) -> Tokenizer:
    """Return a tokenizer over the ``kept`` pieces, whose new ids are their positions in ``kept``."""
    pieces = [(vocabulary.pieces[i], float(vocabulary.scores[i])) for i in kept]
    place = {old: new for new, old in enumerate(kept)}
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=place[vocabulary.unknown], byte_fallback=False))
    tokenizer.normalizer = _normaliser(vocabulary)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement=_WORD_MARK, prepend_scheme="always", split=True
    )
    tokenizer.decoder = decoders.Metaspace(replacement=_WORD_MARK, prepend_scheme="always", split=True)
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, place[vocabulary.begin]), (end, place[vocabulary.end])],
    )
    tokenizer.add_special_tokens([AddedToken(piece, normalized=False, special=True) for piece in _SPECIAL])
    tokenizer.add_special_tokens([AddedToken(_MASK, lstrip=True, normalized=False, special=True)])
    return tokenizer


def _is_kept(piece: str) -> bool:
    return all(any(low <= ord(character) <= high for low, high in _KEPT_BLOCKS) for character in piece)


def _normaliser(vocabulary: Vocabulary) -> normalizers.Normalizer:
    dropped = [source for source, target in vocabulary.replacements.items() if not target]
    spaces = [
        source
        for source, target in vocabulary.replacements.items()
        if target == (0x20,) and unicodedata.normalize("NFKC", chr(source)) != " "
    ]
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(_any_of(dropped)), ""),
            normalizers.Replace(Regex(_any_of(spaces)), " "),
            # The model was trained with this one sign untouched, and NFKC would turn it into an ASCII tilde.
            normalizers.Replace(_FULL_WIDTH_TILDE, _STAND_IN),
            normalizers.NFKC(),
            normalizers.Replace(_STAND_IN, _FULL_WIDTH_TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(left=False, right=True),
        ]
    )


def _any_of(code_points: Iterable[int]) -> str:
    return "[" + "".join(f"\\x{{{point:x}}}" for point in sorted(code_points)) + "]"
