"""Families: a content with its variants, one matrix of channels and locales, and the list of them."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hub.errors import NotFound
from hub.judging.passage import text_hash
from hub.judging.text import Part
from hub.services.family_views import (
    Approved,
    BesideMaster,
    Cell,
    ChannelRow,
    FamilyLine,
    FamilyView,
    Place,
)
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import brand_value, parts_from_rows
from hub.workflow.roles import Principal
from models import Brand, BrandVersion, Channel, Content, Event, Report, Revision, Variant

PAGE: Final = 30
MASTER_CHANGED: Final = "content.master_changed"
_WRITTEN: Final = ("draft.started", "draft.saved")
_NO_LINE: Final = 50.0


@dataclass(frozen=True, slots=True)
class _Last:
    """When something last happened, and its place in the order of everything that happened."""

    sequence: int
    at: datetime


def get_family(parts: Parts, principal: Principal, content_id: uuid.UUID) -> FamilyView:
    """Return a content with its matrix. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        return read_family(uow.session, load_content(uow.session, principal, content_id, "draft.read"))


def list_families(
    parts: Parts,
    principal: Principal,
    *,
    brand: str | None = None,
    text: str = "",
    after: uuid.UUID | None = None,
    limit: int = PAGE,
) -> list[FamilyLine]:
    """Return the contents that the principal may read, newest first, narrowed to a brand's (slug) and to titles that
    hold ``text``; ``after`` is the last id of the page before."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        brands = {
            row.id: row
            for row in session.scalars(select(Brand))
            if principal.may("draft.read", row.id) and brand in (None, row.slug)
        }
        query = select(Content).where(Content.brand_id.in_(brands)).order_by(Content.id.desc())
        if text:
            query = query.where(Content.title.icontains(text, autoescape=True))
        if after is not None:
            query = query.where(Content.id < after)
        contents = session.scalars(query.limit(min(max(limit, 1), PAGE))).all()
        variants: dict[uuid.UUID, list[Any]] = defaultdict(list)
        for row in session.execute(
            select(
                Variant.id,
                Variant.content_id,
                Variant.channel_id,
                Variant.locale,
                Variant.state,
                Variant.updated_at,
            ).where(Variant.content_id.in_([content.id for content in contents]))
        ):
            variants[row.content_id].append(row)
        places = _places(session, {content.brand_id for content in contents})
        last = _last_written(
            session,
            [content.id for content in contents] + [row.id for rows in variants.values() for row in rows],
        )
        return [
            _line(content, brands[content.brand_id], variants[content.id], places[content.brand_id], last)
            for content in contents
        ]


def load_content(
    session: Session, principal: Principal, content_id: uuid.UUID, permission: str, *, lock: bool = False
) -> Content:
    """Return a content with its brand; NotFound where it is none of theirs. ``lock`` keeps others from changing it
    until the transaction ends."""
    query = select(Content).options(joinedload(Content.brand)).where(Content.id == content_id)
    content = session.scalar(query.with_for_update(of=Content) if lock else query)
    if content is None:
        raise NotFound("There is no such thing here, or it is not shared with you.")
    principal.require(permission, content.brand_id)
    return content


def digest_of_master(title: str, master: tuple[Part, ...]) -> str:
    """Return the digest of a master and its title."""
    return text_hash((Part(name="title", text=title), *master))


def read_family(session: Session, content: Content) -> FamilyView:
    """Return a loaded content as a matrix."""
    channels = session.scalars(
        select(Channel).where(Channel.brand_id == content.brand_id).order_by(Channel.position, Channel.slug)
    ).all()
    version = session.scalar(
        select(BrandVersion).where(
            BrandVersion.brand_id == content.brand_id, BrandVersion.state == "published"
        )
    )
    rows = session.execute(_variants_of(content.id)).all()
    last = _last_written(session, [content.id, *(row.Variant.id for row in rows)])
    master = parts_from_rows(content.master)
    value = brand_value(version.digest, version.kit) if version else None
    lines = {slug: spec.message_line for slug, spec in value.channels.items()} if value else {}
    spoken = value.brand.locales if value else (content.locale,)
    locales = tuple(dict.fromkeys((*spoken, *sorted(row.Variant.locale for row in rows))))
    cells: dict[tuple[uuid.UUID, str], list[Cell]] = defaultdict(list)
    known = {channel.id: channel for channel in channels}
    for row in rows:
        variant: Variant = row.Variant
        channel = known[variant.channel_id]
        cells[channel.id, variant.locale].append(
            Cell(
                id=variant.id,
                channel=channel.slug,
                channel_name=channel.name,
                kind=channel.kind,
                locale=variant.locale,
                edition=variant.edition,
                state=variant.state,
                number=row.number,
                verdict=row.verdict,
                message_score=row.message_score,
                uncertainty=row.uncertainty,
                message_line=lines.get(channel.slug, _NO_LINE),
                judged_in_force=version is not None and row.brand_version_id == version.id,
                beside_master=_beside(content, variant.id, last) if master else "none",
                approved=_approved(variant),
                due_on=variant.due_on,
                updated_at=variant.updated_at,
            )
        )
    changed = last.get(content.id)
    return FamilyView(
        id=content.id,
        brand_id=content.brand_id,
        brand=content.brand.slug,
        brand_name=content.brand.name,
        title=content.title,
        locale=content.locale,
        phase=content.phase,
        master=master,
        master_digest=digest_of_master(content.title, master),
        master_changed_at=changed.at if changed else None,
        locales=locales,
        rows=tuple(
            ChannelRow(
                slug=channel.slug,
                name=channel.name,
                kind=channel.kind,
                active=channel.active,
                places=tuple(
                    Place(
                        locale=locale,
                        cells=tuple(cells[channel.id, locale]),
                        may_start=channel.active and value is not None and locale in spoken,
                    )
                    for locale in locales
                ),
            )
            for channel in channels
            if channel.active or any(cells[channel.id, locale] for locale in locales)
        ),
    )


def _variants_of(content_id: uuid.UUID) -> Any:
    newest = (
        select(Report.id)
        .where(Report.revision_id == Variant.latest_revision_id)
        .order_by(Report.created_at.desc(), Report.id.desc())
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )
    return (
        select(
            Variant,
            Revision.number,
            Report.verdict,
            Report.message_score,
            Report.brand_version_id,
            Report.body["message"]["uncertainty"].as_float().label("uncertainty"),
        )
        .join(Revision, Variant.latest_revision_id == Revision.id)
        .outerjoin(Report, Report.id == newest)
        .where(Variant.content_id == content_id)
        .order_by(Variant.edition, Variant.id)
    )


def _places(session: Session, brand_ids: set[uuid.UUID]) -> dict[uuid.UUID, set[tuple[uuid.UUID, str]]]:
    """Return by brand the channels and locales that texts can be begun for."""
    channels = session.execute(
        select(Channel.brand_id, Channel.id).where(Channel.brand_id.in_(brand_ids), Channel.active.is_(True))
    ).all()
    spoken = session.execute(
        select(BrandVersion.brand_id, BrandVersion.kit["brand"]["locales"].label("locales")).where(
            BrandVersion.brand_id.in_(brand_ids), BrandVersion.state == "published"
        )
    ).all()
    locales = {row.brand_id: row.locales for row in spoken}
    places: dict[uuid.UUID, set[tuple[uuid.UUID, str]]] = {brand_id: set() for brand_id in brand_ids}
    for brand_id, channel_id in channels:
        places[brand_id] |= {(channel_id, locale) for locale in locales.get(brand_id, ())}
    return places


def _last_written(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, _Last]:
    """Return by id when a content's master was last changed and when a variant was last written."""
    found = session.execute(
        select(Event.subject_id, func.max(Event.sequence), func.max(Event.at))
        .where(Event.subject_id.in_(ids), Event.kind.in_((MASTER_CHANGED, *_WRITTEN)))
        .group_by(Event.subject_id)
    )
    return {subject: _Last(sequence, at) for subject, sequence, at in found if subject is not None}


def _line(
    content: Content,
    brand: Brand,
    variants: Sequence[Any],
    places: set[tuple[uuid.UUID, str]],
    last: Mapping[uuid.UUID, _Last],
) -> FamilyLine:
    behind = [row for row in variants if content.master and _beside(content, row.id, last) == "older"]
    changed = last.get(content.id)
    moments = [content.created_at, *(row.updated_at for row in variants), *([changed.at] if changed else [])]
    return FamilyLine(
        id=content.id,
        brand=brand.slug,
        brand_name=brand.name,
        title=content.title,
        phase=content.phase,
        has_master=bool(content.master),
        states=dict(Counter(row.state for row in variants)),
        empty_places=len(places - {(row.channel_id, row.locale) for row in variants}),
        behind_master=len(behind),
        updated_at=max(moments),
    )


def _beside(content: Content, variant_id: uuid.UUID, last: Mapping[uuid.UUID, _Last]) -> BesideMaster:
    changed, written = last.get(content.id), last.get(variant_id)
    if changed is None or (written is not None and written.sequence > changed.sequence):
        return "newer"
    return "older"


def _approved(variant: Variant) -> Approved:
    if variant.approved_revision_id is None:
        return "none"
    return "latest" if variant.approved_revision_id == variant.latest_revision_id else "earlier"
