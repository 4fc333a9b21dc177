"""A channel as a form: what stands in its fields, what was typed, and the words for kinds, limits and rules."""

import math
from collections.abc import Sequence
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from hub.brandkit.model import Kit
from hub.brandkit.outlets import ChannelPart, Thresholds
from hub.channels import KindPart, channel_kinds
from hub.judging.styles import load_pack, pack_ids
from hub.web.brand_table_forms import Typed, Wrong, by_locale, wrong_in
from hub.web.brand_table_rows import IdMaker
from hub.web.languages import localised
from hub.web.languages import translate as _
from hub.web.words import unit_word

MEDIA: Final = ("paid", "owned", "earned", "shared")


def words_of_channel(channel: ChannelPart) -> Typed:
    """Return what stands in the fields of a channel's form; pillars as ``pillar.<id>``, bands by their ends."""
    typed = {"id": channel.id, "kind": channel.kind, "media": channel.media}
    typed["message_line"] = _number_said(channel.message_line)
    typed["tone_line"] = _number_said(channel.tone_line)
    typed |= {f"name.{locale}": text for locale, text in channel.name.items()}
    typed |= {f"pillar.{pillar}": "yes" for pillar in channel.pillars}
    for dimension, (low, high) in channel.tone_targets.items():
        typed |= {f"low.{dimension}": _number_said(low), f"high.{dimension}": _number_said(high)}
    return typed


def words_of_kind(kind_id: str, kit: Kit) -> Typed:
    """Return what a new channel of a kind begins with; nothing for a kind that is not shipped."""
    kind = channel_kinds().get(kind_id)
    if kind is None:
        return {}
    names = {f"name.{locale}": kind.label.get(locale.split("-")[0], "") for locale in kit.brand.locales}
    return {"kind": kind.id, "media": kind.media, **names}


def read_channel(typed: Typed, kit: Kit, channel_id: str | None) -> tuple[dict[str, Any], Wrong]:
    """Return the channel that was typed, and what is wrong with it. Without an id it gets one made from its name."""
    name = by_locale(typed, "name", kit.brand.locales)
    kind = typed.get("kind", "")
    ids = [channel.id for channel in kit.channels if channel.id != channel_id]
    made = IdMaker(ids, stem=kind.replace("_", "-") or "channel").make(name.get("en", ""))
    targets: dict[str, list[float | int | str]] = {}
    for dimension in kit.voice_guide.dimensions:
        ends = [typed.get(f"{end}.{dimension.id}", "") for end in ("low", "high")]
        if any(ends):
            targets[dimension.id] = [_number(end) for end in ends]
    values: dict[str, Any] = {
        "id": typed.get("id") or channel_id or made,
        "kind": kind,
        "name": name,
        "media": typed.get("media", ""),
        "pillars": [
            pillar.id for pillar in kit.message_house.pillars if typed.get(f"pillar.{pillar.id}") == "yes"
        ],
        "tone_targets": targets,
    }
    for line in ("message_line", "tone_line"):
        if typed.get(line):
            values[line] = _number(typed[line])
    wrong = wrong_in(ChannelPart, values)
    if kind not in channel_kinds():
        wrong.setdefault("kind", _("Choose a kind."))
    if values["id"] in ids:
        wrong.setdefault("id", _("This id is taken; choose another."))
    return values, wrong


def read_lines(typed: Typed) -> tuple[dict[str, Any], Wrong]:
    """Return the brand's thresholds as typed, and what is wrong with them."""
    values: dict[str, Any] = {name: _number(typed.get(name, "")) for name in ("message", "tone")}
    return values, wrong_in(Thresholds, values)


def limit_word(part: KindPart) -> str:
    """Return a part's limit in words, with other languages and the fold; empty where it has none."""
    spec = part.spec
    if spec.limit is None:
        return _("no limit")
    said = f"{spec.limit} {unit_word(spec.unit)}"
    said += "".join(f" · {locale}: {count}" for locale, count in spec.limit_by_language.items())
    return said + (" · " + _("cut off after %(count)d", count=spec.fold) if spec.fold else "")


def strictness_word(level: str) -> str:
    """Return what going beyond a limit does."""
    return {
        "error": _("Longer text is stopped"),
        "warning": _("Longer text is warned about"),
        "suggestion": _("Longer text gets advice"),
    }.get(level, level)


def pack_rows(kit: Kit) -> list[dict[str, Any]]:
    """Return the rule packs there are and those the kit names, with a sentence each and whether they are on."""
    said = {
        "zh-advertising-law": (
            _("Wording under China’s Advertising Law"),
            _("Stops words the law bans and asks for proof of claims. Help for writers, not legal advice."),
        )
    }
    rows = []
    for pack_id in (*pack_ids(), *(pack for pack in kit.packs if pack not in pack_ids())):
        title, sentence = said.get(pack_id, (pack_id, ""))
        pack = load_pack(pack_id) if pack_id in pack_ids() else None
        if pack is None:
            sentence = _("This pack is not part of the hub, so it checks nothing.")
        rows.append(
            {"id": pack_id, "title": title, "sentence": sentence, "on": pack_id in kit.packs, "pack": pack}
        )
    return rows


def rule_words(kit: Kit) -> dict[str, str]:
    """Return rules that may warn, with what each is about; the brand's terms are left out (``term.<id>``)."""
    words = {
        "text.hidden-character": _("Hidden characters"),
        "channel.hashtags": _("More hashtags than the channel takes"),
        "channel.emoji": _("More emoji than the channel takes"),
        "channel.limit": _("Longer than the channel takes"),
    }
    words |= {
        f"style.{rule.id}": rule.reason for rule in kit.voice_guide.style_rules if rule.level == "warning"
    }
    for pack_id in kit.packs:
        if pack_id in pack_ids():
            words |= {
                f"{pack_id}.{rule.id}": localised(rule.reason)
                for rule in load_pack(pack_id).rules
                if rule.level == "caution"
            }
    return words


def words_of_rules(kit: Kit) -> list[tuple[str, str]]:
    """Return the rules whose warnings bind, with what each is about."""
    known = rule_words(kit)
    terms = {f"term.{term.id}": term.text for term in kit.terms}
    return [(rule, known.get(rule) or terms.get(rule, "")) for rule in kit.binding_warnings]


def ticked_rules(form: MultiDict[str, str]) -> Sequence[str]:
    """Return the rules that are ticked in the form of binding warnings, and the one that was added."""
    added = form.get("added", "").strip()
    return list(dict.fromkeys([*form.getlist("rule"), *([added] if added else [])]))


def _number(text: str) -> float | int | str:
    try:
        number = float(text.replace("，", ".").replace(",", "."))
    except ValueError:
        return text
    # What is no number to reckon with (nan, inf) is refused as the text it is.
    if not math.isfinite(number):
        return text
    return int(number) if number == int(number) else number


def _number_said(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
