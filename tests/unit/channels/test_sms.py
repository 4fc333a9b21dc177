"""Text messages are counted as they are paid for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.channels.sms import split_messages


@pytest.mark.parametrize(
    ("text", "alphabet", "lengths"),
    [
        ("", "gsm7", []),
        ("a" * 160, "gsm7", [160]),
        ("a" * 161, "gsm7", [153, 8]),
        ("a" * 307, "gsm7", [153, 153, 1]),
        ("夜" * 70, "ucs2", [70]),
        ("夜" * 71, "ucs2", [67, 4]),
        ("夜" * 135, "ucs2", [67, 67, 1]),
        ("€" * 80, "gsm7", [80]),
        ("€" * 81, "gsm7", [76, 5]),
        ("a" * 160 + "’", "ucs2", [67, 67, 27]),
        ("🌙" * 35, "ucs2", [35]),
        ("🌙" * 36, "ucs2", [33, 3]),
        ("a" * 66 + "👨‍👩‍👧" + "夜" * 2, "ucs2", [66, 7]),
    ],
)
def test_a_text_is_sent_as_so_many_messages(text: str, alphabet: str, lengths: list[int]) -> None:
    messages = split_messages(text)
    assert messages.alphabet == alphabet
    assert [len(part) for part in messages.texts] == lengths


@given(st.text(st.sampled_from("夜a€🌙\u200d\u0301"), max_size=400))
def test_the_messages_together_are_the_text(text: str) -> None:
    messages = split_messages(text)
    assert "".join(messages.texts) == text
    most = 67 if messages.alphabet == "ucs2" else 153
    if len(messages.texts) > 1:
        assert all(
            0 < split_messages(part).units <= most or messages.alphabet == "ucs2" for part in messages.texts
        )
