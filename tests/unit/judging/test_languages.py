"""Which language a piece of text is in."""

import pytest

from hub.judging.languages import language_of_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("夜色更清晰。", "zh"),
        ("夜色更清晰，就用 Photoshop 修图。", "zh"),
        ("花の茶", "zh"),
        ("The night is yours.", "en"),
        ("Night mode", "en"),
        ("A café for naïve résumés is open.", "en"),
        ("今晚 let us go to the party 一起", "mixed"),
        ("La nuit, la ville reste nette et lumineuse pour tous.", "other"),
        ("Il fait beau.", "other"),
        ("Schöne Nacht", "other"),
        ("Café Noir", "en"),
        ("Crème brûlée, twice.", "en"),
        ("Night Mode Pro", "en"),
        ("La nuit est à vous pour toujours.", "other"),
        ("Die Nacht ist für uns und nicht für dich.", "other"),
        ("Đêm nay là của bạn và tôi.", "other"),
        ("La noche es para los que sueñan.", "other"),
        ("夜がもっと鮮やかになります。", "other"),
        ("밤이 더 선명해집니다.", "other"),
        ("Ночь стала ярче.", "other"),
        ("الليل لك", "other"),
        ("", "none"),
        ("2026 - 11 / 3 %", "none"),
        ("😍😍", "none"),
        ("https://example.com/night", "none"),
        ("\ud800\x00", "none"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of_text(text) == language
