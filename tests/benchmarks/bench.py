"""Speed: judging beside the bare encoder, the default engine beside torch, in one run. `make bench`."""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from hub.brandkit import brand_of, channels_of, read_kit
from hub.config import read_settings
from hub.embedding.choose import load_encoder
from hub.judging.judge import Judge
from hub.judging.passage import Passage
from hub.judging.ports import TextEncoder
from hub.judging.styles import pack_ids
from hub.judging.text import Part
from tests.benchmarks.articles import DEMO, article
from tests.benchmarks.results import merge, show

ROUNDS = 15
AS_OF = date(2026, 10, 1)


def median_s(work: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> float:
    """Return the median time of a piece of work in seconds; ``before`` is not counted."""
    times = []
    for _ in range(ROUNDS):
        before()
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


class Bench:
    """The models and the brand that all questions share."""

    def __init__(self) -> None:
        self.settings = read_settings()
        path = DEMO / "kits" / "demo-phone.yaml"
        kit = read_kit(path.read_bytes(), source=path.name, known_packs=pack_ids())
        self.brand = brand_of(kit)
        self.channels = {channel.id: channel for channel in channels_of(kit)}
        self.folder = Path(tempfile.mkdtemp(prefix="onevoice-bench-"))

    def encoder(self, engine: str, *, cached: bool) -> TextEncoder:
        return load_encoder(
            name=self.settings.encoder,
            device="cpu",
            engine=engine,
            models_dir=self.settings.models_folder(),
            cache_path=self.folder / f"{engine}.db" if cached else None,
        )

    def judging(self, locale: str) -> dict[str, dict[str, Any]]:
        """Cold and cached judging of one article beside the bare encoder on the same sentences."""
        text = article(locale)
        sentences = [sentence.prose for sentence in Passage((text,), locale).sentences]
        judge = Judge(self.encoder("auto", cached=True))
        bare = self.bare("auto")

        def run() -> object:
            return judge.judge(
                (text,), locale=locale, brand=self.brand, channel=self.channels["site"], as_of=AS_OF
            )

        run()
        encode_s = median_s(lambda: bare.encode(sentences))
        cold_s = median_s(run, before=lambda: forget(judge))
        warm_s = median_s(run)
        note = f"{len(sentences)} sentences, {len(text.text)} characters; bare {encode_s * 1000:.1f} ms"
        against = {
            "against": "bare encoder, same sentences, s",
            "against_value": encode_s,
            "n": ROUNDS,
            "note": note,
        }
        return {
            f"judge.overhead.{locale}": {"value": cold_s / encode_s, "unit": "ratio"} | against,
            f"judge.overhead_cached.{locale}": {"value": warm_s / encode_s, "unit": "ratio"} | against,
        }

    def bare(self, engine: str) -> Any:
        """Return the encoder itself, without any cache around it."""
        return self.encoder(engine, cached=False).inner  # type: ignore[attr-defined]

    def engines(self) -> dict[str, dict[str, Any]]:
        """The default engine beside torch float32 on the same sentences, and how far their vectors are apart."""
        sentences = [
            sentence.prose
            for locale in ("zh", "en")
            for sentence in Passage((article(locale),), locale).sentences
        ]
        ours, torch = self.bare("auto"), self.bare("torch")
        a, b = ours.encode(sentences), torch.encode(sentences)
        apart = float(np.abs(a.final - b.final).max())
        layers = float(np.abs(a.layers - b.layers).max())
        ours_s = median_s(lambda: ours.encode(sentences))
        torch_s = median_s(lambda: torch.encode(sentences))
        return {
            "judge.engine_gain": {
                "value": torch_s / ours_s,
                "unit": "ratio",
                "n": ROUNDS,
                "against": "torch float32, same sentences, s",
                "against_value": torch_s,
                "note": f"vectors at most {apart:.1e} apart, layers {layers:.1e}; {len(sentences)} sentences",
            }
        }


def forget(judge: Judge) -> None:
    """Make the judge's encoder forget every vector, as it is before it has seen a text."""
    judge.encoder.forget()  # type: ignore[attr-defined]
    Part("body", "")


def main() -> int:
    """Measure everything, print the table and merge the figures."""
    bench = Bench()
    figures = bench.judging("zh") | bench.judging("en") | bench.engines()
    sys.stdout.write(show(figures) + "\n")
    merge(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
