"""Drafts through the API: start, list, save without losing anybody's text, submit, decide."""

import uuid
from typing import Any

from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.api.conftest import MakeProgram, Program, make_brand_person

ZH = "每个零件都能单独更换。"


def start(program: Program, text: str = ZH, **more: str) -> dict[str, Any]:
    body = {"brand": "acme", "channel": "wechat", "locale": "zh", "title": "可维修", **more}
    answer = program.post("/drafts", json={**body, "parts": [{"name": "body", "text": text}]})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return dict(answer.get_json())


def test_a_draft_is_started_judged_and_read_back(program: MakeProgram, writer: Principal) -> None:
    caller = program(writer)
    saved = start(caller)
    assert saved["state"] == "draft"
    assert saved["revision"]["number"] == 1
    assert saved["revision"]["parts"] == [{"name": "body", "text": ZH, "format": "plain"}]
    read = caller.get(f"/drafts/{saved['draft_id']}").get_json()
    assert read["report"] == saved["report"]
    assert read["verdict"] == saved["report"]["verdict"]
    assert read["latest"]["id"] == saved["revision"]["id"]
    assert read["latest"]["author"] == "Writer"
    assert (read["approved"], read["review_id"], read["decisions"]) == (None, None, [])
    assert [revision["number"] for revision in read["history"]] == [1]


def test_an_english_draft_keeps_its_line_ends_as_newlines(program: MakeProgram, writer: Principal) -> None:
    saved = start(program(writer), "Spare parts.\r\nFor fifteen years.", locale="en", channel="site")
    assert saved["revision"]["parts"][0]["text"] == "Spare parts.\nFor fifteen years."


def test_saving_from_the_newest_revision_makes_the_next_one(program: MakeProgram, writer: Principal) -> None:
    caller = program(writer)
    saved = start(caller)
    answer = caller.put(
        f"/drafts/{saved['draft_id']}",
        json={"base_revision": saved["revision"]["id"], "parts": [{"text": "第二版。"}]},
    )
    assert answer.status_code == 200
    body = answer.get_json()
    assert (body["revision"]["number"], body["revision"]["base_revision_id"]) == (2, saved["revision"]["id"])
    assert body["revision"]["parts"] == [{"name": "body", "text": "第二版。", "format": "plain"}]


def test_two_people_saving_one_draft_lose_nothing(
    program: MakeProgram, writer: Principal, manager: Principal
) -> None:
    first, second = program(writer), program(manager)
    saved = start(first)
    path, base = f"/drafts/{saved['draft_id']}", saved["revision"]["id"]
    theirs = second.put(path, json={"base_revision": base, "parts": [{"text": "经理的版本。"}]}).get_json()
    answer = first.put(path, json={"base_revision": base, "parts": [{"text": "文案的版本。"}]})
    problem = answer.get_json()
    assert answer.status_code == 409
    assert answer.content_type == "application/problem+json"
    assert problem["code"] == "edit_conflict"
    assert problem["details"]["latest"] == theirs["revision"]["id"]
    kept = {revision["id"]: revision for revision in first.get(path).get_json()["history"]}
    mine = kept[problem["details"]["yours"]]
    assert (mine["line"], mine["parts"][0]["text"]) == ("side", "文案的版本。")


def test_a_list_is_filtered_and_walked_without_gaps(program: MakeProgram, writer: Principal) -> None:
    caller = program(writer)
    wanted = [str(start(caller, title=f"篇 {number}")["draft_id"]) for number in range(5)][::-1]
    start(caller, "Every part.", channel="site", locale="en")
    found: list[str] = []
    sizes = []
    cursor = ""
    while True:
        page = caller.get(
            f"/drafts?brand=acme&channel=wechat&state=draft&state=approved&limit=2&cursor={cursor}"
        )
        assert page.status_code == 200
        body = page.get_json()
        found += [line["id"] for line in body["drafts"]]
        sizes.append(len(body["drafts"]))
        if body["next_cursor"] is None:
            break
        cursor = body["next_cursor"]
    assert found == wanted
    assert sizes == [2, 2, 1]
    assert caller.get("/drafts?state=approved").get_json() == {"drafts": [], "next_cursor": None}
    assert len(caller.get("/drafts?limit=6").get_json()["drafts"]) == 6


def test_a_state_that_is_none_is_refused(program: MakeProgram, writer: Principal) -> None:
    answer = program(writer).get("/drafts?state=draft&state=lost")
    assert answer.status_code == 422
    assert [(fault["where"], fault["found"]) for fault in answer.get_json()["faults"]] == [
        ("state.1", "'lost'")
    ]


def test_the_way_to_approved_copy(program: MakeProgram, writer: Principal, manager: Principal) -> None:
    author, boss = program(writer), program(manager)
    saved = start(author)
    path, revision = f"/drafts/{saved['draft_id']}", saved["revision"]["id"]
    submitted = author.post(f"{path}/submit", json={"revision": revision})
    assert submitted.status_code == 200
    review = submitted.get_json()["review_id"]
    assert author.post(f"{path}/submit", json={"revision": revision}).get_json()["review_id"] == review
    body = {
        "kind": "approve",
        "revision": revision,
        "comment": "可以",
        "override_reason": "法务已书面确认这段文案。",
    }
    assert author.post(f"{path}/decisions", json=body).status_code == 403
    answer = boss.post(f"{path}/decisions", json=body)
    assert answer.get_json() == {"draft_id": saved["draft_id"], "state": "approved", "deliverable": True}
    read = author.get(path).get_json()
    assert [(decision["kind"], decision["by"], decision["comment"]) for decision in read["decisions"]] == [
        ("approve", "Manager", "可以")
    ]
    assert read["approved"]["id"] == revision


def test_asking_for_changes_takes_a_comment(
    program: MakeProgram, writer: Principal, manager: Principal
) -> None:
    saved = start(program(writer))
    path, revision = f"/drafts/{saved['draft_id']}", saved["revision"]["id"]
    program(writer).post(f"{path}/submit", json={"revision": revision})
    boss = program(manager)
    silent = boss.post(f"{path}/decisions", json={"kind": "request_changes", "revision": revision})
    assert silent.status_code == 422
    told = boss.post(
        f"{path}/decisions",
        json={"kind": "request_changes", "revision": revision, "comment": "Say how long."},
    )
    assert told.get_json()["state"] == "changes_requested"


def test_deciding_where_nothing_waits_is_a_conflict(
    program: MakeProgram, writer: Principal, manager: Principal
) -> None:
    saved = start(program(writer))
    answer = program(manager).post(
        f"/drafts/{saved['draft_id']}/decisions",
        json={"kind": "reject", "revision": saved["revision"]["id"], "comment": "否"},
    )
    assert (answer.status_code, answer.get_json()["code"]) == (409, "wrong_state")


def test_blocked_copy_passes_only_with_a_written_reason(
    program: MakeProgram, writer: Principal, manager: Principal
) -> None:
    saved = start(program(writer), "坐上神椅。")
    path, revision = f"/drafts/{saved['draft_id']}", saved["revision"]["id"]
    assert saved["report"]["verdict"] == "blocked"
    program(writer).post(f"{path}/submit", json={"revision": revision})
    boss = program(manager)
    bare = boss.post(f"{path}/decisions", json={"kind": "approve", "revision": revision})
    assert (bare.status_code, bare.get_json()["details"]) == (422, {"verdict": "blocked"})
    reasoned = boss.post(
        f"{path}/decisions",
        json={"kind": "approve", "revision": revision, "override_reason": "引用顾客原话，法务同意。"},
    )
    assert reasoned.get_json()["deliverable"] is True


def test_a_draft_that_is_not_there_and_one_of_another_brand_look_the_same(
    parts: Parts, program: MakeProgram, writer: Principal
) -> None:
    outsider = program(make_brand_person(parts, "bond", "outsider"))
    saved = start(program(writer))
    theirs = outsider.get(f"/drafts/{saved['draft_id']}")
    nobodys = outsider.get(f"/drafts/{uuid.uuid4()}")
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert theirs.get_json()["detail"] == nobodys.get_json()["detail"]
    assert outsider.get("/drafts").get_json()["drafts"] == []


def test_the_channel_team_neither_reads_nor_writes_drafts(
    program: MakeProgram, writer: Principal, channel_team: Principal
) -> None:
    saved = start(program(writer))
    team = program(channel_team)
    assert team.get("/drafts").status_code == 403
    assert team.get(f"/drafts/{saved['draft_id']}").status_code == 403
    assert team.post("/drafts", json={}).status_code == 403
