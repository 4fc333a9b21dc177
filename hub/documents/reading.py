"""Text -> tree. HTML that comes in is hostile: it is sanitised by nh3 before anything else looks at it."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from hub.documents.tree import HEADINGS, Child, Format, Node

_RENAMED = {"b": "strong", "i": "em", "del": "s", "strike": "s", "dt": "p", "dd": "p"}
_RUNS = frozenset(("strong", "em", "s", "code", "a", "img", "br"))
_WRAPS = frozenset(("strong", "em", "s", "code", "a"))
_KEPT = frozenset(
    (*HEADINGS, *_RUNS, "p", "blockquote", "ul", "ol", "li", "pre", "hr", "table", "tr", "th", "td")
)
_BLOCKS = _KEPT - _RUNS
# Boxes mean nothing but that a block ends there; they are read and not kept.
_BOXES = frozenset(
    (
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "figure",
        "figcaption",
        "thead",
        "tbody",
        "dl",
    )
)
_TAGS = _KEPT | _BOXES | frozenset(_RENAMED)
_UNREAD = frozenset(
    "script style template svg math iframe object noscript textarea title select option button".split()  # noqa: SIM905
)
_NUMBER = re.compile(r"[0-9]{1,9}")
_DEEPEST = 40
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAP = re.compile(r"[ \t\n\r\f]+")
# A parser of HTML takes time with the square of the depth, so what nests deeper than any text does is read without markup.
_DEEPEST_SOURCE = 400
_OPENING = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_MARKUP = re.compile(r"<[^<>]*>")
_SHALLOW = frozenset(
    "area base br col dd dt embed hr img input li link meta p source td th tr track wbr".split()  # noqa: SIM905
)


def read(text: str, text_format: Format) -> tuple[Node, ...]:
    """Return the blocks of a text. Never fails: what is no text or no safe markup is left out."""
    text = _SURROGATE.sub("\ufffd", text)
    if text_format == "plain":
        return _read_plain(text)
    source = _markdown().render(_behind_front_matter(text)) if text_format == "markdown" else text
    return _read_html(source)


def _read_plain(text: str) -> tuple[Node, ...]:
    """A blank line ends a paragraph, a line end breaks it; more blank lines stay as empty lines."""
    paragraphs = text.strip("\n").split("\n\n")
    return tuple(Node("p", _lines(paragraph)) for paragraph in paragraphs) if text.strip() else ()


def _lines(paragraph: str) -> tuple[Child, ...]:
    children: list[Child] = []
    for place, line in enumerate(paragraph.split("\n")):
        if place:
            children.append(Node("br"))
        if line:
            children.append(line)
    return tuple(children)


def _behind_front_matter(text: str) -> str:
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    return text if end < 0 else text[end + 5 :]


def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.add_render_rule("softbreak", _line_end)
    return reader


def _line_end(
    _renderer: RendererHTML, tokens: list[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """A Latin line was folded by its editor; a Chinese one was ended by its writer."""
    before = "".join(token.content for token in tokens[max(index - 2, 0) : index])
    after = "".join(token.content for token in tokens[index + 1 : index + 3])
    return "\n" if before[-1:].isascii() and after[:1].isascii() else "<br>"


def _read_html(source: str) -> tuple[Node, ...]:
    if _depth(source) > _DEEPEST_SOURCE:
        return _read_plain(html.unescape(_MARKUP.sub("", source)))
    clean = nh3.clean(
        source,
        tags=set(_TAGS),
        clean_content_tags=set(_UNREAD),
        attributes={"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    builder = _Builder()
    builder.feed(clean)
    builder.close()
    return _blocks(builder.finish())


def _depth(source: str) -> int:
    """Return how deep elements stand within each other, at most."""
    depth = deepest = 0
    for closing, name in _OPENING.findall(source):
        if name.lower() not in _SHALLOW:
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


class _Builder(HTMLParser):
    """Reads what nh3 wrote: every element is known and closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[Node, list[Child]]] = [(Node("div"), [])]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        start = values.get("start") or ""
        node = Node(
            _RENAMED.get(tag, tag),
            target=values.get("href") or values.get("src") or "",
            alt=values.get("alt") or "",
            start=int(start) if _NUMBER.fullmatch(start) else 1,
        )
        if node.name in ("br", "hr", "img"):
            self._open[-1][1].append(node)
        elif len(self._open) >= _DEEPEST:
            self._too_deep += 1
        else:
            self._open.append((node, []))

    def handle_endtag(self, tag: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            self._close()

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(data)

    def finish(self) -> tuple[Child, ...]:
        while len(self._open) > 1:
            self._close()
        return tuple(self._open[0][1])

    def _close(self) -> None:
        node, children = self._open.pop()
        self._open[-1][1].append(replace(node, children=tuple(children)))


def _blocks(children: tuple[Child, ...]) -> tuple[Node, ...]:
    """Return children as blocks: loose runs become paragraphs, boxes give up what is in them."""
    blocks: list[Node] = []
    loose: list[Child] = []

    def settle() -> None:
        if runs := _trimmed(tuple(loose)):
            blocks.append(Node("p", runs))
        loose.clear()

    for child in children:
        if isinstance(child, str) or (child.name in _RUNS and not _holds_block(child)):
            loose.append(child)
            continue
        settle()
        blocks.extend(_block(child))
    settle()
    return tuple(blocks)


def _block(node: Node) -> tuple[Node, ...]:
    if node.name in ("p", *HEADINGS) and not _holds_block(node):
        runs = _trimmed(node.children)
        return (Node(node.name, runs),) if runs else ()
    if node.name == "blockquote":
        inner = _blocks(node.children)
        return (Node("blockquote", inner),) if inner else ()
    if node.name in ("ul", "ol"):
        items = (Node("li", _blocks(child.children)) for child in node.children if isinstance(child, Node))
        kept = tuple(item for item in items if item.children)
        return (replace(node, children=kept),) if kept else ()
    if node.name == "pre":
        text = _raw(node.children).strip("\n")
        return (Node("pre", (text,)),) if text.strip() else ()
    if node.name == "hr":
        return (node,)
    if node.name == "table":
        rows = tuple(Node("tr", cells) for row in _rows(node.children) if (cells := _cells(row)))
        return (Node("table", rows),) if rows else ()
    return _blocks(node.children)


def _rows(children: tuple[Child, ...]) -> list[Node]:
    rows: list[Node] = []
    for child in children:
        if isinstance(child, Node):
            rows += [child] if child.name == "tr" else _rows(child.children)
    return rows


def _cells(row: Node) -> tuple[Node, ...]:
    cells = []
    for cell in row.children:
        if isinstance(cell, Node):
            runs: list[Child] = []
            for block in _blocks(cell.children):
                runs += [*([Node("br")] if runs else []), *_flat(block)]
            cells.append(Node(cell.name if cell.name in ("th", "td") else "td", _trimmed(tuple(runs))))
    return tuple(cells)


def _flat(block: Node) -> tuple[Child, ...]:
    """Return the runs of a block; blocks within it follow each other after line breaks."""
    if not any(isinstance(child, Node) and child.name in _BLOCKS for child in block.children):
        return block.children
    runs: list[Child] = []
    for child in block.children:
        if isinstance(child, Node):
            runs += [*([Node("br")] if runs else []), *_flat(child)]
    return tuple(runs)


def _holds_block(node: Node) -> bool:
    return any(
        isinstance(child, Node) and (child.name in _BLOCKS or child.name in _BOXES or _holds_block(child))
        for child in node.children
    )


def _raw(children: tuple[Child, ...]) -> str:
    words = (
        child if isinstance(child, str) else "\n" if child.name == "br" else _raw(child.children)
        for child in children
    )
    return "".join(words)


def _trimmed(children: tuple[Child, ...]) -> tuple[Child, ...]:
    """Return runs with white space folded as a browser folds it; nothing where nothing is to be seen."""
    runs = _folded(children)
    while runs and (runs[0] == " " or (isinstance(runs[0], Node) and runs[0].name == "br")):
        runs = runs[1:]
    while runs and (runs[-1] == " " or (isinstance(runs[-1], Node) and runs[-1].name == "br")):
        runs = runs[:-1]
    if runs and isinstance(runs[0], str):
        runs = (runs[0].lstrip(" "), *runs[1:])
    if runs and isinstance(runs[-1], str):
        runs = (*runs[:-1], runs[-1].rstrip(" "))
    return runs


def _folded(children: tuple[Child, ...]) -> tuple[Child, ...]:
    runs: list[Child] = []
    for child in children:
        if isinstance(child, str):
            text = _GAP.sub(" ", child)
            if runs and isinstance(runs[-1], str):
                runs[-1] = _GAP.sub(" ", runs[-1] + text)
            elif text:
                runs.append(text)
        elif child.name in _WRAPS:
            inner = _folded(child.children)
            if inner:
                runs.append(Node(child.name, inner, child.target))
        elif child.name == "img":
            if child.target or child.alt:
                runs.append(child)
        else:
            runs.append(child)
    return tuple(runs)
