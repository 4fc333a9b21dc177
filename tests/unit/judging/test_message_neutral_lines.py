"""Which lines count as housekeeping: calls to action, prices, legal lines, scraps."""

import pytest

from hub.judging.neutral_lines import is_neutral_line


@pytest.mark.parametrize(
    "line",
    [
        "立即点击链接购买。",
        "扫码关注公众号，领取优惠券。",
        "到手价¥5,999起。",
        "图片仅供参考，请以实物为准。",
        "本活动最终解释权归商家所有。",
        "Shop now at your nearest store.",
        "Tap the link in bio.",
        "From $299.",
        "Terms and conditions apply.",
        "你好",
        "!!!!!",
    ],
)
def test_a_call_to_action_a_price_or_a_legal_line_is_neutral(line: str) -> None:
    assert is_neutral_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "夜里心跳异常，它会马上提醒你。",
        "一次充电，用上整整14天，出差也不用带充电器。",
        "它关注你的每一次呼吸。",
        "You sleep, and the watch listens.",
        "Two weeks on one charge, so you never have to think about it.",
        "Nothing tells you more about your heart than a night of data.",
    ],
)
def test_a_sentence_that_says_something_is_not_neutral(line: str) -> None:
    assert not is_neutral_line(line)
