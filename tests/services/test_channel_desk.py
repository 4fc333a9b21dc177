"""A channel team's desk: newest first, page by page, and what changed since somebody last looked."""

import io
import json
import uuid
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from hub.errors import InvalidInput, NotFound, TooLarge
from hub.services import channel_export
from hub.services.channel_desk import (
    ShelfFilter,
    channel_desk,
    channel_text,
    channels_overview,
    mark_seen,
)
from hub.services.channel_export import export_channel
from hub.services.draft_lists import get_draft
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.revisions import SaveRevision, save_revision
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Variant
from tests.conftest import make_person
from tests.fakes.parts import Clock
from tests.services.flow import BODY, approved, body


def later(parts: Parts, **step: int) -> None:
    cast(Clock, parts.now).moment += timedelta(**(step or {"minutes": 1}))


def seen(parts: Parts, person: Principal, channel: str = "site") -> None:
    mark_seen(parts, person, channel, sequence=channel_desk(parts, person, channel).sequence)


def approve_again(parts: Parts, writer: Principal, manager: Principal, variant: uuid.UUID, text: str) -> None:
    base = get_draft(parts, writer, variant).latest.id
    saved = save_revision(parts, writer, SaveRevision(variant, base, body(text)))
    submit(parts, writer, variant, revision_id=saved.revision.id)
    decide(
        parts,
        manager,
        Decide(variant, saved.revision.id, "approve", override_reason="Reviewed with legal."),
    )


def recall(parts: Parts, variant_id: uuid.UUID) -> None:
    with UnitOfWork(parts, SYSTEM) as uow:
        variant = uow.session.get_one(Variant, variant_id)
        variant.approved_revision_id = None
        uow.record("variant.withdrawn", channel_id=variant.channel_id, subject_id=variant.id)
        uow.commit()


def news(parts: Parts, person: Principal) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (
            item.kind,
            item.title,
            item.had[0].text if item.had else None,
            item.now.parts[0].text if item.now else None,
        )
        for item in channel_desk(parts, person, "site").news
    ]


def test_the_newest_approval_is_first_and_pages_follow_without_gap_or_repeat(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    ids = []
    for number in range(5):
        # Two of them are approved in the same moment.
        if number != 2:
            later(parts)
        ids.append(approved(parts, writer, manager, title=f"第{number}篇").variant_id)
    got, place = [], None
    while True:
        desk = channel_desk(parts, channel_team, "site", before=place, limit=2)
        got += [item.id for item in desk.items]
        assert desk.total == 5
        if desk.next_before is None:
            break
        place = desk.next_before
    assert got == ids[::-1]


def test_the_shelf_is_narrowed_by_language_edition_and_title(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    approved(parts, writer, manager, title="秋季 100%", edition="autumn")
    approved(parts, writer, manager, title="Autumn", locale="en")
    desk = channel_desk(parts, channel_team, "site")
    assert (desk.locales, desk.editions) == (("en", "zh"), ("autumn",))

    def titles(**fields: str) -> list[str]:
        narrowed = ShelfFilter(**fields)
        return [item.title for item in channel_desk(parts, channel_team, "site", narrowed=narrowed).items]

    assert titles(locale="en") == ["Autumn"]
    assert titles(edition="autumn") == ["秋季 100%"]
    assert titles(title="aUTU") == ["Autumn"]
    # A sign that databases read as "anything" stands for itself.
    assert titles(title="0%") == ["秋季 100%"]
    assert titles(title="_") == []


@pytest.mark.parametrize("place", ["x", "1-2", "-", "1" * 18 + "-" + "a" * 32, "1-" + "g" * 32])
def test_a_place_that_is_none_is_refused(parts: Parts, channel_team: Principal, place: str) -> None:
    with pytest.raises(InvalidInput, match="id that does not exist"):
        channel_desk(parts, channel_team, "site", before=place)


def test_who_never_looked_is_told_of_no_news(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    approved(parts, writer, manager)
    desk = channel_desk(parts, channel_team, "site")
    assert (desk.since, desk.news, len(desk.items)) == (None, (), 1)
    (site,) = [row for row in channels_overview(parts, channel_team) if row.summary.channel == "site"]
    assert (site.available, site.changed, site.since) == (1, 0, None)


def test_after_the_mark_new_changed_and_recalled_texts_are_told_apart(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    stays = approved(parts, writer, manager, title="不变").variant_id
    changes = approved(parts, writer, manager, title="会改").variant_id
    goes = approved(parts, writer, manager, title="撤回").variant_id
    seen(parts, channel_team)
    later(parts)
    approve_again(parts, writer, manager, changes, "每个零件都能单独更换。")
    recall(parts, goes)
    approved(parts, writer, manager, title="新的")
    brief = approved(parts, writer, manager, title="来了又走").variant_id
    recall(parts, brief)
    assert news(parts, channel_team) == [
        ("new", "新的", None, BODY),
        ("recalled", "撤回", BODY, None),
        ("changed", "会改", BODY, "每个零件都能单独更换。"),
    ]
    assert stays not in {item.id for item in channel_desk(parts, channel_team, "site").news}
    (site,) = [row for row in channels_overview(parts, channel_team) if row.summary.channel == "site"]
    assert (site.available, site.changed) == (3, 4)


def test_a_text_approved_again_with_the_same_words_is_no_news(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    text = approved(parts, writer, manager).variant_id
    seen(parts, channel_team)
    approve_again(parts, writer, manager, text, "换一种说法。")
    approve_again(parts, writer, manager, text, BODY)
    assert news(parts, channel_team) == []


def test_the_mark_is_each_readers_own_and_moves_only_forward(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    colleague = make_person(parts, "colleague", "acme", "channel_team")
    seen(parts, channel_team)
    seen(parts, colleague)
    old = channel_desk(parts, channel_team, "site").sequence
    later(parts)
    approved(parts, writer, manager, title="新的")
    seen(parts, channel_team)
    seen(parts, channel_team)
    mark_seen(parts, channel_team, "site", sequence=old)
    assert news(parts, channel_team) == []
    assert [row[1] for row in news(parts, colleague)] == ["新的"]
    assert channel_desk(parts, channel_team, "wechat").since is None


def test_what_came_while_a_page_was_read_is_still_news(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    seen(parts, channel_team)
    read = channel_desk(parts, channel_team, "site").sequence
    approved(parts, writer, manager, title="刚刚来的")
    mark_seen(parts, channel_team, "site", sequence=read)
    assert [row[1] for row in news(parts, channel_team)] == ["刚刚来的"]


@pytest.mark.parametrize("sequence", [-1, 10_000])
def test_a_mark_beyond_the_log_is_refused(parts: Parts, channel_team: Principal, sequence: int) -> None:
    with pytest.raises(InvalidInput, match="no place in the log"):
        mark_seen(parts, channel_team, "site", sequence=sequence)


def test_a_strangers_channel_is_not_there(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    text = approved(parts, writer, manager).variant_id
    stranger = replace(channel_team, brand_roles={})
    for act in (
        lambda: channel_desk(parts, stranger, "site"),
        lambda: channel_text(parts, stranger, "site", text),
        lambda: mark_seen(parts, stranger, "site", sequence=0),
        lambda: export_channel(parts, stranger, "site", form="zip"),
        lambda: channel_text(parts, channel_team, "wechat", text),
    ):
        with pytest.raises(NotFound):
            act()
    assert channels_overview(parts, stranger) == []


def test_the_desk_names_whom_to_ask_for_a_token(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    make_person(parts, "admin", None, "admin")
    assert channel_desk(parts, channel_team, "site").ask == ("Admin", "Manager")


def test_a_channel_as_lines_of_json_holds_every_text(
    parts: Parts,
    writer: Principal,
    manager: Principal,
    channel_team: Principal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(channel_export, "MAX_PAGE", 2)
    ids = [str(approved(parts, writer, manager, title=f"第{number}篇").variant_id) for number in range(3)]
    export = export_channel(parts, channel_team, "site", form="jsonl", brand="acme")
    lines = [json.loads(line) for line in b"".join(export.chunks).splitlines()]
    assert (export.filename, export.mime_type) == ("acme-site.jsonl", "application/x-ndjson")
    assert [line["id"] for line in lines] == ids
    assert lines[0]["parts"] == [{"name": "body", "text": BODY, "format": "plain"}]


def test_a_channel_as_a_zip_holds_a_file_per_text_and_form(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    one = approved(parts, writer, manager, title="../a/秋季: 新品?").variant_id
    two = approved(parts, writer, manager, title="秋季", locale="zh", edition="b").variant_id
    export = export_channel(parts, channel_team, "site", form="zip", locale="zh")
    with zipfile.ZipFile(io.BytesIO(b"".join(export.chunks))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        text = archive.read(names[0]).decode()
    assert export.filename == "site-zh.zip"
    assert names == [
        f"zh/{name}.{ending}"
        for name in (f"a-秋季-新品-{one.hex[-8:]}", f"秋季-b-{two.hex[-8:]}")
        for ending in ("txt", "md", "html")
    ]
    assert text == BODY + "\n"


def test_an_export_is_bounded_and_knows_its_forms(
    parts: Parts,
    writer: Principal,
    manager: Principal,
    channel_team: Principal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    approved(parts, writer, manager)
    with pytest.raises(InvalidInput, match="'pdf' is no form"):
        export_channel(parts, channel_team, "site", form="pdf")
    monkeypatch.setattr(channel_export, "MAX_TEXTS", 0)
    with pytest.raises(TooLarge, match="has 1 texts"):
        export_channel(parts, channel_team, "site", form="zip")
