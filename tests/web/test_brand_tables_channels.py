"""Contrast and channels of a brand: read by all of it, edited in place by those who may."""

import re
from collections.abc import Callable

import pytest

from hub.services.kit_editing import Put, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]
CONTRAST, CHANNELS = "/brand/acme/contrast", "/brand/acme/channels"
FRAGMENT = {"HX-Request": "true"}


def channel_form(**typed: str) -> dict[str, str]:
    return {"name.en": "Mail", "name.zh": "邮件", "kind": "email", "media": "owned", "seen": "", **typed}


def test_contrast_is_shown_by_kind_and_language_and_edited_as_lines(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    said = words(browser.page(CONTRAST))
    assert "Counter-messages" in said
    assert "throw it away and buy another." in said
    seen = hidden(browser.page(CONTRAST + "/counter/en"), "seen")
    lines = "Buy new.\r\n\r\n Buy new. \r\nNever mend."
    answer = browser.post(CONTRAST + "/counter/en", {"text": lines, "seen": seen})
    assert answer.location == "/brand/acme/contrast#contrast-counter-en"
    contrast = kit_desk(parts, manager, "acme").kit.contrast
    assert contrast.counter == {"zh": ("坏了就扔，再买一把。",), "en": ("Buy new.", "Never mend.")}
    assert contrast.trade["en"] == ("Office furniture depends on budget and space.",)


def test_contrast_is_emptied_and_changed_in_place(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    for locale in ("zh", "en"):
        block = browser.get(f"{CONTRAST}/trade/{locale}", headers=FRAGMENT).get_data(as_text=True)
        typed = {"text": "", "seen": hidden(block, "seen")}
        answer = browser.post(f"{CONTRAST}/trade/{locale}", typed, headers=FRAGMENT)
        assert answer.location == f"{CONTRAST}/trade/{locale}/block?saved=1"
        shown = browser.get(answer.location, headers=FRAGMENT).get_data(as_text=True)
        assert "Nothing here yet." in words(shown)
    assert kit_desk(parts, manager, "acme").kit.contrast.trade == {}


def test_contrast_changed_by_somebody_else_is_a_conflict_and_the_lines_stay(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    seen = hidden(browser.page(CONTRAST + "/trade/en"), "seen")
    base = kit_desk(parts, manager, "acme").base_digest
    edit_kit(parts, manager, "acme", [Put("contrast.trade.en", ["Theirs."])], base)
    answer = browser.post(CONTRAST + "/trade/en", {"text": "Mine & only.", "seen": seen})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "It says now: Theirs." in words(page)
    assert "Mine &amp; only.</textarea>" in page
    again = {"text": "Mine & only.", "seen": hidden(page, "seen")}
    assert browser.post(CONTRAST + "/trade/en", again).status_code == 303


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n".join(f"Line {n}." for n in range(501)), "These are 501 lines; 500 are the most here."),
        ("x" * 2001, "A line has more than 2000 characters; split it."),
        ("a\x07b", "This can't be kept"),
    ],
)
def test_contrast_that_cannot_be_kept_says_why(
    enter: Enter, manager: Principal, text: str, said: str
) -> None:
    browser = enter("manager")
    seen = hidden(browser.page(CONTRAST + "/trade/en"), "seen")
    answer = browser.post(CONTRAST + "/trade/en", {"text": text, "seen": seen})
    assert answer.status_code == 422
    assert said in words(answer.get_data(as_text=True))


@pytest.mark.parametrize("path", ["/trade/fr", "/gossip/en", "/trade/fr/block"])
def test_contrast_knows_its_kinds_and_languages(enter: Enter, manager: Principal, path: str) -> None:
    assert enter("manager").get(CONTRAST + path, headers=FRAGMENT).status_code == 404


def test_channels_show_their_lines_pillars_and_what_their_kind_asks(enter: Enter, writer: Principal) -> None:
    page = enter("writer").page(CHANNELS)
    said = words(page)
    assert "公众号 WeChat" in said
    assert "Pillars asked for Repair" in said
    assert "as the brand’s" in said
    assert "Source not read" in said
    assert "Wording under China’s Advertising Law On" in said
    assert 'aria-label="Message line: at least 40 of 100"' in page
    assert "Save" not in said
    assert "Edit" not in said


def test_a_channel_is_added_from_a_kind_changed_moved_and_taken_out(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    assert 'name="name.en"' not in browser.page(CHANNELS + "/-/new")
    offered = browser.page(CHANNELS + "/-/new?kind=email")
    assert '<option value="email" selected>' in offered
    typed = channel_form(**{"message_line": "55,5", "pillar.repair": "yes"})
    typed |= {"low.formality": "40", "high.formality": "70"}
    assert browser.post(CHANNELS, typed).location == "/brand/acme/channels#channel-mail"
    kept = kit_desk(parts, manager, "acme").kit.channels[-1]
    assert (kept.id, kept.message_line, kept.tone_line) == ("mail", 55.5, None)
    assert (kept.pillars, kept.tone_targets) == (("repair",), {"formality": (40, 70)})
    card = browser.get(CHANNELS + "/mail", headers=FRAGMENT).get_data(as_text=True)
    assert 'value="55.5"' in card
    changed = channel_form(id="edm", tone_line="60", seen=hidden(card, "seen"))
    answer = browser.post(CHANNELS + "/mail", changed, headers=FRAGMENT)
    shown = browser.get(answer.location, headers=FRAGMENT).get_data(as_text=True)
    assert "Saved" in words(shown)
    assert browser.post(CHANNELS + "/edm/move").status_code == 303
    assert [row.id for row in kit_desk(parts, manager, "acme").kit.channels] == ["wechat", "edm", "site"]
    assert browser.post(CHANNELS + "/wechat/move").status_code == 303
    assert [row.id for row in kit_desk(parts, manager, "acme").kit.channels] == ["edm", "site", "wechat"]
    seen = hidden(browser.page(CHANNELS + "/edm"), "seen")
    assert browser.post(CHANNELS + "/edm/remove", {"seen": "old"}).status_code == 409
    assert browser.post(CHANNELS + "/edm/remove", {"seen": seen}).status_code == 303
    assert [row.id for row in kit_desk(parts, manager, "acme").kit.channels] == ["site", "wechat"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"message_line": "101"}, "Give a number from 0 to 100."),
        ({"tone_line": "nan"}, "Give a number from 0 to 100."),
        ({"low.formality": "70", "high.formality": "40"}, "Give two numbers from 0 to 100"),
        ({"low.formality": "70"}, "Give two numbers from 0 to 100"),
        ({"name.en": "", "name.zh": ""}, "This is needed."),
        ({"kind": "fax"}, "Choose a kind."),
        ({"media": "loud"}, "This can't be used. Look at it again."),
        ({"id": "wechat"}, "This id is taken; choose another."),
    ],
)
def test_a_channel_that_cannot_be_kept_says_why(
    enter: Enter, manager: Principal, parts: Parts, typed: dict[str, str], said: str
) -> None:
    answer = enter("manager").post(CHANNELS, channel_form(**typed))
    assert answer.status_code == 422
    assert said in words(answer.get_data(as_text=True))
    assert len(kit_desk(parts, manager, "acme").kit.channels) == 2


def test_the_brands_lines_are_kept_or_refused(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    seen = hidden(re.split("lines-form", browser.page(CHANNELS))[1], "seen")
    assert (
        browser.post(CHANNELS + "/-/lines", {"message": "x", "tone": "50", "seen": seen}).status_code == 422
    )
    typed = {"message": "62.5", "tone": "30", "seen": seen}
    assert browser.post(CHANNELS + "/-/lines", typed).location == "/brand/acme/channels#lines"
    lines = kit_desk(parts, manager, "acme").kit.thresholds
    assert (lines.message, lines.tone) == (62.5, 30)
    assert browser.post(CHANNELS + "/-/lines", typed).status_code == 409


def test_a_rule_pack_is_switched_off_and_on(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    pack = {"pack": "zh-advertising-law"}
    assert browser.post(CHANNELS + "/-/packs", pack).status_code == 303
    assert kit_desk(parts, manager, "acme").kit.packs == ()
    for _ in range(2):
        browser.post(CHANNELS + "/-/packs", {**pack, "on": "yes"})
    assert kit_desk(parts, manager, "acme").kit.packs == ("zh-advertising-law",)
    assert browser.post(CHANNELS + "/-/packs", {"pack": "nonsense", "on": "yes"}).status_code == 422


def test_warnings_bind_once_they_are_chosen(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    rule = "text.hidden-character"
    assert browser.post(CHANNELS + "/-/warnings", {"added": rule}).status_code == 303
    assert kit_desk(parts, manager, "acme").kit.binding_warnings == (rule,)
    refused = browser.post(CHANNELS + "/-/warnings", {"added": "nope", "shown": rule, "rule": rule})
    assert refused.status_code == 422
    assert "There is no rule nope" in words(refused.get_data(as_text=True))
    assert 'value="nope"' in refused.get_data(as_text=True)
    assert browser.post(CHANNELS + "/-/warnings", {"shown": rule}).status_code == 303
    assert kit_desk(parts, manager, "acme").kit.binding_warnings == ()


@pytest.mark.parametrize("path", ["contrast", "channels"])
@pytest.mark.parametrize("name", ["writer", "channel"])
def test_who_may_not_write_reads_without_controls(
    enter: Enter, writer: Principal, channel_team: Principal, name: str, path: str
) -> None:
    browser = enter(name)
    page = browser.page(f"/brand/acme/{path}")
    assert f'hx-get="/brand/acme/{path}/' not in page
    assert f'action="/brand/acme/{path}' not in page
    for target in ("contrast/trade/en", "channels/wechat", "channels/-/new"):
        assert browser.get(f"/brand/acme/{target}").status_code == 403
    for target in ("contrast/trade/en", "channels", "channels/wechat", "channels/wechat/remove"):
        assert browser.post(f"/brand/acme/{target}", channel_form()).status_code == 403
    for target in ("lines", "packs", "warnings"):
        assert browser.post(f"/brand/acme/channels/-/{target}", {}).status_code == 403


@pytest.mark.parametrize("path", ["contrast", "channels", "contrast/trade/en", "channels/wechat"])
def test_a_brand_that_is_not_there(enter: Enter, manager: Principal, path: str) -> None:
    assert enter("manager").get(f"/brand/nobody/{path}").status_code == 404
