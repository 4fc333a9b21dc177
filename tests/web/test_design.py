"""The living page of the building blocks."""

from collections.abc import Callable

from hub.workflow.roles import Principal
from tests.web.browser import Browser, words


def test_the_building_blocks_stand_there_in_both_languages_on_both_papers(
    writer: Principal, enter: Callable[[str], Browser]
) -> None:
    page = enter("writer").page("/design")
    for prefix in ("zh-light", "zh-dark", "en-light", "en-dark"):
        assert f'id="{prefix}-dialog"' in page
    said = words(page)
    assert said.count("Submit for review") == 2
    assert said.count("提交审稿") == 2
