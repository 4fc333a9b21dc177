"""Brands through the API: read, export, import with every fault, publish."""

from hub.services.parts import Parts
from hub.workflow.roles import Principal
from tests.api.conftest import MakeProgram, Program, make_brand_person
from tests.fakes.kits import ACME_KIT

YAML = {"Content-Type": "application/yaml"}
CHANGED = ACME_KIT.replace("坐一整天也不累的工作椅", "坐一整天也轻松的工作椅")


def put_kit(program: Program, kit: str | bytes, **headers: str) -> tuple[int, dict[str, object]]:
    answer = program.put("/brands/kit", data=kit, headers={**YAML, **headers})
    return answer.status_code, dict(answer.get_json())


def test_a_brand_is_read_with_its_house_and_its_channels(program: MakeProgram, writer: Principal) -> None:
    reader = program(writer)
    listed = reader.get("/brands").get_json()["brands"]
    assert [(line["slug"], line["name"]["zh"], line["published"]) for line in listed] == [("acme", "安可", 1)]
    assert [channel["channel"] for channel in listed[0]["channels"]] == ["wechat", "site"]
    brand = reader.get("/brands/acme").get_json()
    assert brand["kit"]["message_house"]["core_message"] == {
        "zh": "好椅子让人忘记椅子",
        "en": "A good chair lets you forget the chair",
    }
    assert [pillar["id"] for pillar in brand["kit"]["message_house"]["pillars"]] == ["support", "repair"]
    assert [(version["number"], version["state"]) for version in brand["versions"]] == [(1, "published")]


def test_a_kit_that_was_exported_can_be_imported_again(program: MakeProgram, manager: Principal) -> None:
    caller = program(manager)
    answer = caller.get("/brands/acme/kit")
    assert answer.content_type == "application/yaml; charset=utf-8"
    kit = answer.get_data(as_text=True)
    assert "好椅子让人忘记椅子" in kit
    status, done = put_kit(caller, kit)
    assert (status, done) == (200, {"slug": "acme", "number": 1, "outcome": "unchanged", "changes": []})


def test_an_import_tells_what_is_different_and_publishing_puts_it_in_force(
    program: MakeProgram, manager: Principal
) -> None:
    caller = program(manager)
    status, done = put_kit(caller, CHANGED)
    assert (status, done["outcome"], done["number"]) == (200, "changed", 2)
    assert done["changes"] == [
        {
            "path": "message house › value proposition › zh",
            "kind": "changed",
            "before": "坐一整天也不累的工作椅",
            "after": "坐一整天也轻松的工作椅",
        }
    ]
    assert "轻松" not in caller.get("/brands/acme/kit").get_data(as_text=True)
    published = caller.post("/brands/acme/publish")
    assert published.status_code == 200
    assert (published.get_json()["number"], published.get_json()["state"]) == (2, "published")
    assert "轻松" in caller.get("/brands/acme/kit").get_data(as_text=True)
    assert "轻松" not in caller.get("/brands/acme/kit?number=1").get_data(as_text=True)
    assert caller.post("/brands/acme/publish").get_json()["number"] == 2


def test_a_kit_with_two_faults_is_refused_with_both_and_their_places(
    program: MakeProgram, manager: Principal
) -> None:
    broken = ACME_KIT.replace("onevoice_kit: 1", "onevoice_kit: 7").replace(
        "media: owned}", "media: rented}", 1
    )
    answer = program(manager).put("/brands/kit", data=broken.encode(), headers=YAML)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "kit_invalid")
    media_line = next(number for number, line in enumerate(broken.splitlines(), 1) if "rented" in line)
    assert [fault["line"] for fault in problem["faults"]] == [1, media_line]
    assert all(fault["where"].startswith("kit.yaml:") and fault["column"] > 0 for fault in problem["faults"])


def test_a_kit_that_is_no_text_is_refused(program: MakeProgram, manager: Principal) -> None:
    caller = program(manager)
    for data in (b"\xff\xfe\x00", b"", b"[" * 100_000, b"a: &a [*a]", b"- 1\n- 2\n"):
        status, problem = put_kit(caller, data)
        assert (status, problem["code"]) == (422, "kit_invalid"), data[:10]


def test_a_kit_needs_its_content_type(program: MakeProgram, manager: Principal) -> None:
    status, problem = put_kit(program(manager), ACME_KIT, **{"Content-Type": "application/json"})
    assert (status, problem["code"]) == (415, "http_415")


def test_who_may_not_write_a_brand_is_refused(
    parts: Parts, program: MakeProgram, writer: Principal, manager: Principal
) -> None:
    assert put_kit(program(writer), CHANGED)[0] == 403
    assert program(writer).post("/brands/acme/publish").status_code == 403
    # A manager of one brand can't found another: that takes the role in the whole hub.
    assert put_kit(program(manager), ACME_KIT.replace("id: acme", "id: bond"))[0] == 403


def test_a_brand_that_is_not_shared_looks_like_none(parts: Parts, program: MakeProgram, brand: str) -> None:
    outsider = program(make_brand_person(parts, "bond", "outsider"))
    assert [line["slug"] for line in outsider.get("/brands").get_json()["brands"]] == ["bond"]
    for path in ("/brands/acme", "/brands/acme/kit", "/brands/nobody", "/brands/%00", "/brands/Ärger"):
        assert outsider.get(path).status_code == 404, path


def test_a_version_that_is_none_is_404_or_422(program: MakeProgram, writer: Principal) -> None:
    reader = program(writer)
    assert reader.get("/brands/acme/kit?number=9").status_code == 404
    for wrong in ("0", "-1", "x", "99999999999999999999"):
        assert reader.get(f"/brands/acme/kit?number={wrong}").status_code == 422
