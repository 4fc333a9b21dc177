"""People sign in with a password, programs with a token of which only a digest is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hub.errors import Conflict, InvalidInput, NotFound, NotSignedIn
from hub.services import people, tokens
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import ApiToken, User
from tests.conftest import PASSWORD, make_person


def test_a_person_signs_in_with_the_right_password_only(parts: Parts, writer: Principal) -> None:
    assert people.sign_in(parts, email="Writer@Acme.example ", password=PASSWORD).id == writer.user_id
    for email, password in (("writer@acme.example", "wrong"), ("nobody@acme.example", PASSWORD), ("", "")):
        with pytest.raises(NotSignedIn, match="e-mail or the password"):
            people.sign_in(parts, email=email, password=password)


def test_no_password_and_no_token_is_stored_readably(parts: Parts, writer: Principal) -> None:
    _, secret = tokens.create_token(parts, SYSTEM, email="writer@acme.example", name="mirror")
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        stored = (
            uow.session.scalars(select(User.password_hash)).all()
            + uow.session.scalars(select(ApiToken.token_hash)).all()
        )
    assert stored[0].startswith("$argon2id$")
    assert all(PASSWORD not in value and secret not in value for value in stored)


def test_a_token_narrows_what_its_person_may_do(parts: Parts, writer: Principal, brand: str) -> None:
    _, secret = tokens.create_token(
        parts, SYSTEM, email="writer@acme.example", name="mirror", scopes=["delivery.read"], channels=["site"]
    )
    principal = tokens.principal_of_token(parts, secret)
    brand_id = next(iter(principal.brand_roles))
    assert principal.may("delivery.read", brand_id)
    assert not principal.may("draft.write", brand_id)
    assert (principal.sees_channel("site"), principal.sees_channel("wechat")) == (True, False)


def test_a_revoked_an_expired_and_an_unknown_token_open_nothing(parts: Parts, writer: Principal) -> None:
    view, revoked = tokens.create_token(parts, SYSTEM, email="writer@acme.example", name="one")
    tokens.revoke_token(parts, SYSTEM, view.id)
    soon = parts.now() + timedelta(hours=1)
    _, expiring = tokens.create_token(parts, SYSTEM, email="writer@acme.example", name="two", expires_at=soon)
    assert tokens.principal_of_token(parts, expiring).name == "Writer"
    parts.now.moment = soon  # type: ignore[attr-defined]
    for secret in (revoked, expiring, "ov_unknown", "", "\ud800"):
        with pytest.raises(NotSignedIn):
            tokens.principal_of_token(parts, secret)


def test_a_token_for_a_channel_that_is_not_there_is_refused(parts: Parts, writer: Principal) -> None:
    with pytest.raises(InvalidInput, match="no channel radio"):
        tokens.create_token(parts, SYSTEM, email="writer@acme.example", name="x", channels=["radio"])


def test_nobody_revokes_the_token_of_somebody_else(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    view, _ = tokens.create_token(parts, SYSTEM, email="writer@acme.example", name="one")
    with pytest.raises(NotFound):
        tokens.revoke_token(parts, manager, view.id)


def test_one_email_is_one_person(parts: Parts, writer: Principal) -> None:
    with pytest.raises(Conflict, match=r"writer@acme\.example"):
        make_person(parts, "Writer", None, "admin")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nobody"}, "no e-mail address"),
        ({"email": "a b@c.d"}, "no e-mail address"),
        ({"name": " "}, "needs a name"),
        ({"password": "short"}, "10 to 200"),
        ({"roles": [(None, "king")]}, "'king' is no role"),
    ],
)
def test_a_person_that_can_not_be_added_is_refused(
    parts: Parts, fields: dict[str, object], words: str
) -> None:
    values: dict[str, object] = {
        "email": "a@b.example",
        "name": "A",
        "password": PASSWORD,
        "roles": [],
    } | fields
    with pytest.raises(InvalidInput, match=words):
        people.create_user(parts, SYSTEM, **values)  # type: ignore[arg-type]
