"""An invented brand of watches for tests of judging: a house, contrast, pairs and a channel in Chinese and English."""

from dataclasses import replace

from hub.judging.brand import (
    Brand,
    ChannelSpec,
    ContrastText,
    Exemplar,
    ExemplarPair,
    Message,
    PartSpec,
    Pillar,
    Term,
    ToneDimension,
)

_MESSAGES = (
    ("core", "core_message", None, "每一次心跳，都值得被认真倾听。", "Every heartbeat deserves to be heard."),
    (
        "vp",
        "value_proposition",
        None,
        "星环手表全天守护心脏健康，让你在运动与睡眠中更安心。",
        "The Ring watch guards your heart all day, so you train and sleep with peace of mind.",
    ),
    (
        "heart",
        "pillar",
        "heart",
        "全天候心率与心电监测，异常及时提醒。",
        "Round-the-clock heart rate and ECG monitoring that warns you in time.",
    ),
    (
        "battery",
        "pillar",
        "battery",
        "一次充电用上两周，不用天天惦记电量。",
        "Two weeks on one charge, so you never have to think about it.",
    ),
    (
        "sleep",
        "pillar",
        "sleep",
        "读懂你的睡眠，帮你睡得更好。",
        "It understands your sleep and helps you rest better.",
    ),
    (
        "heart-1",
        "proof_point",
        "heart",
        "心电功能获得二类医疗器械注册证。",
        "The ECG is registered as a class II medical device.",
    ),
    (
        "battery-1",
        "proof_point",
        "battery",
        "典型使用场景下续航14天。",
        "14 days of battery life in typical use.",
    ),
)
_CONTRAST = (
    ("trade", "表盘支持上百种主题，随心更换。", "Hundreds of watch faces to choose from."),
    ("trade", "支持蓝牙通话和音乐控制。", "Take calls and control music from your wrist."),
    ("trade", "多种表带颜色可选，百搭时尚。", "Straps in many colours to match your outfit."),
    (
        "competitor",
        "比手机更强大的腕上电脑，应用商店随时下载。",
        "A powerful computer on your wrist with its own app store.",
    ),
    ("competitor", "奢华真钻镶嵌，彰显尊贵身份。", "Set with real diamonds, a sign of status."),
    ("counter", "戴上它就不用去医院看病了。", "Wear it and you will never need a doctor."),
    ("counter", "跑分第一，性能碾压所有手表。", "The fastest chip of any watch, crushing the benchmarks."),
    ("counter", "手表可以诊断和治疗心脏病。", "It diagnoses and cures heart disease."),
)
_PAIRS = (
    ("zh", "您的心率数据已更新，请查看。", "宝子们！心率数据来啦，快去看看吧～"),
    ("zh", "建议您每晚佩戴，以便了解睡眠情况。", "晚上戴着睡呗，睡得咋样一看就知道啦！"),
    ("zh", "新功能已上线，欢迎您升级体验。", "新功能炸裂上线！赶紧冲鸭！！"),
    ("zh", "如有疑问，请联系客服，我们将尽快答复。", "有啥不懂的戳客服呀，秒回哦～"),
    ("zh", "本次更新修复了若干问题，感谢您的反馈。", "bug都修好啦，爱你们么么哒！"),
    ("en", "Your heart rate summary is ready to view.", "Heyyy your heart stats just dropped, go look!!"),
    (
        "en",
        "Please wear the watch at night to learn about your sleep.",
        "Just sleep with it on, dude, it's super cool!",
    ),
    ("en", "An update is available. We recommend installing it.", "OMG new update, you gotta grab it NOW!"),
    ("en", "Our support team will reply as soon as possible.", "Ping us lol, we're on it, no worries!"),
    ("en", "Thank you for your feedback; the issue has been resolved.", "Yay, bug's dead, you guys rock!!!"),
)

WATCH = Brand(
    id="watch",
    version="watch-1",
    names={"zh": "星环", "en": "Ring"},
    locales=("zh", "en"),
    messages=tuple(
        Message(id_, kind, locale, text, pillar)  # type: ignore[arg-type]
        for id_, kind, pillar, zh, en in _MESSAGES
        for locale, text in (("zh", zh), ("en", en))
    ),
    pillars=tuple(Pillar(id_, {"zh": id_, "en": id_}) for id_ in ("heart", "battery", "sleep")),
    dimensions=(ToneDimension("formality", {"zh": "随意"}, {"zh": "庄重"}, (55.0, 85.0)),),
    pairs=tuple(
        ExemplarPair(f"p{n}", locale, "formality", say, dont, "low")
        for n, (locale, say, dont) in enumerate(_PAIRS, start=1)
    ),
    terms=(Term("t-1", "zh", "根治", "banned", reason="医疗断言"),),
    contrast=tuple(
        ContrastText(kind, locale, text)  # type: ignore[arg-type]
        for kind, zh, en in _CONTRAST
        for locale, text in (("zh", zh), ("en", en))
    ),
    exemplars=(Exemplar("zh", "夜里心跳乱了，它先醒。", on_message=True),),
)
POST = ChannelSpec(
    id="post",
    kind="weibo",
    parts=(PartSpec("body", {"zh": "正文", "en": "Body"}, required=True),),
    version="post-1",
)
EMPTY_HOUSE = replace(WATCH, version="watch-empty", messages=())
