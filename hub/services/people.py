"""People: add, sign in, and what each may do."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from hub.errors import Conflict, InvalidInput, NotFound, NotSignedIn
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import clean_line
from hub.workflow.roles import ROLE_PERMISSIONS, SYSTEM, Principal
from models import Brand, Membership, User

MIN_PASSWORD = 10
MAX_PASSWORD = 200
_hasher = PasswordHasher()
# Verified against when the e-mail is unknown, so that the answer takes the same time.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as pages and programs see one. ``roles`` are (brand slug or None for the hub, role)."""

    id: uuid.UUID
    email: str
    name: str
    locale: str
    roles: tuple[tuple[str | None, str], ...]


def create_user(
    parts: Parts,
    principal: Principal,
    *,
    email: str,
    name: str,
    password: str,
    roles: Sequence[tuple[str | None, str]],
    locale: str = "zh",
) -> PersonView:
    """Add a person with roles (brand slug or None for the whole hub, role). Raises InvalidInput, Conflict, NotFound."""
    email = email.strip().lower()
    if email.count("@") != 1 or not 3 <= len(email) <= 254 or any(character.isspace() for character in email):
        raise InvalidInput(f"{email!r} is no e-mail address.")
    name = clean_line(name, what="name", most=120)
    if not name:
        raise InvalidInput("A person needs a name of 1 to 120 characters.")
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise InvalidInput(f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters.")
    for _, role in roles:
        if role not in ROLE_PERMISSIONS:
            raise InvalidInput(f"{role!r} is no role; the roles are {', '.join(ROLE_PERMISSIONS)}.")
    principal.require("user.manage", None)
    user = User(email=email, name=name, password_hash=_hasher.hash(password), locale=locale)
    try:
        with UnitOfWork(parts, principal) as uow:
            uow.session.add(user)
            uow.session.flush()
            for slug, role in dict.fromkeys(roles):
                brand_id = None if slug is None else _brand_id(uow.session, slug)
                uow.session.add(Membership(user_id=user.id, brand_id=brand_id, role=role))
            uow.record("user.created", subject_id=user.id)
            uow.commit()
    except IntegrityError:
        raise Conflict(f"There is already somebody with the e-mail {email}.") from None
    return PersonView(user.id, user.email, user.name, user.locale, tuple(dict.fromkeys(roles)))


def list_people(parts: Parts, principal: Principal) -> list[PersonView]:
    """Return everybody, by e-mail, with their roles."""
    principal.require("user.manage", None)
    with UnitOfWork(parts, principal, writes=False) as uow:
        slugs = dict(uow.session.execute(select(Brand.id, Brand.slug)).all())
        users = uow.session.scalars(select(User).options(selectinload(User.memberships)).order_by(User.email))
        return [_view(user, slugs) for user in users]


def get_person(parts: Parts, principal: Principal) -> PersonView:
    """Return the acting person. Raises NotFound for a program without one."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        slugs = dict(uow.session.execute(select(Brand.id, Brand.slug)).all())
        user = uow.session.scalar(
            select(User).options(selectinload(User.memberships)).where(User.id == principal.user_id)
        )
        if user is None:
            raise NotFound("Not signed in here.")
        return _view(user, slugs)


def sign_in(parts: Parts, *, email: str, password: str) -> PersonView:
    """Return the person, or raise NotSignedIn; a wrong e-mail and a wrong password look and last the same."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        user = uow.session.scalar(
            select(User)
            .options(selectinload(User.memberships))
            .where(User.email == email.strip().lower(), User.active.is_(True))
        )
        slugs = dict(uow.session.execute(select(Brand.id, Brand.slug)).all())
    try:
        _hasher.verify(user.password_hash if user else _NOBODY, password[:MAX_PASSWORD])
    except (VerificationError, InvalidHashError):
        user = None
    if user is None:
        raise NotSignedIn("The e-mail or the password is not right.")
    return _view(user, slugs)


def principal_of_user(parts: Parts, user_id: uuid.UUID) -> Principal | None:
    """Return what a signed-in person may do now, or None where the person is gone or switched off."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        user = uow.session.scalar(
            select(User)
            .options(selectinload(User.memberships))
            .where(User.id == user_id, User.active.is_(True))
        )
        return principal_of(user) if user else None


def brand_roles(parts: Parts, principal: Principal) -> dict[str, tuple[str, ...]]:
    """Return the principal's own roles by brand slug, both in order."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        rows = uow.session.execute(
            select(Brand.id, Brand.slug).where(Brand.id.in_(list(principal.brand_roles))).order_by(Brand.slug)
        )
        return {slug: tuple(sorted(principal.brand_roles[brand_id])) for brand_id, slug in rows}


def principal_of(user: User) -> Principal:
    """Return what a person with loaded memberships may do."""
    hub: set[str] = set()
    brands: dict[uuid.UUID, set[str]] = {}
    for membership in user.memberships:
        if membership.brand_id is None:
            hub.add(membership.role)
        else:
            brands.setdefault(membership.brand_id, set()).add(membership.role)
    return Principal(
        user_id=user.id,
        name=user.name,
        hub_roles=frozenset(hub),
        brand_roles={brand_id: frozenset(roles) for brand_id, roles in brands.items()},
    )


def _view(user: User, slugs: dict[uuid.UUID, str]) -> PersonView:
    roles = tuple(
        (None if membership.brand_id is None else slugs[membership.brand_id], membership.role)
        for membership in user.memberships
    )
    return PersonView(user.id, user.email, user.name, user.locale, roles)


def _brand_id(session: Session, slug: str) -> uuid.UUID:
    brand_id = session.scalar(select(Brand.id).where(Brand.slug == slug))
    if brand_id is None:
        raise NotFound(f"There is no brand {slug!r}.")
    return brand_id
