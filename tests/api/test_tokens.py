"""Who comes in: bearer tokens alone, held to their scopes, until they expire or are revoked."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hub.services import tokens
from hub.services.parts import Parts
from hub.workflow.roles import PERMISSIONS, SYSTEM, Principal
from tests.api.conftest import MakeProgram, Program
from tests.fakes.parts import NOON


def test_a_token_says_whose_it_is(program: MakeProgram, writer: Principal) -> None:
    answer = program(writer, scopes=("text.check", "delivery.read"), channels=("site",)).get("/me")
    assert answer.get_json() == {
        "id": str(writer.user_id),
        "name": "Writer",
        "hub_roles": [],
        "brand_roles": {"acme": ["copywriter"]},
        "scopes": ["delivery.read", "text.check"],
        "channels": ["site"],
        "permissions": ["text.check", "delivery.read"],
    }


def test_an_admin_s_token_may_everything_its_scopes_name(program: MakeProgram, admin: Principal) -> None:
    body = program(admin).get("/me").get_json()
    assert (body["hub_roles"], body["permissions"]) == (["admin"], list(PERMISSIONS))


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer ov_wrong",
        "Bearer ov_\u00e9",
        "Basic b3Y6b3Y=",
        "Token ov_x",
        "ov_x",
    ],
)
def test_without_a_valid_token_nobody_comes_in(client: FlaskClient, header: str | None) -> None:
    answer = client.get("/api/v1/me", headers={} if header is None else {"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.content_type == "application/problem+json"
    body = answer.get_json()
    assert (body["code"], body["status"]) == ("not_signed_in", 401)
    assert body["request_id"] == answer.headers["X-Request-ID"]


def test_a_session_cookie_opens_nothing_here(parts: Parts, client: FlaskClient, writer: Principal) -> None:
    with client.session_transaction() as session:
        session["person"] = str(writer.user_id)
        session["since"] = int(NOON.timestamp())
    assert client.get("/api/v1/me").status_code == 401
    assert client.post("/api/v1/check", json={"brand": "acme", "text": "好"}).status_code == 401


def test_a_token_that_expired_is_worth_nothing(parts: Parts, program: MakeProgram, writer: Principal) -> None:
    brief = program(writer, expires_at=NOON + timedelta(minutes=1))
    assert brief.get("/me").status_code == 200
    parts.now.moment += timedelta(minutes=1)  # type: ignore[attr-defined]
    assert brief.get("/me").status_code == 401


def test_a_token_that_was_revoked_is_worth_nothing(
    parts: Parts, program: MakeProgram, writer: Principal
) -> None:
    caller = program(writer)
    assert caller.get("/me").status_code == 200
    tokens.revoke_token(parts, SYSTEM, tokens.list_tokens(parts, SYSTEM)[0].id)
    assert caller.get("/me").status_code == 401


def test_a_scope_narrows_and_never_widens(
    program: MakeProgram, writer: Principal, channel_team: Principal
) -> None:
    narrow = program(writer, scopes=("delivery.read",))
    assert narrow.get("/channels").status_code == 200
    answer = narrow.get("/drafts")
    assert (answer.status_code, answer.get_json()["details"]) == (403, {"permission": "draft.read"})
    assert program(channel_team, scopes=("draft.read",)).get("/drafts").status_code == 403


def test_jobs_are_shown_to_whom_they_concern(
    program: MakeProgram, manager: Principal, channel_team: Principal
) -> None:
    boss = program(manager)
    text = {"brand": "acme", "channel": "wechat", "locale": "zh", "title": "长文"}
    long = boss.post("/drafts", json={**text, "parts": [{"text": "每个零件都能单独更换。" * 2_000}]})
    assert (long.status_code, long.get_json()["report"]) == (201, None)
    jobs = boss.get("/jobs").get_json()["jobs"]
    assert [(job["task"], job["state"], job["done"], job["total"]) for job in jobs] == [
        ("judging.judge_revision", "waiting", 0, 0)
    ]
    assert program(channel_team).get("/jobs").status_code == 403


def test_every_operation_declares_a_permission_that_exists_and_asks_for_a_token(
    app: Flask, stranger: Program
) -> None:
    known = {*PERMISSIONS, "signed-in", "public"}
    seen = 0
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/"):
            continue
        permission = getattr(app.view_functions[rule.endpoint], "permission", None)
        assert permission in known, rule.endpoint
        if permission == "public":
            continue
        seen += 1
        with app.test_request_context():
            path = rule.build(dict.fromkeys(rule.arguments, "018f3c5e-7a4b-7c1d-9e2f-0123456789ab"))
        assert path is not None
        method = next(iter((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        answer = stranger.send(method, path[1].removeprefix("/api/v1"))
        assert answer.status_code == 401, rule.rule
    assert seen == 18
