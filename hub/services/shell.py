"""What stands around every page for a person: their brands, how much is new, which work is running."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from hub.judging.brand import Localised
from hub.services.notifications import count_unread
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import Principal
from models import Brand, Job

_LIVE = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class BrandName:
    """A brand that a person may choose, and the roles they hold in it."""

    slug: str
    name: Localised
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunningWork:
    """Background work that is not done: how many jobs, and how far they are together (total 0: not known yet)."""

    jobs: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame of a page shows. ``running`` is None where nothing runs or the person may not see jobs."""

    brands: tuple[BrandName, ...]
    unread: int
    running: RunningWork | None


def shell_of(parts: Parts, principal: Principal) -> Shell:
    """Return what the frame of each page shows, in four queries."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        brands = uow.session.scalars(select(Brand).order_by(Brand.slug)).all()
        mine = [brand for brand in brands if principal.may("brand.read", brand.id)]
        live = [Job.brand_id.in_([brand.id for brand in mine if principal.may("job.read", brand.id)])]
        if principal.may("job.read", None):
            live.append(Job.brand_id.is_(None))
        jobs, done, total = uow.session.execute(
            select(func.count(), func.sum(Job.done), func.sum(Job.total)).where(
                Job.state.in_(_LIVE), or_(*live)
            )
        ).one()
        return Shell(
            brands=tuple(
                BrandName(brand.slug, brand.name, tuple(sorted(principal.roles_in(brand.id))))
                for brand in mine
            ),
            unread=count_unread(parts, principal, uow.session, [brand.id for brand in brands]),
            running=RunningWork(jobs, int(done or 0), int(total or 0)) if jobs else None,
        )
