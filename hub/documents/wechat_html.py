"""HTML that survives being pasted into the editor of mp.weixin.qq.com: every block carries its own inline style.

That editor drops classes, style sheets and scripts, keeps simple elements with inline styles, and takes headings and
lists apart; so headings are styled paragraphs and lists are sections of paragraphs. It keeps links only to its own
articles and loads pictures anew: a link leaves its words, a picture its address.
"""

import re
from html import escape

from hub.documents.outgoing import mark_of
from hub.documents.reading import read
from hub.documents.tree import HEADINGS, Child, Format, Node

INK, SOFT, RULE, SHADE = "#333333", "#666666", "#e3e3e3", "#f6f6f6"
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_TYPE = "font-size:16px;line-height:1.75;letter-spacing:0.5px;text-align:left;"
_SIZES = {"h1": 20, "h2": 18, "h3": 17}


def to_wechat_html(text: str, text_format: Format, *, accent: str) -> str:
    """Return a text as inline-styled HTML. ``accent`` (``#rrggbb``) colours lines and bullets, never words, so that
    any brand colour stays readable. Raises ValueError for another colour. An empty text gives an empty string."""
    if not _HEX.fullmatch(accent):
        raise ValueError(f"{accent!r} is no colour such as #0B1B3A")
    blocks = read(text, text_format)
    if not blocks:
        return ""
    inner = "".join(_block(block, accent) for block in blocks)
    return f'<section style="{_TYPE}color:{INK};">{inner}</section>'


def _block(block: Node, accent: str, *, after: str = "20px", ink: str = INK) -> str:
    name = block.name
    if name in HEADINGS:
        style = (
            f"margin:32px 0 16px;padding-left:10px;border-left:4px solid {accent};font-size:{_SIZES.get(name, 16)}px;"
            f"line-height:1.5;letter-spacing:0.5px;color:{INK};"
        )
        return f'<p style="{style}"><strong>{_runs(block.children)}</strong></p>'
    if name in ("ul", "ol"):
        return _list(block, accent)
    if name == "blockquote":
        style = f"margin:0 0 20px;padding:4px 0 4px 14px;border-left:3px solid {RULE};color:{SOFT};"
        return f'<blockquote style="{style}">{_inner(block, accent)}</blockquote>'
    if name == "hr":
        return f'<section style="margin:28px 0;border-top:1px solid {RULE};"><br></section>'
    if name == "pre":
        style = f"margin:0 0 20px;padding:12px 14px;background-color:{SHADE};font-size:14px;line-height:1.6;white-space:pre-wrap;"
        return f'<section style="{style}">{_runs(block.children).replace(chr(10), "<br>")}</section>'
    if name == "table":
        return _table(block)
    return f'<p style="margin:0 0 {after};{_TYPE}color:{ink};">{_runs(block.children) or "<br>"}</p>'


def _inner(block: Node, accent: str) -> str:
    nodes = [child for child in block.children if isinstance(child, Node)]
    return "".join(
        _block(node, accent, after="0" if node is nodes[-1] else "12px", ink=SOFT) for node in nodes
    )


def _list(block: Node, accent: str) -> str:
    items = []
    for place, item in enumerate(child for child in block.children if isinstance(child, Node)):
        first, *rest = (child for child in item.children if isinstance(child, Node))
        lead = first.children if first.name == "p" else ()
        style = f"margin:0 0 8px;padding-left:20px;text-indent:-20px;{_TYPE}color:{INK};"
        items.append(
            f'<p style="{style}"><span style="color:{accent};">{mark_of(block, place)}</span>{_runs(lead)}</p>'
            + "".join(
                f'<section style="padding-left:20px;">{_block(node, accent, after="8px")}</section>'
                for node in (rest if lead else (first, *rest))
            )
        )
    return f'<section style="margin:0 0 20px;">{"".join(items)}</section>'


def _table(block: Node) -> str:
    rows = []
    for row in (child for child in block.children if isinstance(child, Node)):
        cells = "".join(
            f'<td style="padding:6px 10px;border:1px solid {RULE};font-size:15px;line-height:1.6;">'
            + (f"<strong>{_runs(cell.children)}</strong>" if cell.name == "th" else _runs(cell.children))
            + "</td>"
            for cell in row.children
            if isinstance(cell, Node)
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<table style="width:100%;margin:0 0 20px;border-collapse:collapse;"><tbody>{"".join(rows)}</tbody></table>'


def _runs(children: tuple[Child, ...]) -> str:
    return "".join(_run(child) for child in children)


def _run(child: Child) -> str:
    if isinstance(child, str):
        return escape(child, quote=False)
    if child.name == "br":
        return "<br>"
    if child.name == "img":
        if not child.target.startswith(("https://", "http://")):
            return ""
        style = "display:block;max-width:100%;height:auto;margin:0 auto;"
        return f'<img src="{escape(child.target)}" alt="{escape(child.alt)}" style="{style}">'
    inner = _runs(child.children)
    if child.name == "a":
        return inner
    if child.name == "s":
        return f'<span style="text-decoration:line-through;">{inner}</span>'
    if child.name == "code":
        return f'<span style="padding:2px 4px;background-color:{SHADE};font-size:14px;">{inner}</span>'
    return f"<{child.name}>{inner}</{child.name}>"
