"""Values that the texts give, each with the words it is about; what contradicts itself becomes a question."""

# ruff: noqa: SIM905 - word lists are read and mended as text

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub.judging.brand import FactKind
from hub.judging.proposal.material import Line, is_telling
from hub.judging.proposal.proposal import Evidence, FactProposal, Question
from hub.judging.proposal.words import is_content, key_of, tokens
from hub.judging.quantities import Quantity, agrees, find_quantities

MOST_FACTS = 14
MOST_DOUBTFUL = 8
MOST_QUESTIONS = 6
MOST_VALUES = 3
FARTHEST = {"zh": 10, "en": 30}
"""Characters between a value and the words it is about."""

_BOUNDARY = re.compile(r"[，；。！？：;!?\n,:（）()、]|——| - | – ")
_MEASURES = re.compile(r"[ -][A-Za-z]")
_DONE = re.compile(r"(?:ed|ly)$")
_CAPACITY = frozenset({"charge", "energy", "data", "volume", "power"})
# Words that stand beside values and are no subject.
_LINKS_ZH = frozenset(
    "达到 高达 长达 超过 不足 仅需 只要 只需 仅 约 提升 提高 降低 减少 增加 支持 采用 拥有 具有 配备 搭载 售价 价格 起售价 定价 仅售 内置 最高 最低 "
    "最长 最多 至 共 共计 合计 总计 平均 可达 经过 历时 耗时 花 花了 用了 做到 减到 加到 升到 降到 等于 相当于 每次 每份 每件 从前 谢谢 开业 他家 我家 开门 已经 时候 早晨 早上 晚上 下午 上午 中午 过去 未来 历经 距离 每月 每周 改在 定在 定于 将于 前一天 用掉 烤 磨 常常 之内 以内 接下来 时机 花费".split()
)
_LINKS_EN = frozenset(
    "cost costs costing price prices priced starting starts weigh weighs weighing measure measures lasts lasting last "
    "reach reaches up exactly nearly almost roughly around approximately record records holds hold holding hits offers "
    "offer includes include contains contain delivers deliver brings bring adds add total rated per reduces cuts cut "
    "raises raise raised grew grow grows fell rose opened open opens founded since stays stay remains remain run runs takes take carries carry comes come keeps keep gives give wide high tall deep thick each every build built age total drawn forty of".split()
)


@dataclass(frozen=True, slots=True)
class _Said:
    language: str
    subject: str
    quantity: Quantity
    evidence: tuple[Evidence, ...]


def propose_facts(
    lines: Sequence[Line], *, names: Iterable[str]
) -> tuple[tuple[FactProposal, ...], tuple[Question, ...]]:
    """Return values with their subjects, those said most first, and the subjects whose values contradict each
    other. Bare numbers without a unit are left out, and values with nothing beside them that they could be of."""
    brand = {key_of(name) for name in names if name.strip()}
    groups: dict[tuple[str, str, str, str], list[_Said]] = {}
    for line in lines:
        for said in _values(line, brand):
            key = (said.language, key_of(_head(said)), *said.quantity.key)
            groups.setdefault(key, []).append(said)
    facts: list[tuple[int, FactProposal]] = []
    questions: list[Question] = []
    for rows in groups.values():
        values = _distinct(rows)
        if len(values) > 1:
            if _contradict(rows, values):
                questions.append(_question(rows, values))
        else:
            mentions = sum(len(row.evidence) for row in rows)
            facts.append((mentions, _fact(rows, sure=mentions > 1)))
    facts.sort(key=lambda pair: -pair[0])
    sure = [fact for _, fact in facts if fact.sure][:MOST_FACTS]
    doubtful = [fact for _, fact in facts if not fact.sure][:MOST_DOUBTFUL]
    return (*sure, *doubtful), tuple(questions[:MOST_QUESTIONS])


def _values(line: Line, brand: set[str]) -> Iterator[_Said]:
    quantities = [q for q in find_quantities(line.text) if _is_value(q)]
    if not quantities:
        return
    edges = [0, *(m.end() for m in _BOUNDARY.finditer(line.text)), len(line.text)]
    inside = [(q.start, q.end) for q in quantities]
    for quantity in quantities:
        start = max(edge for edge in edges if edge <= quantity.start)
        end = min((edge for edge in edges if edge >= quantity.end), default=len(line.text))
        before = line.text[start : quantity.start]
        after = line.text[quantity.end : end]
        if any(start <= q_start < quantity.start for q_start, _ in inside):
            # What stands before the value before is that one's subject.
            before = line.text[max(q_end for _, q_end in inside if q_end <= quantity.start) : quantity.start]
        subject = ""
        if line.language == "en" and _MEASURES.match(after):
            subject = _nearest(after, line.language, brand, backwards=False, farthest=1)
        subject = subject or _nearest(before, line.language, brand, backwards=True)
        subject = subject or _nearest(after, line.language, brand, backwards=False)
        if not subject:
            # "One loaf, 450 g, at 28 yuan": what the sentence opened with is what its values are of.
            opening = re.sub(
                r"[，,：:\s]+$", "", line.text[: min([start or quantity.start, *(s for s, _ in inside)])]
            )
            subject = _nearest(opening, line.language, brand, backwards=True)
        if subject:
            yield _Said(line.language, subject, quantity, line.sources)


def _is_value(quantity: Quantity) -> bool:
    return quantity.kind not in ("number", "name", "discount") and is_telling(quantity)


def _nearest(
    text: str, language: str, brand: set[str], *, backwards: bool, farthest: int | None = None
) -> str:
    """Return the words nearest to the value that can be a subject, two where they stand side by side."""
    found = [
        (word, start)
        for word, start in tokens(text, language)
        if is_content(word)
        and word not in _LINKS_ZH
        and word.casefold() not in _LINKS_EN
        and not (language == "en" and _DONE.search(word))
        and key_of(word) not in brand
    ]
    if not found:
        return ""
    word, start = found[-1] if backwards else found[0]
    gap = len(text) - start - len(word) if backwards else start
    if gap > (FARTHEST[language] if farthest is None else farthest):
        return ""
    neighbours = found[-2:] if backwards else found[:2]
    if len(neighbours) == 2:
        (first, first_at), (second, second_at) = neighbours
        between = text[first_at + len(first) : second_at]
        if between in ("", " "):
            return first + between + second
    return word


def _head(said: _Said) -> str:
    """Return the word that a subject is of: the last one. "Frame warranty" and "warranty" are held together."""
    if said.language == "en":
        return said.subject.split()[-1]
    return [word for word, _ in tokens(said.subject, "zh")][-1]


def _distinct(rows: Sequence[_Said]) -> list[_Said]:
    """Return one row per value that no other agrees with."""
    kept: list[_Said] = []
    for row in rows:
        if not any(agrees(row.quantity, other.quantity) for other in kept):
            kept.append(row)
    return kept


def _contradict(rows: Sequence[_Said], values: Sequence[_Said]) -> bool:
    """Tell whether different values are said of one thing: few of them, and no text says two. Where one does, they
    belong to several things that share a word ("weight" in a list of products)."""
    per_value = [
        {e.number for row in rows if agrees(row.quantity, value.quantity) for e in row.evidence}
        for value in values
    ]
    return len(values) <= MOST_VALUES and len(set().union(*per_value)) == sum(map(len, per_value))


def _fact(rows: Sequence[_Said], *, sure: bool) -> FactProposal:
    first = rows[0]
    spellings = list(dict.fromkeys(row.quantity.text for row in rows))
    return FactProposal(
        locale=first.language,
        kind=_kind(first.quantity),
        subject=max((row.subject for row in rows), key=len),
        value=spellings[0],
        sure=sure,
        evidence=_evidence(rows),
        forms=tuple(spellings[1:]),
    )


def _question(rows: Sequence[_Said], values: Sequence[_Said]) -> Question:
    return Question(
        locale=rows[0].language,
        kind=_kind(rows[0].quantity),
        subject=max((row.subject for row in rows), key=len),
        values=tuple(
            (value.quantity.text, _evidence([row for row in rows if agrees(row.quantity, value.quantity)]))
            for value in values
        ),
    )


def _evidence(rows: Sequence[_Said]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence for row in rows for evidence in row.evidence))


def _kind(quantity: Quantity) -> FactKind:
    if quantity.kind == "money":
        return "price"
    if quantity.kind == "date":
        return "date"
    if quantity.kind == "percent":
        return "percentage"
    return "capacity" if quantity.dimension in _CAPACITY else "number"
