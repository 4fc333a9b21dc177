"""Texts made safe for a tokenizer, and how much of one a vocabulary can read."""

from tokenizers import Tokenizer

LONGEST = 20_000
"""Characters of one text that an encoder looks at: more than 512 tokens hold, and a bound on the tokenizer's
work."""


def readable(text: str) -> str:
    """Return what an encoder reads of a text: its first ``LONGEST`` characters, a lone surrogate as
    U+FFFD."""
    return without_surrogates(text[:LONGEST])


def without_surrogates(text: str) -> str:
    """Return the text with surrogates joined where they are a pair and replaced by U+FFFD where they stand
    alone."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def unknown_share(tokenizer: Tokenizer, text: str, *, unknown: int | None) -> float:
    """Return the share of visible characters that fall into unknown tokens, 0 to 1; 0 for an empty text.

    Characters are counted, not tokens: a run of foreign letters is one single unknown token however long it
    is. ``tokenizer`` must neither truncate nor pad.
    """
    text = without_surrogates(text)
    visible = sum(not character.isspace() for character in text)
    if unknown is None or not visible:
        return 0.0
    coded = tokenizer.encode(text, add_special_tokens=False)
    places = zip(coded.ids, coded.offsets, strict=True)
    lost: set[int] = set()
    for token, (start, end) in places:
        if token == unknown:
            lost.update(range(start, end))
    return sum(not text[place].isspace() for place in lost) / visible
