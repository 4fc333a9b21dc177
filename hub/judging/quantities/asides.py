"""Values said of something else: denied, of the predecessor or a rival, a difference, a saving, a deposit.

These lists are wide on purpose: a value taken for an aside is one conflict missed, a wrong conflict blocks
a text.
"""

import re

from hub.judging.quantities.quantity import Quantity

BEFORE_WINDOW = 60
AFTER_WINDOW = 20

_DENIED = re.compile(
    r"(?:不是|并非|绝非|而非|不再是|不为|不要|不用|没有|无需|(?<![除])非|别再花)(?:那个|什么)?(?:的|花)?$"
    r"|(?:\b(?:not|never|no longer|rather than|instead of|without)|[a-z]n['’]t)(?: [a-z]+){0,3} ?$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"上一?代|前代|前作|前任|旧款|老款|旧版|老版|去年|往年|竞品|友商|对手|同行|同类|同价位|行业"
    r"|市面|其他品牌|其它品牌|别家|别的"
    r"|原价|原售价|原定|原计划|划线价|市场价|门市价|吊牌价"
    r"|曾经?(?!有)|以往|此前|之前|原先|原来|优惠|返现|补贴|红包|定金|订金"
    r"|首付|预付|月供|每月|月付|分期|运费|邮费|赠|价值|加价|另加|加购|换购|抽奖|押金|抵扣|奖金"
    r"|\b(?:previous(?:ly)?|predecessors?|last[- ](?:gen\w*|year\w*)|prior|older|former(?:ly)?"
    r"|old (?:model|price|version)|competit(?:ors?|ion)|competing|rivals?|other|industry|used to"
    r"|originally|original|list price|compared|versus|vs|(?<!more )(?<!less )(?<!fewer )than"
    r"|rebate|cash ?back|deposit|shipping|worth|coupon|voucher|gift card|trade-in"
    r"|down payment|orders? (?:over|above|of)|spend|most|typical|average)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"比|较|\b(?:than|over|compared|versus|vs)\b", re.IGNORECASE)
_ARRIVED = re.compile(r"(?:至|到|达|达到|为|升级为|[a-z] to) ?$", re.IGNORECASE)
_DIRECT = re.compile(
    r"(?:满|(?:节?省)(?:下|了)?|送|减|立减|直降|返|抵|券后再减|付)(?:约)? ?$"
    r"|(?:\b(?:was|were|down from|up from|reduced from|increased from|cut from)"
    r"|\bsav(?:e|es|ing)(?: you)?(?: up to| over)?|\b(?:extra|additional|another))(?: just| only)? ?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"[从由自] ?$")
_DIFFERENCE = re.compile(
    r"(?:提升|增加|提高|增大|增长|上涨|上调|下降|下调|降低|减少|缩短|缩小|涨|降价|降|便宜|多出|高出"
    r"|(?<!最)多|(?<![最至])少|贵|轻了|重了|薄了)(?:了|约)*? ?$"
    r"|(?:比|较)[^，。；！？]*(?:多|少|高|低|大|小|长|短|轻|重|薄|厚|快|慢)(?:了|出|达|约)*? ?$"
    r"|\bby (?:about |around |up to |over )?$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r" ?(?:的?(?:优惠|券|红包|补贴|代金|差价|礼品|赠品)|定金|订金|包邮|押金|抵"
    r"|(?:off|discount|coupon|voucher|gift|deposit|shipping|less|more|cheaper|lighter|heavier|thinner|longer|shorter"
    r"|larger"
    r"|bigger|faster|higher|lower|better|extra|rebate|(?:in )?savings?|cash ?back|worth)\b)",
    re.IGNORECASE,
)


def is_aside(value: Quantity, before: str, after: str) -> bool:
    """Tell whether ``value`` is not claimed of the subject: ``before`` and ``after`` are the words of its
    clause around it (at most ``BEFORE_WINDOW`` and ``AFTER_WINDOW`` code points)."""
    if _DENIED.search(before):
        return True
    of_others = speaks_of_others(before)
    if value.dimension in ("percent", "points", "ratio"):
        return of_others and not _COMPARED.search(before)
    if of_others and not (_COMPARED.search(before) and _ARRIVED.search(before)):
        return True
    if value.kind == "date":
        return False
    if _FROM.search(before) and not value.starting:
        return True
    return bool(_DIRECT.search(before) or _DIFFERENCE.search(before) or _AFTERWARDS.match(after))


def speaks_of_others(words: str) -> bool:
    """Tell whether ``words`` name a predecessor, a rival, a former price, a gift …"""
    return bool(_OTHERS.search(words))
