"""The reference that people read: in both languages, without scripts, without anything from elsewhere."""

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from hub.api import describe
from hub.api.docs import marked


class Page(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")


def read(client: FlaskClient, language: str) -> tuple[str, Page]:
    answer = client.get("/api/docs", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    text = answer.get_data(as_text=True)
    page = Page()
    page.feed(text)
    return text, page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_needs_nothing_inline_and_nothing_from_elsewhere(client: FlaskClient, language: str) -> None:
    text, page = read(client, language)
    assert not {"script", "style", "iframe", "img"} & set(page.tags)
    assert not [name for name in page.attributes if name == "style" or name.startswith("on")]
    assert not [link for link in page.links if not link.startswith(("#", "/"))]
    assert f'<html lang="{language}">' in text


def test_the_page_is_sound(client: FlaskClient) -> None:
    _, page = read(client, "en")
    assert (page.tags.count("title"), page.tags.count("h1"), page.tags.count("main")) == (1, 1, 1)
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []


def test_every_operation_is_there_with_a_command_to_copy(client: FlaskClient) -> None:
    text, page = read(client, "en")
    for path, item in describe()["paths"].items():
        for method, operation in item.items():
            assert operation["operationId"] in page.ids
            assert f'<b class="method">{method.upper()}</b> <code>{path}</code>' in text
    assert text.count("curl -H ") == 18
    assert "<code>If-None-Match</code>" in text
    assert "每个零件都能单独更换。" in text


def test_code_is_marked_and_everything_else_escaped() -> None:
    assert marked("`<b>` & `c") == "<code>&lt;b&gt;</code> &amp; `c"


def test_the_stylesheet_is_served(client: FlaskClient) -> None:
    answer = client.get("/static/x/css/docs.css")
    css = answer.get_data(as_text=True)
    answer.close()
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "prefers-color-scheme: dark" in css
    assert not re.findall(r"url\(|@import", css)
