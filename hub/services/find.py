"""The search box: drafts, and what the brands' kits in force say, found by their words; only what one may see."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from hub.brandkit.model import Kit
from hub.judging.brand import Localised
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import brand_value, parts_from_rows
from hub.workflow.roles import Principal
from models import Brand, BrandVersion, Channel, Content, Revision, User, Variant

PAGE: Final = 8
MAX_PAGE: Final = 50
MAX_QUERY: Final = 100
KINDS: Final = ("draft", "message", "term", "fact", "channel", "person")
_AROUND: Final = 40
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. ``key`` leads to it: a draft's id, a slug, an id in the kit or a person's. ``detail`` says
    more in words or codes of its kind: a draft's state, a term's status, a message's place in the house."""

    kind: str
    key: str
    title: Localised
    excerpt: str
    brand: str
    brand_name: Localised
    detail: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind; ``has_more`` where there is more than was asked for."""

    kind: str
    hits: tuple[Hit, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class FindResult:
    """What was found, by kind; groups without a hit are left out. ``too_short`` where too little was asked."""

    words: tuple[str, ...]
    groups: tuple[FoundGroup, ...]
    too_short: bool = False


def find(
    parts: Parts,
    principal: Principal,
    q: str,
    *,
    brand: str | None = None,
    kinds: Sequence[str] = KINDS,
    limit: int = PAGE,
) -> FindResult:
    """Return what holds every word of ``q``, whatever their case. One Han character or two others are the least."""
    words = tuple(dict.fromkeys(q[:MAX_QUERY].casefold().split()))
    if not words or not (_HAN.search(q) or len("".join(words)) > 1):
        return FindResult(words, (), too_short=True)
    size = min(max(limit, 1), MAX_PAGE)
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        brands = {
            row.id: row
            for row in session.scalars(select(Brand).order_by(Brand.slug))
            if brand in (None, row.slug)
        }

        def where(permission: str) -> list[uuid.UUID]:
            return [brand_id for brand_id in brands if principal.may(permission, brand_id)]

        found: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
        if "draft" in kinds:
            found["draft"] = list(_drafts(session, words, where("draft.read"), brands, size + 1))
        if {"message", "term", "fact"} & set(kinds):
            for of_brand, kit in _kits(session, where("brand.read"), brands):
                for hit in _in_kit(of_brand, kit, words):
                    found[hit.kind].append(hit)
        if "channel" in kinds:
            found["channel"] = list(_channels(session, principal, words, where("delivery.read"), brands))
        if "person" in kinds and principal.may("user.manage", None):
            found["person"] = list(_people(session, words, size + 1))
    return FindResult(
        words,
        tuple(
            FoundGroup(kind, tuple(found[kind][:size]), has_more=len(found[kind]) > size)
            for kind in KINDS
            if kind in kinds and found[kind]
        ),
    )


def _drafts(
    session: Session,
    words: Sequence[str],
    brand_ids: Sequence[uuid.UUID],
    brands: dict[uuid.UUID, Brand],
    limit: int,
) -> Iterator[Hit]:
    sqlite = session.get_bind().dialect.name == "sqlite"
    rows = session.execute(
        select(Variant, Content, Channel.name, Revision.parts)
        .join(Variant.content)
        .join(Variant.channel)
        .join(Revision, Variant.latest_revision_id == Revision.id)
        .where(
            Content.brand_id.in_(brand_ids),
            and_(*(or_(_holds(Content.title, word), _text_holds(word, sqlite=sqlite)) for word in words)),
        )
        # A title that says it comes before a text that does.
        .order_by(and_(*(_holds(Content.title, word) for word in words)).desc(), Variant.id.desc())
        .limit(limit)
    )
    for variant, content, _name, stored in rows:
        brand = brands[content.brand_id]
        text = "\n".join(part.text for part in parts_from_rows(stored))
        yield Hit(
            kind="draft",
            key=str(variant.id),
            title={variant.locale: content.title},
            excerpt=_excerpt(text, words),
            brand=brand.slug,
            brand_name=brand.name,
            detail=variant.state,
        )


def _text_holds(word: str, *, sqlite: bool) -> ColumnElement[bool]:
    """Return whether a part's text holds the word: the parts are JSON, and its keys are no text."""
    if sqlite:
        part = func.json_each(Revision.parts).table_valued("value")
        text: ColumnElement[Any] = func.json_extract(part.c.value, "$.text")
    else:
        part = func.jsonb_array_elements(Revision.parts).table_valued("value")
        text = func.jsonb_extract_path_text(part.c.value, "text")
    return exists(select(1).select_from(part).where(_holds(text, word)))


def _holds(column: Any, word: str) -> ColumnElement[bool]:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return func.lower(cast(column, String)).like(f"%{escaped}%", escape="\\")


def _kits(
    session: Session, brand_ids: Sequence[uuid.UUID], brands: dict[uuid.UUID, Brand]
) -> Iterator[tuple[Brand, Kit]]:
    versions = session.scalars(
        select(BrandVersion).where(BrandVersion.brand_id.in_(brand_ids), BrandVersion.state == "published")
    ).all()
    for version in sorted(versions, key=lambda version: brands[version.brand_id].slug):
        yield brands[version.brand_id], brand_value(version.digest, version.kit).kit


def _in_kit(brand: Brand, kit: Kit, words: Sequence[str]) -> Iterator[Hit]:
    def hit(kind: str, key: str, title: Localised, detail: str, *more: str) -> Iterator[Hit]:
        said = " · ".join(text for text in more if text)
        if _all_in(words, (*title.values(), said)):
            yield Hit(kind, key, title, _excerpt(said, words), brand.slug, brand.name, detail)

    house = kit.message_house
    yield from hit("message", "core_message", house.core_message, "core_message")
    yield from hit("message", "value_proposition", house.value_proposition, "value_proposition")
    for pillar in house.pillars:
        yield from hit("message", pillar.id, pillar.message, "pillar", *pillar.name.values())
        for point in pillar.proof_points:
            yield from hit("message", point.id, point.text, "proof_point", point.source or "")
    for term in kit.terms:
        yield from hit(
            "term",
            term.id,
            {term.locale: term.text},
            term.status,
            term.replacement or "",
            term.reason or "",
            *term.variants,
        )
    for fact in kit.facts:
        yield from hit("fact", fact.id, fact.subject, fact.kind, fact.value, fact.source or "")


def _channels(
    session: Session,
    principal: Principal,
    words: Sequence[str],
    brand_ids: Sequence[uuid.UUID],
    brands: dict[uuid.UUID, Brand],
) -> Iterator[Hit]:
    rows = session.scalars(
        select(Channel)
        .where(Channel.brand_id.in_(brand_ids), Channel.active.is_(True))
        .order_by(Channel.position)
    )
    for row in rows:
        if principal.sees_channel(row.slug) and _all_in(words, (*row.name.values(), row.slug)):
            brand = brands[row.brand_id]
            yield Hit("channel", row.slug, row.name, "", brand.slug, brand.name, row.media)


def _people(session: Session, words: Sequence[str], limit: int) -> Iterator[Hit]:
    rows = session.execute(
        select(User.id, User.name, User.email)
        .where(and_(*(or_(_holds(User.name, word), _holds(User.email, word)) for word in words)))
        .order_by(User.email)
        .limit(limit)
    )
    for user_id, name, email in rows:
        yield Hit("person", str(user_id), {"": name}, email, "", {}, "")


def _all_in(words: Iterable[str], texts: Sequence[str]) -> bool:
    folded = "\n".join(texts).casefold()
    return all(word in folded for word in words)


def _excerpt(text: str, words: Sequence[str]) -> str:
    """Return the surroundings of the first word found in a text, else its beginning."""
    line = " ".join(text.split())
    folded = line.casefold()
    places = [place for word in words if (place := folded.find(word)) >= 0]
    start = max(min(places, default=0) - _AROUND, 0)
    end = start + 3 * _AROUND
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")
