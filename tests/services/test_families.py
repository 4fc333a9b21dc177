"""A content with its variants: the matrix, the list, the master, starting texts, two of them side by side."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from hub.errors import EditConflict, InvalidInput, NotAllowed, NotFound
from hub.judging.text import Part
from hub.services import brands
from hub.services.draft_lists import get_draft
from hub.services.families import get_family, list_families
from hub.services.family_pairs import get_pair
from hub.services.family_starts import StartVariant, fit_parts, start_variant
from hub.services.judgements import judge_revision
from hub.services.masters import SaveMaster, save_master
from hub.services.parts import Parts
from hub.services.revisions import SaveRevision, save_revision
from hub.services.unit_of_work import UnitOfWork
from hub.web.part_fields import specs_of
from hub.workflow.roles import SYSTEM, Principal
from models import Event, Job, Variant
from tests.conftest import make_person
from tests.fakes.kits import ACME_KIT
from tests.services.flow import BODY, approved, body, started

OTHER_KIT = ACME_KIT.replace("id: acme", "id: umbra").replace("Acme", "Umbra")


@contextmanager
def counted(parts: Parts) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(*details: object) -> None:
        statements.append(str(details[2]))

    event.listen(parts.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(parts.engine, "before_cursor_execute", note)


def content_of(parts: Parts, variant_id: uuid.UUID) -> uuid.UUID:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        found = uow.session.scalar(select(Variant.content_id).where(Variant.id == variant_id))
    assert found is not None
    return found


def master(
    parts: Parts, person: Principal, content_id: uuid.UUID, text: str, *, title: str = "秋季新品"
) -> None:
    base = get_family(parts, person, content_id).master_digest
    save_master(parts, person, SaveMaster(content_id, base, title, body(text)))


def jobs(parts: Parts) -> list[str]:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        rows = uow.session.scalars(select(Job).where(Job.task == "judging.judge_revision"))
        return sorted(row.payload["revision"] for row in rows)


def test_the_matrix_has_a_row_per_channel_and_a_column_per_language(parts: Parts, writer: Principal) -> None:
    saved = started(parts, writer)
    family = get_family(parts, writer, content_of(parts, saved.variant_id))
    assert [(row.slug, row.active) for row in family.rows] == [("wechat", True), ("site", True)]
    assert family.locales == ("zh", "en")
    assert [[len(place.cells) for place in row.places] for row in family.rows] == [[0, 0], [1, 0]]
    assert all(place.may_start for row in family.rows for place in row.places)
    (cell,) = family.cells
    assert saved.report is not None
    assert (cell.id, cell.state, cell.number, cell.verdict) == (
        saved.variant_id,
        "draft",
        1,
        saved.report.verdict,
    )
    assert (cell.message_score, cell.uncertainty) == (
        saved.report.message.score,
        saved.report.message.uncertainty,
    )
    assert (cell.message_line, cell.judged_in_force, cell.beside_master, cell.approved) == (
        40.0,
        True,
        "none",
        "none",
    )


def test_a_channel_that_left_stays_while_it_has_a_text_and_takes_no_new_one(
    parts: Parts, writer: Principal
) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    kit = "".join(
        line for line in ACME_KIT.splitlines(keepends=True) if "id: site" not in line and "wechat" not in line
    )
    kit = kit.replace("channels:\n", "channels:\n  - {id: sms, kind: sms, name: {zh: 短信}, media: owned}\n")
    brands.import_kit(parts, SYSTEM, kit.encode(), source="acme.yaml")
    brands.publish(parts, SYSTEM, "acme")
    family = get_family(parts, writer, content_id)
    shown = {row.slug: [place.may_start for place in row.places] for row in family.rows}
    assert shown == {"sms": [True, True], "site": [False, False]}
    assert [cell.judged_in_force for cell in family.cells] == [False]


def test_a_text_is_older_than_a_master_that_changed_since_and_newer_once_it_was_saved_again(
    parts: Parts, writer: Principal
) -> None:
    saved = started(parts, writer)
    content_id = content_of(parts, saved.variant_id)
    master(parts, writer, content_id, "椅子跟着人走。")
    family = get_family(parts, writer, content_id)
    assert [cell.beside_master for cell in family.cells] == ["older"]
    assert family.master_changed_at == parts.now()
    assert list_families(parts, writer)[0].behind_master == 1
    save_revision(parts, writer, SaveRevision(saved.variant_id, saved.revision.id, body("椅子跟着您走。")))
    assert [cell.beside_master for cell in get_family(parts, writer, content_id).cells] == ["newer"]
    assert list_families(parts, writer)[0].behind_master == 0


def test_a_changed_master_has_every_latest_and_approved_text_judged_again(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    decided = approved(parts, writer, manager)
    first = get_draft(parts, writer, decided.variant_id).latest
    newer = save_revision(parts, writer, SaveRevision(decided.variant_id, first.id, body("再写一遍。")))
    content_id = content_of(parts, decided.variant_id)
    base = get_family(parts, writer, content_id).master_digest
    saved = save_master(parts, writer, SaveMaster(content_id, base, "秋季新品", body("主稿。")))
    assert (saved.changed, saved.judged_again) == (True, 1)
    assert jobs(parts) == sorted([str(first.id), str(newer.revision.id)])
    report = judge_revision(parts, newer.revision.id)
    assert report.pinned.master_hash is not None


def test_a_new_title_alone_judges_nothing_again(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    base = get_family(parts, writer, content_id).master_digest
    saved = save_master(parts, writer, SaveMaster(content_id, base, " 冬季  新品 ", body(" ")))
    assert (saved.changed, saved.judged_again, jobs(parts)) == (False, 0, [])
    family = get_family(parts, writer, content_id)
    assert (family.title, family.master, family.master_changed_at) == ("冬季 新品", (), None)


def test_the_second_of_two_who_change_a_master_is_told_and_overwrites_nothing(
    parts: Parts, writer: Principal
) -> None:
    other = make_person(parts, "other", "acme", "copywriter")
    content_id = content_of(parts, started(parts, writer).variant_id)
    base = get_family(parts, writer, content_id).master_digest
    save_master(parts, writer, SaveMaster(content_id, base, "秋季新品", body("第一位。")))
    with pytest.raises(EditConflict):
        save_master(parts, other, SaveMaster(content_id, base, "秋季新品", body("第二位。")))
    assert [part.text for part in get_family(parts, writer, content_id).master] == ["第一位。"]


def test_the_same_master_sent_twice_is_kept_once(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    base = get_family(parts, writer, content_id).master_digest
    command = SaveMaster(content_id, base, "秋季新品", body("主稿。"))
    assert [save_master(parts, writer, command).changed for _ in range(2)] == [True, False]
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        kinds = uow.session.scalars(select(Event.kind).where(Event.subject_id == content_id)).all()
    assert kinds == ["content.master_changed"]


def test_a_content_needs_a_title(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    with pytest.raises(InvalidInput):
        save_master(parts, writer, SaveMaster(content_id, "", " ", ()))


def test_an_approved_text_is_told_apart_from_a_newer_draft(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    decided = approved(parts, writer, manager)
    content_id = content_of(parts, decided.variant_id)
    assert [cell.approved for cell in get_family(parts, writer, content_id).cells] == ["latest"]
    latest = get_draft(parts, writer, decided.variant_id).latest
    save_revision(parts, writer, SaveRevision(decided.variant_id, latest.id, body("新的。")))
    assert [cell.approved for cell in get_family(parts, writer, content_id).cells] == ["earlier"]


def test_the_list_counts_texts_by_state_and_empty_places(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    decided = approved(parts, writer, manager)
    content_id = content_of(parts, decided.variant_id)
    start_variant(parts, writer, StartVariant(content_id, "wechat", "zh"))
    (line,) = list_families(parts, writer)
    assert (line.id, dict(line.states), line.empty_places, line.has_master) == (
        content_id,
        {"approved": 1, "draft": 1},
        2,
        False,
    )


def test_the_list_is_narrowed_by_brand_and_words_and_goes_on_after_a_page(
    parts: Parts, writer: Principal
) -> None:
    for title in ("春季 100%", "夏季", "秋季"):
        started(parts, writer, title=title)
    titles = [line.title for line in list_families(parts, writer, limit=2)]
    assert titles == ["秋季", "夏季"]
    last = list_families(parts, writer, limit=2)[-1].id
    assert [line.title for line in list_families(parts, writer, after=last)] == ["春季 100%"]
    assert [line.title for line in list_families(parts, writer, text="100%")] == ["春季 100%"]
    assert list_families(parts, writer, text="%季") == []
    assert list_families(parts, writer, brand="umbra") == []
    assert len(list_families(parts, writer, brand="acme")) == 3


def test_nobody_sees_the_contents_of_a_brand_that_is_none_of_theirs(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    brands.import_kit(parts, SYSTEM, OTHER_KIT.encode(), source="umbra.yaml")
    brands.publish(parts, SYSTEM, "umbra")
    stranger = make_person(parts, "stranger", "umbra", "brand_manager")
    assert list_families(parts, stranger) == []
    for call in (
        lambda: get_family(parts, stranger, content_id),
        lambda: get_pair(parts, stranger, content_id),
        lambda: save_master(parts, stranger, SaveMaster(content_id, "", "x", ())),
        lambda: start_variant(parts, stranger, StartVariant(content_id, "site", "en")),
    ):
        with pytest.raises(NotFound):
            call()


def test_a_channel_team_reads_no_drafts_here(
    parts: Parts, writer: Principal, channel_team: Principal
) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    assert list_families(parts, channel_team) == []
    with pytest.raises(NotAllowed):
        get_family(parts, channel_team, content_id)


def test_lists_and_matrix_cost_the_same_however_much_there_is(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    with counted(parts) as few:
        list_families(parts, writer)
        get_family(parts, writer, content_id)
    for number in range(3):
        started(parts, writer, title=f"更多 {number}")
        start_variant(parts, writer, StartVariant(content_id, "site", "zh", edition=f"第 {number} 版"))
    with counted(parts) as many:
        list_families(parts, writer)
        get_family(parts, writer, content_id)
    assert len(many) == len(few)


def test_an_empty_place_is_started_blank_with_the_parts_of_its_channel(
    parts: Parts, writer: Principal
) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    begun = start_variant(parts, writer, StartVariant(content_id, "wechat", "en"))
    view = get_draft(parts, writer, begun.variant_id)
    assert begun.is_new
    assert view.line.content_id == content_id
    assert [(part.name, part.text) for part in view.latest.parts] == [
        ("title", ""),
        ("digest", ""),
        ("body", ""),
    ]


def test_a_place_is_started_with_the_text_of_a_sibling_or_of_the_master(
    parts: Parts, writer: Principal
) -> None:
    saved = started(parts, writer)
    content_id = content_of(parts, saved.variant_id)
    master(parts, writer, content_id, "主稿。")
    copied = start_variant(
        parts, writer, StartVariant(content_id, "wechat", "zh", copy_from=str(saved.variant_id))
    )
    from_master = start_variant(parts, writer, StartVariant(content_id, "site", "en", copy_from="master"))
    texts = [
        {part.name: part.text for part in get_draft(parts, writer, begun.variant_id).latest.parts}
        for begun in (copied, from_master)
    ]
    assert texts == [{"title": "", "digest": "", "body": BODY}, {"title": "", "body": "主稿。", "cta": ""}]


def test_a_second_click_finds_the_text_that_the_first_began(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    command = StartVariant(content_id, "wechat", "en")
    first, second = (start_variant(parts, writer, command) for _ in range(2))
    assert (first.variant_id, first.is_new, second.is_new) == (second.variant_id, True, False)


def test_two_clicks_in_the_same_moment_begin_one_text(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    command = StartVariant(content_id, "wechat", "en")
    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(lambda _: start_variant(parts, writer, command), range(4)))
    assert len({row.variant_id for row in begun}) == 1
    assert sorted(row.is_new for row in begun) == [False, False, False, True]


def test_of_two_who_save_a_master_in_the_same_moment_one_is_told(parts: Parts, writer: Principal) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    base = get_family(parts, writer, content_id).master_digest

    def save(text: str) -> str:
        try:
            save_master(parts, writer, SaveMaster(content_id, base, "秋季新品", body(text)))
        except EditConflict:
            return "told"
        return text

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(save, ("第一位。", "第二位。")))
    (kept,) = (answer for answer in answers if answer != "told")
    assert [part.text for part in get_family(parts, writer, content_id).master] == [kept]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"channel": "fax"}, InvalidInput),
        ({"locale": "fr"}, InvalidInput),
        ({"copy_from": "nonsense"}, NotFound),
        ({"copy_from": str(uuid.UUID(int=1))}, NotFound),
    ],
)
def test_what_can_not_be_started_says_so(
    parts: Parts, writer: Principal, change: dict[str, str], error: type[Exception]
) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    values = {"channel": "wechat", "locale": "en"} | change
    with pytest.raises(error):
        start_variant(parts, writer, StartVariant(content_id, **values))


def test_a_copy_loses_nothing_in_a_channel_with_fewer_parts() -> None:
    text = (Part("title", "标题"), Part("body", "正文", "markdown"), Part("hashtags", " "))
    assert fit_parts(text, specs_of("sms")) == (Part("body", "正文\n\n标题", "markdown"),)
    assert fit_parts((Part("title", "标题"),), specs_of("sms")) == (Part("body", "标题"),)
    search = {part.name: part.text for part in fit_parts((Part("body", "正文"),), specs_of("search_ad"))}
    assert search["description_1"] == "正文"
    assert set(search.values()) == {"", "正文"}


def test_two_texts_stand_side_by_side_with_the_prices_in_which_they_disagree(
    parts: Parts, writer: Principal
) -> None:
    wrong = started(parts, writer, "工作椅1199元。")
    content_id = content_of(parts, wrong.variant_id)
    master(parts, writer, content_id, "工作椅售价1299元。")
    pair = get_pair(parts, writer, content_id)
    assert pair.left is not None
    assert pair.right is not None
    assert (pair.left.key, pair.right.key) == ("master", str(wrong.variant_id))
    assert [(row.left.said, row.right.said, row.fact) for row in pair.disagreements] == [
        ("1299元", "1199元", "price")
    ]
    swapped = get_pair(parts, writer, content_id, left=str(wrong.variant_id), right="master")
    assert [(row.left.said, row.right.said) for row in swapped.disagreements] == [("1199元", "1299元")]


def test_a_content_with_one_text_has_no_pair_and_strangers_texts_are_not_found(
    parts: Parts, writer: Principal
) -> None:
    content_id = content_of(parts, started(parts, writer).variant_id)
    elsewhere = started(parts, writer, title="另一个")
    assert get_pair(parts, writer, content_id).right is None
    for right in ("master", str(elsewhere.variant_id), "nonsense"):
        with pytest.raises(NotFound):
            get_pair(parts, writer, content_id, right=right)
