"""Notifications are what the events say to each person: the right ones, to the right people, once."""

import pytest

from hub.services import brands
from hub.services.discussion import AddRemark, add_remark
from hub.services.drafts import submit
from hub.services.jobs import run_job
from hub.services.notifications import Notification, list_notifications, mark_read
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.shell import shell_of
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.services.flow import approved, started


def told(parts: Parts, principal: Principal) -> list[tuple[str, str]]:
    """Return kind and title of what a person is told, newest first, without what the brand itself does."""
    return [
        (item.kind, item.title)
        for item in list_notifications(parts, principal).items
        if item.kind != "brand.published"
    ]


def in_review(parts: Parts, writer: Principal, title: str = "秋季新品") -> tuple[Parts, object, object]:
    saved = started(parts, writer, title=title)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    return parts, saved.variant_id, saved.revision.id


def test_whoever_may_decide_is_told_of_a_submission_and_the_writer_is_not(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    in_review(parts, writer)
    assert told(parts, manager) == [("review.opened", "秋季新品")]
    assert told(parts, writer) == told(parts, channel_team) == []


@pytest.mark.parametrize("kind", ["approve", "request_changes", "reject"])
def test_the_writer_is_told_what_was_decided_by_whom_and_why(
    parts: Parts, writer: Principal, manager: Principal, kind: str
) -> None:
    colleague = make_person(parts, "colleague", "acme", "copywriter")
    _, variant_id, revision_id = in_review(parts, writer)
    reason = "Reviewed with the legal team."
    decide(
        parts,
        manager,
        Decide(variant_id, revision_id, kind, comment="第二句再短些。", override_reason=reason),
    )
    [item] = [item for item in list_notifications(parts, writer).items if item.kind.startswith("review.")]
    assert (item.kind, item.by, item.said) == (f"review.{kind}", "Manager", "第二句再短些。")
    assert item.variant_id == variant_id
    assert told(parts, colleague) == []
    assert [kind for kind, _ in told(parts, manager)] == ["review.opened"]


def test_a_remark_reaches_the_writer_whoever_talked_and_whoever_decides_but_not_who_said_it(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    helper = make_person(parts, "helper", "acme", "copywriter")
    stranger = make_person(parts, "stranger", "acme", "copywriter")
    saved = started(parts, writer)
    first = add_remark(parts, helper, AddRemark(saved.variant_id, "这个数字对吗？"))
    assert [kind for kind, _ in told(parts, writer)] == ["comment.added"]
    assert [kind for kind, _ in told(parts, manager)] == ["comment.added"]
    assert told(parts, helper) == told(parts, stranger) == []
    add_remark(parts, writer, AddRemark(saved.variant_id, "对，出自价目表。", parent_id=first))
    [answer] = [item for item in list_notifications(parts, helper).items if item.kind == "comment.added"]
    assert (answer.by, answer.said) == ("Writer", "对，出自价目表。")


def test_a_channel_team_is_told_what_became_available(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    approved(parts, writer, manager)
    [item] = [item for item in list_notifications(parts, channel_team).items if item.title]
    assert (item.kind, item.channel, item.brand) == ("variant.approved", "site", "acme")
    assert "variant.approved" not in [kind for kind, _ in told(parts, writer)]


def test_everybody_of_a_brand_is_told_that_a_version_is_in_force(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    brands.import_kit(parts, manager, ACME_KIT.replace("1299元", "1399元").encode(), source="acme.yaml")
    brands.publish(parts, manager, "acme")
    # The first version was put in force by the hub itself.
    counts = {
        person.name: sum(item.kind == "brand.published" for item in list_notifications(parts, person).items)
        for person in (writer, manager, channel_team)
    }
    assert counts == {"Writer": 2, "Manager": 1, "Channel": 2}


def test_nobody_is_told_of_a_brand_that_is_none_of_theirs(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    other = ACME_KIT.replace("id: acme", "id: other")
    brands.import_kit(parts, SYSTEM, other.encode(), source="other.yaml")
    brands.publish(parts, SYSTEM, "other")
    outsider = make_person(parts, "outsider", "other", "brand_manager")
    in_review(parts, writer)
    assert [item.brand for item in list_notifications(parts, outsider).items] == ["other"]
    nobody = make_person(parts, "nobody", "other", "channel_team")
    assert told(parts, nobody) == []


def test_work_that_failed_for_good_is_told_to_who_may_see_jobs(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    brand_id = brands.get_brand(parts, SYSTEM, "acme").id
    with UnitOfWork(parts, SYSTEM) as uow:
        job = uow.send("judging.rejudge_brand", brand_id=brand_id)
        uow.commit()

    def break_down(_payload: object, _progress: object) -> None:
        raise RuntimeError("the disk is gone")

    for _attempt in range(3):
        assert "job.failed" not in [kind for kind, _ in told(parts, writer)]
        with pytest.raises(RuntimeError):
            run_job(parts, job.id, break_down)
    [item] = [item for item in list_notifications(parts, writer).items if item.kind == "job.failed"]
    assert (item.job_task, item.by, item.brand) == ("judging.rejudge_brand", None, "acme")
    assert told(parts, channel_team) == []


def test_what_was_read_is_not_new_and_what_came_meanwhile_stays_new(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    in_review(parts, writer, "第一篇")
    page = list_notifications(parts, manager)
    assert shell_of(parts, manager).unread == 2  # with the brand's first version
    in_review(parts, writer, "第二篇")
    mark_read(parts, manager, newest=page.newest)
    after = list_notifications(parts, manager).items
    assert [(item.title, item.is_new) for item in after] == [("第二篇", True), ("第一篇", False), ("", False)]
    assert shell_of(parts, manager).unread == 1
    mark_read(parts, manager, newest=1)
    mark_read(parts, manager, newest=-5)
    assert shell_of(parts, manager).unread == 1
    mark_read(parts, manager, newest=10**12)
    assert shell_of(parts, manager).unread == 0
    in_review(parts, writer, "第三篇")
    assert shell_of(parts, manager).unread == 1


def test_pages_follow_each_other_without_gap_or_repeat(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    for number in range(5):
        in_review(parts, writer, f"第{number}篇")
    seen: list[Notification] = []
    before = None
    while True:
        page = list_notifications(parts, manager, before=before, limit=2)
        seen += page.items
        before = page.next_before
        if before is None:
            break
    assert [item.title for item in seen] == ["第4篇", "第3篇", "第2篇", "第1篇", "第0篇", ""]


def test_a_program_without_a_person_is_told_nothing(parts: Parts, brand: str) -> None:
    assert list_notifications(parts, SYSTEM).items == ()
    assert shell_of(parts, SYSTEM).unread == 0
    mark_read(parts, SYSTEM, newest=1)
