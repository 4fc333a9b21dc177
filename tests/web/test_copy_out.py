"""Copying out on pages: files with the right headers, rows with the right ways, and a word on what is approved."""

import uuid
from collections.abc import Callable

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from hub.judging.text import Part
from hub.services.delivery import list_contents
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.web.copy_out import copy_of_content, copy_of_draft
from hub.workflow.roles import Principal
from tests.services.flow import BODY, approved, body, started
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]


@pytest.fixture
def enter(app: Flask) -> Enter:
    """Sign somebody in. What is fetched here are files to be saved, which the rules of pages do not bind."""
    app.test_client_class = FlaskClient

    def sign_in(name: str) -> Browser:
        browser = Browser(app)
        assert browser.sign_in(name).status_code == 303
        return browser

    return sign_in


@pytest.mark.parametrize(
    ("shape", "mimetype", "start"),
    [
        ("txt", "text/plain", "好椅子"),
        ("md", "text/markdown", "好椅子"),
        ("html", "text/html", "<!doctype html>"),
        ("wechat.html", "text/html", "<!doctype html>"),
    ],
)
def test_a_draft_is_answered_as_a_file_with_safe_headers(
    parts: Parts, writer: Principal, enter: Enter, shape: str, mimetype: str, start: str
) -> None:
    saved = started(parts, writer)
    answer = enter("writer").get(f"/drafts/{saved.variant_id}/out/{shape}")
    assert (answer.status_code, answer.content_type) == (200, f"{mimetype}; charset=utf-8")
    assert answer.get_data(as_text=True).startswith(start)
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert (
        f"filename*=UTF-8''%E7%A7%8B%E5%AD%A3%E6%96%B0%E5%93%81%20-%20draft%2C%20not%20approved.{shape}"
        in disposition
    )
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_one_part_alone_is_a_fragment(parts: Parts, writer: Principal, enter: Enter) -> None:
    saved = started(parts, writer, text="一 < 二")
    browser = enter("writer")
    path = f"/drafts/{saved.variant_id}/out"
    assert browser.get(f"{path}/txt?part=body").get_data(as_text=True) == "一 < 二"
    assert browser.get(f"{path}/html?part=body").get_data(as_text=True) == "<p>一 &lt; 二</p>"
    assert browser.get(f"{path}/txt?part=nothing").status_code == 404


def test_an_unknown_shape_or_draft_is_not_found(parts: Parts, writer: Principal, enter: Enter) -> None:
    saved = started(parts, writer)
    browser = enter("writer")
    assert browser.get(f"/drafts/{saved.variant_id}/out/exe").status_code == 404
    assert browser.get(f"/drafts/{uuid.uuid4()}/out/txt").status_code == 404
    assert browser.get(f"/drafts/{saved.variant_id}/out/txt?revision=approved").status_code == 404


def test_a_channel_team_gets_approved_copy_and_no_draft(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal, enter: Enter
) -> None:
    done = approved(parts, writer, manager)
    browser = enter("channel")
    assert browser.get(f"/drafts/{done.variant_id}/out/txt").status_code == 403
    answer = browser.get(f"/channels/site/contents/{done.variant_id}/out/txt?brand=acme")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, BODY + "\n")
    assert "not%20approved" not in answer.headers["Content-Disposition"]
    assert browser.get(f"/channels/wechat/contents/{done.variant_id}/out/txt").status_code == 404


def test_nobody_takes_anything_without_signing_in(parts: Parts, writer: Principal, app: Flask) -> None:
    saved = started(parts, writer)
    app.test_client_class = FlaskClient
    assert Browser(app).get(f"/drafts/{saved.variant_id}/out/txt").status_code in (303, 401)


def test_a_title_that_no_disk_takes_is_made_one_that_it_does(
    parts: Parts, writer: Principal, enter: Enter
) -> None:
    saved = started(parts, writer, title='a/b: "c"?')
    answer = enter("writer").get(f"/drafts/{saved.variant_id}/out/txt")
    assert 'filename="a b c - draft, not approved.txt"' in answer.headers["Content-Disposition"]


def test_a_draft_offers_each_part_and_says_that_nobody_approved_it(
    parts: Parts, writer: Principal, app: Flask
) -> None:
    saved = started(parts, writer, channel="wechat")
    draft = get_draft(parts, writer, saved.variant_id)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        view = copy_of_draft(draft)
        page = render_template("parts/copy_out.html", copy=view)
    assert [(row.name, row.label) for row in view.rows] == [("body", "Body")]
    said = words(page)
    assert "This is a draft that nobody has approved yet." in said
    assert "saved text, revision 1" in said
    assert "Copy for WeChat Body" in said
    assert "Download: Plain text Markdown HTML HTML for WeChat" in said
    assert f'data-html="/drafts/{saved.variant_id}/out/wechat.html?part=body"' in page


def test_an_edit_after_approval_points_to_the_approved_text(
    parts: Parts, writer: Principal, manager: Principal, app: Flask
) -> None:
    done = approved(parts, writer, manager)
    draft = get_draft(parts, writer, done.variant_id)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert "This is the approved text." in words(
            render_template("parts/copy_out.html", copy=copy_of_draft(draft))
        )
    save_revision(parts, writer, SaveRevision(done.variant_id, draft.latest.id, body("新的文字。")))
    draft = get_draft(parts, writer, done.variant_id)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        page = render_template("parts/copy_out.html", copy=copy_of_draft(draft))
    assert "Take the approved revision 1 instead" in words(page)
    assert f'href="/drafts/{done.variant_id}/out/txt?revision=approved"' in page


def test_approved_copy_of_a_channel_is_offered_as_approved(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal, app: Flask
) -> None:
    done = approved(parts, writer, manager)
    (item,) = list_contents(parts, channel_team, "site").items
    with app.test_request_context(headers={"Accept-Language": "en"}):
        view = copy_of_content(item, kind="website")
        page = render_template("parts/copy_out.html", copy=view)
    assert view.rows[0].plain_url == f"/channels/site/contents/{done.variant_id}/out/txt?brand=acme&part=body"
    assert "This is the approved text." in words(page)
    assert "WeChat" not in page


def test_an_empty_draft_offers_nothing(parts: Parts, writer: Principal, app: Flask) -> None:
    saved = started(parts, writer)
    latest = get_draft(parts, writer, saved.variant_id).latest
    save_revision(parts, writer, SaveRevision(saved.variant_id, latest.id, (Part("body", " "),)))
    with app.test_request_context(headers={"Accept-Language": "en"}):
        page = render_template(
            "parts/copy_out.html", copy=copy_of_draft(get_draft(parts, writer, saved.variant_id))
        )
    assert words(page) == "Nothing is written yet, so there is nothing to copy."
