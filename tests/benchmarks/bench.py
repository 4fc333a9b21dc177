"""Speed: judging beside the bare encoder, the default engine beside torch, in one run. `make bench`."""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from hub.brandkit import brand_of, channels_of, read_kit
from hub.config import read_settings
from hub.embedding.cache import CachedEncoder
from hub.embedding.choose import model_folder
from hub.embedding.encoder import TorchEncoder
from hub.embedding.onnx import OnnxEncoder
from hub.embedding.store import VectorStore
from hub.embedding.vectors import Encoder, Vectors
from hub.judging.judge import Judge
from hub.judging.passage import Passage
from hub.judging.styles import pack_ids
from tests.benchmarks.articles import DEMO, article
from tests.benchmarks.results import merge, show
from tests.benchmarks.served import served

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


class Forgetful:
    """An encoder behind the product's cache, whose memory and file can be taken away between rounds."""

    def __init__(self, inner: Encoder, folder: Path) -> None:
        self._inner, self._folder, self._round = inner, folder, 0
        self.revision, self.engine, self.precision, self.dim = (
            inner.revision,
            inner.engine,
            inner.precision,
            inner.dim,
        )
        self.forget()

    def forget(self) -> None:
        """Start again with an empty cache, as before the first text."""
        self._round += 1
        self._cached = CachedEncoder(self._inner, VectorStore(self._folder / f"{self._round}.db"))
        # The file is made and opened now: a running hub has it open.
        self._cached.encode(["-"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors, computed once per text since the last ``forget``."""
        return self._cached.encode(texts)


class Bench:
    """The models and the brand that all questions share."""

    def __init__(self) -> None:
        settings = read_settings()
        self.model = model_folder(settings.encoder, settings.models_folder())
        self.kit = DEMO / "kits" / "demo-phone.yaml"
        kit = read_kit(self.kit.read_bytes(), source=self.kit.name, known_packs=pack_ids())
        self.brand = brand_of(kit)
        self.channels = {channel.id: channel for channel in channels_of(kit)}
        self.folder = Path(tempfile.mkdtemp(prefix="onevoice-bench-"))
        self.bare = OnnxEncoder(self.model, None)

    def judging(self, locale: str) -> dict[str, dict[str, Any]]:
        """Cold and cached judging of one article beside the bare encoder on the same sentences."""
        text = article(locale)
        sentences = [sentence.prose for sentence in Passage((text,), locale).sentences]
        forgetful = Forgetful(self.bare, self.folder)
        judge = Judge(forgetful)

        def run() -> object:
            return judge.judge(
                (text,), locale=locale, brand=self.brand, channel=self.channels["site"], as_of=AS_OF
            )

        run()
        encode_s = median_s(lambda: self.bare.encode(sentences))
        cold_s = median_s(run, before=forgetful.forget)
        warm_s = median_s(run)
        note = f"{len(sentences)} sentences, {len(text.text)} characters; bare {encode_s * 1000:.1f} ms"
        against = {
            "against": "bare encoder, same sentences, s",
            "against_value": encode_s,
            "n": ROUNDS,
            "note": note,
        }
        body = {"brand": self.brand.id, "channel": "site", "locale": locale, "text": text.text}
        with served(judge, self.kit, self.folder / f"served-{locale}") as caller:
            caller.check(body)
            api_cold_s = median_s(lambda: caller.check(body), before=forgetful.forget)
            api_warm_s = median_s(lambda: caller.check(body))
        return {
            f"judge.api.{locale}": {"value": api_cold_s / encode_s, "unit": "ratio"} | against,
            f"judge.api_cached.{locale}": {"value": api_warm_s / encode_s, "unit": "ratio"} | against,
            f"judge.overhead.{locale}": {"value": cold_s / encode_s, "unit": "ratio"} | against,
            f"judge.overhead_cached.{locale}": {"value": warm_s / encode_s, "unit": "ratio"} | against,
        }

    def engines(self) -> dict[str, dict[str, Any]]:
        """The default engine beside torch float32 on the same sentences, and how far their vectors are apart."""
        sentences = [
            sentence.prose
            for locale in ("zh", "en")
            for sentence in Passage((article(locale),), locale).sentences
        ]
        ours, torch = self.bare, TorchEncoder(self.model, "cpu")
        a, b = ours.encode(sentences), torch.encode(sentences)
        apart = float(np.abs(a.final - b.final).max())
        layers = float(np.abs(np.asarray(a.layers) - np.asarray(b.layers)).max())
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


def main() -> int:
    """Measure everything, print the table and merge the figures."""
    bench = Bench()
    figures = bench.judging("zh") | bench.judging("en") | bench.engines()
    sys.stdout.write(show(figures) + "\n")
    merge(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
