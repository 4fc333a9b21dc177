"""What the editor asks of the hub besides saving: verdicts as JSON, words kept, findings applied and set aside."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from hub.services import brands
from hub.services.dismissals import Dismiss, dismiss
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.workflow.roles import SYSTEM, Principal
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.web.browser import Browser, hidden, words
from tests.web.test_writing import TEXT, id_of, save, start

Enter = Callable[[str], Browser]
BLOCKED = "👩‍👧这把神椅坐着舒服。"
PLACE = {"finding": json.dumps({"part": "body", "start": 0, "end": 1, "quote": "q", "replacement": "r"})}
REPEATED = "这把椅子的的靠背很舒服。"


def asked(browser: Browser, address: str, body: str, **more: str) -> dict[str, Any]:
    """Have a text judged as the editor's script does."""
    form = {**TEXT, "part.body": body, **more}
    answer = browser.post(f"{address}/check", form, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    said: dict[str, Any] = answer.get_json()
    return said


def test_the_verdict_while_typing_names_places_in_code_points(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    said = asked(browser, start(browser), BLOCKED + "工作椅只要999元。")
    assert set(said) == {"verdict", "preview", "marks", "word", "standing"}
    assert (said["standing"], said["word"]) == ("blocked", "It breaks a hard rule. Two places to change.")
    body = BLOCKED + "工作椅只要999元。"
    hard = [mark for mark in said["marks"] if mark["kind"] == "hard"]
    fact = [mark for mark in said["marks"] if mark["kind"] == "fact"]
    assert [body[mark["start"] : mark["end"]] for mark in hard] == ["神椅"]
    assert [(body[mark["start"] : mark["end"]], mark["label"]) for mark in fact] == [
        ("999元", "999元 ≠ 1299元")
    ]
    for mark in hard + fact:
        assert f'id="card-{mark["finding"]}"' in said["verdict"]
    assert "data-preview" in said["preview"]
    assert "<mark" not in said["verdict"]
    assert "<mark" in asked(browser, start(browser, title="另一篇"), BLOCKED, marked="1")["verdict"]


def test_a_finding_keeps_its_name_while_words_are_typed_around_it(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser)

    def key(body: str) -> list[str]:
        return [m["finding"] for m in asked(browser, address, body)["marks"] if m["kind"] == "hard"]

    assert key(BLOCKED) == key("前面又写了一句。" + BLOCKED)
    assert len(set(key("神椅和神椅。"))) == 2


def test_many_findings_are_cut_while_typing_and_shown_when_asked_for(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser)
    body = "这把神椅好。" * 70
    lean = asked(browser, address, body)
    assert lean["verdict"].count('data-card="') < 60
    assert "data-shows-all" in lean["verdict"]
    assert len([mark for mark in lean["marks"] if mark["kind"] == "hard"]) == 70
    assert asked(browser, address, body, all="1")["verdict"].count('class="finding finding-hard"') == 70


def test_the_check_of_a_typed_text_speaks_json_too(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    form = {"target": "acme/wechat", "part.body": BLOCKED}
    said = browser.post("/check", form, headers={"Accept": "application/json"}).get_json()
    assert [mark["kind"] for mark in said["marks"] if mark["kind"] == "hard"] == ["hard"]
    assert "data-sets-aside" not in said["verdict"]


def test_words_are_kept_offered_taken_and_dropped(enter: Enter, writer: Principal, parts: Parts) -> None:
    browser = enter("writer")
    address = start(browser)
    form = {
        **TEXT,
        "part.body": "没保存的话。",
        "base_revision_id": hidden(browser.page(address), "base_revision_id"),
    }
    answer = browser.post(f"{address}/working-copy", form)
    assert answer.get_json() == {"at": "2026-10-01T12:00:00+00:00"}
    assert len(get_draft(parts, writer, id_of(address)).history) == 1
    page = browser.page(address)
    assert "You have unsaved words" in words(page)
    assert "没保存的话。" not in page
    restored = browser.page(f"{address}?words=kept")
    assert "没保存的话。</textarea>" in restored
    assert browser.post(f"{address}/working-copy/drop").status_code == 303
    assert "were not saved" not in words(browser.page(address))
    assert "没保存的话。" not in browser.page(f"{address}?words=kept")


def test_words_equal_to_what_is_saved_are_not_kept(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser)
    base = hidden(browser.page(address), "base_revision_id")
    assert browser.post(f"{address}/working-copy", {**TEXT, "base_revision_id": base}).get_json() == {
        "at": None
    }


def test_words_from_an_older_revision_stand_beside_the_newest(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    address = start(browser)
    base = hidden(browser.page(address), "base_revision_id")
    browser.post(f"{address}/working-copy", {**TEXT, "part.body": "我的话。", "base_revision_id": base})
    save(enter("manager"), address, "别人的话。")
    assert "made from revision 1; the latest is 2" in words(browser.page(address))
    page = browser.page(f"{address}?words=kept")
    assert "别人的话。" in page
    assert "我的话。</textarea>" in page
    assert hidden(page, "base_revision_id") == str(get_draft(parts, writer, id_of(address)).latest.id)


def test_somebody_elses_words_are_theirs_alone(enter: Enter, writer: Principal, manager: Principal) -> None:
    browser = enter("writer")
    address = start(browser)
    base = hidden(browser.page(address), "base_revision_id")
    browser.post(f"{address}/working-copy", {**TEXT, "part.body": "悄悄写的。", "base_revision_id": base})
    assert "悄悄写的。" not in enter("manager").page(f"{address}?words=kept")


def test_a_finding_is_applied_to_the_saved_text_without_scripts(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    address = start(browser, **{"part.body": BLOCKED})
    page = browser.page(address)
    found = re.search(r"form=\"apply-form\" name=\"finding\" value='([^']+)'", page)
    assert found is not None
    place = html.unescape(found[1])
    form = {"finding": place, "base_revision_id": hidden(page, "base_revision_id")}
    assert browser.post(f"{address}/apply", form).location == address
    assert "Replaced and saved." in words(browser.page(address))
    assert get_draft(parts, writer, id_of(address)).latest.parts[2].text == BLOCKED.replace("神椅", "工作椅")
    browser.post(f"{address}/apply", form)
    assert "The text reads differently by now" in words(browser.page(address))
    assert get_draft(parts, writer, id_of(address)).latest.number == 2


@pytest.mark.parametrize("finding", ["", "{}", "[]", "null", '{"part": 1, "start": "x"}'])
def test_an_apply_form_that_names_no_finding_is_refused(
    enter: Enter, writer: Principal, finding: str
) -> None:
    browser = enter("writer")
    address = start(browser)
    form = {"finding": finding, "base_revision_id": hidden(browser.page(address), "base_revision_id")}
    assert browser.post(f"{address}/apply", form).status_code == 422


def test_a_finding_is_set_aside_by_form_shown_to_the_reviewer_and_counted_again(
    enter: Enter, writer: Principal, manager: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    address = start(browser, **{"part.body": REPEATED})
    page = browser.page(address)
    link = re.search(r'href="([^"]+/set-aside\?[^"]+)"', page)
    assert link is not None
    why = browser.page(html.unescape(link[1]))
    form = {name: hidden(why, name) for name in ("rule", "part", "quote")}
    empty = browser.post(f"{address}/set-aside", {**form, "reason": "  "})
    assert empty.status_code == 422
    assert "Say in a few words why" in words(empty.get_data(as_text=True))
    assert browser.post(f"{address}/set-aside", {**form, "reason": "就是这么写的。"}).status_code == 303
    assert browser.post(f"{address}/set-aside", {**form, "reason": "第二次点击"}).status_code == 303
    said = words(browser.page(address))
    assert "Set aside (1)" in said
    assert "就是这么写的。" in said
    assert "第二次点击" not in said
    kept = get_draft(parts, writer, id_of(address)).dismissals
    assert browser.post(f"{address}/take-up", {"dismissal": str(kept[0].id)}).status_code == 303
    assert "Set aside (1)" not in words(browser.page(address))
    assert browser.post(f"{address}/take-up", {"dismissal": "none"}).status_code == 422


def test_a_finding_that_blocks_stays_in_sight_even_when_somebody_sets_it_aside(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    address = start(browser, **{"part.body": BLOCKED})
    form = {"rule": "term.throne", "part": "body", "quote": "神椅", "reason": "想这么写"}
    refused = browser.post(f"{address}/set-aside", form)
    assert refused.status_code == 409
    assert "A finding that blocks can't be set aside" in html.unescape(refused.get_data(as_text=True))
    clean = start(browser, title="先干净", **{"part.body": "好椅子。"})
    dismiss(parts, writer, Dismiss(id_of(clean), "term.throne", "body", "神椅", "先设好"))
    said = asked(browser, clean, BLOCKED)
    assert said["standing"] == "blocked"
    assert 'class="finding finding-hard"' in said["verdict"]
    assert "finding-aside" not in said["verdict"]


def test_the_due_date_is_set_and_taken_away(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    address = start(browser)
    assert browser.post(f"{address}/due", {"due_on": "2026-12-01"}).status_code == 303
    assert "due 2026-12-01" in words(browser.page(address))
    browser.post(f"{address}/due", {"due_on": ""})
    assert "no due date" in words(browser.page(address))
    assert browser.post(f"{address}/due", {"due_on": "31.11.2026"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("working-copy", {"part.body": "x"}),
        ("working-copy/drop", {}),
        ("apply", {}),
        ("set-aside", {"rule": "r", "part": "body", "quote": "q", "reason": "w"}),
        ("take-up", {"dismissal": "01a1fff5-0000-7000-8000-000000000000"}),
        ("due", {"due_on": "2026-12-01"}),
    ],
)
def test_a_reader_may_not_and_whoever_is_of_another_brand_finds_nothing(
    enter: Enter, writer: Principal, channel_team: Principal, parts: Parts, path: str, form: dict[str, str]
) -> None:
    brands.import_kit(parts, SYSTEM, ACME_KIT.replace("id: acme", "id: other").encode(), source="other.yaml")
    brands.publish(parts, SYSTEM, "other")
    make_person(parts, "outsider", "other", "copywriter")
    author = enter("writer")
    address = start(author)
    whole = {"base_revision_id": hidden(author.page(address), "base_revision_id"), **PLACE, **form}
    assert enter("channel").post(f"{address}/{path}", whole).status_code == 403
    assert enter("outsider").post(f"{address}/{path}", whole).status_code == 404


def test_changes_since_the_last_revision_are_said_in_words(
    enter: Enter, writer: Principal, parts: Parts
) -> None:
    browser = enter("writer")
    address = start(browser, **{"part.body": BLOCKED})
    draft = get_draft(parts, writer, id_of(address))
    text = tuple(
        part if part.name != "body" else type(part)("body", "每个零件都能单独更换。")
        for part in draft.latest.parts
    )
    save_revision(parts, writer, SaveRevision(draft.line.id, draft.latest.id, text))
    said = words(browser.page(address))
    assert "Since the last revision: clearer on Repair" in said


def test_marks_of_the_page_are_json_in_an_attribute(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    page = browser.page(start(browser, **{"part.body": BLOCKED}))
    found = re.search(r"data-marks='([^']+)'", page)
    assert found is not None
    marks = json.loads(html.unescape(found[1]))
    assert [BLOCKED[m["start"] : m["end"]] for m in marks if m["kind"] == "hard"] == ["神椅"]
