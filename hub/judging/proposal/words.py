"""Words and short phrases of the texts, and what is ordinary about them."""

# ruff: noqa: SIM905 - word lists are read and mended as text

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from hub.judging.ground_vectors import GROUND_DIR, read_ground_texts
from hub.judging.pipelines import cut_words, is_dictionary_word
from hub.judging.proposal.material import Line
from hub.judging.symbols import HAN

_RUN = re.compile(
    rf"[{HAN}]+|[A-Za-z][A-Za-z0-9\u00c0-\u024f]*(?:['’\-][A-Za-z0-9\u00c0-\u024f]+)*|[^\w\s]|\d[\d.,]*"
)
_HAN_WORD = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[A-Za-z]")

STOP_EN = frozenset(
    "a an the and or but nor so yet if then than that this these those there here it its it's he she they them their "
    "his her him you your yours we our ours us i me my mine one ones who whom whose which what when where why how all "
    "any both each every few more most much many other another some such no not only own same too very just also even "
    "still again ever never always often is am are was were be been being do does did done doing have has had having "
    "can could will would shall should may might must let lets let's get gets got make makes made take takes took give "
    "gives gave go goes went gone come comes came keep keeps kept put puts say says said see sees saw seen know knows "
    "think want wants need needs use uses used using find finds found look looks try tries start starts feel feels "
    "of in on at by to for from with without within into onto over under out up down off about above below between "
    "through during before after since until while as because though although whether per via around across along "
    "don't doesn't isn't aren't won't can't we're we've you're you've it’s we’re you’re that's there's i'm they're "
    "first second last next new old good better best well right long little big small way ways thing things lot lots "
    "time times day days year years week weeks month months people person today now soon back away instead really "
    "two three four five six seven eight nine ten once twice half whole enough like less least against among toward "
    "towards something anything nothing everything someone anyone everyone nobody yes ok okay please thanks thank "
    "hundred thousand million percent minutes minute hours hour seconds second".split()
)
STOP_ZH = frozenset(
    "的 了 和 是 在 有 也 就 都 而 及 与 或 我们 你们 他们 她们 它们 自己 大家 一个 一种 一样 一些 一下 一起 一直 一次 一天 一年 没有 不是 "
    "可以 可能 能够 应该 需要 已经 正在 还是 就是 只是 但是 因为 所以 如果 虽然 而且 并且 或者 然后 之后 之前 以后 以前 时候 现在 今天 明天 "
    "昨天 今年 去年 这个 那个 这些 那些 这里 那里 这样 那样 这么 那么 什么 怎么 怎样 多少 几个 哪里 哪些 为什么 非常 特别 比较 更加 最 很 "
    "真的 其实 当然 通过 对于 关于 由于 为了 随着 根据 按照 进行 使用 利用 成为 作为 表示 认为 觉得 知道 看到 看见 听到 想要 希望 喜欢 开始 "
    "结束 继续 出来 起来 下来 下去 上去 过来 过去 回来 回去 进来 里面 外面 上面 下面 旁边 中间 东西 事情 问题 方面 部分 情况 地方 时间 小时 "
    "分钟 秒钟 第一 第二 第三 第一次 每个 每天 每年 每次 每一 任何 所有 全部 许多 很多 更多 不少 不同 相同 一般 普通 重要 主要 必须 不用 不要 "
    "不会 不能 不到 不再 不必 不需 还有 只有 只要 只需 都是 都有 也是 也有 会有 才是 让 把 被 给 从 到 向 往 对 跟 比 用 以 为 于 之 其 该 "
    "此 某 各 每 再 又 还 才 便 即 却 则 若 且 并 并不 甚至 仍然 依然 依旧 终于 突然 马上 立即 立刻 慢慢 渐渐 常常 往往 总是 从来 从不 得到 "
    "变得 变成 做到 完成 来说 而言 左右 以上 以下 之一 之间 其中 其他 其它 另外 此外 同时 甚 至少 至多 大约 约 几乎 完全 全 点 些 个 位 名 "
    "件 次 种 份 款 年 月 日 天 时 分 秒 元 块 人 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 两 几 半 一点 有点 有人 没人 它 他 她 我 你 您 "
    "那 这 哪 谁 吗 呢 吧 啊 呀 啦 嘛 哦 不 没 别 很少 不仅 不只 不止 除了 只 但 可 能 会 要 想 来 去 上 下 里 中 后 前 内 外 间 边 面".split()
)


@dataclass(slots=True)
class Usage:
    """How often a phrase was said, and where. ``spellings`` counts the forms it was written in; ``opening`` how often
    it opened a sentence, where a capital says nothing."""

    count: int = 0
    opening: int = 0
    lines: list[int] = field(default_factory=list)
    texts: set[int] = field(default_factory=set)
    spellings: Counter[str] = field(default_factory=Counter)


def tokens(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield (word, start): Latin words and numbers by shape, Chinese by dictionary, a punctuation mark as itself."""
    for found in _RUN.finditer(text):
        piece = found.group()
        if language == "zh" and _HAN_WORD.fullmatch(piece):
            for word, start, _ in cut_words(piece):
                yield word, found.start() + start
        else:
            yield piece, found.start()


def is_content(word: str) -> bool:
    """Tell whether a word can carry a subject: not a stop word, a number, a mark or a single character."""
    if not any(letter.isalpha() for letter in word):
        return False
    if _HAN_WORD.fullmatch(word):
        return len(word) >= 2 and word not in STOP_ZH
    folded = word.casefold()
    return len(word) >= 3 and folded not in STOP_EN and folded.replace("’", "'") not in STOP_EN


def phrases(text: str, language: str) -> list[str]:
    """Return the content words of a sentence and the pairs of content words that stand side by side."""
    found: list[str] = []
    previous: tuple[str, int] | None = None
    for word, start in tokens(text, language):
        if not is_content(word):
            previous = None
            continue
        found.append(word)
        if previous is not None:
            gap = text[previous[1] + len(previous[0]) : start]
            if gap in ("", " "):
                found.append(previous[0] + gap + word)
        previous = (word, start)
    return found


def key_of(phrase: str) -> str:
    """Return what is equal for spellings of one phrase: no case, no spaces, no hyphens, no plural of English."""
    folded = re.sub(r"[\s\-]+", "", phrase).casefold().replace("’", "'")
    if _HAN_WORD.search(folded) or len(folded) < 5:
        return folded
    if folded.endswith("'s"):
        folded = folded[:-2]
    return folded[:-1] if folded.endswith("s") and not folded.endswith(("ss", "us", "is")) else folded


def count_phrases(lines: Sequence[Line]) -> dict[tuple[str, str], Usage]:
    """Return (language, key) -> usage over the lines, in the order of first use."""
    found: dict[tuple[str, str], Usage] = {}
    for place, line in enumerate(lines):
        for phrase in phrases(line.text, line.language):
            usage = found.setdefault((line.language, key_of(phrase)), Usage())
            usage.count += len(line.sources)
            usage.opening += line.text.startswith(phrase) * len(line.sources)
            usage.lines += [] if usage.lines[-1:] == [place] else [place]
            usage.texts |= line.texts
            usage.spellings[phrase] += len(line.sources)
    return found


def spelling_of(usage: Usage) -> str:
    """Return the commonest spelling; among equals the first of the alphabet, small letters before capitals."""
    return min(usage.spellings, key=lambda word: (-usage.spellings[word], word.swapcase()))


@cache
def ordinary_words() -> Mapping[str, frozenset[str]]:
    """Return per language the keys of all words in the shipped ground: talk that is nobody's own."""
    made: dict[str, frozenset[str]] = {}
    for language, texts in read_ground_texts(GROUND_DIR).items():
        words = {
            key_of(word)
            for text in (*texts.background, *texts.contrast)
            for word, _ in tokens(text, language)
            if word.strip()
        }
        made[language] = frozenset(words)
    return made


def is_ordinary(phrase: str, language: str) -> bool:
    """Tell whether ordinary text uses the phrase too."""
    return key_of(phrase) in ordinary_words()[language]


def is_own_word(phrase: str) -> bool:
    """Tell whether the Chinese dictionary does not know the phrase as a word; Latin ones are judged by shape."""
    return bool(_HAN_WORD.fullmatch(phrase)) and not is_dictionary_word(phrase)


def has_latin(phrase: str) -> bool:
    """Tell whether a phrase holds Latin letters."""
    return _LATIN.search(phrase) is not None
