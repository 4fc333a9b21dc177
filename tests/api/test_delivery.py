"""What channel teams fetch: approved copy, page by page, and what changed."""

import uuid
from datetime import timedelta

from hub.judging.text import Part
from hub.services import brands, drafts
from hub.services.parts import Parts
from hub.workflow.roles import SYSTEM, Principal
from tests.api.conftest import Approve, MakeProgram, accept, revise
from tests.fakes.kits import ACME_KIT


def test_the_channels_of_a_brand_are_listed_in_its_order(
    program: MakeProgram, channel_team: Principal
) -> None:
    answer = program(channel_team).get("/channels")
    assert answer.status_code == 200
    assert answer.json == {
        "channels": [
            {
                "brand": "acme",
                "channel": "wechat",
                "name": {"zh": "公众号", "en": "WeChat"},
                "kind": "wechat_article",
                "media": "owned",
            },
            {
                "brand": "acme",
                "channel": "site",
                "name": {"zh": "官网", "en": "Site"},
                "kind": "website",
                "media": "owned",
            },
        ]
    }


def test_a_token_for_one_channel_sees_that_channel_alone(
    program: MakeProgram, channel_team: Principal
) -> None:
    narrow = program(channel_team, channels=("site",))
    assert [row["channel"] for row in narrow.get("/channels").get_json()["channels"]] == ["site"]
    answer = narrow.get("/channels/wechat/contents")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")
    assert narrow.get("/channels/site/contents").status_code == 200


def test_an_approved_text_is_delivered_with_its_characters_unescaped(
    program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    variant = approve("每个零件都能单独更换。", title="可维修")
    answer = program(channel_team).get("/channels/wechat/contents")
    assert answer.content_type == "application/json"
    assert "每个零件都能单独更换。" in answer.get_data(as_text=True)
    body = answer.get_json()
    assert body["next_cursor"] is None
    assert [item["id"] for item in body["contents"]] == [str(variant)]
    item = body["contents"][0]
    assert (item["brand"], item["channel"], item["locale"], item["title"]) == (
        "acme",
        "wechat",
        "zh",
        "可维修",
    )
    assert item["parts"] == [{"name": "body", "text": "每个零件都能单独更换。", "format": "plain"}]
    assert item["approved_at"] == "2026-10-01T12:00:00Z"
    assert "Link" not in answer.headers


def test_a_text_that_nobody_approved_is_not_there(
    parts: Parts, program: MakeProgram, channel_team: Principal
) -> None:
    saved = drafts.start_draft(
        parts, SYSTEM, drafts.StartDraft("acme", "wechat", "zh", "草稿", (Part("body", "还没写完。"),))
    )
    team = program(channel_team)
    assert team.get("/channels/wechat/contents").get_json()["contents"] == []
    assert team.get(f"/channels/wechat/contents/{saved.variant_id}").status_code == 404


def test_a_newer_draft_leaves_the_approved_text_where_it_is(
    parts: Parts, program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    variant = approve("第一版。")
    team = program(channel_team)
    first = team.get(f"/channels/wechat/contents/{variant}")
    revise(parts, variant, uuid.UUID(first.get_json()["revision_id"]), "第二版。")
    second = team.get(f"/channels/wechat/contents/{variant}")
    assert second.get_data() == first.get_data()
    assert second.headers["ETag"] == first.headers["ETag"]


def test_an_item_that_the_reader_has_is_not_sent_again(
    parts: Parts, program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    variant = approve("第一版。")
    team = program(channel_team)
    path = f"/channels/wechat/contents/{variant}"
    first = team.get(path)
    etag = first.headers["ETag"]
    assert etag.startswith('"')
    assert first.headers["Last-Modified"] == "Thu, 01 Oct 2026 12:00:00 GMT"
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = team.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", etag)
    parts.now.moment += timedelta(hours=1)  # type: ignore[attr-defined]
    accept(parts, variant, revise(parts, variant, uuid.UUID(first.get_json()["revision_id"]), "第二版。"))
    changed = team.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.get_json()["parts"][0]["text"] == "第二版。"
    assert changed.headers["ETag"] != etag
    assert changed.headers["Last-Modified"] == "Thu, 01 Oct 2026 13:00:00 GMT"


def test_a_list_that_the_reader_has_is_not_sent_again_until_it_grows(
    program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    approve("一。")
    team = program(channel_team)
    path = "/channels/wechat/contents?limit=1"
    etag = team.get(path).headers["ETag"]
    assert team.get(path, headers={"If-None-Match": etag}).status_code == 304
    approve("二。")
    grown = team.get(path, headers={"If-None-Match": etag})
    assert grown.status_code == 200
    assert grown.get_json()["next_cursor"] is not None


def test_walking_by_cursor_meets_every_content_once_in_order(
    program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    wanted = [str(approve(f"第{number}篇。", title=f"篇 {number}")) for number in range(5)]
    team = program(channel_team)
    found: list[str] = []
    sizes = []
    path: str | None = "/channels/wechat/contents?locale=zh&limit=2"
    while path is not None:
        answer = team.get(path)
        body = answer.get_json()
        found += [item["id"] for item in body["contents"]]
        sizes.append(len(body["contents"]))
        link = answer.headers.get("Link")
        if link is None:
            assert body["next_cursor"] is None
            break
        target, relation = link.split(">; ")
        assert relation == 'rel="next"'
        assert target.startswith("</api/v1/channels/wechat/contents?locale=zh&limit=2&cursor=")
        assert target.endswith(body["next_cursor"])
        path = target.removeprefix("</api/v1")
    assert found == wanted
    assert sizes == [2, 2, 1]


def test_a_list_can_be_held_to_a_locale(
    program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    approve("每个零件都能单独更换。")
    english = approve("Every part can be replaced on its own.", locale="en")
    body = program(channel_team).get("/channels/wechat/contents?locale=en").get_json()
    assert [item["id"] for item in body["contents"]] == [str(english)]
    assert body["contents"][0]["parts"][0]["text"] == "Every part can be replaced on its own."


def test_a_channel_of_two_brands_asks_which_one(parts: Parts, program: MakeProgram, admin: Principal) -> None:
    for slug in ("acme", "bond"):
        brands.import_kit(
            parts, SYSTEM, ACME_KIT.replace("id: acme", f"id: {slug}").encode(), source="kit.yaml"
        )
        brands.publish(parts, SYSTEM, slug)
    reader = program(admin)
    answer = reader.get("/channels/wechat/contents")
    assert answer.status_code == 422
    assert "acme, bond" in answer.get_json()["detail"]
    assert reader.get("/channels/wechat/contents?brand=bond").get_json() == {
        "contents": [],
        "next_cursor": None,
    }


def test_changes_come_in_order_and_the_cursor_goes_on_where_it_stopped(
    parts: Parts, program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    team = program(channel_team)
    empty = team.get("/channels/wechat/changes").get_json()
    assert empty == {"changes": [], "cursor": "", "has_more": False}
    wanted = [str(approve(f"第{number}篇。")) for number in range(3)]
    first = team.get(f"/channels/wechat/changes?since={empty['cursor']}&limit=2").get_json()
    assert [(change["kind"], change["content_id"]) for change in first["changes"]] == [
        ("approved", wanted[0]),
        ("approved", wanted[1]),
    ]
    assert first["has_more"] is True
    second = team.get(f"/channels/wechat/changes?since={first['cursor']}&limit=2").get_json()
    assert [change["content_id"] for change in second["changes"]] == [wanted[2]]
    assert second["changes"][0]["content"]["parts"][0]["text"] == "第2篇。"
    assert second["has_more"] is False
    nothing = team.get(f"/channels/wechat/changes?since={second['cursor']}").get_json()
    assert nothing == {"changes": [], "cursor": second["cursor"], "has_more": False}


def test_a_cursor_of_another_channel_is_refused(
    program: MakeProgram, channel_team: Principal, approve: Approve
) -> None:
    approve("每个零件都能单独更换。")
    team = program(channel_team)
    cursor = team.get("/channels/wechat/changes").get_json()["cursor"]
    answer = team.get(f"/channels/site/changes?since={cursor}")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_input")


def test_a_cursor_that_was_never_given_is_refused_by_name(
    program: MakeProgram, channel_team: Principal
) -> None:
    team = program(channel_team)
    for path, name in (
        ("/channels/wechat/contents?cursor=%E5%A5%BD", "cursor"),
        ("/channels/wechat/contents?cursor=AAAA", "cursor"),
        ("/channels/wechat/changes?since=../../etc", "since"),
        (f"/channels/wechat/contents?cursor={'A' * 21}B", "cursor"),
    ):
        answer = team.get(path)
        assert answer.status_code == 422, path
        assert [fault["where"] for fault in answer.get_json()["faults"]] == [name], path


def test_somebody_else_s_channel_is_as_if_it_were_not_there(
    parts: Parts, program: MakeProgram, channel_team: Principal
) -> None:
    brands.import_kit(
        parts,
        SYSTEM,
        ACME_KIT.replace("id: acme", "id: bond").replace("id: site", "id: shop").encode(),
        source="kit.yaml",
    )
    brands.publish(parts, SYSTEM, "bond")
    team = program(channel_team)
    theirs, nobodys = team.get("/channels/shop/contents"), team.get("/channels/nowhere/contents")
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.get_json()["detail"].replace("shop", "nowhere") == nobodys.get_json()["detail"]
