"""Length-preserving folding, so that offsets in the folded text are offsets in the text."""

_WIDE_KEPT = "！，：；？（）"
_TRADITIONAL = str.maketrans(
    "兩萬億點個塊圓紅買賣開間種項顆層張機從約過餘錢瓩號時鐘頭週",
    "两万亿点个块元红买卖开间种项颗层张机从约过余钱瓩号时钟头周",
)


class _Width(dict[int, int]):
    """Full-width ASCII to ASCII (Chinese punctuation stays), lone surrogates to U+FFFD, filled on demand."""

    def __missing__(self, code: int) -> int:
        folded = code
        if 0xFF01 <= code <= 0xFF5E and chr(code) not in _WIDE_KEPT:
            folded = code - 0xFEE0
        elif 0xD800 <= code <= 0xDFFF:
            folded = 0xFFFD
        self[code] = folded
        return folded


class _Lower(dict[int, int]):
    """Lower case where that is one code point."""

    def __missing__(self, code: int) -> int:
        lowered = chr(code).lower()
        folded = ord(lowered) if len(lowered) == 1 else code
        self[code] = folded
        return folded


_SPECIAL = {0xFFE5: 0xA5, 0x3000: 0x20, 0xA0: 0x20, 0x202F: 0x20, 0x2009: 0x20, 0x2212: 0x2D, 0x2011: 0x2D}
_WIDTH = _Width({**{int(k): int(v) for k, v in _TRADITIONAL.items()}, **_SPECIAL})
_LOWER = _Lower()


def fold_width(text: str) -> str:
    """Return ``text`` with full-width letters, digits and signs, special spaces and some traditional
    characters made plain; same length, case kept."""
    return text if text.isascii() else text.translate(_WIDTH)


def fold_case(text: str) -> str:
    """Return ``text`` in lower case, same length."""
    return text.lower() if text.isascii() else text.translate(_LOWER)
