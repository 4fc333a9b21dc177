"""People and the tokens of programs: create, recognise, revoke."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from hub.errors import Conflict, InvalidInput, NotFound, NotSignedIn
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import PERMISSIONS, ROLE_PERMISSIONS, SYSTEM, Principal
from models import ApiToken, Brand, Channel, Membership, User

MIN_PASSWORD = 10
MAX_PASSWORD = 200
TOKEN_PREFIX = "ov_"  # noqa: S105 - what every token starts with, not a secret
_SEEN_EVERY = timedelta(minutes=5)
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


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token without its secret."""

    id: uuid.UUID
    name: str
    prefix: str
    scopes: tuple[str, ...]
    channels: tuple[str, ...]
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


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
    if not name.strip() or len(name) > 120:
        raise InvalidInput("A person needs a name of 1 to 120 characters.")
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise InvalidInput(f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters.")
    for _, role in roles:
        if role not in ROLE_PERMISSIONS:
            raise InvalidInput(f"{role!r} is no role; the roles are {', '.join(ROLE_PERMISSIONS)}.")
    principal.require("user.manage", None)
    user = User(email=email, name=name.strip(), password_hash=_hasher.hash(password), locale=locale)
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
            raise NotFound("Nobody is signed in here.")
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
        return _principal(user) if user else None


def create_token(
    parts: Parts,
    principal: Principal,
    *,
    email: str,
    name: str,
    scopes: Sequence[str] = ("delivery.read",),
    channels: Sequence[str] = (),
    expires_at: datetime | None = None,
) -> tuple[TokenView, str]:
    """Make a token for a person's programs; the secret is returned this once and only its digest kept.

    People make tokens for themselves with ``token.manage``; for somebody else they need ``user.manage``.
    """
    for scope in scopes:
        if scope not in PERMISSIONS:
            raise InvalidInput(f"{scope!r} is no scope; the scopes are {', '.join(PERMISSIONS)}.")
    if not scopes:
        raise InvalidInput("A token needs at least one scope.")
    if not name.strip() or len(name) > 120:
        raise InvalidInput("A token needs a name of 1 to 120 characters.")
    if expires_at is not None and expires_at <= parts.now():
        raise InvalidInput(f"A token can't expire in the past ({expires_at.isoformat()}).")
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with UnitOfWork(parts, principal) as uow:
        user = uow.session.scalar(select(User).where(User.email == email.strip().lower()))
        if user is None:
            raise NotFound(f"There is nobody with the e-mail {email}.")
        if user.id != principal.user_id:
            principal.require("user.manage", None)
        known = set(uow.session.scalars(select(Channel.slug)))
        unknown = sorted(set(channels) - known)
        if unknown:
            raise InvalidInput(
                f"There is no channel {', '.join(unknown)}; the channels are {', '.join(sorted(known))}."
            )
        token = ApiToken(
            user_id=user.id,
            name=name.strip(),
            prefix=secret[:10],
            token_hash=_digest(secret),
            scopes=list(dict.fromkeys(scopes)),
            channels=list(dict.fromkeys(channels)),
            expires_at=expires_at,
        )
        uow.session.add(token)
        uow.session.flush()
        uow.record("token.created", subject_id=token.id)
        uow.commit()
    return _token_view(token), secret


def list_tokens(parts: Parts, principal: Principal) -> list[TokenView]:
    """Return the tokens of the hub (with ``user.manage``) or one's own, newest first."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        query = select(ApiToken).order_by(ApiToken.created_at.desc())
        if not principal.may("user.manage", None):
            query = query.where(ApiToken.user_id == principal.user_id)
        return [_token_view(token) for token in uow.session.scalars(query)]


def revoke_token(parts: Parts, principal: Principal, token_id: uuid.UUID) -> TokenView:
    """Make a token worthless from now on; doing so again changes nothing."""
    with UnitOfWork(parts, principal) as uow:
        token = uow.session.get(ApiToken, token_id)
        if token is None or (token.user_id != principal.user_id and not principal.may("user.manage", None)):
            raise NotFound("There is no such token.")
        if token.revoked_at is None:
            token.revoked_at = parts.now()
            uow.record("token.revoked", subject_id=token.id)
            uow.commit()
    return _token_view(token)


def principal_of_token(parts: Parts, secret: str) -> Principal:
    """Return what a program may do with this token; raise NotSignedIn where it is wrong, expired or revoked."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        token = uow.session.scalar(
            select(ApiToken)
            .options(selectinload(ApiToken.user).selectinload(User.memberships))
            .where(ApiToken.token_hash == _digest(secret))
        )
        now = parts.now()
        if (
            token is None
            or token.revoked_at is not None
            or (token.expires_at is not None and token.expires_at <= now)
            or not token.user.active
        ):
            raise NotSignedIn("The token is wrong, expired or revoked.")
        person = _principal(token.user)
    if token.last_used_at is None or now - token.last_used_at > _SEEN_EVERY:
        with UnitOfWork(parts, SYSTEM) as uow:
            used = uow.session.get(ApiToken, token.id)
            if used is not None:
                used.last_used_at = now
                uow.commit()
    return Principal(
        user_id=person.user_id,
        name=person.name,
        hub_roles=person.hub_roles,
        brand_roles=person.brand_roles,
        scopes=frozenset(token.scopes),
        channels=frozenset(token.channels),
    )


def brand_roles(parts: Parts, principal: Principal) -> dict[str, tuple[str, ...]]:
    """Return the principal's own roles by brand slug, both in order."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        rows = uow.session.execute(
            select(Brand.id, Brand.slug).where(Brand.id.in_(list(principal.brand_roles))).order_by(Brand.slug)
        )
        return {slug: tuple(sorted(principal.brand_roles[brand_id])) for brand_id, slug in rows}


def count_users(parts: Parts) -> int:
    """Return how many people the hub knows."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return uow.session.scalar(select(func.count()).select_from(User)) or 0


def _principal(user: User) -> Principal:
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


def _token_view(token: ApiToken) -> TokenView:
    return TokenView(
        id=token.id,
        name=token.name,
        prefix=token.prefix,
        scopes=tuple(token.scopes),
        channels=tuple(token.channels),
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
        last_used_at=token.last_used_at,
    )


def _brand_id(session: Session, slug: str) -> uuid.UUID:
    brand_id = session.scalar(select(Brand.id).where(Brand.slug == slug))
    if brand_id is None:
        raise NotFound(f"There is no brand {slug!r}.")
    return brand_id


def _digest(secret: str) -> str:
    # Tokens are 256 random bits: a plain digest can't be guessed, and looking one up costs nothing.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
