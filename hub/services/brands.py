"""Brands: import a kit as a draft version, compare, publish, export."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from hub.brandkit import compare, kit_from_dict, kit_to_dict, kit_version, read_kit, write_kit
from hub.brandkit.difference import Change
from hub.brandkit.model import Kit
from hub.errors import NotFound, WrongState
from hub.judging.brand import Localised
from hub.judging.styles import pack_ids
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import BrandValue, brand_value
from hub.workflow.roles import SYSTEM, Principal
from models import Brand, BrandVersion, Channel, Revision, Variant


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a brand: its number, state and when it came into force."""

    id: uuid.UUID
    number: int
    state: str
    digest: str
    created_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A channel of a brand."""

    slug: str
    kind: str
    name: Localised
    media: str


@dataclass(frozen=True, slots=True)
class BrandView:
    """A brand with its versions and channels; ``value`` is the version in force, None before the first publication."""

    id: uuid.UUID
    slug: str
    name: Localised
    versions: tuple[VersionView, ...]
    channels: tuple[ChannelView, ...]
    value: BrandValue | None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, and how the kit differs from the version in force."""

    slug: str
    number: int
    outcome: Literal["created", "changed", "unchanged"]
    changes: tuple[Change, ...]


def validate_kit(data: bytes, *, source: str) -> Kit:
    """Return the kit, or raise KitInvalid with every fault and its place."""
    return read_kit(data, source=source, known_packs=pack_ids())


def import_kit(parts: Parts, principal: Principal, data: bytes, *, source: str) -> ImportResult:
    """Keep a kit as the brand's draft version, all or nothing.

    The same kit again changes nothing; another one replaces the draft. Raises KitInvalid with all faults.
    A new brand needs ``brand.write`` in the whole hub.
    """
    kit = validate_kit(data, source=source)
    digest = kit_version(kit)
    with UnitOfWork(parts, principal) as uow:
        brand = uow.session.scalar(
            select(Brand).options(selectinload(Brand.versions)).where(Brand.slug == kit.brand.id)
        )
        principal.require("brand.write", brand.id if brand else None)
        if brand is None:
            brand = Brand(slug=kit.brand.id, name=dict(kit.brand.name), versions=[])
            uow.session.add(brand)
            uow.session.flush()
        published = _in_state(brand, "published")
        draft = _in_state(brand, "draft")
        changes = compare(kit_from_dict(published.kit) if published else None, kit)
        current = draft or published
        if current is not None and current.digest == digest:
            return ImportResult(brand.slug, current.number, "unchanged", changes)
        outcome: Literal["created", "changed"] = "changed" if brand.versions else "created"
        if draft is not None and published is not None and published.digest == digest:
            # Back to what is in force: the draft has nothing left to say.
            uow.session.delete(draft)
            uow.record("brand.draft_dropped", brand_id=brand.id, subject_id=draft.id)
            uow.commit()
            return ImportResult(brand.slug, published.number, "unchanged", ())
        if draft is not None:
            draft.kit, draft.digest, draft.created_by = kit_to_dict(kit), digest, principal.user_id
        else:
            draft = BrandVersion(
                brand_id=brand.id,
                number=max((version.number for version in brand.versions), default=0) + 1,
                digest=digest,
                kit=kit_to_dict(kit),
                created_by=principal.user_id,
            )
            uow.session.add(draft)
        uow.session.flush()
        uow.record("brand.imported", brand_id=brand.id, subject_id=draft.id, digest=digest)
        uow.commit()
        return ImportResult(brand.slug, draft.number, outcome, changes)


def publish(parts: Parts, principal: Principal, slug: str) -> VersionView:
    """Put the draft version in force, bring the channels in line and have the library judged again.

    Publishing when nothing waits and a version is in force changes nothing. Raises NotFound, WrongState.
    """
    with UnitOfWork(parts, principal) as uow:
        brand = _brand(uow.session, principal, slug, "brand.publish")
        draft, published = _in_state(brand, "draft"), _in_state(brand, "published")
        if draft is None:
            if published is None:
                raise WrongState(f"The brand {slug} has no version to publish; import a kit first.")
            return _version_view(published)
        if published is not None:
            published.state = "superseded"
            uow.session.flush()
        draft.state, draft.published_at, draft.published_by = "published", parts.now(), principal.user_id
        kit = kit_from_dict(draft.kit)
        brand.name = dict(kit.brand.name)
        _align_channels(brand, kit)
        uow.record("brand.published", brand_id=brand.id, subject_id=draft.id, digest=draft.digest)
        uow.session.flush()
        has_texts = uow.session.scalar(
            select(Revision.id)
            .join(Variant, Variant.latest_revision_id == Revision.id)
            .join(Channel, Variant.channel_id == Channel.id)
            .where(Channel.brand_id == brand.id)
            .limit(1)
        )
        if has_texts is not None:
            uow.send("judging.rejudge_brand", brand_id=brand.id, brand=str(brand.id), version=str(draft.id))
        uow.commit()
        return _version_view(draft)


def export_kit(parts: Parts, principal: Principal, slug: str, *, number: int | None = None) -> str:
    """Return a version as YAML: the given number, else the one in force, else the draft."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = _brand(uow.session, principal, slug, "brand.read")
        if number is None:
            version = _in_state(brand, "published") or _in_state(brand, "draft")
        else:
            version = next((version for version in brand.versions if version.number == number), None)
        if version is None:
            raise NotFound(f"The brand {slug} has no version {number or ''}".strip() + ".")
        return write_kit(kit_from_dict(version.kit))


def draft_changes(parts: Parts, principal: Principal, slug: str) -> tuple[Change, ...]:
    """Return how the waiting draft differs from what is in force; empty where nothing waits."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = _brand(uow.session, principal, slug, "brand.read")
        draft, published = _in_state(brand, "draft"), _in_state(brand, "published")
    if draft is None:
        return ()
    return compare(kit_from_dict(published.kit) if published else None, kit_from_dict(draft.kit))


def get_brand(parts: Parts, principal: Principal, slug: str) -> BrandView:
    """Return one brand that the principal may read."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        return _view(_brand(uow.session, principal, slug, "brand.read"))


def list_brands(parts: Parts, principal: Principal) -> list[BrandView]:
    """Return the brands that the principal may read, by slug."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        brands = uow.session.scalars(
            select(Brand)
            .options(selectinload(Brand.versions), selectinload(Brand.channels))
            .order_by(Brand.slug)
        )
        return [_view(brand) for brand in brands if principal.may("brand.read", brand.id)]


def value_of_brand(parts: Parts, slug: str) -> BrandValue:
    """Return the version in force for judging outside of pages, as the command line does."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        brand = _brand(uow.session, SYSTEM, slug, "brand.read")
    version = _in_state(brand, "published")
    if version is None:
        raise WrongState(f"The brand {slug} has no published version; run `onevoice brand publish {slug}`.")
    return brand_value(version.digest, version.kit)


def _brand(session: Session, principal: Principal, slug: str, permission: str) -> Brand:
    brand = session.scalar(
        select(Brand)
        .options(selectinload(Brand.versions), selectinload(Brand.channels))
        .where(Brand.slug == slug)
    )
    if brand is None:
        raise NotFound("There is no such thing here, or it is not shared with you.", details={"brand": slug})
    principal.require(permission, brand.id)
    return brand


def _in_state(brand: Brand, state: str) -> BrandVersion | None:
    return next((version for version in brand.versions if version.state == state), None)


def _align_channels(brand: Brand, kit: Kit) -> None:
    rows = {channel.slug: channel for channel in brand.channels}
    for position, wanted in enumerate(kit.channels):
        row = rows.pop(wanted.id, None)
        if row is None:
            row = Channel(slug=wanted.id)
            brand.channels.append(row)
        row.kind, row.name, row.media = wanted.kind, dict(wanted.name), wanted.media
        row.position, row.active = position, True
    for row in rows.values():
        # Its approved copy stays where it was fetched from; nothing new is written for it.
        row.active = False


def _view(brand: Brand) -> BrandView:
    published = _in_state(brand, "published")
    return BrandView(
        id=brand.id,
        slug=brand.slug,
        name=brand.name,
        versions=tuple(_version_view(version) for version in brand.versions),
        channels=_channel_views(brand.channels),
        value=brand_value(published.digest, published.kit) if published else None,
    )


def _channel_views(channels: Sequence[Channel]) -> tuple[ChannelView, ...]:
    return tuple(
        ChannelView(slug=channel.slug, kind=channel.kind, name=channel.name, media=channel.media)
        for channel in channels
        if channel.active
    )


def _version_view(version: BrandVersion) -> VersionView:
    return VersionView(
        id=version.id,
        number=version.number,
        state=version.state,
        digest=version.digest,
        created_at=version.created_at,
        published_at=version.published_at,
    )
