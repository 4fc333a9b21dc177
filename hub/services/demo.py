"""The demo: two invented brands with kits, people, drafts and reviews. Loaded once, removed without a trace in use."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import delete, select, update

from hub.services.brands import import_kit, publish
from hub.services.demo_drafts import read_drafts, read_masters, review_some, write_drafts
from hub.services.demo_people import DemoLogin, add_people, delete_people, forget_logins
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM
from models import Brand, BrandVersion, Channel, Content, Event, Report, Review, Revision, User, Variant

FOLDER: Final = Path(__file__).resolve().parents[1] / "demo"
_STATES: Final = {"demo.started": "unfinished", "demo.loaded": "loaded", "demo.removed": "removed"}
DemoState = Literal["absent", "unfinished", "loaded", "removed"]


def demo_brands() -> tuple[str, ...]:
    """Return the identifiers of the demo brands: the names of the shipped kits."""
    return tuple(path.stem for path in sorted((FOLDER / "kits").glob("*.yaml")))


def demo_state(parts: Parts) -> DemoState:
    """Return how far the demo is in this database."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        kind = uow.session.scalar(
            select(Event.kind).where(Event.kind.in_(_STATES)).order_by(Event.sequence.desc()).limit(1)
        )
    return "absent" if kind is None else _STATES[kind]  # type: ignore[return-value]


def wants_demo(parts: Parts) -> bool:
    """Tell whether a start should load the demo: into an empty database, or where a former load was cut off."""
    state = demo_state(parts)
    if state != "absent":
        return state == "unfinished"
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return uow.session.scalar(select(Brand.id).limit(1)) is None and (
            uow.session.scalar(select(User.id).limit(1)) is None
        )


def load_demo(parts: Parts, progress: Callable[[str], None]) -> tuple[DemoLogin, ...]:
    """Bring the demo in and return its logins; ``progress`` gets one sentence per step.

    Every step is whole or not there, and looks first whether it is: a load that was cut off is finished by the
    next, and one more load changes nothing. Most texts are judged afterwards, in the background.
    """
    state = demo_state(parts)
    if state != "unfinished":
        if state == "loaded":
            progress("The demo is loaded already; what is missing is added.")
        _note(parts, "demo.started")
    brands = demo_brands()
    for slug in brands:
        if not _is_published(parts, slug):
            import_kit(parts, SYSTEM, (FOLDER / "kits" / f"{slug}.yaml").read_bytes(), source=f"{slug}.yaml")
            publish(parts, SYSTEM, slug)
        progress(f"The brand {slug} is in force.")
    logins = add_people(parts, brands)
    progress(f"{len(logins)} people can sign in.")
    for slug in brands:
        drafts = read_drafts(FOLDER / "drafts" / f"{slug}.yaml")
        write_drafts(parts, slug, drafts, read_masters(FOLDER / "masters.yaml", slug))
        progress(f"{slug} has {len(drafts)} drafts.")
        review_some(parts, slug, drafts)
        progress(f"{slug} has copy in review and copy approved.")
    _note(parts, "demo.loaded")
    return logins


def remove_demo(parts: Parts) -> bool:
    """Remove the demo brands with everything under them and the demo's people, in one transaction.

    Returns False where there was no demo. The event log keeps its chain: it holds ids only.
    """
    with UnitOfWork(parts, SYSTEM) as uow:
        session = uow.session
        brand_ids = session.scalars(select(Brand.id).where(Brand.slug.in_(demo_brands()))).all()
        was_there = bool(brand_ids) or demo_state(parts) in ("unfinished", "loaded")
        channels = select(Channel.id).where(Channel.brand_id.in_(brand_ids))
        variants = select(Variant.id).where(Variant.channel_id.in_(channels))
        revisions = select(Revision.id).where(Revision.variant_id.in_(variants))
        versions = select(BrandVersion.id).where(BrandVersion.brand_id.in_(brand_ids))
        # From the leaves down, for variants and revisions point at each other.
        session.execute(delete(Review).where(Review.variant_id.in_(variants)))
        session.execute(delete(Report).where(Report.revision_id.in_(revisions)))
        session.execute(delete(Report).where(Report.brand_version_id.in_(versions)))
        session.execute(
            update(Variant)
            .where(Variant.channel_id.in_(channels))
            .values(latest_revision_id=None, approved_revision_id=None)
        )
        session.execute(delete(Revision).where(Revision.variant_id.in_(variants)))
        session.execute(delete(Variant).where(Variant.channel_id.in_(channels)))
        session.execute(delete(Content).where(Content.brand_id.in_(brand_ids)))
        session.execute(delete(Brand).where(Brand.id.in_(brand_ids)))
        delete_people(session)
        if was_there:
            uow.record("demo.removed")
        uow.commit()
    forget_logins(parts)
    return was_there


def _is_published(parts: Parts, slug: str) -> bool:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        found = uow.session.scalar(
            select(BrandVersion.id)
            .join(Brand, BrandVersion.brand_id == Brand.id)
            .where(Brand.slug == slug, BrandVersion.state == "published")
        )
    return found is not None


def _note(parts: Parts, kind: str) -> None:
    with UnitOfWork(parts, SYSTEM) as uow:
        uow.record(kind)
        uow.commit()
