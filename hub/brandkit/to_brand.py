"""A kit as the values that judging works with: one ``Brand`` and one ``ChannelSpec`` per channel."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace

from hub.brandkit.digest import digest_of, kit_version
from hub.brandkit.house import FactPart, PillarPart
from hub.brandkit.model import Kit
from hub.brandkit.outlets import ChannelPart
from hub.brandkit.voice import PairPart, StyleRulePart, TermPart
from hub.channels import channel_kinds
from hub.judging.brand import (
    Brand,
    ChannelSpec,
    ContrastKind,
    ContrastText,
    Exemplar,
    ExemplarPair,
    Fact,
    Message,
    MessageKind,
    Pillar,
    StyleRule,
    Term,
    ToneDimension,
)


def brand_of(kit: Kit, *, version: str | None = None) -> Brand:
    """Return the brand as judging sees it; ``version`` is the kit's digest unless given.

    Message ids: ``core``, ``value``, ``pillar:<id>``, ``proof:<id>``; other wordings add ``.2``, ``.3`` … in
    each locale.
    """
    guide = kit.voice_guide
    return Brand(
        id=kit.brand.id,
        version=kit_version(kit) if version is None else version,
        names=dict(kit.brand.name),
        locales=kit.brand.locales,
        messages=tuple(_messages(kit)),
        pillars=tuple(Pillar(id=pillar.id, name=dict(pillar.name)) for pillar in kit.message_house.pillars),
        dimensions=tuple(
            ToneDimension(id=item.id, low=dict(item.low), high=dict(item.high), target=_floats(item.target))
            for item in guide.dimensions
        ),
        pairs=tuple(_pair(item) for item in guide.exemplars),
        style_rules=tuple(_style_rule(item) for item in guide.style_rules),
        terms=tuple(_term(item) for item in kit.terms),
        facts=tuple(_fact(item) for item in kit.facts),
        contrast=tuple(_contrast(kit)),
        exemplars=tuple(_exemplars(kit)),
        packs=kit.packs,
        binding_warnings=kit.binding_warnings,
    )


def channels_of(kit: Kit) -> tuple[ChannelSpec, ...]:
    """Return the kit's channels joined with their kinds, in order. ``version`` digests the whole channel."""
    return tuple(_channel(kit, channel) for channel in kit.channels)


def _messages(kit: Kit) -> Iterator[Message]:
    house, locales = kit.message_house, kit.brand.locales
    yield from _wordings("core", "core_message", house.core_message, house.core_phrasings, locales)
    yield from _wordings("value", "value_proposition", house.value_proposition, {}, locales)
    for pillar in house.pillars:
        yield from _pillar_messages(pillar, locales)


def _pillar_messages(pillar: PillarPart, locales: tuple[str, ...]) -> Iterator[Message]:
    name = f"pillar:{pillar.id}"
    yield from _wordings(name, "pillar", pillar.message, pillar.phrasings, locales, pillar=pillar.id)
    for proof in pillar.proof_points:
        yield from _wordings(f"proof:{proof.id}", "proof_point", proof.text, {}, locales, pillar=pillar.id)


def _wordings(
    name: str,
    kind: MessageKind,
    text: Mapping[str, str],
    others: Mapping[str, tuple[str, ...]],
    locales: tuple[str, ...],
    *,
    pillar: str | None = None,
) -> Iterator[Message]:
    for locale in locales:
        if locale in text:
            yield Message(id=name, kind=kind, locale=locale, text=text[locale], pillar=pillar)
        for number, other in enumerate(others.get(locale, ()), start=2):
            yield Message(id=f"{name}.{number}", kind=kind, locale=locale, text=other, pillar=pillar)


def _pair(item: PairPart) -> ExemplarPair:
    return ExemplarPair(
        id=item.id,
        locale=item.locale,
        dimension=item.dimension,
        say=item.say,
        dont=item.dont,
        dont_at=item.dont_at,
        why=item.why or "",
    )


def _style_rule(item: StyleRulePart) -> StyleRule:
    return StyleRule(
        id=item.id,
        locale=item.locale,
        pattern=item.pattern,
        reason=item.reason,
        level=item.level,
        replacement=item.replacement,
    )


def _term(item: TermPart) -> Term:
    return Term(
        id=item.id,
        locale=item.locale,
        text=item.text,
        status=item.status,
        variants=item.variants,
        replacement=item.replacement,
        reason=item.reason or "",
        exceptions=item.exceptions,
        case_sensitive=item.case_sensitive,
        inflect=item.inflect,
    )


def _fact(item: FactPart) -> Fact:
    return Fact(
        id=item.id,
        kind=item.kind,
        subject=dict(item.subject),
        cues=dict(item.cues),
        value=item.value,
        forms=item.forms,
        source=item.source or "",
        valid_from=item.valid_from,
        valid_until=item.valid_until,
    )


def _contrast(kit: Kit) -> Iterator[ContrastText]:
    kinds: tuple[tuple[ContrastKind, Mapping[str, tuple[str, ...]]], ...] = (
        ("trade", kit.contrast.trade),
        ("competitor", kit.contrast.competitor),
        ("counter", kit.contrast.counter),
    )
    for kind, texts in kinds:
        for locale in kit.brand.locales:
            for text in texts.get(locale, ()):
                yield ContrastText(kind=kind, locale=locale, text=text)


def _exemplars(kit: Kit) -> Iterator[Exemplar]:
    for on_message, texts in ((True, kit.exemplars.on_message), (False, kit.exemplars.off_message)):
        for locale in kit.brand.locales:
            for text in texts.get(locale, ()):
                yield Exemplar(locale=locale, text=text, on_message=on_message)


def _channel(kit: Kit, channel: ChannelPart) -> ChannelSpec:
    kind = channel_kinds()[channel.kind]
    message_line, tone_line = channel.message_line, channel.tone_line
    spec = ChannelSpec(
        id=channel.id,
        kind=channel.kind,
        parts=kind.specs,
        pillars=channel.pillars,
        message_line=float(kit.thresholds.message if message_line is None else message_line),
        tone_line=float(kit.thresholds.tone if tone_line is None else tone_line),
        max_hashtags=kind.max_hashtags,
        max_emoji=kind.max_emoji,
        tone_targets={name: _floats(band) for name, band in channel.tone_targets.items()},
    )
    return replace(spec, version=digest_of(asdict(spec)))


def _floats(band: tuple[int | float, int | float]) -> tuple[float, float]:
    return (float(band[0]), float(band[1]))
