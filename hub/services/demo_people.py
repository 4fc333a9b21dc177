"""The people of the demo: one per role, with random passwords that stand in one file in the data folder."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from hub.errors import NotFound
from hub.services.parts import Parts
from hub.services.people import create_user, principal_of_user
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import User

LOGINS_FILE: Final = "demo-logins.json"


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """Somebody of the demo who can sign in; ``role`` holds in both demo brands, an admin's in the hub."""

    email: str
    name: str
    role: str
    password: str


@dataclass(frozen=True, slots=True)
class _Person:
    email: str
    name: str
    role: str


PEOPLE: Final = (
    _Person("li.na@demo.example", "李娜 Li Na", "copywriter"),
    _Person("chen.jie@demo.example", "陈杰 Chen Jie", "brand_manager"),
    _Person("wang.lei@demo.example", "王磊 Wang Lei", "channel_team"),
    _Person("admin@demo.example", "管理员 Admin", "admin"),
)


def read_logins(parts: Parts) -> tuple[DemoLogin, ...]:
    """Return the demo's logins, or none where there is no demo or its file was deleted."""
    path = parts.settings.data_dir / LOGINS_FILE
    if not path.exists():
        return ()
    try:
        return tuple(DemoLogin(**row) for row in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        # A file that somebody edited is no reason not to start; `demo load` writes a new one.
        return ()


def add_people(parts: Parts, brands: tuple[str, ...]) -> tuple[DemoLogin, ...]:
    """Add those who are missing, with roles in the brands, and return all logins.

    The file is written first: whoever was added before a crash keeps the password that stands in it. Somebody
    whose password nobody knows any more gets a new one.
    """
    known = {login.email: login for login in read_logins(parts)}
    logins = tuple(
        known.get(person.email)
        or DemoLogin(person.email, person.name, person.role, secrets.token_urlsafe(12))
        for person in PEOPLE
    )
    _write_logins(parts.settings.data_dir / LOGINS_FILE, logins)
    with UnitOfWork(parts, SYSTEM) as uow:
        there = {user.email: user for user in uow.session.scalars(_demo_users())}
        forgotten = [login for login in logins if login.email in there and login.email not in known]
        for login in forgotten:
            there[login.email].password_hash = PasswordHasher().hash(login.password)
        if forgotten:
            uow.commit()
    for login in logins:
        if login.email not in there:
            in_hub = login.role == "admin"
            create_user(
                parts,
                SYSTEM,
                email=login.email,
                name=login.name,
                password=login.password,
                roles=[(None, login.role)] if in_hub else [(brand, login.role) for brand in brands],
            )
    return logins


def delete_people(session: Session) -> None:
    """Delete the people of the demo within a transaction; what they wrote elsewhere stays, without a name."""
    session.execute(delete(User).where(User.email.in_([person.email for person in PEOPLE])))


def forget_logins(parts: Parts) -> None:
    """Delete the file with the passwords."""
    (parts.settings.data_dir / LOGINS_FILE).unlink(missing_ok=True)


def demo_principal(parts: Parts, role: str) -> Principal:
    """Return what the demo's person of a role may do. Raises NotFound where somebody deleted that person."""
    email = next(person.email for person in PEOPLE if person.role == role)
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        user_id = uow.session.scalar(select(User.id).where(User.email == email))
    principal = principal_of_user(parts, user_id) if user_id else None
    if principal is None:
        raise NotFound(
            f"The demo's {role} {email} is not there; run `onevoice demo remove` and then `demo load`."
        )
    return principal


def _demo_users() -> Select[User]:
    return select(User).where(User.email.in_([person.email for person in PEOPLE]))


def _write_logins(path: Path, logins: tuple[DemoLogin, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {"email": login.email, "name": login.name, "role": login.role, "password": login.password}
        for login in logins
    ]
    written = path.with_suffix(".new")
    written.unlink(missing_ok=True)
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)
    written.replace(path)
