"""Reading aloud takes a span of time."""

import pytest

from hub.channels.speaking import speaking_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", (0, 0)),
        ("，。！", (0, 0)),
        ("🌙", (0, 0)),
        ("夜" * 100, (20, 25)),
        ("one " * 160, (60, 74)),
        ("夜色 Pro 7", (2, 2)),
        ("costs $1,299.50", (1, 1)),
    ],
)
def test_chinese_counts_by_character_and_english_by_word(text: str, seconds: tuple[int, int]) -> None:
    assert speaking_seconds(text) == seconds
