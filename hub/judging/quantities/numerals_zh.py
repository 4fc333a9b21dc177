"""Chinese numerals: 两千九百九十九, 五千, 三万五, 二〇二六, 半, 两三."""

from fractions import Fraction

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST = 24

START = "一二两三四五六七八九十零〇"
INNER = "零〇一二两三四五六七八九十百千万亿"
MULTIPLIERS = {
    "十": 10,
    "百": 100,
    "千": 1000,
    **_LARGE,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}


def parse_numeral(text: str) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and highest value ``text`` stands for (equal but for 两三 and its like), None if it
    is no well-formed numeral or longer than 24 characters."""
    if not text or len(text) > _LONGEST:
        return None
    if text == "半":
        return Fraction(1, 2), Fraction(1, 2)
    whole, point, decimals = text.partition("点")
    if point:
        value, tail = parse_whole(whole), _positional(decimals)
        if value is None or tail is None:
            return None
        exact = value + Fraction(tail, 10 ** len(decimals))
        return exact, exact
    if len(whole) == 2 and all(c in _DIGITS for c in whole) and 0 < _DIGITS[whole[0]] < _DIGITS[whole[1]]:
        return Fraction(_DIGITS[whole[0]]), Fraction(_DIGITS[whole[1]])
    value = parse_whole(whole)
    return None if value is None else (Fraction(value), Fraction(value))


def parse_whole(text: str) -> int | None:
    """Return the whole number ``text`` stands for, by place (二〇二六) or by multiplier (两千零二十六)."""
    if all(c in _DIGITS for c in text):
        return _positional(text)
    total = section = digit = 0
    last = 0
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            last = last if digit else 0
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit, last = 0, _SMALL[char]
        elif char in _LARGE:
            section += digit
            total = (
                (total + section) * _LARGE[char] if total < _LARGE[char] else total + section * _LARGE[char]
            )
            section = digit = 0
            last = _LARGE[char]
        else:
            return None
    # 三万五 is 35000 and 一百五 is 150, but 一百零五 is 105.
    spoken_short = digit * last // 10 if last > 10 else digit
    return total + section + spoken_short


def _positional(text: str) -> int | None:
    if not text or any(c not in _DIGITS for c in text):
        return None
    return int("".join(str(_DIGITS[c]) for c in text))
