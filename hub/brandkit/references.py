"""What holds between the parts of a kit: ids, locales, references, patterns that can match.

Works on plain values and steps over anything of the wrong shape, so that all faults are told together.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import regex  # type: ignore[import-untyped, unused-ignore]

from hub.brandkit.patterns import too_large
from hub.brandkit.places import Flaw, Path, Place
from hub.channels import channel_kinds

_LOCALISED = {
    "brand.name",
    "message_house.core_message",
    "message_house.core_phrasings",
    "message_house.value_proposition",
    "message_house.pillars.name",
    "message_house.pillars.message",
    "message_house.pillars.phrasings",
    "message_house.pillars.proof_points.text",
    "voice_guide.summary",
    "voice_guide.dimensions.low",
    "voice_guide.dimensions.high",
    "facts.subject",
    "facts.cues",
    "contrast.trade",
    "contrast.competitor",
    "contrast.counter",
    "exemplars.on_message",
    "exemplars.off_message",
    "channels.name",
    "visual_identity.colours.name",
    "visual_identity.fonts.use",
    "visual_identity.logo.notes",
}
_WITH_LOCALE = ("voice_guide.exemplars", "voice_guide.style_rules", "terms")
_WITH_IDS = (
    "message_house.pillars",
    "message_house.pillars.proof_points",
    "voice_guide.dimensions",
    "voice_guide.exemplars",
    "voice_guide.style_rules",
    "terms",
    "facts",
    "channels",
    "visual_identity.colours",
    "visual_identity.fonts",
)
_ISO_DATE = regex.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_LISTED = 20
_NO_REPEATS = ("brand.locales", "channels.pillars", "packs", "binding_warnings")


class _Names:
    """The names a reference may use, and how they are told to someone who used another."""

    def __init__(self, noun: str, names: Iterable[str]) -> None:
        ordered = list(names)
        self.names = frozenset(ordered)
        self.listed = ", ".join(ordered[:_MOST_LISTED]) + (" …" if len(ordered) > _MOST_LISTED else "")
        self.expected = (
            f"a {noun} that exists: {self.listed}" if ordered else f"no {noun}, since there is none"
        )


def reference_flaws(
    root: Any, places: Mapping[Path, Place], *, known_packs: Collection[str] | None = None
) -> list[Flaw]:
    """Return every flaw between parts. ``known_packs`` are the shipped rule packs; None: not checked."""
    if not isinstance(root, dict):
        return []
    return [
        *_repeated_ids(root, places),
        *_repeated_values(root, places),
        *_unknown_locales(root),
        *_unknown_references(root, known_packs),
        *_idle_rules(root),
        *_idle_terms(root),
        *_backward_facts(root),
    ]


def _at(root: Any, dotted: str) -> Iterator[tuple[Path, Any]]:
    """Yield every value at a dotted path, going through lists on the way but not into the last value."""
    steps = dotted.split(".")
    found: list[tuple[Path, Any]] = [((), root)]
    for number, step in enumerate(steps):
        following: list[tuple[Path, Any]] = []
        for path, value in found:
            if isinstance(value, dict) and step in value:
                inner = value[step]
                if number < len(steps) - 1 and isinstance(inner, list | tuple):
                    following += [((*path, step, index), item) for index, item in enumerate(inner)]
                else:
                    following.append(((*path, step), inner))
        found = following
    yield from found


def _items(root: Any, dotted: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path, value in _at(root, dotted):
        if isinstance(value, list | tuple):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield (*path, index), item


def _strings(root: Any, dotted: str) -> Iterator[tuple[Path, str]]:
    for path, value in _at(root, dotted):
        if isinstance(value, list | tuple):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    yield (*path, index), item


def _ids(root: Any, dotted: str) -> list[str]:
    return [item["id"] for _, item in _items(root, dotted) if isinstance(item.get("id"), str)]


def _first_on(path: Path, places: Mapping[Path, Place]) -> str:
    place = places.get(path)
    return f" (first on line {place.line})" if place else ""


def _repeated_ids(root: Any, places: Mapping[Path, Place]) -> Iterator[Flaw]:
    for dotted in _WITH_IDS:
        seen: dict[str, Path] = {}
        for path, item in _items(root, dotted):
            name, where = item.get("id"), (*path, "id")
            if not isinstance(name, str):
                continue
            if name in seen:
                yield Flaw(
                    where,
                    f"the id {name!r} again{_first_on(seen[name], places)}",
                    "an id of its own for each item",
                )
            else:
                seen[name] = where


def _repeated_values(root: Any, places: Mapping[Path, Place]) -> Iterator[Flaw]:
    for dotted in _NO_REPEATS:
        seen: dict[tuple[Path, str], Path] = {}
        for path, value in _strings(root, dotted):
            key = (path[:-1], value)
            if key in seen:
                yield Flaw(path, f"{value!r} again{_first_on(seen[key], places)}", "each entry once")
            else:
                seen[key] = path


def _unknown_locales(root: Any) -> Iterator[Flaw]:
    locales = _Names("locale", [value for _, value in _strings(root, "brand.locales")])
    if not locales.names:
        return
    expected = f"one of the brand's locales ({locales.listed})"
    for dotted in sorted(_LOCALISED):
        for path, value in _at(root, dotted):
            if isinstance(value, dict):
                for key in value:
                    if key not in locales.names:
                        yield Flaw((*path, key), f"the locale {key!r}", expected, at_key=True)
    for dotted in _WITH_LOCALE:
        for path, item in _items(root, dotted):
            name = item.get("locale")
            if isinstance(name, str) and name not in locales.names:
                yield Flaw((*path, "locale"), f"the locale {name!r}", expected)


def _unknown_references(root: Any, known_packs: Collection[str] | None) -> Iterator[Flaw]:
    pillars = _Names("pillar", _ids(root, "message_house.pillars"))
    dimensions = _Names("tone dimension", _ids(root, "voice_guide.dimensions"))
    kinds = _Names("channel kind", channel_kinds())
    for path, name in _strings(root, "channels.pillars"):
        if name not in pillars.names:
            yield Flaw(path, f"the pillar {name!r}", pillars.expected)
    for path, item in _items(root, "channels"):
        kind = item.get("kind")
        if isinstance(kind, str) and kind not in kinds.names:
            yield Flaw((*path, "kind"), f"the channel kind {kind!r}", kinds.expected)
        targets = item.get("tone_targets")
        for name in targets if isinstance(targets, dict) else ():
            if name not in dimensions.names:
                yield Flaw(
                    (*path, "tone_targets", name),
                    f"the tone dimension {name!r}",
                    dimensions.expected,
                    at_key=True,
                )
    for path, item in _items(root, "voice_guide.exemplars"):
        wanted = item.get("dimension")
        if isinstance(wanted, str) and wanted not in dimensions.names:
            yield Flaw((*path, "dimension"), f"the tone dimension {wanted!r}", dimensions.expected)
    if known_packs is not None:
        packs = _Names("rule pack", sorted(known_packs))
        for path, name in _strings(root, "packs"):
            if name not in packs.names:
                yield Flaw(path, f"the rule pack {name!r}", packs.expected)


def _idle_rules(root: Any) -> Iterator[Flaw]:
    for path, item in _items(root, "voice_guide.style_rules"):
        pattern = item.get("pattern")
        if not isinstance(pattern, str) or not pattern.strip():
            continue
        where = (*path, "pattern")
        oversize = too_large(pattern)
        if oversize:
            yield Flaw(where, oversize, "a pattern that stays small")
            continue
        try:
            compiled = regex.compile(pattern)
        except (regex.error, RecursionError, OverflowError) as error:
            yield Flaw(where, f"the pattern {pattern!r} ({error})", "a regular expression")
            continue
        if compiled.fullmatch(""):
            yield Flaw(
                where,
                f"the pattern {pattern!r}, which matches nothing at all",
                "a pattern that needs a character",
            )


def _idle_terms(root: Any) -> Iterator[Flaw]:
    for path, item in _items(root, "terms"):
        text, exceptions = item.get("text"), item.get("exceptions")
        if not isinstance(text, str) or not isinstance(exceptions, list | tuple):
            continue
        for index, exception in enumerate(exceptions):
            if exception == text:
                yield Flaw(
                    (*path, "exceptions", index),
                    f"{text!r}, the term itself: it could never match",
                    "a longer text in which the term may stand",
                )


def _backward_facts(root: Any) -> Iterator[Flaw]:
    for path, item in _items(root, "facts"):
        # ISO dates sort as text; what is no date is told as a fault of shape.
        first, last = (_iso(item.get(name)) for name in ("valid_from", "valid_until"))
        if first and last and last < first:
            found = f"a valid_until of {last} before the valid_from of {first}"
            yield Flaw((*path, "valid_until"), found, "a fact that begins before it ends")


def _iso(value: Any) -> str | None:
    text = value.isoformat() if isinstance(value, date) else value
    return text if isinstance(text, str) and _ISO_DATE.fullmatch(text) else None
