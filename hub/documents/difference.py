"""What changed between two texts, in whole words: English ones by their letters, Chinese ones as they are cut."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal

import regex  # type: ignore[import-untyped]
from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]

Kind = Literal["same", "added", "removed"]
Piece = tuple[Kind, str]

TIMEOUT_S: Final = 1.0
# Up to here words are compared all at once; a longer text is compared line by line first.
_WORDS_AT_ONCE: Final = 4_000
_TOKEN: Final = regex.compile(
    r"(?P<han>\p{Han}+)"
    r"|(?:(?!\p{Han})[\p{L}\p{M}\p{N}])+(?:['’.,\-](?:(?!\p{Han})[\p{L}\p{N}])+)*"
    r"|\n|[^\S\n]+|\X"
)
_LINE: Final = regex.compile(r"[^\n]*\n|[^\n]+")
# A word stands for the time of the comparison as one character, none of them a surrogate.
_FIRST: Final = 0x100
_SURROGATES: Final = 0xD800
_AFTER: Final = 0xE000
_MOST: Final = 0x10FFFF - (_AFTER - _SURROGATES) - _FIRST


def difference(
    old: str, new: str, *, cut: Callable[[str], Iterable[str]] | None = None, timeout_s: float = TIMEOUT_S
) -> list[Piece]:
    """Return the pieces that make ``new`` from ``old``, none empty, no two of one kind beside each other.

    What is ``same`` and ``removed`` is ``old``, what is ``same`` and ``added`` is ``new``; where words were
    replaced, ``removed`` comes first. ``cut`` gives the words of a run of Chinese characters (together they are the
    run); without it each character is a word. After ``timeout_s`` what was not compared yet is shown replaced in
    whole lines.
    """
    if old == new:
        return [("same", old)] if old else []
    deadline = time.time() + timeout_s
    before, after = _tokens(old, cut), _tokens(new, cut)
    if len(before) + len(after) <= _WORDS_AT_ONCE:
        return _joined(_compare(before, after, deadline))
    return _joined(_line_by_line(old, new, cut, deadline))


def _line_by_line(
    old: str, new: str, cut: Callable[[str], Iterable[str]] | None, deadline: float
) -> Iterator[Piece]:
    waiting = ""
    for kind, text in [*_compare(_LINE.findall(old), _LINE.findall(new), deadline), ("same", "")]:
        if kind == "removed":
            waiting = text
            continue
        if kind == "added" and waiting and time.time() < deadline:
            yield from _compare(_tokens(waiting, cut), _tokens(text, cut), deadline)
        else:
            yield "removed", waiting
            yield kind, text
        waiting = ""


def _compare(before: Sequence[str], after: Sequence[str], deadline: float) -> Iterator[Piece]:
    """Compare two lists of tokens; ``removed`` always comes right before the ``added`` that replaces it."""
    numbers = {token: number for number, token in enumerate(dict.fromkeys((*before, *after)))}
    if len(numbers) > _MOST:
        yield from (("removed", "".join(before)), ("added", "".join(after)))
        return
    tokens = list(numbers)
    engine = diff_match_patch()
    pieces = engine.diff_main(_encode(before, numbers), _encode(after, numbers), False, deadline)  # noqa: FBT003
    engine.diff_cleanupSemantic(pieces)
    for operation, coded in pieces:
        kind: Kind = "added" if operation > 0 else "removed" if operation < 0 else "same"
        yield kind, "".join(tokens[_number(character)] for character in coded)


def _encode(words: Sequence[str], numbers: dict[str, int]) -> str:
    return "".join(_character(numbers[word]) for word in words)


def _character(number: int) -> str:
    code = number + _FIRST
    return chr(code if code < _SURROGATES else code + _AFTER - _SURROGATES)


def _number(character: str) -> int:
    code = ord(character)
    return (code if code < _SURROGATES else code - (_AFTER - _SURROGATES)) - _FIRST


def _tokens(text: str, cut: Callable[[str], Iterable[str]] | None) -> list[str]:
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        if match["han"]:
            found += cut(match["han"]) if cut else match["han"]
        else:
            found.append(match[0])
    return found


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for kind, text in pieces:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        elif text:
            joined.append((kind, text))
    return joined
