"""The API as a program sees it: an application, programs with tokens, and approved copy."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.api import register
from hub.judging.text import Part
from hub.services import brands, drafts, reviews, revisions, tokens
from hub.services.parts import Parts
from hub.web import build_app
from hub.workflow.roles import PERMISSIONS, SYSTEM, Principal
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT

ALL = tuple(PERMISSIONS)


@dataclass
class Program:
    """A program with a token (None: without one) that talks to ``/api/v1``."""

    client: FlaskClient
    secret: str | None
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.send("GET", path, **more)

    def post(self, path: str, **more: Any) -> TestResponse:
        return self.send("POST", path, **more)

    def put(self, path: str, **more: Any) -> TestResponse:
        return self.send("PUT", path, **more)

    def send(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **more: Any
    ) -> TestResponse:
        given = dict(headers or {})
        if self.secret is not None:
            given["Authorization"] = f"Bearer {self.secret}"
        return self.client.open(f"/api/v1{path}", method=method, headers=given, **more)


MakeProgram = Callable[..., Program]
Approve = Callable[..., uuid.UUID]


@pytest.fixture
def app(parts: Parts) -> Flask:
    app = build_app(parts)
    if "api" not in app.blueprints:
        register(app, parts)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def stranger(client: FlaskClient) -> Program:
    return Program(client, None)


@pytest.fixture
def program(parts: Parts, client: FlaskClient) -> MakeProgram:
    """Make a program of a person: scopes (default: all), channels, the moment it expires."""

    def make(
        person: Principal,
        *,
        scopes: tuple[str, ...] = ALL,
        channels: tuple[str, ...] = (),
        expires_at: datetime | None = None,
    ) -> Program:
        _, secret = tokens.create_token(
            parts,
            SYSTEM,
            email=f"{person.name.lower()}@acme.example",
            name="program",
            scopes=scopes,
            channels=channels,
            expires_at=expires_at,
        )
        return Program(client, secret)

    return make


@pytest.fixture
def approve(parts: Parts, brand: str) -> Approve:
    """Bring a text all the way to approved; return its variant."""

    def bring(
        text: str, *, title: str = "新品上市", channel: str = "wechat", locale: str = "zh"
    ) -> uuid.UUID:
        saved = drafts.start_draft(
            parts,
            SYSTEM,
            drafts.StartDraft(brand, channel, locale, title, (Part("body", text),)),
        )
        accept(parts, saved.variant_id, saved.revision.id)
        return saved.variant_id

    return bring


def accept(parts: Parts, variant_id: uuid.UUID, revision_id: uuid.UUID) -> None:
    """Submit and approve a revision, whatever its report says."""
    drafts.submit(parts, SYSTEM, variant_id, revision_id=revision_id)
    reviews.decide(
        parts,
        SYSTEM,
        reviews.Decide(variant_id, revision_id, "approve", override_reason="checked by hand, line by line"),
    )


def revise(parts: Parts, variant_id: uuid.UUID, base: uuid.UUID, text: str) -> uuid.UUID:
    """Save another text; return its revision."""
    command = revisions.SaveRevision(variant_id, base, (Part("body", text),))
    return revisions.save_revision(parts, SYSTEM, command).revision.id


def make_brand_person(parts: Parts, slug: str, name: str) -> Principal:
    """Publish another brand like Acme, and return a copywriter of that brand alone."""
    brands.import_kit(parts, SYSTEM, ACME_KIT.replace("id: acme", f"id: {slug}").encode(), source="kit.yaml")
    brands.publish(parts, SYSTEM, slug)
    return make_person(parts, name, slug, "copywriter")
