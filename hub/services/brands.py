"""Brands: import a kit as a draft version, compare, publish, export."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hub.brandkit import compare, kit_from_dict, read_kit, write_kit
from hub.brandkit.difference import Change
from hub.brandkit.model import Kit
from hub.errors import EditConflict, NotFound, WrongState
from hub.judging.brand import Localised
from hub.judging.styles import pack_ids
from hub.services.brand_drafts import in_state, keep_draft, load_brand
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
    with UnitOfWork(parts, principal) as uow:
        brand = uow.session.scalar(
            select(Brand)
            .options(selectinload(Brand.versions))
            .where(Brand.slug == kit.brand.id)
            .with_for_update(of=Brand)
        )
        principal.require("brand.write", brand.id if brand else None)
        if brand is None:
            brand = Brand(slug=kit.brand.id, name=dict(kit.brand.name), versions=[])
            uow.session.add(brand)
            uow.session.flush()
        published = in_state(brand, "published")
        changes = compare(kit_from_dict(published.kit) if published else None, kit)
        kept = keep_draft(uow, principal, brand, kit, event="brand.imported")
        if kept.outcome == "unchanged":
            return ImportResult(brand.slug, kept.number, "unchanged", changes)
        uow.commit()
        if kept.outcome == "back_in_force":
            return ImportResult(brand.slug, kept.number, "unchanged", ())
        return ImportResult(brand.slug, kept.number, kept.outcome, changes)


def publish(parts: Parts, principal: Principal, slug: str, *, digest: str | None = None) -> VersionView:
    """Put the draft version in force, bring the channels in line and have the library judged again.

    Publishing when nothing waits and a version is in force changes nothing. Where ``digest`` names the draft that was
    read, another one is not published. Raises NotFound, WrongState, EditConflict.
    """
    with UnitOfWork(parts, principal) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.publish", to_write=True)
        draft, published = in_state(brand, "draft"), in_state(brand, "published")
        if draft is None:
            if published is None:
                raise WrongState(f"The brand {slug} has no version to publish; import a kit first.")
            return _version_view(published)
        if digest is not None and draft.digest != digest:
            raise EditConflict("The draft changed since you read it; look at it again before you publish.")
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
        brand = load_brand(uow.session, principal, slug, "brand.read")
        if number is None:
            version = in_state(brand, "published") or in_state(brand, "draft")
        else:
            version = next((version for version in brand.versions if version.number == number), None)
        if version is None:
            raise NotFound(f"The brand {slug} has no version {number or ''}".strip() + ".")
        return write_kit(kit_from_dict(version.kit))


def draft_changes(parts: Parts, principal: Principal, slug: str) -> tuple[Change, ...]:
    """Return how the waiting draft differs from what is in force; empty where nothing waits."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.read")
        draft, published = in_state(brand, "draft"), in_state(brand, "published")
    if draft is None:
        return ()
    return compare(kit_from_dict(published.kit) if published else None, kit_from_dict(draft.kit))


def get_brand(parts: Parts, principal: Principal, slug: str) -> BrandView:
    """Return one brand that the principal may read."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        return _view(load_brand(uow.session, principal, slug, "brand.read"))


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
        brand = load_brand(uow.session, SYSTEM, slug, "brand.read")
    version = in_state(brand, "published")
    if version is None:
        raise WrongState(f"The brand {slug} has no published version; run `onevoice brand publish {slug}`.")
    return brand_value(version.digest, version.kit)


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
    published = in_state(brand, "published")
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
