"""The page door for tests: every page that any test fetches is held to the rules of pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from hub import create_app
from hub.services.parts import Parts
from hub.web.languages import TRANSLATIONS
from tests.web.browser import Browser, CheckedClient


@pytest.fixture(autouse=True, scope="session")
def _catalogues() -> None:
    """Compile the catalogues, as the set-up does, where a compiled one is missing or older than its source."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        compile_catalogue(source)


def compile_catalogue(source: Path) -> None:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    with source.open("rb") as po, target.open("wb") as mo:
        write_mo(mo, read_po(po))


@pytest.fixture
def app(parts: Parts) -> Flask:
    app = create_app(parts)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """Somebody who has not signed in, reading English."""
    return Browser(app)


@pytest.fixture
def enter(app: Flask) -> Callable[[str], Browser]:
    """Sign a person in by name and return their browser."""

    def sign_in(name: str) -> Browser:
        browser = Browser(app)
        answer = browser.sign_in(name)
        assert answer.status_code == 303
        return browser

    return sign_in
