"""Many terms at once: pasted lines or a file are looked at first, and kept whole or not at all."""

import io
from collections.abc import Callable

import pytest

from hub.brandkit.voice import TermPart
from hub.services.kit_editing import Put, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]
PASTE = "/brand/acme/terms/-/paste"


def kept(parts: Parts, principal: Principal) -> list[TermPart]:
    return [
        term
        for term in kit_desk(parts, principal, "acme").kit.terms
        if term.id not in ("throne", "throne-en")
    ]


def look(browser: Browser, text: str, **more: str) -> tuple[int, str]:
    answer = browser.post(PASTE, {"text": text, "status": "banned", **more})
    return answer.status_code, answer.location or words(answer.get_data(as_text=True))


@pytest.mark.parametrize("mark", ["\t", ",", "，"])
def test_pasted_lines_are_shown_and_then_kept(
    enter: Enter, manager: Principal, parts: Parts, mark: str
) -> None:
    browser = enter("manager")
    lines = "\n".join(
        mark.join(cells) for cells in (("皇座", "禁用", "椅子", "太大"), ("Sofa", "Preferred"), ("stool",))
    )
    status, said = look(browser, lines)
    assert status == 200
    assert "3 new 0 changed 0 as they are" in said
    assert "Save these terms (3)" in said
    assert kept(parts, manager) == []
    assert look(browser, lines, keep="yes") == (303, "/brand/acme/terms")
    assert [term.model_dump(exclude_defaults=True) for term in kept(parts, manager)] == [
        {
            "id": "term-1",
            "locale": "zh",
            "text": "皇座",
            "status": "banned",
            "replacement": "椅子",
            "reason": "太大",
        },
        {"id": "sofa", "locale": "en", "text": "Sofa", "status": "preferred"},
        {"id": "stool", "locale": "en", "text": "stool", "status": "banned"},
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("sofa,loved", "“loved” is no status; write banned, preferred or allowed."),
        (",banned", "The word is missing."),
        ('"sofa,banned', "A quotation mark is opened and not closed here."),
        ("sofa,banned,a,b,c", "Too many cells: 5, where 4 columns are expected."),
        ("so\x07fa,banned", "It contains a character that is not text. Type it again."),
        ("x" * 201 + ",banned", "The word has 201 characters; 200 are the most."),
        ("bench,banned", "The same word as in line 1."),
        ("sofa,banned,," + "x" * 2001, "A cell has more than 2000 characters."),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_holds_up_the_rest(
    enter: Enter, manager: Principal, parts: Parts, line: str, why: str
) -> None:
    browser = enter("manager")
    lines = f"bench,banned\n\n{line}"
    status, said = look(browser, lines)
    assert status == 200
    assert f"3 {why}" in said
    status, said = look(browser, lines, keep="yes")
    assert status == 422
    assert "Mend them, or say that they are to be left out." in said
    assert kept(parts, manager) == []
    assert look(browser, lines, keep="yes", drop="yes")[0] == 303
    assert [term.text for term in kept(parts, manager)] == ["bench"]


def test_a_line_of_names_orders_the_columns_and_empty_cells_clear(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    lines = "语言,词语,区分大小写,原因\nen,throne,是,\n中文,神椅,,夸张\nfr,chaise,,\nen,x,maybe,"
    _status, said = look(browser, lines)
    assert "0 new 1 changed 1 as they are 2 not understood" in said
    assert "4 The brand has no language “fr”; it has zh, en." in said
    assert "5 “maybe” is neither yes nor no." in said
    assert look(browser, lines, keep="yes", drop="yes")[0] == 303
    throne = next(term for term in kit_desk(parts, manager, "acme").kit.terms if term.id == "throne-en")
    assert (throne.case_sensitive, throne.reason, throne.replacement) == (True, None, "chair")


def test_a_word_that_is_there_keeps_what_the_line_does_not_say(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    assert look(browser, "throne,admitted", keep="yes")[0] == 303
    throne = next(term for term in kit_desk(parts, manager, "acme").kit.terms if term.id == "throne-en")
    assert (throne.status, throne.replacement, throne.reason) == ("admitted", "chair", "Too grand")
    assert "There is nothing new in these lines." in look(browser, "throne,admitted", keep="yes")[1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_file_of_a_spreadsheet_program_is_read_in_its_encoding(
    enter: Enter, manager: Principal, encoding: str
) -> None:
    file = io.BytesIO("词语,状态\r\n皇座,禁用\r\n".encode(encoding))
    answer = enter("manager").post(PASTE, {"file": (file, "terms.csv")})
    assert "1 new" in words(answer.get_data(as_text=True))
    assert "皇座" in answer.get_data(as_text=True)


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"\xff\xfe\x00", b"\x81\xff\xff", b""])
def test_a_file_that_is_no_text_is_refused(enter: Enter, manager: Principal, data: bytes) -> None:
    answer = enter("manager").post(PASTE, {"file": (io.BytesIO(data), "terms.xlsx")})
    assert answer.status_code == 422


def test_hostile_words_stay_words(enter: Enter, manager: Principal, parts: Parts) -> None:
    browser = enter("manager")
    lines = "<script>alert(1)</script>\tbanned\ta\"><img src=x onerror=y>\t{{ 7*7 }}\n'=1+1\tbanned"
    page = browser.post(PASTE, {"text": lines}).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert look(browser, lines, keep="yes")[0] == 303
    assert [term.text for term in kept(parts, manager)] == ["<script>alert(1)</script>", "=1+1"]


def test_ten_thousand_lines_are_kept_in_one_edit_and_more_than_the_most_refused(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    lines = "\n".join(f"词{n}" for n in range(10_000))
    status, said = look(browser, lines)
    assert "10000 new" in said
    assert "and 9900 more" in said
    assert look(browser, lines, keep="yes")[0] == 303
    assert len({term.id for term in kept(parts, manager)}) == 10_000
    status, said = look(browser, "x\n" * 20_001)
    assert status == 422
    assert "These are 20001 lines; the table takes 20000 at a time." in said


def test_what_was_changed_between_looking_and_keeping_stays(
    enter: Enter, manager: Principal, parts: Parts
) -> None:
    browser = enter("manager")
    assert look(browser, "sofa\nbench")[0] == 200
    other = {"id": "sofa", "locale": "en", "text": "sofa", "status": "preferred", "reason": "ours"}
    edit_kit(parts, manager, "acme", [Put("terms/sofa", other)], kit_desk(parts, manager, "acme").base_digest)
    assert look(browser, "sofa\nbench", keep="yes")[0] == 303
    assert [(term.id, term.status, term.reason) for term in kept(parts, manager)] == [
        ("sofa", "preferred", "ours"),
        ("bench", "banned", None),
    ]


def test_only_who_may_write_pastes(enter: Enter, writer: Principal) -> None:
    browser = enter("writer")
    assert browser.get(PASTE).status_code == 403
    assert browser.post(PASTE, {"text": "sofa", "keep": "yes"}).status_code == 403


def test_nothing_pasted_says_so(enter: Enter, manager: Principal) -> None:
    assert look(enter("manager"), "  \n")[1].find("Paste some lines or choose a file first.") > 0
