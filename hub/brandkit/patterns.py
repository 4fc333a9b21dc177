"""What keeps a brand's own patterns harmless: their length, and what repeating unfolds them to.

Compiling ``(?:(?:a{1000}){1000}){1000}`` takes all memory there is; the size is therefore worked out before compiling.
"""

import re

MAX_LENGTH = 1_000
MAX_UNFOLDED = 100_000
_REPEAT = re.compile(r"\{(\d+)(?:,\d*)?\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def unfolded_size(pattern: str) -> int:
    """Return about how many single matches a pattern holds once each ``{n}`` is written out n times."""
    sums = [0]
    last = 0
    index = 0
    while index < len(pattern):
        character = pattern[index]
        repeat = _REPEAT.match(pattern, index) if character == "{" else None
        if repeat:
            times = max(int(repeat[1]), 1)
            sums[-1] += last * (times - 1)
            last *= times
            index = repeat.end()
            continue
        if character == "(":
            sums.append(0)
            index += 1
            continue
        last = max(sums.pop(), 1) if character == ")" and len(sums) > 1 else 1
        sums[-1] += last
        char_class = _CLASS.match(pattern, index) if character == "[" else None
        index = char_class.end() if char_class else index + (2 if character == "\\" else 1)
    return sum(sums)


def too_large(pattern: str) -> str | None:
    """Return what is wrong with the size of a pattern, in words, or None."""
    if len(pattern) > MAX_LENGTH:
        return f"a pattern of {len(pattern):,} characters"
    if unfolded_size(pattern) > MAX_UNFOLDED:
        return f"the pattern {pattern[:60]!r}, whose repeats unfold to more than {MAX_UNFOLDED:,} characters"
    return None
