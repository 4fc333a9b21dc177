"""Lines that every text needs and no message house holds: calls to action, prices, legal lines. They never
count as drift."""

import re

_ZH = re.compile(
    "|".join(
        (
            r"(?:立即|马上|点击|戳|长按|扫码|扫一扫|识别二维码|前往|进入).{0,12}"
            r"(?:购买|抢购|下单|预约|预订|预定|领取|了解|查看|链接|报名|体验|咨询|关注|二维码|小程序|官网|门店)",
            r"了解更多|阅读原文|关注我们|欢迎(?:关注|到店|来电|咨询|选购)|转发(?:本|此|这)|评论区|留言告诉",
            r"客服(?:热线|电话)|联系(?:我们|客服)|退订|拒收请回复",
            r"最终解释权|仅供参考|以实际(?:为准|产品)|以实物为准|实验室(?:数据|环境)|版权所有|详情请?(?:见|咨询)",
            r"本(?:广告|活动|页面).{0,10}(?:解释|有效|为准)",
        )
    )
)
_EN = re.compile(
    "|".join(
        (
            r"\b(?:shop|buy|order|book|subscribe|register|sign up"
            r"|download|pre-?order|reserve|get yours|try it) (?:now|today|here|online)\b",
            r"\b(?:learn|find out|read|see|discover) more\b",
            r"\b(?:click (?:here|the|below)|tap (?:the|to|here))\b",
            r"\b(?:swipe up|scan the|link in (?:our |the )?bio)\b",
            r"\b(?:follow us|contact us|call us|visit (?:us|our|your nearest)|unsubscribe)\b",
            r"\b(?:terms (?:and conditions )?appl(?:y|ies)|t&cs?)\b",
            r"\b(?:all rights reserved|subject to (?:change|availability))\b",
            r"\b(?:while stocks last|for illustration)\b",
            r"\b(?:prices? (?:include|exclude|may vary)|see (?:store|website) for)\b",
        )
    ),
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:[¥￥$€£]\s?|RMB\s?|CNY\s?|USD\s?)\d[\d,.]*|\d[\d,.]*\s?(?:元|万元|美元|折|yuan|dollars?|USD|RMB|%)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]+|[\u3400-\u9fff]")
FEWEST_WORDS = 3
WORDS_PER_AMOUNT = 9


def is_neutral_line(prose: str) -> bool:
    """Tell whether a sentence is a call to action, a legal line, mostly a price, or too short to say
    anything."""
    words = len(_WORDS.findall(prose))
    if words < FEWEST_WORDS:
        return True
    if words <= WORDS_PER_AMOUNT * len(_AMOUNT.findall(prose)):
        return True
    return bool(_ZH.search(prose) or _EN.search(prose))
