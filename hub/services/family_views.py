"""What pages see of a content with its variants: a line of the list, the matrix, and a cell of it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from hub.judging.brand import Localised
from hub.judging.text import Part

BesideMaster = Literal["newer", "older", "none"]
Approved = Literal["none", "latest", "earlier"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A variant in its place. ``verdict`` is that of the newest report on its latest revision, None while there is
    none; ``judged_in_force`` tells whether that report was made under the brand version in force; ``beside_master``
    whether the text was written after the master's last change, ``none`` where there is no master."""

    id: uuid.UUID
    channel: str
    channel_name: Localised
    kind: str
    locale: str
    edition: str
    state: str
    number: int
    verdict: str | None
    message_score: float | None
    uncertainty: float | None
    message_line: float
    judged_in_force: bool
    beside_master: BesideMaster
    approved: Approved
    due_on: date | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A channel and locale of the matrix with its editions; ``may_start`` where a text can be begun here."""

    locale: str
    cells: tuple[Cell, ...]
    may_start: bool


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel's row, a place per locale. A channel that is not active any more is there while it has variants."""

    slug: str
    name: Localised
    kind: str
    active: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A content as a matrix. ``master_digest`` names the master and title as they stand, for saving them."""

    id: uuid.UUID
    brand_id: uuid.UUID
    brand: str
    brand_name: Localised
    title: str
    locale: str
    phase: str
    master: tuple[Part, ...]
    master_digest: str
    master_changed_at: datetime | None
    locales: tuple[str, ...]
    rows: tuple[ChannelRow, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All variants, row by row."""
        return tuple(cell for row in self.rows for place in row.places for cell in place.cells)


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A content in the list: how many of its variants are in which state, how many places have no text yet, and how
    many texts are older than the master."""

    id: uuid.UUID
    brand: str
    brand_name: Localised
    title: str
    phase: str
    has_master: bool
    states: Mapping[str, int]
    empty_places: int
    behind_master: int
    updated_at: datetime
