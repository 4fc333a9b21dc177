"""The versions of a brand: who made which, what each changed, and what publishing the waiting one would do."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hub.brandkit import Kit, compare
from hub.brandkit.difference import Change
from hub.services.brand_drafts import in_state, load_brand
from hub.services.kit_editing import KitDesk, compare_versions, kit_desk
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import brand_value
from hub.workflow.roles import Principal
from models import Brand, BrandVersion, Channel, User, Variant


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with the people behind it (None: somebody who left, or the hub itself) and how much it changed.

    The counts are against the version before it; the first has all of its parts added.
    """

    number: int
    state: str
    created_at: datetime
    created_by: str | None
    published_at: datetime | None
    published_by: str | None
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class VersionsDesk:
    """A brand and its versions, the newest first; a draft only for those who may write."""

    desk: KitDesk
    lines: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class ComparedDesk:
    """A brand, the numbers of its versions, the two compared with their kits, and how the newer differs."""

    desk: KitDesk
    numbers: tuple[int, ...]
    older: int
    newer: int
    before: Kit
    after: Kit
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class WaitingDesk:
    """A brand with its waiting draft; publishing has so many approved texts and other drafts judged again.

    ``in_force`` is the kit that the draft would replace, None before the first publication."""

    desk: KitDesk
    in_force: Kit | None
    approved_texts: int
    drafts: int


def versions_desk(parts: Parts, principal: Principal, slug: str) -> VersionsDesk:
    """Return a brand's versions with people and counts. Raises NotFound, WrongState."""
    desk = kit_desk(parts, principal, slug)
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.read")
        names = _names(uow.session, brand)
    versions = _seen(brand, desk)
    earlier: BrandVersion | None = None
    lines = []
    for version in versions:
        lines.append(_line(version, earlier, names))
        earlier = version
    return VersionsDesk(desk, tuple(reversed(lines)))


def compared_desk(
    parts: Parts, principal: Principal, slug: str, older: int | None, newer: int | None
) -> ComparedDesk:
    """Return how two versions differ; those not named are the newest and the one before it. Raises NotFound."""
    desk = kit_desk(parts, principal, slug)
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.read")
    numbers = tuple(version.number for version in _seen(brand, desk))
    newer = newer if newer is not None else numbers[-1]
    older = older if older is not None else max((n for n in numbers if n < newer), default=newer)
    changes = compare_versions(parts, principal, slug, older, newer)
    kits = {version.number: _kit(version) for version in brand.versions if version.number in (older, newer)}
    return ComparedDesk(desk, tuple(reversed(numbers)), older, newer, kits[older], kits[newer], changes)


def waiting_desk(parts: Parts, principal: Principal, slug: str) -> WaitingDesk:
    """Return what publishing would change and how many texts it has judged again. Raises NotFound, NotAllowed."""
    desk = kit_desk(parts, principal, slug)
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = load_brand(uow.session, principal, slug, "brand.write")
        of_brand = (
            select(func.count())
            .select_from(Variant)
            .join(Channel, Variant.channel_id == Channel.id)
            .where(Channel.brand_id == brand.id)
        )
        approved = uow.session.scalar(of_brand.where(Variant.approved_revision_id.is_not(None))) or 0
        # Only a latest revision that is not the approved one is judged beside it.
        drafts = (
            uow.session.scalar(
                of_brand.where(
                    Variant.latest_revision_id.is_not(None),
                    Variant.approved_revision_id.is_(None)
                    | (Variant.approved_revision_id != Variant.latest_revision_id),
                )
            )
            or 0
        )
    published = in_state(brand, "published")
    return WaitingDesk(desk, _kit(published) if published else None, approved, drafts)


def _seen(brand: Brand, desk: KitDesk) -> list[BrandVersion]:
    return [version for version in brand.versions if version.state != "draft" or desk.may_write]


def _names(session: Session, brand: Brand) -> dict[uuid.UUID, str]:
    ids = {by for version in brand.versions for by in (version.created_by, version.published_by) if by}
    return {row.id: row.name for row in session.execute(select(User.id, User.name).where(User.id.in_(ids)))}


def _line(version: BrandVersion, earlier: BrandVersion | None, names: dict[uuid.UUID, str]) -> VersionLine:
    kinds = Counter(change.kind for change in compare(_kit(earlier) if earlier else None, _kit(version)))
    return VersionLine(
        number=version.number,
        state=version.state,
        created_at=version.created_at,
        created_by=names.get(version.created_by) if version.created_by else None,
        published_at=version.published_at,
        published_by=names.get(version.published_by) if version.published_by else None,
        added=kinds["added"],
        changed=kinds["changed"],
        removed=kinds["removed"],
    )


def _kit(version: BrandVersion) -> Kit:
    return brand_value(version.digest, version.kit).kit
