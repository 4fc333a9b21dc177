"""A part's text, ready to be taken elsewhere: plain, Markdown, HTML, and HTML that rests in another page."""

import re
from collections.abc import Callable
from html import escape
from itertools import zip_longest

from hub.documents.reading import read
from hub.documents.tree import HEADINGS, Child, Format, Node, text_of

_INLINE_MARKS = re.compile(r"[\\`*_\[\]<>~|]|&(?=[#A-Za-z])")
_LINE_MARKS = re.compile(r"([#+\-=:])|(\d{1,9})([.)])")


def to_plain(text: str, text_format: Format) -> str:
    """Return the words of a text; plain text comes back exactly as it is. Pictures are left out."""
    return text if text_format == "plain" else _plain(read(text, text_format), "\n\n")


def to_markdown(text: str, text_format: Format) -> str:
    """Return a text as Markdown; Markdown comes back exactly as it is."""
    return text if text_format == "markdown" else _markdown(read(text, text_format))


def to_html(text: str, text_format: Format) -> str:
    """Return a text as an HTML fragment of plain elements: no style, no script, no attribute but targets and alt texts."""
    return "\n".join(_html(block, _element) for block in read(text, text_format))


def to_resting_html(text: str, text_format: Format) -> str:
    """Return HTML to show a text inside another page: its headings, links and pictures are drawings of themselves.

    They carry the classes ``copy-heading``, ``copy-link`` and ``copy-picture``; nothing can be followed or loaded."""
    return "\n".join(_html(block, _resting) for block in read(text, text_format))


def _plain(blocks: tuple[Node, ...], gap: str) -> str:
    return gap.join(words for block in blocks if (words := _plain_block(block)))


def _plain_block(block: Node) -> str:
    if block.name in ("ul", "ol"):
        return "\n".join(
            mark_of(block, place) + _plain(_nodes(item), "\n").replace("\n", "\n  ")
            for place, item in enumerate(_nodes(block))
        )
    if block.name == "blockquote":
        return _plain(_nodes(block), "\n\n")
    if block.name == "table":
        return "\n".join("\t".join(text_of(cell.children) for cell in _nodes(row)) for row in _nodes(block))
    return text_of(block.children)


def mark_of(block: Node, place: int) -> str:
    """Return what stands before the item at a place (from 0) of a list."""
    return "• " if block.name == "ul" else f"{block.start + place}. "


def _nodes(node: Node) -> tuple[Node, ...]:
    return tuple(child for child in node.children if isinstance(child, Node))


def _html(child: Child, element: Callable[[Node, str], str]) -> str:
    if isinstance(child, str):
        return escape(child, quote=False)
    return element(child, "".join(_html(inner, element) for inner in child.children))


def _element(node: Node, inner: str) -> str:
    if node.name in ("br", "hr"):
        return f"<{node.name}>"
    if node.name == "img":
        return f'<img src="{escape(node.target)}" alt="{escape(node.alt)}">'
    if node.name == "a" and node.target:
        return f'<a href="{escape(node.target)}">{inner}</a>'
    if node.name == "ol" and node.start != 1:
        return f'<ol start="{node.start}">{inner}</ol>'
    # An editor swallows a paragraph without anything in it.
    return f"<{node.name}>{inner or '<br>'}</{node.name}>"


def _resting(node: Node, inner: str) -> str:
    if node.name in HEADINGS:
        return f'<p class="copy-heading">{inner}</p>'
    if node.name == "a":
        return f'<span class="copy-link">{inner}</span>'
    if node.name == "img":
        return f'<span class="copy-picture">{escape(node.alt)}</span>'
    return _element(node, inner)


def _markdown(blocks: tuple[Node, ...]) -> str:
    return "\n\n".join(words for block in blocks if (words := _markdown_block(block)))


def _markdown_block(block: Node) -> str:
    if block.name in HEADINGS:
        return f"{'#' * int(block.name[1])} {_runs(block.children).replace(chr(10), ' ')}"
    if block.name in ("ul", "ol"):
        return "\n".join(
            _indented(_markdown(_nodes(item)), "- " if block.name == "ul" else mark_of(block, place))
            for place, item in enumerate(_nodes(block))
        )
    if block.name == "blockquote":
        return "\n".join(f"> {line}".rstrip() for line in _markdown(_nodes(block)).split("\n"))
    if block.name == "pre":
        text = text_of(block.children)
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return f"{fence}\n{text}\n{fence}"
    if block.name == "hr":
        return "---"
    if block.name == "table":
        return _markdown_table(block)
    lines = [_line(part) for part in _runs(block.children).split("\n")]
    return "  \n".join(line for line in lines if line)


def _indented(text: str, mark: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([mark + first, *(" " * len(mark) + line if line else "" for line in rest)])


def _markdown_table(block: Node) -> str:
    rows = [[_runs(cell.children).replace("\n", " ") for cell in _nodes(row)] for row in _nodes(block)]
    width = max(len(row) for row in rows)
    lines = [
        "| " + " | ".join(cell or "" for cell, _ in zip_longest(row, range(width))) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _line(text: str) -> str:
    """Return a line whose first characters are no mark of a block."""
    line = text.strip(" \t")
    return (
        _LINE_MARKS.sub(
            lambda found: rf"\{found[1]}" if found[1] else rf"{found[2]}\{found[3]}", line, count=1
        )
        if (_LINE_MARKS.match(line))
        else line
    )


def _runs(children: tuple[Child, ...]) -> str:
    return "".join(_run(child) for child in children)


def _run(child: Child) -> str:
    if isinstance(child, str):
        return _INLINE_MARKS.sub(lambda found: "\\" + found[0], child)
    if child.name == "br":
        return "\n"
    if child.name == "img":
        return f"![{_INLINE_MARKS.sub(' ', child.alt)}]({_target(child.target)})"
    if child.name == "code":
        text = text_of(child.children)
        return f"`{text}`" if "`" not in text else f"`` {text} ``"
    inner = _runs(child.children)
    if child.name == "a":
        return f"[{inner}]({_target(child.target)})" if child.target else inner
    mark = {"strong": "**", "em": "*", "s": "~~"}[child.name]
    words = inner.strip()
    return inner.replace(words, f"{mark}{words}{mark}", 1) if words else inner


def _target(address: str) -> str:
    return address.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("\n", "")
