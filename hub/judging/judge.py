"""The way through: prepare, check, message, tone, facts, verdict. One text or many, the same report."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from hub.judging.brand import Brand, ChannelSpec, language_of
from hub.judging.calibration import SHIPPED, Calibration
from hub.judging.checks.base import Context
from hub.judging.checks.channel_limits import limit_uses
from hub.judging.checks.registry import hard_checks, rules_version, run_checks
from hub.judging.facts import find_conflicts
from hub.judging.ground_vectors import GROUND_DIR, LANGUAGES, Ground
from hub.judging.message import MessageJudgement, no_message_score, score_message
from hub.judging.message_space import LanguageSpace, build_spaces
from hub.judging.passage import Passage
from hub.judging.pipelines import cut_words
from hub.judging.ports import Matrix, TextEncoder
from hub.judging.reasons import Reason, reason
from hub.judging.recent import Recent
from hub.judging.report import ChannelFit, Pinned, Report
from hub.judging.style_features import Pushes, learn_pushes
from hub.judging.text import Part, Sentence
from hub.judging.tone import ToneJudgement, moved_dimensions, no_tone_score, score_tone
from hub.judging.tone_space import ToneSpace, fit_tone, usable_pairs
from hub.judging.verdict import decide_verdict

BATCH_ROWS = 64
KEPT_BRANDS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One text to judge: its parts and everything that may differ from text to text."""

    parts: tuple[Part, ...]
    locale: str | None = None
    channel: ChannelSpec | None = None
    master_parts: tuple[Part, ...] | None = None
    report_id: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Vectors:
    final: Matrix
    layers: Matrix | None


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """A row on its way: the sentences worth a vector (none where neither message nor tone can be judged)."""

    row: Row
    passage: Passage
    language: str
    sentences: tuple[Sentence, ...]
    why_no_message: str | None
    why_no_tone: str | None


class Judge:
    """Judges texts against brands with one encoder. Safe to share between threads; what it learns of a brand
    version (message space, tone heads) is kept for the brands used last.

    ``ground_dir`` holds the ground texts, ``store`` is a folder where their vectors may be kept between
    processes.
    """

    def __init__(
        self,
        encoder: TextEncoder,
        calibration: Calibration = SHIPPED,
        *,
        ground_dir: Path | None = None,
        store: Path | None = None,
    ) -> None:
        self.encoder = encoder
        self.calibration = calibration
        self.ground = Ground(encoder, folder=ground_dir or GROUND_DIR, store=store)
        self._spaces: Recent[tuple[str, str], Mapping[str, LanguageSpace]] = Recent(size=KEPT_BRANDS)
        self._tones: Recent[tuple[str, str, frozenset[str]], ToneSpace] = Recent(size=4 * KEPT_BRANDS)
        self._pushes: Recent[tuple[str, str], Pushes] = Recent(size=KEPT_BRANDS)

    def judge(
        self,
        parts: Sequence[Part],
        *,
        brand: Brand,
        as_of: date,
        locale: str | None = None,
        channel: ChannelSpec | None = None,
        master_parts: Sequence[Part] | None = None,
        report_id: str | None = None,
    ) -> Report:
        """Return the report of one text. ``locale`` None lets the text speak; ``as_of`` is the day on which
        facts and relative dates are read; ``report_id`` defaults to a hash of everything the report depends
        on.

        Raises InvalidInput where two parts have one name, and EncoderMissing where the encoder can't be
        loaded.
        """
        master = tuple(master_parts) if master_parts is not None else None
        row = Row(tuple(parts), locale, channel, master, report_id)
        return next(self.judge_many([row], brand=brand, as_of=as_of))

    def judge_many(self, rows: Iterable[Row], *, brand: Brand, as_of: date) -> Iterator[Report]:
        """Yield one report per row, in order; sentences of ``BATCH_ROWS`` rows share one call of the
        encoder."""
        waiting = iter(rows)
        while batch := tuple(islice(waiting, BATCH_ROWS)):
            prepared = [self._prepare(row, brand) for row in batch]
            texts = list(dict.fromkeys(s.prose for item in prepared for s in item.sentences))
            index = {text: place for place, text in enumerate(texts)}
            encoded = self.encoder.encode(texts) if texts else None
            for item in prepared:
                vectors = None
                if encoded is not None:
                    places = np.array([index[s.prose] for s in item.sentences], dtype=np.int64)
                    layers = None if encoded.layers is None else encoded.layers[places]
                    vectors = _Vectors(encoded.final[places], layers)
                yield self._report(item, vectors, brand, as_of)

    def warm_up(self) -> None:
        """Load what the first text would otherwise wait for: the model, the ground, the Chinese dictionary."""
        self.encoder.encode(["Good morning. 早上好。"])
        for language in LANGUAGES:
            self.ground.of(language)
        cut_words("早上好")

    def spaces(self, brand: Brand) -> Mapping[str, LanguageSpace]:
        """Return the message spaces of a brand version, one per language; empty where the house is."""
        return self._spaces.get(
            (brand.id, brand.version),
            lambda: build_spaces(brand, self.encoder, self.ground, self.calibration),
        )

    def tone_space(self, brand: Brand, channel: ChannelSpec | None = None) -> ToneSpace:
        """Return what the pairs of a brand version teach, for a channel that may move some bands."""
        moved = moved_dimensions(channel, brand)
        return self._tones.get(
            (brand.id, brand.version, moved),
            lambda: fit_tone(brand, self.encoder, self.ground, self.calibration, without=moved),
        )

    def _prepare(self, row: Row, brand: Brand) -> _Prepared:
        passage = Passage(row.parts, row.locale)
        language = _judged_language(passage)
        why_no_message, why_no_tone = self._why_not(passage, brand)
        wanted = why_no_message is None or why_no_tone is None
        sentences = (
            tuple(s for s in passage.sentences if s.language not in ("none", "other")) if wanted else ()
        )
        return _Prepared(row, passage, language, sentences, why_no_message, why_no_tone)

    def _why_not(self, passage: Passage, brand: Brand) -> tuple[str | None, str | None]:
        """Return why message and tone can't be judged, each None where it can."""
        if passage.unfit is not None:
            return passage.unfit.text, passage.unfit.text
        if not self.calibration.belongs_to(self.encoder.revision):
            why = reason(
                "why.other_encoder", calibration=self.calibration.id, encoder=self.encoder.revision
            ).text
            return why, why
        no_message = None if self.spaces(brand) else reason("why.no_messages").text
        pairs, least = len(usable_pairs(brand)), self.calibration.fewest_pairs
        no_tone = None if pairs >= least else reason("why.few_pairs", count=pairs, least=least).text
        return no_message, no_tone

    def _report(self, item: _Prepared, vectors: _Vectors | None, brand: Brand, as_of: date) -> Report:
        row, passage, channel = item.row, item.passage, item.row.channel
        message = self._message(item, vectors, brand)
        tone = self._tone(item, vectors, brand)
        run = run_checks(Context(passage=passage, brand=brand, channel=channel, as_of=as_of))
        facts = tuple(find_conflicts(passage.sentences, brand.facts, locale=item.language, as_of=as_of))
        outcome = decide_verdict(
            brand=brand,
            channel=channel,
            message=message.score,
            tone=tone.score,
            facts=facts,
            findings=run.findings,
            failed=[rule for rule in run.failed if rule in hard_checks()],
        )
        failed = [reason("check.failed", rule=rule) for rule in run.failed if rule not in hard_checks()]
        reasons = [*outcome.reasons, *failed, *_left_out(item), *message.notes, *tone.notes]
        pinned = Pinned(
            text_hash=passage.text_hash,
            brand_version=brand.version,
            channel_version=channel.version if channel else None,
            master_hash=Passage(row.master_parts).text_hash if row.master_parts is not None else None,
            packs=brand.packs,
            rules_version=rules_version(),
            encoder=self.encoder.revision,
            engine=self.encoder.engine,
            precision=self.encoder.precision,
            calibration=self.calibration.id,
            as_of=as_of.isoformat(),
        )
        return Report(
            id=row.report_id if row.report_id is not None else _content_id(pinned, row.locale),
            verdict=outcome.verdict,
            reasons=tuple(r.text for r in reasons),
            message=message.score,
            tone=tone.score,
            facts=facts,
            findings=tuple(run.findings),
            channel=ChannelFit(
                channel.id if channel else None, tuple(limit_uses(passage, channel)) if channel else ()
            ),
            pinned=pinned,
        )

    def _message(self, item: _Prepared, vectors: _Vectors | None, brand: Brand) -> MessageJudgement:
        if item.why_no_message is not None:
            return no_message_score(item.why_no_message)
        if vectors is None or not item.sentences:
            return no_message_score(reason("why.no_sentences").text)
        return score_message(
            item.sentences,
            vectors.final,
            language=item.language,
            spaces=self.spaces(brand),
            brand=brand,
            calibration=self.calibration,
            channel=item.row.channel,
        )

    def _tone(self, item: _Prepared, vectors: _Vectors | None, brand: Brand) -> ToneJudgement:
        if item.why_no_tone is not None:
            return no_tone_score(item.why_no_tone)
        if vectors is None or not item.sentences:
            return no_tone_score(reason("why.no_sentences").text)
        return score_tone(
            item.sentences,
            vectors,
            language=item.language,
            space=self.tone_space(brand, item.row.channel),
            pushes=self._pushes.get(
                (brand.id, brand.version), lambda: learn_pushes(brand, usable_pairs(brand))
            ),
            ground={language: self.ground.of(language) for language in LANGUAGES},
            brand=brand,
            calibration=self.calibration,
            channel=item.row.channel,
        )


def _left_out(item: _Prepared) -> list[Reason]:
    """Return the note on sentences that message and tone could not take in, where others were judged."""
    foreign = sum(1 for sentence in item.passage.sentences if sentence.language == "other")
    return [reason("note.other_language", count=foreign)] if foreign and item.sentences else []


def _judged_language(passage: Passage) -> str:
    """Return the language that sentences of neither language are judged in."""
    if passage.language in LANGUAGES:
        return passage.language
    stated = language_of(passage.locale) if passage.locale else ""
    return stated if stated in LANGUAGES else "zh"


def _content_id(pinned: Pinned, locale: str | None) -> str:
    """Return 32 hex digits of the SHA-256 of everything the report depends on."""
    canonical = json.dumps({**asdict(pinned), "locale": locale}, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:32]
