"""One part of a text as its channel shows it: in pieces, before and after the fold, within and beyond the limit."""

from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup

from hub.channels.cutting import cut
from hub.documents.outgoing import to_resting_html
from hub.judging.brand import PartSpec
from hub.judging.prose import read_prose
from hub.judging.report import LimitUse
from hub.judging.symbols import HASHTAG
from hub.judging.text import Part
from hub.web.languages import localised
from hub.web.languages import translate as _


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one kind. ``folded``: the channel hides it at first; ``over``: it goes beyond the limit."""

    text: str
    is_tag: bool
    folded: bool
    over: bool


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """A part as it is shown. ``text`` is what limits count: without markup, trimmed. ``fold`` is how much is shown
    at first, None where all of it is. ``rich`` is the text with its own paragraphs and emphasis, safe to put in a page."""

    name: str
    label: str
    text: str
    pieces: tuple[Piece, ...]
    fold: int | None
    problem: str
    rich: Markup

    @property
    def shown(self) -> tuple[Piece, ...]:
        """What stands before the fold."""
        return tuple(piece for piece in self.pieces if not piece.folded)

    @property
    def folded(self) -> tuple[Piece, ...]:
        """What comes after the fold; nothing where all is shown."""
        return tuple(piece for piece in self.pieces if piece.folded)

    @property
    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        """The lines that hold words, each in its pieces."""
        lines: list[list[Piece]] = [[]]
        for piece in self.pieces:
            first, *rest = piece.text.split("\n")
            lines[-1].append(replace(piece, text=first))
            lines += [[replace(piece, text=text)] for text in rest]
        return tuple(tuple(line) for line in lines if any(piece.text.strip() for piece in line))

    @property
    def tags(self) -> tuple[str, ...]:
        """The hashtags in it; words without a mark where it has none."""
        found = HASHTAG.findall(self.text)
        return tuple(found) or tuple(self.text.replace("，", " ").replace(",", " ").split())


def preview_part(spec: PartSpec, part: Part | None, use: LimitUse | None) -> PreviewPart:
    """Return a part of a channel as the channel shows it; an empty one where the text lacks it."""
    text = read_prose(part.text, part.format).text.strip() if part else ""
    label = localised(spec.label)
    before, after = cut(text, spec.fold, spec.unit)
    within = len(cut(text, use.limit, use.unit)[0]) if use and use.exceeded else len(text)
    return PreviewPart(
        name=spec.id,
        label=label,
        text=text,
        pieces=_pieces(text, fold=len(before), within=within),
        fold=spec.fold if after else None,
        problem=_problem(label, use) if use and use.exceeded else "",
        # The engine wrote this HTML from the tree of a sanitised text.
        rich=Markup(to_resting_html(part.text, part.format)) if part else Markup(),  # noqa: S704
    )


def _pieces(text: str, *, fold: int, within: int) -> tuple[Piece, ...]:
    """Cut the text at its hashtags, its fold and its limit."""
    tags = [found.span() for found in HASHTAG.finditer(text)]
    ends = sorted(
        {0, len(text), min(fold, len(text)), min(within, len(text)), *(end for span in tags for end in span)}
    )
    return tuple(
        Piece(
            text=text[start:end],
            is_tag=any(first <= start and end <= last for first, last in tags),
            folded=start >= fold,
            over=start >= within,
        )
        for start, end in pairwise(ends)
    )


def _problem(label: str, use: LimitUse) -> str:
    return _(
        "%(part)s is too long: %(used)d of %(limit)d, %(over)d too many.",
        part=label,
        used=int(use.used),
        limit=use.limit,
        over=int(use.used) - use.limit,
    )
