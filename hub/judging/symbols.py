"""Patterns that several rooms of judging share: links, hashtags, emoji, and stand-ins for what can't be encoded."""

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

_EMOJI_BASE = (
    "\U0001f000-\U0001f0ff\U0001f170-\U0001f1ff\U0001f200-\U0001faff"
    "\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u2600-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3297\u3299"
)
_EMOJI_JOIN = "\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"

EMOJI_RUN = rf"[{_EMOJI_BASE}][{_EMOJI_BASE}{_EMOJI_JOIN}]*+"
"""One or more emoji without a gap, with their joiners, selectors and skin tones."""

EMOJI = re.compile(
    rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[{_EMOJI_BASE}][\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    rf"(?:\u200d[{_EMOJI_BASE}][\ufe0f\U0001f3fb-\U0001f3ff]*)*|[0-9#*]\ufe0f?\u20e3)"
)
"""One emoji as a reader counts them: a family joined by U+200D, a flag or a keycap is one."""

EMOJI_PART = re.compile(rf"[{_EMOJI_BASE}{_EMOJI_JOIN}]")

LINK_SOURCE = (
    r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{0,2000}[A-Za-z0-9\-_~/#@$&*+=%]"
    r"|(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}+@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,8}"
)
LINK = re.compile(LINK_SOURCE, re.IGNORECASE)
"""A web link or an email address; a full stop or bracket that closes the sentence is left out."""

HASHTAG = re.compile(r"#[^#\s]{1,40}#|(?<![\w&/])#\w{1,60}")
"""``#话题#`` as Weibo writes it, or ``#tag``."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = "\ufffc"


def without_surrogates(text: str) -> str:
    """Return the text, same length, with lone surrogates (which no encoder of bytes accepts) as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def without_links(text: str) -> str:
    """Return the text, same length, with links and addresses as U+FFFC, which no word contains."""
    return LINK.sub(lambda found: _BLANK * len(found[0]), text)
