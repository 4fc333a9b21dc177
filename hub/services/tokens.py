"""Tokens of programs: made, recognised, revoked. Only digests are kept."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hub.errors import InvalidInput, NotAllowed, NotFound, NotSignedIn
from hub.services.parts import Parts
from hub.services.people import principal_of
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import clean_line
from hub.workflow.roles import PERMISSIONS, SYSTEM, Principal
from models import ApiToken, Channel, User

TOKEN_PREFIX = "ov_"  # noqa: S105 - what every token starts with, not a secret
_SEEN_EVERY = timedelta(minutes=5)


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
    if not principal.may_anywhere("token.manage"):
        raise NotAllowed(
            f"{principal.name} may not {PERMISSIONS['token.manage']}; ask an admin of the hub for the role."
        )
    for scope in scopes:
        if scope not in PERMISSIONS:
            raise InvalidInput(f"{scope!r} is no scope; the scopes are {', '.join(PERMISSIONS)}.")
    if not scopes:
        raise InvalidInput("A token needs at least one scope.")
    name = clean_line(name, what="name", most=120)
    if not name:
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
            name=name,
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
        person = principal_of(token.user)
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


def _digest(secret: str) -> str:
    # Tokens are 256 random bits: a plain digest can't be guessed, and looking one up costs nothing.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
