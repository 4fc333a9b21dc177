"""The brand's tables of terms and facts: read by all of the brand, edited in place by those who may."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from hub.brandkit import kit_to_dict, write_kit
from hub.brandkit.reader import kit_from_dict, read_kit
from hub.services import brands
from hub.services.kit_editing import Put, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.fakes.kits import ACME_KIT
from tests.web.browser import Browser, hidden, words

Enter = Callable[[str], Browser]
TERMS, FACTS = "/brand/acme/terms", "/brand/acme/facts"
FRAGMENT = {"HX-Request": "true"}


def terms_of(parts: Parts, principal: Principal) -> dict[str, str]:
    return {term.id: term.status for term in kit_desk(parts, principal, "acme").kit.terms}


def form(**typed: str) -> dict[str, str]:
    return {"text": "sofa", "status": "banned", "locale": "en", "seen": "", **typed}


def text(answer: TestResponse) -> str:
    return words(answer.get_data(as_text=True))


def big_kit(count: int) -> str:
    kit = kit_to_dict(read_kit(ACME_KIT.encode(), source="acme.yaml"))
    kit["terms"] = [
        {"id": f"w-{n:05}", "locale": "en", "text": f"word {n:05}", "status": "banned"} for n in range(count)
    ]
    return write_kit(kit_from_dict(kit))


def test_a_manager_adds_changes_and_takes_out_a_term(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    added = browser.post(TERMS, form(replacement="seat", variants="settee\n\ncouch\ncouch"))
    assert (added.status_code, added.location) == (303, "/brand/acme/terms?at=sofa#term-sofa")
    shown = browser.page(TERMS + "?at=sofa")
    assert "sofa settee · couch" in words(shown)
    assert 'href="/brand/acme/waiting"' in shown
    page = browser.page(TERMS + "/sofa")
    changed = browser.post(TERMS + "/sofa", form(status="admitted", id="couch", seen=hidden(page, "seen")))
    assert changed.location == "/brand/acme/terms?at=couch#term-couch"
    assert terms_of(parts, manager) == {"throne": "banned", "throne-en": "banned", "couch": "admitted"}
    seen = hidden(browser.page(TERMS + "/couch"), "seen")
    gone = browser.post(TERMS + "/couch/remove", {"seen": seen, "back": TERMS + "?q=x"})
    assert gone.location == TERMS + "?q=x"
    assert terms_of(parts, manager) == {"throne": "banned", "throne-en": "banned"}


def test_a_chinese_term_gets_a_numbered_id_and_its_language(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    for word in ("龙椅", "皇座"):
        browser.post(TERMS, {"text": word, "status": "banned"})
    kept = kit_desk(parts, manager, "acme").kit.terms[2:]
    assert [(term.id, term.locale) for term in kept] == [("term-1", "zh"), ("term-2", "zh")]


def test_a_row_is_edited_in_place(enter: Enter, manager: Principal) -> None:
    browser = enter("manager")
    row = browser.get(TERMS + "/throne-en", headers=FRAGMENT).get_data(as_text=True)
    assert row.lstrip().startswith('<tr class="editing"')
    typed = form(text="throne", replacement="work chair", seen=hidden(row, "seen"))
    answer = browser.post(TERMS + "/throne-en", typed, headers=FRAGMENT)
    assert answer.status_code == 303
    assert answer.location.startswith("/brand/acme/terms/throne-en/row?")
    shown = browser.get(answer.location, headers=FRAGMENT).get_data(as_text=True)
    assert words(shown).startswith("throne Banned work chair English Saved Edit Acme Draft of version 2")
    assert browser.get(TERMS + "/throne-en/row").location == "/brand/acme/terms?at=throne-en"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "This is needed."),
        ({"text": "x" * 2001}, "This is too long; 2000 characters are the most."),
        ({"text": "so\x07fa"}, "It contains a character that is not text. Type it again."),
        ({"id": "So Fa"}, "An id has small letters, digits and hyphens only, 64 at most."),
        ({"id": "throne"}, "This id is taken; choose another."),
        ({"text": "throne"}, "This word is in the table already."),
        ({"exceptions": "sofa"}, "The word is its own exception, so it could never be found."),
        ({"status": "loved"}, "This can't be used. Look at it again."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field_and_nothing_is_lost(
    enter: Enter, manager: Principal, parts: Parts, typed: dict[str, str], said: str
) -> None:
    browser = enter("manager")
    answer = browser.post(TERMS, form(reason="keep <this>", **typed))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in words(page)
    assert 'value="keep &lt;this&gt;"' in page
    assert len(terms_of(parts, manager)) == 2


def test_the_same_term_changed_by_somebody_else_is_a_conflict_and_the_words_stay(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    seen = hidden(browser.page(TERMS + "/throne-en"), "seen")
    other = {"id": "throne-en", "locale": "en", "text": "throne", "status": "admitted"}
    edit_kit(
        parts, manager, "acme", [Put("terms/throne-en", other)], kit_desk(parts, manager, "acme").base_digest
    )
    answer = browser.post(TERMS + "/throne-en", form(text="throne", replacement="stool", seen=seen))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Somebody changed this while you had it open." in words(page)
    assert "It says now: throne Admitted" in words(page)
    assert 'value="stool"' in page
    assert terms_of(parts, manager)["throne-en"] == "admitted"
    again = browser.post(
        TERMS + "/throne-en", form(text="throne", replacement="stool", seen=hidden(page, "seen"))
    )
    assert again.status_code == 303
    assert terms_of(parts, manager)["throne-en"] == "banned"


def test_what_somebody_changed_elsewhere_is_no_conflict(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    seen = hidden(browser.page(TERMS + "/throne-en"), "seen")
    base = kit_desk(parts, manager, "acme").base_digest
    edit_kit(parts, manager, "acme", [Put("thresholds.message", 55)], base)
    answer = browser.post(TERMS + "/throne-en", form(text="throne", status="admitted", seen=seen))
    assert answer.status_code == 303
    desk = kit_desk(parts, manager, "acme")
    assert (desk.kit.thresholds.message, terms_of(parts, manager)["throne-en"]) == (55, "admitted")


def test_a_second_click_on_keep_adds_nothing_twice(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    assert [browser.post(TERMS, form()).status_code for _ in range(2)] == [303, 422]
    assert list(terms_of(parts, manager)) == ["throne", "throne-en", "sofa"]


@pytest.mark.parametrize("path", ["terms", "facts"])
@pytest.mark.parametrize("name", ["writer", "channel"])
def test_who_may_not_write_reads_without_controls(
    enter: Enter, writer: Principal, channel_team: Principal, name: str, path: str
) -> None:
    browser = enter(name)
    page = browser.page(f"/brand/acme/{path}")
    assert ("throne" if path == "terms" else "1299元") in page
    assert 'hx-get="/brand/acme/' + path + "/" not in page
    assert "/-/" not in page
    for target in (f"/brand/acme/{path}/-/new", f"/brand/acme/{path}/price", f"/brand/acme/{path}/throne"):
        assert browser.get(target).status_code == 403
    assert browser.post(f"/brand/acme/{path}", form()).status_code == 403
    assert browser.post(f"/brand/acme/{path}/throne/remove", {}).status_code == 403


@pytest.mark.parametrize(
    "path", ["terms", "facts", "terms.csv", "terms/-/new", "terms/throne", "facts/price"]
)
def test_somebody_elses_brand_is_not_there(enter: Enter, manager: Principal, parts: Parts, path: str) -> None:
    other = ACME_KIT.replace("id: acme", "id: other")
    brands.import_kit(parts, SYSTEM, other.encode(), source="other.yaml")
    brands.publish(parts, SYSTEM, "other")
    browser = enter("manager")
    assert browser.get(f"/brand/other/{path}").status_code == 404
    assert browser.get(f"/brand/nobody/{path}").status_code == 404
    assert browser.post("/brand/other/terms", form()).status_code == 404


def test_ten_thousand_terms_come_by_the_hundred(enter: Enter, manager: Principal, parts: Parts) -> None:
    brands.import_kit(parts, manager, big_kit(10_000).encode(), source="acme.yaml")
    browser = enter("manager")
    page = browser.page(TERMS)
    assert page.count('<tr role="row" id="term-') == 100
    assert "1–100 of 10000" in words(page)
    assert 'href="/brand/acme/terms?page=2" rel="next"' in page
    assert 'rel="prev"' not in page
    assert "9901–10000 of 10000" in words(browser.page(TERMS + "?page=999"))
    assert "4201–4300 of 10000" in words(browser.page(TERMS + "?at=w-04242"))
    found = browser.page(TERMS + "?q=WORD+0424&sort=text&down=1&page=-3")
    assert re.findall(r'id="term-w-(\d+)"', found) == [f"0{n}" for n in range(4249, 4239, -1)]


def test_the_table_is_narrowed_and_says_when_nothing_fits(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    assert re.findall(r'id="term-([\w-]+)"', browser.page(TERMS + "?locale=zh")) == ["throne"]
    assert re.findall(r'id="term-([\w-]+)"', browser.page(TERMS + "?q=grand&status=banned")) == ["throne-en"]
    assert "No term fits" in words(browser.page(TERMS + "?status=preferred"))
    nonsense = browser.page(TERMS + "?status=%7F&sort=%27&page=x&locale=%3Cb%3E")
    assert "No term fits" in words(nonsense)


def test_an_empty_table_says_what_to_do_first(enter: Enter, manager: Principal, parts: Parts) -> None:
    base = kit_desk(parts, manager, "acme").base_digest
    edit_kit(parts, manager, "acme", [Put("terms", None), Put("facts", None)], base)
    browser = enter("manager")
    assert "Add the first term" in browser.page(TERMS)
    assert "Add the first fact" in browser.page(FACTS)


def test_the_file_for_spreadsheets_has_a_mark_and_runs_nothing(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    browser.post(TERMS, form(text='=HYPERLINK("http://x")', reason="＋1|2", replacement="@me"))
    answer = browser.get(TERMS + ".csv")
    data = answer.get_data()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="acme-terms.csv"'
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Id", "Word", "Status", "Write instead"]
    assert rows[1][1:5] == ['\'=HYPERLINK("http://x")', "Banned", "'@me", "'＋1|2"]
    assert [row[1] for row in rows[2:]] == ["throne", "神椅"]


def test_a_downloaded_file_comes_back_as_it_was(enter: Enter, manager: Principal) -> None:
    browser = enter("manager")
    browser.post(TERMS, form(text="-10%", variants="a | b\n'=c", exceptions="x-10%", inflect="yes"))
    browser.post(TERMS, form(text="'=x"))
    file = browser.get(TERMS + ".csv").get_data()
    answer = browser.post(TERMS + "/-/paste", {"file": (io.BytesIO(file), "terms.csv")})
    # The variant “a | b” is read as two: the sign between them can't stand inside one.
    assert "0 new 1 changed 3 as they are" in text(answer)


def test_a_fact_is_added_and_marked_when_its_days_run_out(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    fact = {"subject.en": "autumn offer", "cues.en": "offer\nsale", "value": "10%", "kind": "percentage"}
    days = {"soon": "2026-10-31", "over": "2026-09-30", "far": "2026-11-01", "today": "2026-10-01"}
    for name, day in days.items():
        answer = browser.post(FACTS, {**fact, "id": name, "valid_until": day})
        assert answer.location == f"/brand/acme/facts?at={name}#fact-{name}"
    browser.post(FACTS, {**fact, "valid_from": "2026-10-05"})
    page = browser.page(FACTS)
    rows = {
        found[1]: words(found[2])
        for found in re.finditer(r'<tr role="row" id="fact-([\w-]+)"[^>]*>(.*?)</tr>', page, re.DOTALL)
    }
    assert "Ends in 30 days" in rows["soon"]
    assert "Over since 2026-09-30" in rows["over"]
    assert "Ends today" in rows["today"]
    assert "Begins in 4 days" in rows["autumn-offer"]
    assert "2026-11-01" in rows["far"]
    assert not re.search("Ends|Over|Begins", rows["far"] + rows["price"])
    assert "Over: 1" in words(page)
    assert "Ends within 30 days: 2" in words(page)
    assert re.findall(r'id="fact-([\w-]+)"', browser.page(FACTS + "?standing=over")) == ["over"]
    kept = next(fact for fact in kit_desk(parts, manager, "acme").kit.facts if fact.id == "soon")
    assert kept.cues == {"en": ("offer", "sale")}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"valid_from": "2026-02-02", "valid_until": "2026-02-01"}, "The last day is before the first."),
        ({"valid_until": "2026-02-30"}, "Give a day of the calendar, such as 2026-09-01."),
        ({"cues.en": ""}, "Name at least one word by which a text speaks of this."),
        ({"subject.en": ""}, "This is needed."),
        ({"value": ""}, "This is needed."),
        ({"kind": "mood"}, "This can't be used. Look at it again."),
    ],
)
def test_a_fact_that_cannot_be_kept_says_why(
    enter: Enter, manager: Principal, parts: Parts, typed: dict[str, str], said: str
) -> None:
    fact = {"subject.en": "seats", "cues.en": "seat", "value": "4", "kind": "number", "source": "<b>"}
    answer = enter("manager").post(FACTS, {**fact, **typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="&lt;b&gt;"' in answer.get_data(as_text=True)
    assert len(kit_desk(parts, manager, "acme").kit.facts) == 1


def test_a_fact_is_edited_in_place_and_taken_out(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    row = browser.get(FACTS + "/price", headers=FRAGMENT).get_data(as_text=True)
    typed = {
        "subject.en": "price of the chair",
        "cues.en": "work chair",
        "value": "1399元",
        "kind": "price",
        "seen": hidden(row, "seen"),
    }
    answer = browser.post(FACTS + "/price", typed, headers=FRAGMENT)
    shown = browser.get(answer.location, headers=FRAGMENT).get_data(as_text=True)
    assert words(shown).startswith("price of the chair Price 1399元 work chair Saved Edit Acme")
    assert browser.post(FACTS + "/price", typed, headers=FRAGMENT).status_code == 409
    seen = hidden(browser.page(FACTS + "/price"), "seen")
    assert browser.post(FACTS + "/price/remove", {"seen": seen}).status_code == 303
    assert kit_desk(parts, manager, "acme").kit.facts == ()
