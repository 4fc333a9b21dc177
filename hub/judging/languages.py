"""Which language a piece of text is in: shares of scripts, and a few dozen common words where the script is Latin."""

# ruff: noqa: SIM905 - word lists are read and mended as text

import re

from hub.judging.symbols import HAN, LINK
from hub.judging.text import Language

_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][A-Za-z\u00c0-\u024f]+)*")
_OTHER = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0700-\u1cff\u1f00-\u1fff"
    "\u3041-\u30fa\u30fd-\u312f\u3131-\u318e\u31f0-\u31ff\ua000-\uabff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uffdc]"
)
_MARKED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")

_ENGLISH = frozenset(
    "the a an of and to in is are was were be been it its this that these those you your we our us they their he she "
    "his her i my me for with on at by from as or not no but if so what which who when where how why all any can will "
    "would should could have has had do does did more most than then there here out up about into over new just get "
    "make every one your's it's don't don’t it’s we're you're that's let's now only very also".split()
)
# Common words of other languages in Latin script that are not English words too.
_FOREIGN = frozenset(
    # French, Spanish, Portuguese, Italian
    "le les des du une est dans pour que qui sur avec pas vous nous votre notre mais sont cette aux plus très être tout la ce ces elle ils leur fait reste chaque jamais toute tous sans je tu "
    "el los las una por para con del más como pero su nuestro nuestra está son esta este sin muy "
    "os uma não você nossa nosso são também ao mais seu sua um dos "
    "il gli di che non è della delle sono anche più nostro nostra alla nel una con "
    # German, Dutch, Swedish
    "der das und ist nicht mit ein eine einen einer für auf den dem von zu wir sie ihr ich auch werden mehr unsere unser diese dieser dieses oder aber nur wird kann haben "
    "het een van niet voor zijn wij je ook maar naar onze "
    "och att det som för är inte vi av ett till har "
    # Polish, Turkish, Indonesian, Vietnamese without marks
    "nie się jest na że dla oraz jak bir ve bu için ile çok olarak dan yang untuk dengan ini itu tidak kami anda "
    "của và là không có cho với một những các được người này khi tôi chúng".split()
)
# Words with marks that English has taken in.
_NATURALISED = frozenset(
    "café cafés naïve résumé résumés cliché clichés façade crème brûlée décor déjà fiancé fiancée jalapeño piñata "
    "soufflé purée sauté entrée über touché risqué".split()
)


def language_of_text(text: str) -> Language:
    """Return ``zh``, ``en``, ``mixed`` (both, neither minor), ``other``, or ``none`` (no words in any script).

    Links, addresses and hashtag marks are no evidence. One Latin word weighs as much as two Chinese characters,
    so that a Chinese sentence with product names stays Chinese.
    """
    han, words, other, foreign = _evidence(text)
    return _decide(han, words, other, foreign=foreign)


def _evidence(text: str) -> tuple[int, int, int, bool]:
    text = LINK.sub(" ", text) if ("@" in text or "/" in text or "www" in text) else text
    han = len(_HAN.findall(text))
    kana = len(_KANA.findall(text))
    other = len(_OTHER.findall(text))
    # One kana as an ornament (花の茶) leaves a Chinese name Chinese; Japanese prose has far more of them.
    if kana and (kana >= 2 or not han) and kana >= 0.1 * (han + kana):
        return 0, 0, han + other, False
    words = _LATIN_WORD.findall(text)
    return han, len(words), other - min(kana, 1), bool(words) and _foreign(words)


def _decide(han: int, words: int, other: int, *, foreign: bool) -> Language:
    if not han and not words and other <= 0:
        return "none"
    if other > 0 and other >= 0.4 * (han + 4 * words + other):
        return "other"
    if not han:
        return "other" if foreign else "en"
    if han >= 2 * words:
        return "zh"
    if foreign and han < words:
        return "other"
    return "en" if words >= 8 and han * 8 <= words else "mixed"


def _foreign(words: list[str]) -> bool:
    """Tell whether Latin words are clearly not English: enough common words of another language, or its marks."""
    lowered = [word.lower() for word in words]
    english = sum(word in _ENGLISH for word in lowered)
    foreign = sum(word in _FOREIGN for word in lowered)
    marked = sum(_MARKED.search(word) is not None and word not in _NATURALISED for word in lowered)
    if not english and len(words) >= 2 and foreign + marked:
        return True
    if foreign > english and (foreign >= 2 or marked):
        return True
    return marked >= 2 and marked * 4 >= len(words) and marked > english
