"""The language tools: what they answer, and what they must not drag in."""

import subprocess
import sys

from hub.judging.pipelines import cut_words, is_dictionary_word


def test_chinese_words_come_with_their_places() -> None:
    assert cut_words("夜景很美") == (("夜景", 0, 2), ("很", 2, 3), ("美", 3, 4))
    assert is_dictionary_word("便宜")
    assert not is_dictionary_word("夜便宜")


def test_english_lemmas_come_without_torch_and_leave_it_importable() -> None:
    code = (
        "import sys; from hub.judging.pipelines import english_lemmas; "
        "print(english_lemmas('They leveraged it.')[1], 'torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "('leveraged', 'leverage', 5) False"
