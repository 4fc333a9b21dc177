"""A text as a small tree of blocks and what runs in them: the one shape that every way out is written from.

Blocks are ``p``, ``h1`` to ``h6``, ``blockquote`` (of blocks), ``ul`` and ``ol`` (of ``li``, which are of blocks), ``pre``,
``hr`` and ``table`` (of ``tr`` of ``th`` and ``td``). Runs are strings, ``strong``, ``em``, ``s``, ``code``, ``a``, ``img`` and ``br``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Union

Format = Literal["plain", "markdown", "html"]
Child = Union["Node", str]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Node:
    """One element. ``target`` is the address of a link or picture, ``alt`` what a picture shows; ``start`` is the number
    that an ordered list begins with."""

    name: str
    children: tuple[Child, ...] = ()
    target: str = ""
    alt: str = ""
    start: int = 1


def text_of(children: tuple[Child, ...]) -> str:
    """Return the words of runs, line breaks as newlines."""
    return "".join(_words(children))


def _words(children: tuple[Child, ...]) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child.name == "br":
            yield "\n"
        else:
            yield from _words(child.children)
