"""Amounts of money: which currency stands before or after a number."""

import re

_BEFORE = {
    "¥": "CNY", "rmb": "CNY", "cny": "CNY", "人民币": "CNY", "us$": "USD", "usd": "USD", "$": "USD",
    "hk$": "HKD", "hkd": "HKD", "nt$": "TWD", "a$": "AUD", "c$": "CAD", "s$": "SGD", "€": "EUR", "eur": "EUR",
    "£": "GBP", "gbp": "GBP", "jpy": "JPY", "港币": "HKD", "美金": "USD",
}  # fmt: skip
_AFTER = {
    "元人民币": "CNY", "人民币": "CNY", "块钱": "CNY", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "元": "CNY",
    "块": "CNY", "美元": "USD", "美金": "USD", "us dollars": "USD", "us dollar": "USD", "dollars": "USD",
    "dollar": "USD", "bucks": "USD", "usd": "USD", "欧元": "EUR", "euros": "EUR", "euro": "EUR", "eur": "EUR",
    "€": "EUR", "英镑": "GBP", "gbp": "GBP", "pounds sterling": "GBP",
    "港元": "HKD", "港币": "HKD", "hkd": "HKD",
    "日元": "JPY", "jpy": "JPY", "yen": "JPY",
}  # fmt: skip


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_PREFIX = re.compile(rf"(?<![A-Za-z])(?:{_alternatives(_BEFORE)}) ?$", re.IGNORECASE)
# 元 opens many words (元素, 元旦), and 块 counts pieces (两块电池) unless the amount ends there.
_SUFFIX = re.compile(
    rf"[ -]?(?P<word>{_alternatives(_AFTER)})"
    r"(?<!元(?=[素宇旦件首帅老气]))(?<!块(?=[^\s起的就多左以到至和或、，。；！？,.;!?)）]))(?![A-Za-z])",
    re.IGNORECASE,
)
_LONGEST_PREFIX = 5


def currency_before(text: str, start: int) -> tuple[int, str] | None:
    """Return where the currency sign before code point ``start`` begins, and its ISO 4217 code."""
    found = _PREFIX.search(text[max(0, start - _LONGEST_PREFIX) : start])
    if found is None:
        return None
    sign = found.group().strip()
    return start - len(found.group()), _BEFORE[sign.lower()]


def currency_after(text: str, end: int) -> tuple[int, str] | None:
    """Return where the currency word after code point ``end`` stops, and its ISO 4217 code."""
    found = _SUFFIX.match(text, end)
    return (found.end(), _AFTER[found["word"].lower()]) if found else None
