"""Unsaved words: kept for one person, offered back, gone once they are saved; and never a revision."""

import threading
import uuid

import pytest

from hub.errors import EditConflict, InvalidInput, NotAllowed, NotFound, TooLarge
from hub.services.draft_lists import get_draft
from hub.services.parts import Parts
from hub.services.revisions import ApplyFinding, SaveRevision, apply_finding, save_revision
from hub.services.working_copies import KeepWords, drop, keep, take
from hub.workflow.roles import Principal
from tests.services.flow import BODY, body, started


def test_the_last_words_of_each_person_are_kept_apart(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    saved = started(parts, writer)
    base = saved.revision.id
    keep(parts, writer, KeepWords(saved.variant_id, base, body("第一次的话。")))
    at = keep(parts, writer, KeepWords(saved.variant_id, base, body("第二次的话。")))
    keep(parts, manager, KeepWords(saved.variant_id, base, body("经理的话。")))
    words = take(parts, writer, saved.variant_id)
    assert words is not None
    assert (words.parts, words.at, words.base_number, words.is_behind) == (body("第二次的话。"), at, 1, False)
    assert len(get_draft(parts, writer, saved.variant_id).history) == 1


def test_saving_drops_them_and_so_does_throwing_away(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    first = KeepWords(saved.variant_id, saved.revision.id, body("还没存。"))
    keep(parts, writer, first)
    drop(parts, writer, saved.variant_id)
    drop(parts, writer, saved.variant_id)
    assert take(parts, writer, saved.variant_id) is None
    keep(parts, writer, first)
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("存下来了。")))
    assert take(parts, writer, saved.variant_id) is None
    assert get_draft(parts, writer, saved.variant_id).words is None


def test_saving_what_is_saved_already_drops_them_too(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    keep(parts, writer, KeepWords(saved.variant_id, saved.revision.id, body("改了又改回去。")))
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body(BODY)))
    assert take(parts, writer, saved.variant_id) is None


def test_words_that_say_what_is_saved_are_none(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    keep(parts, writer, KeepWords(saved.variant_id, saved.revision.id, body("别的。")))
    assert keep(parts, writer, KeepWords(saved.variant_id, saved.revision.id, body(BODY))) is None
    assert take(parts, writer, saved.variant_id) is None


def test_words_from_an_older_revision_say_so(parts: Parts, writer: Principal, manager: Principal) -> None:
    saved = started(parts, writer)
    keep(parts, writer, KeepWords(saved.variant_id, saved.revision.id, body("我的。")))
    save_revision(parts, manager, SaveRevision(saved.variant_id, saved.revision.id, body("别人的。")))
    words = take(parts, writer, saved.variant_id)
    assert words is not None
    assert (words.base_number, words.is_behind) == (1, True)


def test_words_of_no_revision_too_long_or_from_who_may_not_are_refused(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    saved = started(parts, writer)
    other = started(parts, writer, title="另一篇")
    with pytest.raises(InvalidInput):
        keep(parts, writer, KeepWords(saved.variant_id, other.revision.id, body("x")))
    with pytest.raises(NotFound):
        keep(parts, writer, KeepWords(uuid.uuid4(), saved.revision.id, body("x")))
    with pytest.raises(NotAllowed):
        keep(parts, channel_team, KeepWords(saved.variant_id, saved.revision.id, body("x")))
    with pytest.raises(TooLarge):
        keep(parts, writer, KeepWords(saved.variant_id, saved.revision.id, body("长" * 200_001)))


def test_two_windows_keep_at_once_and_one_row_stands(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    failed: list[BaseException] = []

    def window(number: int) -> None:
        try:
            keep(parts, writer, KeepWords(saved.variant_id, saved.revision.id, body(f"第{number}个窗口。")))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=window, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    words = take(parts, writer, saved.variant_id)
    assert words is not None
    assert words.parts[0].text.endswith("个窗口。")


def test_a_finding_is_applied_once_and_only_where_the_words_still_stand(
    parts: Parts, writer: Principal
) -> None:
    saved = started(parts, writer, "😀这把神椅好。")
    place = ApplyFinding(saved.variant_id, saved.revision.id, "body", 3, 5, "神椅", "工作椅")
    applied = apply_finding(parts, writer, place)
    assert (applied.revision.parts[0].text, applied.revision.number) == ("😀这把工作椅好。", 2)
    with pytest.raises(EditConflict):
        apply_finding(parts, writer, place)
    with pytest.raises(EditConflict):
        apply_finding(
            parts,
            writer,
            ApplyFinding(saved.variant_id, applied.revision.id, "body", 3, 5, "神椅", "工作椅"),
        )
    assert len(get_draft(parts, writer, saved.variant_id).history) == 2
