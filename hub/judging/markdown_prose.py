"""Prose of Markdown: front matter, fences, code, link targets, images and marks out; words stay where they are.

Covers what people write in drafts (CommonMark's blocks, tables, strikethrough); it is no renderer.
"""

import re

from hub.judging.html_prose import ENTITY, TAG, skip_markup, write_entity
from hub.judging.prose import Prose, Scribe

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+|-+)[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$")
_LEAD = re.compile(
    r"(?:[ \t]*>[ \t]?)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?(?:#{1,6}[ \t]+)?"
)
_HEADING_TAIL = re.compile(r"[ \t]+#+[ \t]*$")
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<auto><(?:https?://|mailto:)[^<>\s]{1,2000}>)"
    r"|(?P<markup><)"
    r"|(?P<entity>&)"
    r"|(?P<image>!\[)"
    r"|(?P<open>\[)"
    r"|(?P<close>\])"
    r"|(?P<marks>\*+|_+|~~+)"
    r"|(?P<bar>\|)"
    r"|(?P<line>[\n\r]+)"
)
_TICKS = re.compile(r"`+")
_TARGET = re.compile(r"\((?:[^()\n\\]|\\.|\([^()\n]{0,500}\)){0,2000}+\)|\[[^\]\[\n]{0,200}\]")


def read_markdown(text: str) -> Prose:
    """Return the prose of a Markdown text."""
    scribe = Scribe(text)
    for start, end in _paragraphs(text, scribe):
        _write_inline(text, start, end, scribe)
    return scribe.finish()


def _paragraphs(text: str, scribe: Scribe) -> list[tuple[int, int]]:
    """Return the runs of source that hold prose: one per line, its leading marks left out.

    A line that goes on in the next one (long, Latin, no mark in front of the next) is joined to it."""
    runs: list[tuple[int, int]] = []
    position = _behind_front_matter(text)
    fence = ""
    while position < len(text):
        newline = text.find("\n", position)
        end = len(text) if newline < 0 else newline
        line = text[position:end].rstrip("\r")
        opened = _FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence) and not line[opened.end() :].strip(" `~"):
                fence = ""
        elif opened:
            fence = opened[1]
        elif line.strip() and not (
            _RULE.match(line) or _DEFINITION.match(line) or ("-" in line and _TABLE_RULE.match(line))
        ):
            lead = _LEAD.match(line)
            begin = position + (lead.end() if lead else 0)
            tail = _HEADING_TAIL.search(line) if lead and "#" in lead[0] else None
            stop = position + (tail.start() if tail else len(line.rstrip()))
            if runs and not (lead and lead[0].strip()) and _goes_on(text, runs[-1], begin):
                runs[-1] = (runs[-1][0], stop)
            elif begin < stop:
                runs.append((begin, stop))
        position = end + 1
    return runs


def _behind_front_matter(text: str) -> int:
    if not text.startswith("---\n"):
        return 0
    end = text.find("\n---\n", 3)
    return 0 if end < 0 else end + 5


def _goes_on(text: str, run: tuple[int, int], begin: int) -> bool:
    """A Latin line of 40 characters and more was folded by its editor; a Chinese one was ended by its writer."""
    start, end = run
    last, first = text[end - 1], text[begin : begin + 1]
    folded = end - max(start, text.rfind("\n", start, end)) >= 40
    return (
        folded
        and text.count("\n", end, begin) == 1
        and not text[end:begin].startswith("  ")
        and last.isascii()
        and last not in "|\\"
        and first.isascii()
        and first.isalnum()
    )


def _write_inline(text: str, start: int, end: int, scribe: Scribe) -> None:
    """Write one run without its inline marks, then a newline."""
    dropped, links = _emphasis_and_links(text, start, end)
    in_table = text[text.rfind("\n", 0, start) + 1 : start + 1].lstrip().startswith("|")
    position = start
    while (found := _INLINE.search(text, position, end)) is not None:
        at = found.start()
        scribe.copy(position, at)
        position = _write_mark(
            text, found, end, dropped=dropped, links=links, scribe=scribe, in_table=in_table
        )
    scribe.copy(position, end)
    scribe.write("\n", end, end)


def _write_mark(
    text: str,
    found: re.Match[str],
    end: int,
    *,
    dropped: set[int],
    links: dict[int, int],
    scribe: Scribe,
    in_table: bool,
) -> int:
    kind, at, behind = found.lastgroup, found.start(), found.end()
    if kind == "escape":
        scribe.copy(at + 1, behind)
    elif kind == "line":
        scribe.write(" ", at, behind)
    elif kind == "bar" and in_table:
        scribe.write("\n", at, behind)
    elif kind == "entity" and ENTITY.match(text, at, end):
        return write_entity(text, at, scribe)
    elif kind == "markup" and (TAG.match(text, at, end) or text.startswith("<!--", at)):
        return min(skip_markup(text, at, scribe), max(end, behind))
    elif at in links:
        return links[at]
    elif at not in dropped and kind != "auto":
        scribe.copy(at, behind)
    return behind


def _emphasis_and_links(text: str, start: int, end: int) -> tuple[set[int], dict[int, int]]:
    """Return the positions of paired marks to leave out, and where to jump from code, images and link ends.

    One pass with a stack per kind of mark, so that a run of unpaired marks costs no search."""
    dropped: set[int] = set()
    jumps: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    brackets: list[tuple[int, bool]] = []
    ticks: dict[str, list[int]] = {}
    for run in _TICKS.finditer(text, start, end):
        ticks.setdefault(run[0], []).append(run.start())
    for places in ticks.values():
        places.reverse()
    position = start
    while (found := _INLINE.search(text, position, end)) is not None:
        kind, at, position = found.lastgroup, found.start(), found.end()
        if kind == "code":
            closes = ticks.get(found[0], [])
            while closes and closes[-1] <= at:
                closes.pop()
            if closes:
                position = jumps[at] = closes.pop() + len(found[0])
        elif kind == "markup":
            tag = TAG.match(text, at, end)
            position = tag.end() if tag else position
        elif kind in ("open", "image"):
            brackets.append((at, kind == "image"))
        elif kind == "close" and brackets:
            opened, is_image = brackets.pop()
            target = _TARGET.match(text, at + 1, end)
            if target is not None:
                position = target.end()
                if is_image:
                    jumps[opened] = position
                else:
                    dropped.add(opened)
                    jumps[at] = position
        elif kind == "marks":
            _pair_marks(text, found, waiting, dropped)
    return dropped, jumps


def _pair_marks(text: str, found: re.Match[str], waiting: dict[str, list[int]], dropped: set[int]) -> None:
    at, end = found.span()
    before, after = text[at - 1 : at], text[end : end + 1]
    closes, opens = bool(before) and not before.isspace(), bool(after) and not after.isspace()
    if found[0][0] == "_":
        # snake_case keeps its marks.
        if before.isalnum() and after.isalnum() and before.isascii() and after.isascii():
            return
    elif before.isdigit() and after.isdigit():
        return
    openers = waiting.setdefault(found[0], [])
    if closes and openers:
        dropped.update((openers.pop(), at))
    elif opens:
        openers.append(at)
