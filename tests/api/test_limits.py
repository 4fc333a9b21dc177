"""How often a program may ask."""

import dataclasses

import pytest
from flask.testing import FlaskClient

from hub.api import register
from hub.api.limits import Limits
from hub.errors import SetupBroken, TooManyRequests
from hub.services.parts import Parts
from hub.web import build_app
from hub.workflow.roles import Principal
from tests.api.conftest import MakeProgram, Program


@pytest.fixture
def slow_client(parts: Parts) -> FlaskClient:
    """A client of a hub that takes three requests per hour."""
    settings = parts.settings.model_copy(update={"api_limit": "3 per hour"})
    slow = dataclasses.replace(parts, settings=settings)
    app = build_app(slow)
    if "api" not in app.blueprints:
        register(app, slow)
    return app.test_client()


def test_a_token_is_told_how_much_is_left_and_when_to_come_back(
    slow_client: FlaskClient, program: MakeProgram, writer: Principal
) -> None:
    caller = Program(slow_client, program(writer).secret)
    left = []
    for _ in range(3):
        answer = caller.get("/me")
        assert (answer.status_code, answer.headers["RateLimit-Limit"]) == (200, "3")
        left.append(answer.headers["RateLimit-Remaining"])
    assert left == ["2", "1", "0"]
    refused = caller.get("/channels")
    body = refused.get_json()
    assert (refused.status_code, body["code"]) == (429, "too_many_requests")
    assert refused.content_type == "application/problem+json"
    assert refused.headers["Retry-After"] == str(body["details"]["retry_after_s"])
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    assert refused.headers["RateLimit-Remaining"] == "0"


def test_each_token_has_a_limit_of_its_own(
    slow_client: FlaskClient, program: MakeProgram, writer: Principal
) -> None:
    first, second = (Program(slow_client, program(writer).secret) for _ in range(2))
    assert [first.get("/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert second.get("/me").status_code == 200


def test_guessing_tokens_is_limited_by_address_and_bars_no_valid_one(
    slow_client: FlaskClient, program: MakeProgram, writer: Principal
) -> None:
    guesses = [Program(slow_client, f"ov_guess{number}").get("/me").status_code for number in range(4)]
    assert guesses == [401, 401, 401, 429]
    assert Program(slow_client, None).get("/me").status_code == 429
    assert Program(slow_client, program(writer).secret).get("/me").status_code == 200


def test_a_limit_that_can_t_be_read_names_the_setting() -> None:
    with pytest.raises(SetupBroken, match="HUB_API_LIMIT='often'"):
        Limits("often")


def test_kinds_are_counted_apart() -> None:
    limits = Limits("1 per hour")
    assert limits.take("token", "a").remaining == 0
    assert limits.take("address", "a").remaining == 0
    with pytest.raises(TooManyRequests):
        limits.take("token", "a")
