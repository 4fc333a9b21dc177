"""How many messages a text message is sent as, and where one ends and the next begins.

3GPP TS 23.038: one message holds 140 bytes, which are 160 characters of the GSM 7-bit alphabet or 70 UTF-16 code units.
A longer text gives 6 bytes of each message to the header that joins them: 153 or 67 are left. A character outside the
alphabet turns the whole text into UTF-16; some of the alphabet's characters take two places.
"""

from dataclasses import dataclass
from typing import Final, Literal

import regex  # type: ignore[import-untyped, unused-ignore]

_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE: Final = frozenset("\f^{}\\[~]|€")
_SIZES: Final = {"gsm7": (160, 153), "ucs2": (70, 67)}
_CHARACTER: Final = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Messages:
    """A text as it is sent. ``units`` is what it takes in its alphabet, ``single`` what one message holds."""

    alphabet: Literal["gsm7", "ucs2"]
    units: int
    single: int
    texts: tuple[str, ...]


def split_messages(text: str) -> Messages:
    """Return the messages that a text is sent as; no message for an empty text.

    A phone joins the messages again. They are cut between whole characters where a character fits into one."""
    alphabet: Literal["gsm7", "ucs2"] = (
        "gsm7" if all(character in _GSM or character in _GSM_TWICE for character in text) else "ucs2"
    )
    single, joined = _SIZES[alphabet]
    units = _units(text, alphabet)
    if units <= single:
        return Messages(alphabet, units, single, (text,) if text else ())
    texts = [""]
    taken = 0
    for character in _pieces(text, joined, alphabet):
        size = _units(character, alphabet)
        if taken + size > joined:
            texts.append("")
            taken = 0
        texts[-1] += character
        taken += size
    return Messages(alphabet, units, single, tuple(texts))


def _pieces(text: str, most: int, alphabet: str) -> list[str]:
    pieces: list[str] = []
    for found in _CHARACTER.finditer(text):
        pieces += [found[0]] if _units(found[0], alphabet) <= most else list(found[0])
    return pieces


def _units(text: str, alphabet: str) -> int:
    if alphabet == "ucs2":
        return sum(2 if ord(character) > 0xFFFF else 1 for character in text)
    return sum(2 if character in _GSM_TWICE else 1 for character in text)
