"""What Today shows, as values: one section per thing that may wait for a person."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from hub.judging.brand import Localised


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits for this person. ``since`` is how long it has, ``said`` what was asked for, ``by`` who wrote
    or submitted it; ``verdict`` is None while it is not judged."""

    id: uuid.UUID
    title: str
    brand: str
    brand_name: Localised
    channel_name: Localised
    locale: str
    state: str
    verdict: str | None
    due_on: date | None
    since: datetime
    by: str | None = None
    said: str = ""
    reason: str = ""
    score: float | None = None
    line: float | None = None


@dataclass(frozen=True, slots=True)
class Pile:
    """The first of a pile, in the order in which they should be taken, and how many there are in all."""

    first: tuple[Waiting, ...]
    count: int
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Expiring:
    """A registered fact that is no longer valid, or soon will not be."""

    brand: str
    brand_name: Localised
    fact: str
    subject: Localised
    value: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Question:
    """A remark that waits for an answer from somebody else than who spoke last."""

    id: uuid.UUID
    variant_id: uuid.UUID
    title: str
    body: str
    quote: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A text of a channel that became available or was recalled since the person last looked."""

    variant_id: uuid.UUID
    title: str
    channel: str
    brand: str
    channel_name: Localised
    locale: str
    available: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Outlet:
    """A channel to fetch from, with how many texts it holds and how many changed since it was last
    looked at; none where it never was."""

    channel: str
    brand: str
    brand_name: Localised
    name: Localised
    media: str
    held: int
    changed: int


@dataclass(frozen=True, slots=True)
class House:
    """The hub as whoever runs it sees it."""

    people: int
    failed_jobs: int
    has_demo: bool


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for a person. What is none of their work is None; ``is_bare`` is a hub without a brand of theirs."""

    finish: Pile | None
    decide: Pile | None
    drifted: tuple[Waiting, ...] | None
    expiring: tuple[Expiring, ...] | None
    questions: tuple[Question, ...] | None
    deliveries: tuple[Delivery, ...] | None
    outlets: tuple[Outlet, ...] | None
    house: House | None
    is_bare: bool
