"""The size of a pattern before it is compiled."""

import pytest

from hub.brandkit.patterns import too_large, unfolded_size


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("abc", 3),
        ("！{2,}", 2),
        (r"\d{4}-\d{2}-\d{2}", 10),
        ("(ab){3}", 6),
        ("((a{2}b){3}c){4}", 40),
        ("[a{9}]{5}", 5),
        (r"[\]{9}]{5}", 5),
        (r"\({3}", 3),
        ("a{0,900}", 1),
        ("a)b{2}", 4),
        ("((a", 1),
        ("a{b}", 4),
    ],
)
def test_repeats_are_counted_as_often_as_they_are_written_out(pattern: str, size: int) -> None:
    assert unfolded_size(pattern) == size


def test_a_pattern_is_too_large_by_length_or_by_repeats() -> None:
    assert too_large("a" * 1_000) is None
    assert too_large("a" * 1_001) == "a pattern of 1,001 characters"
    assert too_large("(?:a{300}){300}") is None
    assert too_large("a{100001}") == (
        "the pattern 'a{100001}', whose repeats unfold to more than 100,000 characters"
    )
