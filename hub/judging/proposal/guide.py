"""What a voice guide says line by line: words to avoid with what to write instead, and pairs of sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hub.judging.proposal.material import size_of, tongue_of
from hub.judging.proposal.proposal import Evidence, PairProposal, TermProposal
from hub.judging.style_features import features_of

MOST_LINES = 400
LONGEST_LINE = 300
"""Characters of a line that are read: a rule of a guide is shorter, and every pattern stays cheap."""
LONGEST_WORD = 14.0
"""Size above which what is to be avoided is no word but a way of saying it."""
DIMENSIONS = ("formality", "seriousness", "respect", "enthusiasm")

_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{1,160})[”\"」』’]|(?<![A-Za-z])'([^']{1,160})'(?![A-Za-z])")
_MARK = r"[\s:：、,，;；—\-–>→]*"
_SAY = r"(?:we\s+(?:do\s+)?say|do\s+say|say|write|use|do|yes|good|ours?|我们说|我们会说|要说|应说|这样说|可以说|推荐说法|推荐|宜|说|写|用|✓|✔|✅|👍|√)"
_DONT = (
    r"(?:we\s+(?:don['’]t|do\s+not|never)\s+say|don['’]t\s+say|do\s+not\s+say|don['’]t|do\s+not|never\s+say|not|no|bad|avoid"
    r"|我们不说|我们不会说|不要说|不应说|不这样说|不说|别说|避免|不推荐说法|不推荐|忌|不写|不用|✗|✘|❌|❎|👎|×)"
)
_SAY_LINE = re.compile(
    rf"^\W{{0,3}}{_SAY}\s*[:：]\s*(?P<say>.+)$|^\s*[✓✔✅👍√]\s*(?P<mark>.+)$", re.IGNORECASE
)
_DONT_LINE = re.compile(
    rf"^\W{{0,3}}{_DONT}\s*[:：]\s*(?P<dont>.+)$|^\s*[✗✘❌❎👎×]\s*(?P<mark>.+)$", re.IGNORECASE
)
_BOTH = re.compile(
    rf"^\W{{0,3}}{_SAY}\s*[:：]\s*(?P<say>.+?)[\s|;；/，,。]*\s*{_DONT}\s*[:：]\s*(?P<dont>.+)$"
    rf"|^\W{{0,3}}{_DONT}\s*[:：]\s*(?P<dont2>.+?)[\s|;；/，,。]*\s*{_SAY}\s*[:：]\s*(?P<say2>.+)$",
    re.IGNORECASE,
)
_INSTEAD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:不要?说|不写|不用|不使用|别说|别用|避免使用|避免说|禁用|勿用)\s*(?P<dont>[^，,；;。]+?)\s*[，,；;]\s*(?:而是|而|请|要|应该?|改为|统一)?\s*(?:改?说|改?用|写作?|称为?|叫)\s*(?P<say>[^，,；;。（(]+)",
        r"用\s*(?P<say>[^，,；;。]+?)\s*(?:代替|替代|取代|替换|，?而?不[要]?[用说])\s*(?P<dont>[^，,；;。]+)",
        r"(?:统一)?(?:称为?|叫|写作|说)\s*(?P<say>[^，,；;。]+?)\s*[，,]\s*(?:而)?(?:不[要]?(?:称为?|叫|写成?|说|用)|别[说写叫])\s*(?P<dont>[^，,；;。]+)",
        r"(?:don['’]t|do not|never|not)\s+(?:say|use|write|call it|call them)\s+(?P<dont>[^,;.]+?)\s*[,;.]\s*(?:but\s+|please\s+|we\s+)?(?:say|use|write|call it|call them|but)\s+(?P<say>[^,;.(]+)",
        r"(?:say|use|write|prefer)\s+(?P<say>[^,;.]+?)\s*,?\s+(?:instead of|rather than|in place of|over|(?:and )?not)\s+(?P<dont>[^,;.(]+)",
        r"(?:instead of|rather than|replace)\s+(?P<dont>[^,;.]+?)\s*,?\s+(?:say|use|write|with)\s+(?P<say>[^,;.(]+)",
    )
)
_ARROW = re.compile(r"^[\s*•·\-\d.、]*(?P<dont>[^→=>|\t]{1,60}?)\s*(?:→|=>|⇒|->)\s*(?P<say>[^→=>|\t]{1,60})$")
_BAN = re.compile(
    r"(?:不要?说|不写|不用|不使用|别说|别用|避免(?:使用|出现|说)?|禁用|禁止使用|勿用|严禁(?:使用)?|不出现)\s*(?P<zh>[^。；;]+)"
    r"|(?:don['’]t|do not|never)\s+(?:say|use|write)\s+(?P<en>[^.;]+)|(?:avoid|no)\s+(?:the words?\s+)?(?P<avoid>[^.;]+)",
    re.IGNORECASE,
)
_LIST = re.compile(r"[、，,/]|\s+or\s+|\s+and\s+|或者?|和|及")
_TAIL = re.compile(r"(?:等|之类|这类|这样|一类)?的?(?:词语?|说法|字眼|表述|用语|表达|话)?$")
_NOTE = re.compile(r"\s*[（(][^（）()]*[）)]\s*$")
_TRIM = " \t“”\"'「」『』‘’:：,，。.；;、!！|*`"


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A line of the guide that holds words; ``number`` counts all lines from 1."""

    number: int
    text: str

    @property
    def evidence(self) -> Evidence:
        """The line as evidence."""
        return Evidence("guide", self.number, 0, self.text)


@dataclass(frozen=True, slots=True)
class GuideReading:
    """What a guide gave. ``used`` are the numbers of the lines that it came from."""

    terms: tuple[TermProposal, ...]
    pairs: tuple[PairProposal, ...]
    used: frozenset[int]


def guide_lines(guide: str) -> tuple[GuideLine, ...]:
    """Return the lines of a guide that are not empty, without the marks of lists, at most ``MOST_LINES``."""
    lines = []
    for number, raw in enumerate(guide.splitlines(), start=1):
        text = re.sub(r"^\s*(?:[-*•·#>]+|\d{1,3}[.)、])\s*", "", raw).strip()[:LONGEST_LINE]
        if any(letter.isalpha() for letter in text):
            lines.append(GuideLine(number, text))
    return tuple(lines[:MOST_LINES])


def read_guide(lines: Sequence[GuideLine], *, fallback: str) -> GuideReading:
    """Return banned words and pairs. ``fallback`` is the language of what shows none."""
    terms: dict[tuple[str, str], TermProposal] = {}
    pairs: dict[tuple[str, str], PairProposal] = {}
    used: set[int] = set()
    waiting: tuple[str, GuideLine] | None = None
    before: tuple[str, GuideLine] | None = None
    for line in lines:
        found = list(_both_sides(line.text))
        say, dont = _side(_SAY_LINE, "say", line.text), _side(_DONT_LINE, "dont", line.text)
        if not found and say and before:
            used.add(before[1].number)
            found, before, waiting = [(before[0], say)], None, None
        elif not found and dont and waiting:
            used.add(waiting[1].number)
            found, waiting, before = [(dont, waiting[0])], None, None
        elif not found and (say or dont):
            waiting = (say, line) if say else None
            before = (dont, line) if dont else None
            continue
        else:
            waiting = before = None
        for wrong, right in found:
            used.add(line.number)
            tongue = tongue_of(wrong, tongue_of(line.text, fallback))
            if max(size_of(wrong), size_of(right)) <= LONGEST_WORD and not _is_sentence(wrong):
                terms.setdefault((tongue, wrong.casefold()), _banned(tongue, wrong, right, line, sure=True))
            else:
                pairs.setdefault((wrong, right), _pair(tongue, right, wrong, line))
        if found:
            continue
        for word, sure in _bans(line.text):
            used.add(line.number)
            tongue = tongue_of(word, tongue_of(line.text, fallback))
            terms.setdefault((tongue, word.casefold()), _banned(tongue, word, "", line, sure=sure))
    return GuideReading(tuple(terms.values()), tuple(pairs.values()), frozenset(used))


def _side(pattern: re.Pattern[str], name: str, text: str) -> str:
    match = pattern.match(text)
    return _clean(match[name] or match["mark"] or "") if match else ""


def _both_sides(text: str) -> Iterator[tuple[str, str]]:
    """Yield (what not to say, what to say) where one line has both."""
    if match := _BOTH.match(text):
        wrong = _clean(match["dont"] or match["dont2"] or "")
        right = _clean(match["say"] or match["say2"] or "")
        if wrong and right and wrong != right:
            yield wrong, right
        return
    if match := _ARROW.match(text):
        wrong, right = _clean(match["dont"]), _clean(match["say"])
        if wrong and right and wrong != right:
            yield wrong, right
        return
    for pattern in _INSTEAD:
        if match := pattern.search(_hide_quoted(text)):
            right = _clean(_NOTE.sub("", text[match.start("say") : match.end("say")]))
            wrongs = list(_words(text[match.start("dont") : match.end("dont")]))
            for wrong, _sure in wrongs:
                if wrong and right and wrong.casefold() != right.casefold():
                    yield wrong, right
            return


def _hide_quoted(text: str) -> str:
    """Return the text, same length, with marks inside quotations blanked, so that a quoted comma ends nothing."""
    return _QUOTED.sub(lambda found: re.sub(r"[，,；;。.]", "_", found.group()), text)


def _bans(text: str) -> Iterator[tuple[str, bool]]:
    match = _BAN.search(_hide_quoted(text))
    if match is None:
        return
    name = next(name for name in ("zh", "en", "avoid") if match[name])
    yield from _words(text[match.start(name) : match.end(name)])


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Yield (word, is it sure) of what a guide names: what is quoted is sure, a bare enumeration is a guess."""
    quoted = [_clean(found[1] or found[2]) for found in _QUOTED.finditer(text)]
    if quoted:
        yield from ((word, True) for word in quoted if word)
        return
    for piece in _LIST.split(_NOTE.sub("", text)):
        word = _clean(_TAIL.sub("", piece.strip()))
        if word and size_of(word) <= LONGEST_WORD / 2:
            yield word, False


def _clean(text: str) -> str:
    text = text.strip()
    if (match := _QUOTED.fullmatch(text)) is not None:
        return (match[1] or match[2]).strip()
    if text[-1:] in "。！？.!?" and _is_sentence(text):
        return text.strip(' \t“”"「」『』*`')
    return text.strip(_TRIM)


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"[。！？!?]|\.$", text)) or len(text.split()) > 5


def _banned(language: str, word: str, instead: str, line: GuideLine, *, sure: bool) -> TermProposal:
    return TermProposal(language, word, "banned", sure, (line.evidence,), replacement=instead)


def _pair(language: str, say: str, dont: str, line: GuideLine) -> PairProposal:
    dimension, end, sure = _where_it_errs(language, say, dont)
    return PairProposal(language, say, dont, dimension, end, sure, (line.evidence,))


def _where_it_errs(language: str, say: str, dont: str) -> tuple[str, Literal["low", "high"], bool]:
    """Return the dimension and the end at which "we don't" errs: the one that marks of style speak for most.
    Without any the pair is put under formality and marked as a guess."""
    votes: dict[tuple[str, Literal["low", "high"]], int] = {}
    for name in DIMENSIONS:
        votes[name, "low"] = votes[name, "high"] = 0
    for feature in features_of(language):
        more = len(feature.pattern.findall(dont)) - len(feature.pattern.findall(say))
        for name, end in feature.defaults.items():
            towards: Literal["low", "high"] = "low" if (end == "low") == (more > 0) else "high"
            if name in DIMENSIONS:
                votes[name, towards] += min(abs(more), 3)
    dimension, errs = max(votes, key=lambda key: votes[key])
    return (dimension, errs, True) if votes[dimension, errs] else ("formality", "low", False)
