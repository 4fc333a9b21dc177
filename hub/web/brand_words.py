"""The words for the parts of a brand: what a form calls its fields, and places in a kit as people read them."""

from typing import Final

from hub.web.languages import translate as _
from hub.web.words import level_word, locale_word

BETWEEN: Final = " › "


def sort_word(sort: str) -> str:
    """Return what a part is called, by its address without ids."""
    return {
        "message_house.core_message": _("Core message"),
        "message_house.value_proposition": _("Value proposition"),
        "message_house.pillars": _("Pillar"),
        "message_house.pillars.proof_points": _("Proof point"),
        "voice_guide.summary": _("How we sound"),
        "voice_guide.dimensions": _("Scale"),
        "voice_guide.exemplars": _("Pair"),
        "voice_guide.style_rules": _("Style rule"),
        "exemplars.on_message": _("On message"),
        "exemplars.off_message": _("Off message"),
        "visual_identity.colours": _("Colour"),
        "visual_identity.fonts": _("Font"),
        "visual_identity.logo": _("Logo"),
    }[sort]


def slot_word(key: str, sort: str) -> str:
    """Return the label of a field."""
    own = {
        ("visual_identity.logo", "notes"): _("Rules"),
        ("visual_identity.fonts", "use"): _("Used for"),
        ("voice_guide.style_rules", "reason"): _("Reason"),
    }
    return own.get((sort, key)) or {
        "core_message": _("Core message"),
        "core_phrasings": _("Other wordings"),
        "value_proposition": _("Value proposition"),
        "name": _("Name"),
        "message": _("Message"),
        "phrasings": _("Other wordings"),
        "text": _("Text"),
        "source": _("Source"),
        "summary": _("How we sound"),
        "low": _("The low end, 0"),
        "high": _("The high end, 100"),
        "target": _("Where we speak"),
        "say": _("We say"),
        "dont": _("We don't say"),
        "why": _("Why"),
        "locale": _("Language"),
        "dimension": _("Scale"),
        "dont_at": _("Errs towards"),
        "pattern": _("Pattern"),
        "level": _("Level"),
        "replacement": _("Write instead"),
        "on_message": _("Sentences that are on message"),
        "off_message": _("Sentences that are off message"),
        "hex": _("Colour code"),
        "role": _("Role of the colour"),
        "family": _("Font family"),
        "clear_space": _("Clear space"),
        "min_width_px": _("Smallest width in pixels"),
        "id": _("Identifier"),
    }.get(key, key)


def slot_hint(key: str) -> str:
    """Return what helps to fill in a field."""
    return {
        "core_phrasings": _("One per line."),
        "phrasings": _("One per line."),
        "on_message": _("One per line."),
        "off_message": _("One per line."),
        "source": _("Where this can be checked, such as a report and its date."),
        "pattern": _("A regular expression. What it matches is a finding."),
        "replacement": _("If empty, the finding suggests no other wording."),
        "hex": _("Such as #10243D."),
        "role": _("Such as primary, accent, background or text."),
        "clear_space": _("How much room stays free around the logo."),
        "id": _("Programs and channels know the part by it. Leave it empty to have one made."),
    }.get(key, "")


def choice_word(key: str, value: str) -> str:
    """Return the words for a choice."""
    if key == "level":
        return level_word(value)
    return {"low": _("the first word of the scale"), "high": _("the second word of the scale")}.get(
        value, value
    )


def place_words(path: str) -> str:
    """Return a place in the difference of two kits in the language of the page; ids stay as they are."""
    return BETWEEN.join(_step(step) for step in path.split(BETWEEN))


def _step(step: str) -> str:
    if step in _PARTS:
        return _(_PARTS[step])
    if step.startswith("order of "):
        return _("order: %(what)s", what=_step(step.removeprefix("order of ")))
    noun, _items, name = item_step(step)
    if noun:
        return f"{noun} {name}"
    return locale_word(step)


def item_step(step: str) -> tuple[str, str, str]:
    """Return an item's word in the language of the page, the list it is in, and its id; empty for other steps."""
    for noun, (items, sentence) in _ITEMS.items():
        if step.startswith(noun + " ") and step not in _PARTS:
            return _(sentence), items, step.removeprefix(noun + " ")
    return "", "", ""


def _listed(sentence: str) -> str:
    """Mark a sentence for the catalogue."""
    return sentence


_ITEMS: Final = {
    "pillar": ("pillars", _listed("Pillar")),
    "proof point": ("proof_points", _listed("Proof point")),
    "tone dimension": ("dimensions", _listed("Scale")),
    "exemplar": ("exemplars", _listed("Pair")),
    "style rule": ("style_rules", _listed("Style rule")),
    "term": ("terms", _listed("Term")),
    "fact": ("facts", _listed("Fact")),
    "channel": ("channels", _listed("Channel")),
    "colour": ("colours", _listed("Colour")),
    "font": ("fonts", _listed("Font")),
}
_PARTS: Final = {
    "brand": _listed("Brand"),
    "name": _listed("Name"),
    "locales": _listed("Languages"),
    "message house": _listed("Brand message house"),
    "core message": _listed("Core message"),
    "core phrasings": _listed("Other wordings"),
    "value proposition": _listed("Value proposition"),
    "pillars": _listed("Pillars"),
    "proof points": _listed("Proof points"),
    "message": _listed("Message"),
    "phrasings": _listed("Other wordings"),
    "text": _listed("Text"),
    "source": _listed("Source"),
    "voice guide": _listed("Voice guide"),
    "summary": _listed("How we sound"),
    "dimensions": _listed("Scales"),
    "low": _listed("The low end, 0"),
    "high": _listed("The high end, 100"),
    "target": _listed("Where we speak"),
    "exemplars": _listed("Sentences to learn from"),
    "locale": _listed("Language"),
    "dimension": _listed("Scale"),
    "say": _listed("We say"),
    "dont": _listed("We don't say"),
    "dont at": _listed("Errs towards"),
    "why": _listed("Why"),
    "style rules": _listed("Style rules"),
    "pattern": _listed("Pattern"),
    "reason": _listed("Reason"),
    "level": _listed("Level"),
    "replacement": _listed("Write instead"),
    "terms": _listed("Terms"),
    "status": _listed("Status"),
    "variants": _listed("Other spellings"),
    "exceptions": _listed("Allowed inside"),
    "case sensitive": _listed("Upper and lower case matter"),
    "inflect": _listed("All word forms"),
    "facts": _listed("Facts"),
    "kind": _listed("Kind"),
    "subject": _listed("Subject"),
    "cues": _listed("Words that name it"),
    "value": _listed("Value"),
    "forms": _listed("Other spellings"),
    "valid from": _listed("Valid from"),
    "valid until": _listed("Valid until"),
    "contrast": _listed("Contrast"),
    "trade": _listed("Talk of the trade"),
    "competitor": _listed("Competitor talk"),
    "counter": _listed("Counter-message"),
    "on message": _listed("On message"),
    "off message": _listed("Off message"),
    "channels": _listed("Channels"),
    "media": _listed("Media"),
    "message line": _listed("Message line"),
    "tone line": _listed("Tone line"),
    "tone targets": _listed("Tone of this channel"),
    "thresholds": _listed("Lines to reach"),
    "tone": _listed("Tone"),
    "packs": _listed("Rule packs"),
    "binding warnings": _listed("Binding warnings"),
    "visual identity": _listed("Visual identity"),
    "colours": _listed("Colours"),
    "hex": _listed("Colour code"),
    "role": _listed("Role of the colour"),
    "fonts": _listed("Fonts"),
    "family": _listed("Font family"),
    "use": _listed("Used for"),
    "logo": _listed("Logo"),
    "clear space": _listed("Clear space"),
    "min width px": _listed("Smallest width in pixels"),
    "notes": _listed("Rules"),
    "order": _listed("Order"),
}
