"""The channel team's rooms on pages: what changed, what is available, how it is taken along."""

import io
import re
import uuid
import zipfile
from collections.abc import Callable

import pytest

from hub.services.draft_lists import get_draft
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.revisions import SaveRevision, save_revision
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Variant
from tests.services.flow import BODY, approved, body, started
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]


def mark_seen(browser: Browser, path: str = "/channels/site") -> None:
    sequence = hidden(browser.page(path), "sequence")
    assert browser.post("/channels/site/seen", {"sequence": sequence}).location == "/channels/site"


def approve_again(parts: Parts, writer: Principal, manager: Principal, variant: uuid.UUID, text: str) -> None:
    base = get_draft(parts, writer, variant).latest.id
    saved = save_revision(parts, writer, SaveRevision(variant, base, body(text)))
    submit(parts, writer, variant, revision_id=saved.revision.id)
    decide(
        parts,
        manager,
        Decide(variant, saved.revision.id, "approve", override_reason="法务已经看过并且同意。"),
    )


def test_each_channel_says_how_much_it_holds_and_what_changed(
    enter: Enter, writer: Principal, manager: Principal, channel_team: Principal, parts: Parts
) -> None:
    browser = enter("channel")
    assert "Site No text yet" in words(browser.page("/channels"))
    approved(parts, writer, manager)
    assert "Site 1 text available" in words(browser.page("/channels"))
    mark_seen(browser)
    approved(parts, writer, manager, title="又一篇")
    assert "Site 2 texts available 1 changed since you looked" in words(browser.page("/channels"))


def test_a_first_visit_explains_the_mark_and_later_ones_tell_what_changed(
    enter: Enter, writer: Principal, manager: Principal, channel_team: Principal, parts: Parts
) -> None:
    changes = approved(parts, writer, manager, title="会改").variant_id
    goes = approved(parts, writer, manager, title="会撤回").variant_id
    browser = enter("channel")
    assert "Press the button once." in words(browser.page("/channels/site"))
    mark_seen(browser)
    assert "Nothing changed since you last looked:" in words(browser.page("/channels/site"))
    approve_again(parts, writer, manager, changes, BODY.replace("好椅子", "好的椅子"))
    with UnitOfWork(parts, SYSTEM) as uow:
        variant = uow.session.get_one(Variant, goes)
        variant.approved_revision_id = None
        uow.record("variant.withdrawn", channel_id=variant.channel_id, subject_id=variant.id)
        uow.commit()
    page = browser.page("/channels/site")
    said = words(page)
    assert "Changed 会改" in said
    assert "Recalled 会撤回" in said
    assert "Take it down: this text may not be used any more." in said
    assert re.search(r"<ins>.*?</ins>", page)
    mark_seen(browser)
    assert "Nothing changed since you last looked:" in words(browser.page("/channels/site"))


@pytest.mark.parametrize("sequence", ["", "x", "-1", "²", "9" * 30, "99999"])
def test_a_mark_that_is_none_is_refused(enter: Enter, channel_team: Principal, sequence: str) -> None:
    assert enter("channel").post("/channels/site/seen", {"sequence": sequence}).status_code == 422


def test_the_shelf_is_filtered_and_paged(
    enter: Enter,
    writer: Principal,
    manager: Principal,
    channel_team: Principal,
    parts: Parts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hub.services.channel_desk.PAGE", 1)
    approved(parts, writer, manager, title="旧的")
    approved(parts, writer, manager, title="新的")
    browser = enter("channel")
    page = browser.page("/channels/site?brand=acme")
    assert ">新的</a>" in page
    assert ">旧的</a>" not in page
    older = re.search(r'href="([^"]+)" rel="next"', page)
    assert older is not None
    second = browser.page(older[1].replace("&amp;", "&"))
    assert ">旧的</a>" in second
    assert "What changed" not in words(second)
    assert ">旧的</a>" in browser.page("/channels/site?title=旧")
    assert "No text fits" in words(browser.page("/channels/site?title=无"))
    assert browser.get("/channels/site?before=zzz").status_code == 422


def test_a_text_has_its_look_its_words_to_copy_and_its_line(
    enter: Enter, writer: Principal, manager: Principal, channel_team: Principal, parts: Parts
) -> None:
    text = approved(parts, writer, manager, title="秋季新品").variant_id
    browser = enter("channel")
    path = f"/channels/site/contents/{text}"
    assert f'href="{path}' in browser.page("/channels/site")
    page = browser.page(f"{path}?brand=acme")
    assert BODY in words(page)
    assert f"/api/v1/channels/site/contents/{text}?brand=acme" in page
    assert f'href="{path}/out/txt' in page


def test_a_draft_is_not_shown_to_a_channel_team(
    enter: Enter, writer: Principal, channel_team: Principal, parts: Parts
) -> None:
    draft = started(parts, writer).variant_id
    assert enter("channel").get(f"/channels/site/contents/{draft}").status_code == 404


def test_a_whole_channel_is_downloaded(
    enter: Enter, writer: Principal, manager: Principal, channel_team: Principal, parts: Parts
) -> None:
    approved(parts, writer, manager, title="秋季")
    browser = enter("channel")
    answer = browser.get("/channels/site/all.zip?brand=acme")
    assert answer.headers["Content-Disposition"] == "attachment; filename=acme-site.zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert [name.rpartition(".")[2] for name in archive.namelist()] == ["txt", "md", "html"]
    lines = browser.get("/channels/site/all.jsonl")
    assert (lines.mimetype, len(lines.data.splitlines())) == ("application/x-ndjson", 1)
    assert browser.get("/channels/site/all.exe").status_code == 404
    assert browser.get("/channels/nowhere/all.zip").status_code == 404


def test_the_line_of_the_change_feed_and_whom_to_ask_stand_on_the_page(
    enter: Enter, writer: Principal, manager: Principal, channel_team: Principal, parts: Parts
) -> None:
    said = words(enter("channel").page("/channels/site?brand=acme"))
    assert "'http://localhost/api/v1/channels/site/changes?brand=acme'" in said
    assert "Ask one of these people for a token that may fetch approved copy: Manager." in said
    assert "Make a token" not in said
    assert "Make a token" in words(enter("manager").page("/channels/site"))


def test_the_rooms_speak_chinese(enter: Enter, channel_team: Principal) -> None:
    browser = enter("channel")
    browser.client.set_cookie("language", "zh")
    assert "<title>官网 · Onevoice</title>" in browser.page("/channels/site")
