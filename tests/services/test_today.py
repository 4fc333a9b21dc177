"""Today shows each person what waits for them, most urgent first, at a constant cost."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select, update

from hub.services import brands
from hub.services.discussion import AddRemark, add_remark
from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reading import move_mark
from hub.services.reviews import Decide, decide
from hub.services.today import today
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Report, Variant
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.fakes.parts import NOON, Clock
from tests.services.flow import approved, started

# Reports carry the machine's own time; these are younger than any that a test makes on the way.
FUTURE = datetime(2099, 1, 1, tzinfo=UTC)


def due(parts: Parts, variant_id: object, day: date) -> None:
    with UnitOfWork(parts, SYSTEM) as uow:
        uow.session.execute(update(Variant).where(Variant.id == variant_id).values(due_on=day))
        uow.commit()


def test_a_writer_finishes_what_was_asked_for_first_then_what_is_due(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    make_person(parts, "other", "acme", "copywriter")
    started(parts, writer, title="没有期限")
    late = started(parts, writer, title="过期了")
    soon = started(parts, writer, title="快到期")
    asked = started(parts, writer, title="要改")
    started(parts, manager, title="别人的")
    due(parts, late.variant_id, NOON.date() - timedelta(days=1))
    due(parts, soon.variant_id, NOON.date())
    submit(parts, writer, asked.variant_id, revision_id=asked.revision.id)
    decide(parts, manager, Decide(asked.variant_id, asked.revision.id, "request_changes", comment="短一些"))
    pile = today(parts, writer).finish
    assert pile is not None
    assert [line.title for line in pile.first] == ["要改", "过期了", "快到期", "没有期限"]
    assert (pile.count, pile.overdue, pile.first[0].said) == (4, 1, "短一些")


def test_a_manager_decides_oldest_first_and_sees_who_submitted_and_since_when(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    for title in ("早", "晚"):
        saved = started(parts, writer, title=title)
        submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    view = today(parts, manager)
    assert view.decide is not None
    assert [(line.title, line.by) for line in view.decide.first] == [("早", "Writer"), ("晚", "Writer")]
    assert view.decide.count == 2
    assert today(parts, writer).decide is None


def judged(
    parts: Parts,
    variant_id: object,
    verdict: str,
    *,
    at: datetime,
    score: float | None = None,
    reason: str = "",
) -> None:
    """Keep one more report on a variant's latest revision."""
    with UnitOfWork(parts, SYSTEM) as uow:
        revision_id, last = uow.session.execute(
            select(Variant.latest_revision_id, Report)
            .join(Report, Report.revision_id == Variant.latest_revision_id)
            .where(Variant.id == variant_id)
            .limit(1)
        ).one()
        report = Report(
            revision_id=revision_id,
            brand_version_id=last.brand_version_id,
            pinned_digest=f"{verdict} {at}",
            verdict=verdict,
            message_score=score,
            tone_score=None,
            body=last.body | {"reasons": [reason] if reason else []},
            created_at=at,
        )
        uow.session.add(report)
        uow.commit()


def approved_as(parts: Parts, writer: Principal, manager: Principal, verdict: str) -> uuid.UUID:
    """Approve a text whose newest report has this verdict."""
    saved = started(parts, writer)
    judged(parts, saved.variant_id, verdict, at=FUTURE)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    reason = "Reviewed with the legal team."
    decide(parts, manager, Decide(saved.variant_id, saved.revision.id, "approve", override_reason=reason))
    return saved.variant_id


def test_an_approved_text_that_passes_no_longer_has_drifted(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    variant_id = approved_as(parts, writer, manager, "pass")
    assert today(parts, manager).drifted == ()
    reason = "Rule zh.law blocks this text: 最佳"
    judged(parts, variant_id, "blocked", at=FUTURE + timedelta(hours=1), reason=reason)
    [drift] = today(parts, manager).drifted or ()
    assert (drift.id, drift.state, drift.verdict) == (variant_id, "approved", "blocked")
    assert drift.reason == reason


def test_what_was_approved_with_open_eyes_has_not_drifted(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    variant_id = approved_as(parts, writer, manager, "blocked")
    judged(parts, variant_id, "needs_work", at=FUTURE + timedelta(hours=1))
    assert today(parts, manager).drifted == ()


@pytest.mark.parametrize(
    ("score", "age_days", "shown"), [(12.0, 1, 1), (40.0, 1, 0), (12.0, 8, 0), (None, 1, 0)]
)
def test_a_draft_judged_below_the_line_this_week_is_shown(
    parts: Parts, writer: Principal, manager: Principal, score: float | None, age_days: int, shown: int
) -> None:
    clock = parts.now
    assert isinstance(clock, Clock)
    saved = started(parts, writer)
    judged(parts, saved.variant_id, "needs_work", at=FUTURE, score=score)
    clock.moment = FUTURE + timedelta(days=age_days)
    drifted = today(parts, manager).drifted
    assert drifted is not None
    assert [(line.score, line.line) for line in drifted] == [(score, 40)] * shown


def test_facts_that_expire_within_thirty_days_or_did_are_named_soonest_first(
    parts: Parts, manager: Principal
) -> None:
    kit = ACME_KIT.replace(
        "    source: Price list\n",
        "    source: Price list\n    valid_until: 2026-10-20\n"
        "  - {id: old, kind: number, subject: {zh: 旧, en: old}, cues: {zh: [旧], en: [old]}, value: '3', "
        "valid_until: 2026-09-01}\n"
        "  - {id: far, kind: number, subject: {zh: 远, en: far}, cues: {zh: [远], en: [far]}, value: '4', "
        "valid_until: 2027-09-01}\n",
    )
    brands.import_kit(parts, SYSTEM, kit.encode(), source="acme.yaml")
    brands.publish(parts, SYSTEM, "acme")
    facts = today(parts, manager).expiring
    assert facts is not None
    assert [(fact.fact, fact.valid_until) for fact in facts] == [
        ("old", date(2026, 9, 1)),
        ("price", date(2026, 10, 20)),
    ]


def test_a_remark_waits_for_whoever_did_not_speak_last(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    saved = started(parts, writer)
    remark = add_remark(parts, manager, AddRemark(saved.variant_id, "这个数字对吗？"))
    assert [question.body for question in today(parts, writer).questions or ()] == ["这个数字对吗？"]
    assert today(parts, manager).questions == ()
    add_remark(parts, writer, AddRemark(saved.variant_id, "对。", parent_id=remark))
    assert today(parts, writer).questions == ()
    waiting = today(parts, manager).questions or ()
    assert [(question.id, question.by, question.body) for question in waiting] == [(remark, "Writer", "对。")]


def test_a_channel_team_sees_what_is_new_since_it_looked(
    parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    approved(parts, writer, manager, title="早")
    view = today(parts, channel_team)
    assert [(text.title, text.available) for text in view.deliveries or ()] == [("早", True)]
    assert [(outlet.channel, outlet.held, outlet.changed) for outlet in view.outlets or ()] == [
        ("wechat", 0, 0),
        ("site", 1, 0),
    ]
    with UnitOfWork(parts, SYSTEM) as uow:
        variant = uow.session.query(Variant).one()
        assert channel_team.user_id is not None
        place = f"channel:{variant.channel_id}"
        move_mark(parts, uow.session, channel_team.user_id, place, 1)
        uow.commit()
    assert [outlet.changed for outlet in today(parts, channel_team).outlets or ()] == [0, 1]
    with UnitOfWork(parts, SYSTEM) as uow:
        move_mark(parts, uow.session, channel_team.user_id, place, 10**9)
        uow.commit()
    assert today(parts, channel_team).deliveries == ()
    assert (view.finish, view.decide, view.expiring, view.house) == (None, None, None, None)


def test_an_admin_sees_the_house_and_a_hub_without_a_brand_is_bare(parts: Parts, admin: Principal) -> None:
    view = today(parts, admin)
    assert view.is_bare
    assert view.house is not None
    assert (view.house.people, view.house.failed_jobs, view.house.has_demo) == (1, 0, False)


def test_the_chosen_brand_narrows_the_day(parts: Parts, writer: Principal) -> None:
    started(parts, writer)
    view = today(parts, writer, brand="nobody")
    assert view.finish is None
    assert not view.is_bare


def test_today_costs_the_same_however_much_waits(
    parts: Parts, writer: Principal, manager: Principal, admin: Principal
) -> None:
    def cost() -> int:
        asked: list[str] = []

        def count(*args: object) -> None:
            asked.append(str(args[2]))

        event.listen(parts.engine, "before_cursor_execute", count)
        today(parts, admin)
        event.remove(parts.engine, "before_cursor_execute", count)
        return len(asked)

    approved(parts, writer, manager, title="0")
    before = cost()
    for number in range(1, 6):
        saved = started(parts, writer, title=str(number))
        submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
        add_remark(parts, writer, AddRemark(saved.variant_id, "好吗？"))
    assert cost() == before
