"""Versions of a brand: what waits is read before it is published, dropped or replaced; any two are compared."""

from collections.abc import Callable

from hub.services.kit_editing import Put, Remove, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.web.brand_differences import word_pieces
from hub.workflow.roles import Principal
from tests.services.flow import started
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]
CORE = "message_house.core_message.en"


def edit(parts: Parts, person: Principal, words: str) -> None:
    desk = kit_desk(parts, person, "acme")
    edit_kit(parts, person, "acme", [Put(CORE, words)], desk.base_digest)


def test_what_waits_is_shown_word_by_word_before_it_is_published(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    started(parts, writer)
    edit(parts, manager, "A great chair lets you forget the chair")
    browser = enter("manager")
    page = browser.page("/brand/acme/waiting")
    assert "A <del>good</del><ins>great</ins> chair lets you forget the chair" in page
    assert "approved texts 0, drafts 1" in words(page)
    answer = browser.post("/brand/acme/publish", {"base_digest": hidden(page, "base_digest")})
    assert answer.location == "/brand/acme"
    assert kit_desk(parts, manager, "acme").number_in_force == 2
    assert "Nothing waits to be published" in words(browser.page("/brand/acme/waiting"))


def test_a_draft_that_changed_since_it_was_read_is_not_published(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    edit(parts, manager, "Read")
    browser = enter("manager")
    read = hidden(browser.page("/brand/acme/waiting"), "base_digest")
    edit(parts, manager, "Not read")
    assert browser.post("/brand/acme/publish", {"base_digest": read}).status_code == 409
    assert kit_desk(parts, manager, "acme").number_in_force == 1


def test_discarding_drops_the_draft_and_a_double_click_does_no_harm(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    edit(parts, manager, "New")
    browser = enter("manager")
    assert [browser.post("/brand/acme/discard").status_code for _ in range(2)] == [303, 303]
    assert not kit_desk(parts, manager, "acme").shows_draft


def test_any_two_versions_are_compared_and_an_old_one_is_restored(
    enter: Enter, parts: Parts, manager: Principal
) -> None:
    browser = enter("manager")
    edit(parts, manager, "Second")
    browser.post("/brand/acme/publish")
    page = browser.page("/brand/acme/versions")
    said = words(page)
    assert "Version 2 In force published by Manager" in said
    assert "0 added, 1 changed, 0 removed" in said
    assert "Version 1 Superseded" in said
    for version in (1, 2):
        assert f"/brand/acme/kit.yaml?version={version}" in page
    assert "<ins>Second</ins>" in browser.page("/brand/acme/compare?from=1&to=2")
    assert "<del>Second</del>" in browser.page("/brand/acme/compare?from=2&to=1")
    assert "These two are the same." in words(browser.page("/brand/acme/compare?from=2&to=2"))
    assert "<ins>Second</ins>" in browser.page("/brand/acme/compare")
    form = {"number": "1", "base_digest": hidden(page, "base_digest")}
    assert browser.post("/brand/acme/restore", form).location == "/brand/acme/waiting"
    assert kit_desk(parts, manager, "acme").kit.message_house.core_message["en"] == (
        "A good chair lets you forget the chair"
    )
    # The form is older than the draft that it made: a second click replaces nothing.
    assert browser.post("/brand/acme/restore", form).location == "/brand/acme/versions"


def test_a_version_that_is_not_there_is_not_found(enter: Enter, parts: Parts, manager: Principal) -> None:
    browser = enter("manager")
    assert browser.get("/brand/acme/compare?from=1&to=9").status_code == 404
    digest = kit_desk(parts, manager, "acme").base_digest
    assert browser.post("/brand/acme/restore", {"number": "9", "base_digest": digest}).status_code == 404
    assert browser.post("/brand/acme/restore", {"number": "x", "base_digest": digest}).status_code == 422


def test_who_may_not_write_sees_versions_in_force_and_changes_none(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    edit(parts, manager, "New")
    browser = enter("writer")
    said = words(browser.page("/brand/acme/versions"))
    assert "Version 1 In force" in said
    assert "Version 2" not in said
    assert browser.get("/brand/acme/compare?from=1&to=2").status_code == 403
    assert browser.get("/brand/acme/waiting").status_code == 403
    for path in ("publish", "discard", "restore"):
        assert browser.post(f"/brand/acme/{path}", {"number": "1"}).status_code == 403


def test_changes_of_every_part_have_a_place_in_words(enter: Enter, parts: Parts, manager: Principal) -> None:
    desk = kit_desk(parts, manager, "acme")
    edits = [
        Put("visual_identity.colours/ink", {"name": {"en": "Ink"}, "hex": "#112233"}),
        Put("channels/site/tone_targets.formality", [60, 90]),
        Put("facts/price/valid_until", "2027-01-01"),
        Put("thresholds.tone", 60),
        Remove("terms/throne"),
    ]
    edit_kit(parts, manager, "acme", edits, desk.base_digest)
    said = words(enter("manager").page("/brand/acme/waiting"))
    for change in (
        "Terms 1 Term 神椅 Removed Language: zh Text: 神椅 Status: banned Write instead: 工作椅 Reason: 夸张",
        "Facts 1 Fact price of the work chair › Valid until Added 2027-01-01",
        "Channels 1 Channel Site › Tone of this channel › formality Added 60, 90",
        "Lines to reach 1 Tone Changed 40 60",
        "Visual identity 1 Colour Ink Added Name: Ink Colour code: #112233",
    ):
        assert change in said


def test_long_texts_differ_word_by_word_and_chinese_by_character() -> None:
    assert word_pieces("夜色再深，也能拍得清透", "夜色再深，也拍得清透") == (
        ("same", "夜色再深，也"),
        ("removed", "能"),
        ("same", "拍得清透"),
    )
    assert word_pieces("one two three", "one 2 three") == (
        ("same", "one "),
        ("removed", "two"),
        ("added", "2"),
        ("same", " three"),
    )
    assert word_pieces("entirely", "别的") == (("removed", "entirely"), ("same", " "), ("added", "别的"))
