"""The forms of a brand's parts: which fields an address has, what was typed in them, and what it makes of a part."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from hub.brandkit.addresses import Step, find, steps_of, written
from hub.brandkit.house import Exemplars, MessageHouse, PillarPart, ProofPoint
from hub.brandkit.outlets import Colour, Font, Logo
from hub.brandkit.types import KitPart
from hub.brandkit.voice import DimensionPart, PairPart, StyleRulePart, VoiceGuide
from hub.errors import NotFound

Plain = Mapping[str, Any]
Kind = Literal[
    "words",
    "lines",
    "line",
    "text",
    "locale",
    "dimension",
    "choice",
    "band",
    "pixels",
    "colour",
    "instead",
    "id",
]
"""``words`` and ``lines`` stand once per locale; ``lines`` are several texts, one per line."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a part: the key in the kit, how it is typed, and whether it must be there."""

    key: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartForm:
    """The form of one part. ``base`` is the mapping or item that holds the slots; None before it has an id."""

    at: str
    sort: str
    room: str
    base: str | None
    model: type[KitPart]
    slots: tuple[Slot, ...]
    is_item: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Spec:
    room: str
    model: type[KitPart]
    slots: tuple[Slot, ...]
    base: str = ""


_ID = Slot("id", "id")
_SPECS: Final[Mapping[str, _Spec]] = {
    "message_house.core_message": _Spec(
        "house",
        MessageHouse,
        (Slot("core_message", "words", required=True), Slot("core_phrasings", "lines")),
        "message_house",
    ),
    "message_house.value_proposition": _Spec(
        "house", MessageHouse, (Slot("value_proposition", "words", required=True),), "message_house"
    ),
    "message_house.pillars": _Spec(
        "house",
        PillarPart,
        (
            Slot("name", "words", required=True),
            Slot("message", "words", required=True),
            Slot("phrasings", "lines"),
            _ID,
        ),
    ),
    "message_house.pillars.proof_points": _Spec(
        "house", ProofPoint, (Slot("text", "words", required=True), Slot("source", "line"), _ID)
    ),
    "voice_guide.summary": _Spec("guide", VoiceGuide, (Slot("summary", "words"),), "voice_guide"),
    "voice_guide.dimensions": _Spec(
        "guide",
        DimensionPart,
        (
            Slot("low", "words", required=True),
            Slot("high", "words", required=True),
            Slot("target", "band", required=True),
            _ID,
        ),
    ),
    "voice_guide.exemplars": _Spec(
        "guide",
        PairPart,
        (
            Slot("say", "text", required=True),
            Slot("dont", "text", required=True),
            Slot("why", "text"),
            Slot("locale", "locale", required=True),
            Slot("dimension", "dimension", required=True),
            Slot("dont_at", "choice", required=True, choices=("low", "high")),
            _ID,
        ),
    ),
    "voice_guide.style_rules": _Spec(
        "guide",
        StyleRulePart,
        (
            Slot("pattern", "line", required=True),
            Slot("reason", "text", required=True),
            Slot("replacement", "instead"),
            Slot("locale", "locale", required=True),
            Slot("level", "choice", required=True, choices=("error", "warning", "suggestion")),
            _ID,
        ),
    ),
    "exemplars.on_message": _Spec("guide", Exemplars, (Slot("on_message", "lines"),), "exemplars"),
    "exemplars.off_message": _Spec("guide", Exemplars, (Slot("off_message", "lines"),), "exemplars"),
    "visual_identity.colours": _Spec(
        "identity",
        Colour,
        (
            Slot("name", "words", required=True),
            Slot("hex", "colour", required=True),
            Slot("role", "line"),
            _ID,
        ),
    ),
    "visual_identity.fonts": _Spec(
        "identity", Font, (Slot("family", "line", required=True), Slot("use", "words"), _ID)
    ),
    "visual_identity.logo": _Spec(
        "identity",
        Logo,
        (Slot("clear_space", "line"), Slot("min_width_px", "pixels"), Slot("notes", "words")),
        "visual_identity.logo",
    ),
}


def form_at(at: str) -> PartForm:
    """Return the form for an address; that of a list makes a new item. Raises NotFound where pages edit nothing."""
    steps = steps_of(at)
    sort = ".".join(step.name for step in steps if not step.is_id)
    spec = _SPECS.get(sort)
    if spec is None:
        raise NotFound("There is no such thing here, or it is not shared with you.", details={"path": at})
    is_item = not spec.base
    is_new = is_item and not steps[-1].is_id
    base = (None if is_new else written(steps)) if is_item else spec.base
    return PartForm(written(steps), sort, spec.room, base, spec.model, spec.slots, is_item, is_new)


def with_id(form: PartForm, name: str) -> PartForm:
    """Return a new item's form with its address."""
    return replace(form, base=written((*steps_of(form.at), Step(name, is_id=True))))


def held(form: PartForm, kit: Plain) -> dict[str, Any]:
    """Return what stands in the kit for the form; empty for a new item. Raises NotFound for an item that is gone."""
    if form.base is None:
        return {}
    value = find(kit, form.base)
    if value is None and form.is_item:
        raise NotFound(
            "There is no such thing here, or it is not shared with you.", details={"path": form.at}
        )
    return dict(value or {})


def typed_of(form: PartForm, part: Plain, locales: tuple[str, ...]) -> dict[str, str]:
    """Return a part as the form's fields show it, by the name of the field."""
    typed: dict[str, str] = {}
    for slot in form.slots:
        value = part.get(slot.key)
        if slot.kind in ("words", "lines"):
            for locale in locales:
                text = (value or {}).get(locale, "" if slot.kind == "words" else [])
                typed[f"{slot.key}.{locale}"] = text if isinstance(text, str) else "\n".join(text)
        elif slot.kind == "band":
            low, high = value or ("", "")
            typed |= {f"{slot.key}.low": str(low), f"{slot.key}.high": str(high)}
        elif slot.kind == "instead":
            typed |= {slot.key: value or "", f"{slot.key}.strike": "yes" if value == "" else ""}
        else:
            typed[slot.key] = "" if value is None else str(value)
    if not typed.get("level", "x"):
        typed["level"] = "warning"
    return typed


def part_from(
    form: PartForm, part: Plain, typed: Mapping[str, str], locales: tuple[str, ...]
) -> dict[str, Any]:
    """Return the part with what was typed put in; what the form does not show stays, what is empty goes."""
    result = dict(part)
    for slot in form.slots:
        value = _value(slot, typed, locales)
        if value is None:
            result.pop(slot.key, None)
        else:
            result[slot.key] = value
    return result


def _value(slot: Slot, typed: Mapping[str, str], locales: tuple[str, ...]) -> Any:
    text = typed.get(slot.key, "").strip()
    if slot.kind == "words":
        words = {locale: typed.get(f"{slot.key}.{locale}", "").strip() for locale in locales}
        return {locale: said for locale, said in words.items() if said} or None
    if slot.kind == "lines":
        lines = {locale: _lines(typed.get(f"{slot.key}.{locale}", "")) for locale in locales}
        return {locale: said for locale, said in lines.items() if said} or None
    if slot.kind == "band":
        bounds = [_number(typed.get(f"{slot.key}.{end}", "").strip()) for end in ("low", "high")]
        return bounds if any(bound != "" for bound in bounds) else None
    if slot.kind == "instead":
        return "" if typed.get(f"{slot.key}.strike") and not text else text or None
    if slot.kind == "pixels":
        return _number(text) if text else None
    return text or None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(text: str) -> int | float | str:
    """Return the number that was typed; what is none stays as it is, for the kit to refuse."""
    if re.fullmatch(r"\d{1,6}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{1,6}\.\d{1,6}", text) else text


def made_id(form: PartForm, part: Plain, kit: Plain) -> str:
    """Return an id for a new item that is free in its list: from its English words, else a number."""
    taken = {item["id"] for item in find(kit, form.at) or ()}
    if form.sort == "message_house.pillars.proof_points":
        # Proof points share one space of ids over the whole house.
        pillars = kit.get("message_house", {}).get("pillars", [])
        taken |= {point["id"] for pillar in pillars for point in pillar.get("proof_points", [])}
    start = _slug(part) or form.sort.rsplit(".", 1)[-1].rstrip("s").replace("_", "-")
    return next(name for name in _names(start) if name not in taken)


def _names(start: str) -> Iterator[str]:
    yield start
    number = 2
    while True:
        yield f"{start}-{number}"
        number += 1


def _slug(part: Plain) -> str:
    for key in ("name", "text", "high", "family", "pattern"):
        value = part.get(key)
        words = value.get("en", "") if isinstance(value, Mapping) else value if isinstance(value, str) else ""
        if slug := re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40].strip("-"):
            return slug
    return ""


def anchor(address: str) -> str:
    """Return the id that a part has on its page."""
    return re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")
