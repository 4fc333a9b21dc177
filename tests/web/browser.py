"""A client that behaves like a browser with forms, and checks every page on the way."""

import html
import re
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import PASSWORD
from tests.web.page_rules import faults_of

SECURITY_HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "X-Request-ID",
)


class CheckedClient(FlaskClient):
    """Holds every answer to the headers and every page to the rules."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)
        answer = super().open(*args, **kwargs)
        missing = [name for name in SECURITY_HEADERS if name not in answer.headers]
        assert not missing, f"{answer.request.path} lacks {missing}"
        if answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            # A redirect's own body is the framework's, and nobody sees it.
            if answer.status_code not in (301, 302, 303, 308):
                faults = faults_of(page)
                assert not faults, f"{answer.request.method} {answer.request.path}: {faults}"
        return answer


class Browser:
    """A person's window: fetches pages, fills in forms with the token they carry."""

    def __init__(self, app: Flask, *, language: str = "en") -> None:
        self.client = cast(CheckedClient, app.test_client())
        self.client.set_cookie("language", language)

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, **kwargs)

    def page(self, path: str) -> str:
        """Return a page's text; the page must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.get_data(as_text=True)

    def token(self, path: str = "/sign-in") -> str:
        """Return the form token of this session, read from a page."""
        page = self.client.get(path, follow_redirects=True).get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found is not None, f"{path} has no form"
        return html.unescape(found[1])

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Send a form with its token."""
        return self.client.post(path, data={**(data or {}), "csrf_token": self.token()}, **kwargs)

    def sign_in(self, name: str, *, password: str = PASSWORD, target: str = "/") -> TestResponse:
        return self.post("/sign-in", {"email": f"{name}@acme.example", "password": password, "next": target})


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, f"there is no field {name}"
    return html.unescape(found[1])


def words(page: str) -> str:
    """Return a page's visible text with white space folded."""
    body = re.sub(r"<(script|style|title)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
