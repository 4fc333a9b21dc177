"""The demo: loaded once, finished after a kill, removed with everything under it."""

import json
import stat
from collections import Counter

import pytest
from sqlalchemy import func, select

import models
from hub.services import demo, demo_drafts
from hub.services.demo import demo_brands, demo_state, load_demo, remove_demo, wants_demo
from hub.services.demo_people import read_logins
from hub.services.parts import Parts
from hub.services.people import list_people, sign_in
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM
from models import Base, Brand, Channel, Content, Job, Review, Revision, User, Variant

DRAFTS = {"demo-kitchen": 28, "demo-phone": 54}


def silent(_: str) -> None:
    """Take progress and say nothing."""


def counts(parts: Parts) -> dict[str, int]:
    """Return the rows of every table."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return {
            table.name: uow.session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def states(parts: Parts, slug: str) -> Counter[str]:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return Counter(
            uow.session.scalars(
                select(Variant.state)
                .join(Channel, Variant.channel_id == Channel.id)
                .join(Brand, Channel.brand_id == Brand.id)
                .where(Brand.slug == slug)
            )
        )


def test_every_shipped_draft_is_there_once_and_some_are_approved(parts: Parts) -> None:
    assert wants_demo(parts)
    load_demo(parts, silent)
    assert demo_brands() == ("demo-kitchen", "demo-phone")
    for slug, number in DRAFTS.items():
        found = states(parts, slug)
        assert found.total() == number
        assert found["approved"] + found["in_review"] == 12
        assert set(found) <= {"draft", "approved", "in_review"}
    rows = counts(parts)
    assert (rows["variants"], rows["revisions"], rows["contents"]) == (82, 82, 20)
    assert (demo_state(parts), wants_demo(parts)) == ("loaded", False)


def test_the_rest_is_judged_in_the_background(parts: Parts) -> None:
    load_demo(parts, silent)
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        assert sorted(uow.session.scalars(select(Job.task))) == ["judging.rejudge_brand"] * 2
    assert len(parts.dispatcher.sent) == 2  # type: ignore[attr-defined]


def test_four_people_can_sign_in_with_passwords_only_the_owner_reads(parts: Parts) -> None:
    logins = load_demo(parts, silent)
    both = [("demo-kitchen", "x"), ("demo-phone", "x")]
    assert {view.email: sorted(view.roles, key=str) for view in list_people(parts, SYSTEM)} == {
        "admin@demo.example": [(None, "admin")],
        "chen.jie@demo.example": [(slug, "brand_manager") for slug, _ in both],
        "li.na@demo.example": [(slug, "copywriter") for slug, _ in both],
        "wang.lei@demo.example": [(slug, "channel_team") for slug, _ in both],
    }
    for login in logins:
        assert sign_in(parts, email=login.email, password=login.password).name == login.name
    path = parts.settings.data_dir / "demo-logins.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [row["password"] for row in json.loads(path.read_text(encoding="utf-8"))] == [
        login.password for login in logins
    ]
    assert len({login.password for login in logins}) == 4


def test_loading_again_changes_nothing(parts: Parts) -> None:
    first = load_demo(parts, silent)
    before = counts(parts)
    assert load_demo(parts, silent) == first
    after = counts(parts)
    # The log alone grows: it notes that the demo was loaded again.
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "events": 2
    }


STEPS = [
    (demo, "publish"),
    (demo, "add_people"),
    (demo, "write_drafts"),
    (demo, "review_some"),
    (demo_drafts, "submit"),
    (demo_drafts, "decide"),
]


@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("after_calls", [0, 1])
def test_a_load_that_was_cut_off_is_finished_by_the_next(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, module: object, name: str, after_calls: int
) -> None:
    real = getattr(module, name)
    calls = []

    def cut_off(*args: object, **kwargs: object) -> object:
        calls.append(name)
        if len(calls) > after_calls:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(module, name, cut_off)
    try:
        load_demo(parts, silent)
    except KeyboardInterrupt:
        assert (demo_state(parts), wants_demo(parts)) == ("unfinished", True)
    monkeypatch.setattr(module, name, real)
    load_demo(parts, silent)
    rows = counts(parts)
    assert (rows["brands"], rows["variants"], rows["revisions"], rows["users"]) == (2, 82, 82, 4)
    assert rows["reviews"] == 24
    for slug in DRAFTS:
        assert states(parts, slug)["approved"] + states(parts, slug)["in_review"] == 12
    assert demo_state(parts) == "loaded"
    for login in read_logins(parts):
        sign_in(parts, email=login.email, password=login.password)


def test_somebody_whose_password_is_lost_gets_a_new_one(parts: Parts) -> None:
    load_demo(parts, silent)
    (parts.settings.data_dir / "demo-logins.json").write_text("not json", encoding="utf-8")
    assert read_logins(parts) == ()
    for login in load_demo(parts, silent):
        sign_in(parts, email=login.email, password=login.password)
    assert counts(parts)["users"] == 4


def test_removing_leaves_nothing_but_the_log(parts: Parts) -> None:
    load_demo(parts, silent)
    assert remove_demo(parts)
    left = {name: number for name, number in counts(parts).items() if number}
    assert set(left) == {"events"}
    assert not (parts.settings.data_dir / "demo-logins.json").exists()
    assert (demo_state(parts), wants_demo(parts)) == ("removed", False)
    assert not remove_demo(parts)


def test_removing_leaves_other_brands_alone(parts: Parts, brand: str, writer: object) -> None:
    before = counts(parts)
    load_demo(parts, silent)
    remove_demo(parts)
    after = counts(parts)
    assert {name for name in after if after[name] != before[name]} == {"events"}


def test_after_a_removal_the_demo_can_be_loaded_again(parts: Parts) -> None:
    load_demo(parts, silent)
    remove_demo(parts)
    load_demo(parts, silent)
    assert counts(parts)["variants"] == 82


def test_a_removal_that_fails_removes_nothing(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    load_demo(parts, silent)
    before = counts(parts)

    def fail(_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(demo, "delete_people", fail)
    with pytest.raises(RuntimeError, match="the power went"):
        remove_demo(parts)
    assert counts(parts) == before
    assert read_logins(parts) != ()


def test_a_hub_in_use_gets_no_demo_by_itself(parts: Parts, brand: str) -> None:
    assert not wants_demo(parts)


def test_a_second_text_for_one_place_is_an_edition(parts: Parts) -> None:
    load_demo(parts, silent)
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        places = uow.session.execute(
            select(Variant.content_id, Variant.channel_id, Variant.locale, Variant.edition).order_by(
                Variant.id
            )
        ).all()
    editions: dict[tuple[object, object, str], list[str]] = {}
    for content, channel, locale, edition in places:
        editions.setdefault((content, channel, locale), []).append(edition)
    assert {tuple(names) for names in editions.values()} == {("",), ("", "2"), ("", "2", "3")}


def test_some_contents_of_the_demo_have_a_master(parts: Parts) -> None:
    load_demo(parts, silent)
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        masters = {content.title: content.master for content in uow.session.scalars(select(Content))}
    assert {title for title, master in masters.items() if master} == {
        "凌晨四点的城市",
        "映岚 7 Pro 正式发布",
        "The Warden skillet",
        "The Longtable arrives",
    }


def test_authors_and_decisions_are_those_of_the_demo_people(parts: Parts) -> None:
    load_demo(parts, silent)
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        people = {user.id: user.email for user in uow.session.scalars(select(User))}
        assert {people[author] for author in uow.session.scalars(select(Revision.author_id)) if author} == {
            "li.na@demo.example"
        }
        assert {people[by] for by in uow.session.scalars(select(Review.submitted_by)) if by} == {
            "li.na@demo.example"
        }
        deciders = uow.session.scalars(select(models.Decision.decided_by)).all()
    assert {people[by] for by in deciders if by} == {"chen.jie@demo.example"}
