"""My brand: paste texts, correct the first house, keep or publish it; everything travels in the form."""

import html
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from hub.services.brands import get_brand, list_brands
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.web.browser import Browser, words

TEXTS = [
    "晨麦的一天从下午开始。面团和好以后，交给时间。低温发酵二十四小时，酵母慢慢工作。好面包，等得起。",
    "晨麦用的是河套平原的春小麦。石磨现磨，当天磨的粉当天用完。原味吐司 28元一只。好面包，等得起。",
    "旧纸袋洗净以后可以再用。带旧纸袋来，一次减 2元。老邻居都记得带上旧纸袋。",
    "石磨转得很慢，麦香留得住。石磨的粉不漂白，也不增筋。原味吐司 28元一只。",
]
GUIDE = "语气：亲切、不夸张\n不说“网红”，说“邻居都爱吃”\n我们说：给你留一只。\n我们不说：手慢无！！！"
START: dict[str, Any] = {"name.zh": "晨麦", "locale": ["zh"], "text": TEXTS, "guide": GUIDE}


class _Fields(HTMLParser):
    """What a browser would send for the form of the page that carries the material."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self._inside = values.get("action", "") == "/brand/new"
        if not self._inside:
            return
        name, value = values.get("name") or "", values.get("value") or ""
        if tag == "input" and name and (values.get("type") != "checkbox" or "checked" in values):
            self.sent.setdefault(name, []).append(value)
        elif tag == "textarea":
            self._area = name
            self.sent.setdefault(name, []).append("")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in values:
            self.sent[self._select] = [value]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.sent[self._area][-1] = self.sent[self._area][-1].removeprefix("\n")
            self._area = None


def fields_of(page: str) -> dict[str, Any]:
    reader = _Fields()
    reader.feed(page)
    reader.sent.pop("csrf_token", None)
    return {name: values for name, values in reader.sent.items() if name != "do"}


@pytest.fixture
def boss(enter: Callable[[str], Browser], admin: Principal) -> Browser:
    return enter("admin")


def proposed(browser: Browser, **changes: Any) -> str:
    answer = browser.post("/brand/new", {**START, "do": "propose", **changes})
    assert answer.status_code == 200, words(answer.get_data(as_text=True))
    return answer.get_data(as_text=True)


def test_the_first_step_has_five_fields_and_more_on_request_without_scripts(boss: Browser) -> None:
    assert boss.page("/brand/new").count('name="text"') == 5
    more = boss.post("/brand/new", {**START, "do": "more"}).get_data(as_text=True)
    assert more.count('name="text"') == 10
    assert html.escape(TEXTS[0]) in more
    assert 'value="晨麦"' in more


def test_a_proposal_shows_the_house_its_evidence_and_what_is_missing_and_keeps_nothing(
    boss: Browser, parts: Parts
) -> None:
    page = proposed(boss)
    seen = words(page)
    assert fields_of(page)["core.zh"] == ["好面包，等得起。"]
    assert "Text 1, sentence 4" in seen
    assert "Guide, line 2" in seen
    assert "What is missing" in seen
    assert "Still needed: 3" in seen
    assert list_brands(parts, SYSTEM) == []


def test_what_was_corrected_is_kept_as_a_draft(boss: Browser, parts: Parts) -> None:
    fields = fields_of(proposed(boss))
    assert fields["slug"] == ["brand-1"]
    fields.update({"slug": ["bakery"], "core.zh": ["好面包，值得等。"], "do": ["keep"]})
    fields.pop("pillar.0.keep", None)
    answer = boss.post("/brand/new", fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/brand/bakery")
    brand = get_brand(parts, SYSTEM, "bakery")
    assert [version.state for version in brand.versions] == ["draft"]
    assert "waits as a draft" in words(
        boss.get("/brand/bakery", follow_redirects=True).get_data(as_text=True)
    )


def test_published_now_the_brand_is_in_force_with_a_first_thing_to_do(boss: Browser, parts: Parts) -> None:
    fields = fields_of(proposed(boss))
    fields.update({"slug": ["bakery"], "do": ["publish"]})
    assert boss.post("/brand/new", fields).status_code == 303
    value = get_brand(parts, SYSTEM, "bakery").value
    assert value is not None
    house = value.kit.message_house
    assert house.core_message == {"zh": "好面包，等得起。"}
    assert [(t.text, t.status, t.replacement) for t in value.kit.terms if t.status == "banned"] == [
        ("网红", "banned", "邻居都爱吃")
    ]
    assert [(fact.subject, fact.value) for fact in value.kit.facts] == [({"zh": "原味吐司"}, "28元")]
    assert value.kit.voice_guide.exemplars[0].say == "给你留一只。"
    assert [channel.kind for channel in value.kit.channels] == ["website", "wechat_article", "xiaohongshu"]
    page = boss.page("/brand/bakery")
    assert "/check?brand=bakery" in page
    assert "/drafts/new?brand=bakery" in page


def test_pairs_that_the_guide_lacks_are_written_on_the_spot(boss: Browser, parts: Parts) -> None:
    fields = fields_of(proposed(boss))
    assert fields["pair.count"] == ["4"]
    for n in (1, 2, 3):
        fields.update({f"pair.{n}.say": f"请慢慢来{n}。", f"pair.{n}.dont": f"快点{n}！！"})
    fields.update({"slug": "bakery", "do": "publish"})
    boss.post("/brand/new", fields)
    value = get_brand(parts, SYSTEM, "bakery").value
    assert value is not None
    assert [(pair.locale, pair.say) for pair in value.kit.voice_guide.exemplars] == [
        ("zh", "给你留一只。"),
        ("zh", "请慢慢来1。"),
        ("zh", "请慢慢来2。"),
        ("zh", "请慢慢来3。"),
    ]


def test_what_is_not_ticked_is_not_kept(boss: Browser, parts: Parts) -> None:
    fields = fields_of(proposed(boss))
    kept = {
        name: values for name, values in fields.items() if not name.endswith(".keep") and name != "channel"
    }
    boss.post("/brand/new", {**kept, "slug": "bare", "do": "publish"})
    value = get_brand(parts, SYSTEM, "bare").value
    assert value is not None
    assert (value.kit.message_house.pillars, value.kit.terms, value.kit.facts) == ((), (), ())
    assert (value.kit.voice_guide.exemplars, value.kit.channels) == ((), ())


def test_a_double_click_makes_one_brand(boss: Browser, parts: Parts) -> None:
    fields = fields_of(proposed(boss))
    fields.update({"slug": ["bakery"], "do": ["publish"]})
    assert [boss.post("/brand/new", fields).status_code for _ in range(2)] == [303, 303]
    assert len(get_brand(parts, SYSTEM, "bakery").versions) == 1


def test_a_taken_identifier_is_refused_and_every_word_stays(boss: Browser, brand: str) -> None:
    fields = fields_of(proposed(boss))
    fields.update({"slug": [brand], "core.zh": ["好面包，值得等。"], "do": ["keep"]})
    answer = boss.post("/brand/new", fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "There is already a brand with the identifier acme" in words(page)
    again = fields_of(page)
    assert (again["slug"], again["core.zh"]) == ([brand], ["好面包，值得等。"])
    assert "Guide, line 2" in words(page)
    assert "好面包，等得起。" in words(page), "the proposed words can be taken again"


def test_another_candidate_is_taken_without_scripts(boss: Browser) -> None:
    page = proposed(boss)
    (button,) = re.findall(r'value="(use\.core\.1)" data-fills="core-zh" data-text="([^"]+)"', page)
    fields = fields_of(page)
    again = fields_of(boss.post("/brand/new", {**fields, "do": button[0]}).get_data(as_text=True))
    assert again["core.zh"] == [html.unescape(button[1])]
    assert again["value.zh"] == fields["value.zh"]


def test_going_back_gives_the_texts_back(boss: Browser) -> None:
    fields = fields_of(proposed(boss))
    page = boss.post("/brand/new", {**fields, "do": "back"}).get_data(as_text=True)
    assert fields_of(page)["text"][:4] == TEXTS
    assert fields_of(page)["guide"] == [GUIDE]


def test_an_empty_house_is_written_by_hand(boss: Browser, parts: Parts) -> None:
    page = proposed(boss, do="empty", text=[], guide="")
    assert "What is missing" not in words(page)
    fields = fields_of(page)
    wrong = boss.post("/brand/new", {**fields, "do": "keep"})
    assert wrong.status_code == 422
    assert "The house needs a core message" in words(wrong.get_data(as_text=True))
    fields.update(
        {"core.zh": "好面包，等得起。", "value.zh": "每天现磨现烤。", "pillar.0.message.zh": "慢慢来。"}
    )
    fields.update({"slug": "bakery", "do": "publish"})
    assert boss.post("/brand/new", fields).status_code == 303
    value = get_brand(parts, SYSTEM, "bakery").value
    assert value is not None
    assert [pillar.message for pillar in value.kit.message_house.pillars] == [{"zh": "慢慢来。"}]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name.zh": " "}, "The brand needs a name"),
        ({"locale": []}, "Choose at least one language"),
        ({"text": ["", " "], "guide": ""}, "Paste at least one text or the guide"),
        ({"text": ["长" * 20_001]}, "Text 1 has 20,001 characters"),
    ],
)
def test_what_can_not_be_read_is_said_and_the_words_stay(
    boss: Browser, changes: dict[str, Any], said: str
) -> None:
    answer = boss.post("/brand/new", {**START, **changes, "do": "propose"})
    page = answer.get_data(as_text=True)
    assert answer.status_code in (413, 422)
    assert said in words(page)
    if "guide" not in changes:
        assert "不说“网红”" in html.unescape(page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_the_encodings_of_chinese_editors(boss: Browser, encoding: str) -> None:
    file = (io.BytesIO("\n".join(TEXTS).encode(encoding)), "公众号.txt")
    page = proposed(boss, text=[], files=file)
    back = boss.post("/brand/new", {**fields_of(page), "do": "back"}).get_data(as_text=True)
    assert fields_of(back)["text"][0] == "\n".join(TEXTS)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.png", b"\x89PNG", "logo.png is not a .txt or .md file"),
        ("big.txt", b"x" * (256 * 1024 + 1), "big.txt is larger than 256 KB"),
        ("odd.txt", b"\xff\x00\x81\x30", "odd.txt is neither UTF-8 nor GB18030"),
        ("latin.md", "Café très élégant".encode("latin-1"), "latin.md is neither UTF-8 nor GB18030"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_name(boss: Browser, name: str, data: bytes, said: str) -> None:
    answer = boss.post("/brand/new", {**START, "do": "propose", "files": (io.BytesIO(data), name)})
    assert answer.status_code in (413, 422)
    assert said in words(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "packed", ["", "!!", "eJwDAAAAAAE=", "AAAA", "eJyrVipJrSgpVrKKjtVRSi/NTElVslJQqgUATrAGsA=="]
)
def test_damaged_material_is_said_and_breaks_nothing(boss: Browser, packed: str) -> None:
    answer = boss.post("/brand/new", {**START, "material": packed, "do": "back"})
    assert answer.status_code in (200, 422)
    answer = boss.post("/brand/new", {"material": packed, "do": "keep"})
    assert answer.status_code == 422


def test_tampered_rows_end_in_an_error_and_not_in_a_crash(boss: Browser) -> None:
    fields = fields_of(proposed(boss))
    fields.update({"fact.0.kind": "nonsense", "fact.0.keep": "yes", "slug": "bakery", "do": "keep"})
    fields.update({"term.count": "99999999", "pillar.count": "x", "tone.formality.start": "many"})
    assert boss.post("/brand/new", fields).status_code == 422


def test_only_those_who_write_brands_in_the_whole_hub_get_in(
    enter: Callable[[str], Browser], manager: Principal, writer: Principal
) -> None:
    for name in ("manager", "writer"):
        browser = enter(name)
        assert browser.get("/brand/new").status_code == 403
        assert browser.post("/brand/new", {**START, "do": "propose"}).status_code == 403


def test_the_pages_stand_in_chinese_too(boss: Browser) -> None:
    boss.client.set_cookie("language", "zh")
    assert 'lang="zh-CN"' in boss.page("/brand/new")
    assert 'lang="zh-CN"' in proposed(boss)
