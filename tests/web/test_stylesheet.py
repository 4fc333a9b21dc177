"""The one stylesheet: everything in it once, kept for ever by its address, smaller for browsers that unpack."""

import gzip
import re
from pathlib import Path

import pytest

from hub.web import STATIC
from hub.web.stylesheet import join_stylesheets
from tests.web.browser import Browser

CSS = STATIC / "css"


def address(visitor: Browser) -> str:
    found = re.search(r'<link rel="stylesheet" href="([^"]+)"', visitor.page("/sign-in"))
    assert found is not None
    return found[1]


def test_every_component_and_room_is_in_the_stylesheet_once_after_the_tokens() -> None:
    text = join_stylesheets(CSS).text.decode()
    assert text.startswith((CSS / "tokens.css").read_text(encoding="utf-8"))
    for path in [*CSS.glob("components/*.css"), *CSS.glob("rooms/*.css")]:
        assert text.count(path.read_text(encoding="utf-8")) == 1, path.name


def test_a_browser_keeps_the_stylesheet_until_its_address_changes(visitor: Browser) -> None:
    path = address(visitor)
    answer = visitor.get(path)
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    old = visitor.get("/css/0000000000000000.css")
    assert old.data == answer.data
    assert old.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_a_browser_that_unpacks_gets_it_packed(visitor: Browser, encoding: str) -> None:
    plain = visitor.get(address(visitor)).data
    packed = visitor.get(address(visitor), headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain) / 3
    if encoding == "gzip":
        assert gzip.decompress(packed.data) == plain


def test_pages_with_form_tokens_are_not_compressed(visitor: Browser) -> None:
    page = visitor.get("/sign-in", headers={"Accept-Encoding": "gzip, br, zstd"})
    assert "Content-Encoding" not in page.headers


def test_scripts_are_kept_until_any_file_changes(visitor: Browser) -> None:
    found = re.search(r'<script type="module" src="([^"]+)"', visitor.page("/sign-in"))
    assert found is not None
    script = visitor.get(found[1])
    assert "immutable" in script.headers["Cache-Control"]
    assert b"enhance" in script.data
    old = visitor.get(re.sub(r"/static/\w+/", "/static/0000000000000000/", found[1]))
    assert (old.data, old.headers["Cache-Control"]) == (script.data, "no-store")
    assert visitor.get("/static/0000000000000000/../hub/config.py").status_code == 404


def test_two_equal_folders_have_one_address_and_a_change_another(tmp_path: Path) -> None:
    for name in ("tokens.css", "base.css", "components/a.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a{}", encoding="utf-8")
    first = join_stylesheets(tmp_path)
    assert join_stylesheets(tmp_path) == first
    (tmp_path / "components/a.css").write_text("b{}", encoding="utf-8")
    assert join_stylesheets(tmp_path).digest != first.digest
