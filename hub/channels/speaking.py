"""How long a text takes to read aloud, as a span: people differ."""

import math
import re
from typing import Final

from hub.judging.symbols import EMOJI, HAN

# Chinese: four to five characters a second, as the channel kind for spoken scripts says. English: presenters and
# audiobooks are read at about 130 to 160 words a minute.
_FASTEST: Final = {"han": 5.0, "word": 160 / 60}
_SLOWEST: Final = {"han": 4.0, "word": 130 / 60}
_HAN: Final = re.compile(f"[{HAN}]")
_WORD: Final = re.compile(rf"[^\W_{HAN}]+(?:['’\-.,][^\W_{HAN}]+)*")


def speaking_seconds(text: str) -> tuple[int, int]:
    """Return the seconds that a quick and a calm reader take, at least 1 where there is anything to say."""
    spoken = EMOJI.sub(" ", text)
    han, words = len(_HAN.findall(spoken)), len(_WORD.findall(spoken))
    quick = han / _FASTEST["han"] + words / _FASTEST["word"]
    calm = han / _SLOWEST["han"] + words / _SLOWEST["word"]
    return math.ceil(quick), math.ceil(calm)
