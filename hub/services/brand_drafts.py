"""The one way a draft version of a brand comes to be, changes and goes: import, editing, restoring, discarding."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from hub.brandkit import kit_to_dict, kit_version
from hub.brandkit.model import Kit
from hub.errors import NotFound
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import Principal
from models import Brand, BrandVersion


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a kit came to: the number of the version that now holds it."""

    number: int
    outcome: Literal["created", "changed", "unchanged", "back_in_force"]


def load_brand(
    session: Session, principal: Principal, slug: str, permission: str, *, to_write: bool = False
) -> Brand:
    """Return a brand with versions and channels. ``to_write`` has others who write it wait for this transaction.

    Raises NotFound, NotAllowed.
    """
    asked = (
        select(Brand)
        .options(selectinload(Brand.versions), selectinload(Brand.channels))
        .where(Brand.slug == slug)
    )
    brand = session.scalar(asked.with_for_update(of=Brand) if to_write else asked)
    if brand is None:
        raise NotFound("There is no such thing here, or it is not shared with you.", details={"brand": slug})
    principal.require(permission, brand.id)
    return brand


def in_state(brand: Brand, state: str) -> BrandVersion | None:
    """Return the brand's version in a state, of which there is at most one for drafts and the one in force."""
    return next((version for version in brand.versions if version.state == state), None)


def keep_draft(
    uow: UnitOfWork, principal: Principal, brand: Brand, kit: Kit, *, event: str, paths: tuple[str, ...] = ()
) -> Kept:
    """Make the kit the brand's draft version and record the event; the caller commits.

    What equals the draft, or what is in force where nothing waits, changes nothing and records nothing. What equals
    the version in force drops the draft, which has nothing left to say.
    """
    digest = kit_version(kit)
    published, draft = in_state(brand, "published"), in_state(brand, "draft")
    current = draft or published
    if current is not None and current.digest == digest:
        return Kept(current.number, "unchanged")
    if draft is not None and published is not None and published.digest == digest:
        drop_draft(uow, brand, draft)
        return Kept(published.number, "back_in_force")
    outcome: Literal["created", "changed"] = "changed" if brand.versions else "created"
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
    data: dict[str, Any] = {"paths": list(paths)} if paths else {}
    uow.record(event, brand_id=brand.id, subject_id=draft.id, digest=digest, **data)
    return Kept(draft.number, outcome)


def drop_draft(uow: UnitOfWork, brand: Brand, draft: BrandVersion) -> None:
    """Delete a waiting draft and record it; the caller commits."""
    uow.session.delete(draft)
    uow.record("brand.draft_dropped", brand_id=brand.id, subject_id=draft.id)
