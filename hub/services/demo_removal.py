"""Removing the demo from a page: what goes, who is left to sign in, and a successor where nobody would be."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hub.errors import InvalidInput
from hub.judging.brand import Localised
from hub.services.demo import DemoState, demo_brands, demo_state, remove_demo
from hub.services.demo_people import PEOPLE
from hub.services.parts import Parts
from hub.services.people import PersonView, create_user
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Brand, Channel, Membership, User, Variant

_EMAILS = tuple(person.email for person in PEOPLE)


@dataclass(frozen=True, slots=True)
class DemoContents:
    """What a removal takes away and what it leaves. ``needs_successor``: nobody who may manage the hub would be
    left; ``leaves_hub``: the acting person is of the demo and goes with it."""

    state: DemoState
    brands: tuple[Localised, ...]
    texts: int
    people: tuple[str, ...]
    brands_left: int
    people_left: int
    needs_successor: bool
    leaves_hub: bool

    @property
    def is_there(self) -> bool:
        """Whether there is anything to remove."""
        return bool(self.brands or self.people)


@dataclass(frozen=True, slots=True)
class Successor:
    """Who runs the hub once the demo's people are gone."""

    name: str
    email: str
    password: str
    locale: str


def demo_contents(parts: Parts, principal: Principal) -> DemoContents:
    """Return what is there of the demo. Raises NotAllowed."""
    principal.require("demo.remove", None)
    state = demo_state(parts)
    with UnitOfWork(parts, principal, writes=False) as uow:
        session = uow.session
        brands = session.scalars(
            select(Brand).where(Brand.slug.in_(demo_brands())).order_by(Brand.slug)
        ).all()
        texts = session.scalar(
            select(func.count())
            .select_from(Variant)
            .join(Channel, Variant.channel_id == Channel.id)
            .where(Channel.brand_id.in_([brand.id for brand in brands]))
        )
        people = session.scalars(select(User).where(User.email.in_(_EMAILS)).order_by(User.email)).all()
        return DemoContents(
            state=state,
            brands=tuple(brand.name for brand in brands),
            texts=texts or 0,
            people=tuple(person.name for person in people),
            brands_left=(session.scalar(select(func.count()).select_from(Brand)) or 0) - len(brands),
            people_left=(session.scalar(select(func.count()).select_from(User)) or 0) - len(people),
            needs_successor=not _has_own_admin(session),
            leaves_hub=principal.user_id in {person.id for person in people},
        )


def take_demo_away(parts: Parts, principal: Principal, *, successor: Successor | None) -> PersonView | None:
    """Remove the demo; return the successor where one was needed and made.

    The successor comes first: when that fails, nothing was removed. Raises InvalidInput where one is needed and
    none was named, and what ``create_user`` raises.
    """
    contents = demo_contents(parts, principal)
    made = None
    if contents.needs_successor and contents.is_there:
        if successor is None:
            raise InvalidInput(
                "Name the person who runs the hub from now on: the demo's people go with the demo."
            )
        if successor.email.strip().lower() in _EMAILS:
            raise InvalidInput("This e-mail belongs to the demo and goes with it; take one of your own.")
        made = create_user(
            parts,
            principal,
            email=successor.email,
            name=successor.name,
            password=successor.password,
            roles=[(None, "admin")],
            locale=successor.locale,
        )
    remove_demo(parts)
    return made


def demo_is_there(parts: Parts) -> bool:
    """Tell whether the demo's brands are in this hub, for a line that offers to remove them."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return uow.session.scalar(select(Brand.id).where(Brand.slug.in_(demo_brands())).limit(1)) is not None


def _has_own_admin(session: Session) -> bool:
    found = session.scalar(
        select(User.id)
        .join(Membership, Membership.user_id == User.id)
        .where(
            User.active.is_(True),
            User.email.not_in(_EMAILS),
            Membership.brand_id.is_(None),
            Membership.role == "admin",
        )
        .limit(1)
    )
    return found is not None
