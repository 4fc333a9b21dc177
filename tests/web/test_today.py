"""Today by role, in words."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from hub.services.drafts import submit
from hub.services.parts import Parts
from hub.services.reading import move_mark
from hub.services.reviews import Decide, decide
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import Review, Variant
from tests.fakes.parts import NOON
from tests.services.flow import approved, started
from tests.web.browser import Browser, words

Enter = Callable[[str], Browser]


def main(page: str) -> str:
    """Return the words of the page itself."""
    return words(page.split('<main id="main" tabindex="-1">')[1].split("</main>")[0])


def test_a_writer_reads_what_to_finish_with_what_was_asked_for(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal
) -> None:
    asked = started(parts, writer, title="要改")
    submit(parts, writer, asked.variant_id, revision_id=asked.revision.id)
    decide(parts, manager, Decide(asked.variant_id, asked.revision.id, "request_changes", comment="短一些"))
    page = enter("writer").page("/")
    assert "Thursday, 1 October Today" in main(page)
    assert "One draft is yours to finish." in main(page)
    assert "要改 Site · Chinese · Acme 短一些 Changes asked for" in main(page)
    assert "Waiting for a decision" not in main(page)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "overdue by 3 days"),
        (-1, "overdue by a day"),
        (0, "due today"),
        (1, "due tomorrow"),
        (5, "due in 5 days"),
        (20, "due 21 October"),
    ],
)
def test_what_is_due_is_said_in_words(
    enter: Enter, parts: Parts, writer: Principal, days: int, said: str
) -> None:
    saved = started(parts, writer)
    with UnitOfWork(parts, SYSTEM) as uow:
        day: date = NOON.date() + timedelta(days=days)
        uow.session.execute(update(Variant).where(Variant.id == saved.variant_id).values(due_on=day))
        uow.commit()
    assert f" {said} " in main(enter("writer").page("/"))


@pytest.mark.parametrize(
    ("hours", "waits", "since"),
    [
        (0, "less than an hour ago", "today"),
        (1, "waits for an hour", "today"),
        (9, "waits for 9 hours", "today"),
        (24, "waits for a day", "yesterday"),
        (72, "waits for 3 days", "Monday"),
        (24 * 9, "waits for 9 days", "22 September"),
    ],
)
def test_a_manager_reads_for_how_long_a_text_has_waited(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal, hours: int, waits: str, since: str
) -> None:
    for title in ("一", "二"):
        saved = started(parts, writer, title=title)
        submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    with UnitOfWork(parts, SYSTEM) as uow:
        uow.session.execute(update(Review).values(created_at=NOON - timedelta(hours=hours)))
        uow.commit()
    said = main(enter("manager").page("/"))
    assert f"Writer submitted it · {waits}" in said
    assert f"2 texts wait for your decision, the oldest since {since}." in said
    assert "Yours to finish" not in said


def test_a_channel_team_reads_what_is_new_and_where_the_copy_is(
    enter: Enter, parts: Parts, writer: Principal, manager: Principal, channel_team: Principal
) -> None:
    done = approved(parts, writer, manager)
    page = enter("channel").page("/")
    assert "One text is ready in your channels." in main(page)
    assert f'href="/channels/site/contents/{done.variant_id}?brand=acme">秋季新品' in page
    assert "Site Acme · one text" in main(page)
    assert "WeChat Acme · nothing yet" in main(page)
    browser = enter("channel")
    with UnitOfWork(parts, SYSTEM) as uow:
        channel_id = uow.session.scalar(select(Variant.channel_id))
        assert channel_team.user_id is not None
        move_mark(parts, uow.session, channel_team.user_id, f"channel:{channel_id}", 1)
        uow.commit()
    said = main(browser.page("/"))
    assert "One text changed in your channels since you last looked." in said
    assert "Site Acme · one text · 1 new or recalled" in said


def test_a_hub_without_a_brand_says_how_to_begin(enter: Enter, admin: Principal) -> None:
    page = enter("admin").page("/")
    assert "Start with your brand" in main(page)
    assert 'href="/brand/new"' in page
    assert "You are alone so far." in main(page)


def test_who_has_no_role_is_told_whom_to_ask(enter: Enter, parts: Parts, brand: str) -> None:
    from hub.services import people
    from tests.conftest import PASSWORD

    people.create_user(parts, SYSTEM, email="lost@acme.example", name="Lost", password=PASSWORD, roles=[])
    assert "No brand is shared with you yet" in main(enter("lost").page("/"))


def test_nothing_to_do_is_said_and_offers_a_beginning(enter: Enter, writer: Principal) -> None:
    said = main(enter("writer").page("/"))
    assert "Nothing waits for you." in said
    assert "You have no unfinished drafts" in said
    assert "New draft" in said
