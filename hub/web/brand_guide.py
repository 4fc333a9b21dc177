"""Brand: the voice guide, with its pairs, scales, style rules and exemplars."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from hub.brandkit import Kit
from hub.brandkit.voice import PairPart, StyleRulePart
from hub.services.kit_editing import kit_desk
from hub.web.brand_forms import anchor
from hub.web.brand_view import in_locale, reading_locale
from hub.web.context import hub_parts, signed_in
from hub.web.languages import language, localised
from hub.web.permissions import permission

pages = Blueprint("brand_guide", __name__, url_prefix="/<slug>/guide")


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A scale with the words at its ends and the band in which the brand speaks."""

    at: str
    anchor: str
    low: str
    high: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair, its scale, and the end of it to which the wrong one errs."""

    at: str
    anchor: str
    pair: PairPart
    scale: str
    errs: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A style rule."""

    at: str
    anchor: str
    rule: StyleRulePart


@dataclass(frozen=True, slots=True)
class GuideView:
    """The guide in one locale."""

    locale: str
    summary: str
    scales: tuple[ScaleRow, ...]
    pairs: tuple[PairRow, ...]
    rules: tuple[RuleRow, ...]
    on_message: tuple[str, ...]
    off_message: tuple[str, ...]


@pages.get("")
@permission("brand.read")
def show(slug: str) -> str:
    """Show the guide in one of the brand's locales: the one asked for, else that of the page."""
    desk = kit_desk(hub_parts(), signed_in(), slug)
    wish = request.args.get("locale", "")
    locale = wish if wish in desk.kit.brand.locales else reading_locale(desk.kit, language())
    return render_template("brand_guide.html", desk=desk, guide=view_guide(desk.kit, locale))


def view_guide(kit: Kit, locale: str) -> GuideView:
    """Return the guide as it is for one locale: summary and ends of scales, and what is written in that locale."""
    guide = kit.voice_guide
    dimensions = {row.id: row for row in guide.dimensions}
    pairs = []
    for pair in guide.exemplars:
        row = dimensions[pair.dimension]
        at = f"voice_guide.exemplars/{pair.id}"
        errs = localised(row.low if pair.dont_at == "low" else row.high)
        scale = f"{localised(row.low)} – {localised(row.high)}"
        if pair.locale == locale:
            pairs.append(PairRow(at, anchor(at), pair, scale, errs))
    return GuideView(
        locale=locale,
        summary=in_locale(guide.summary or {}, locale),
        scales=tuple(
            ScaleRow(
                at=f"voice_guide.dimensions/{row.id}",
                anchor=anchor(f"voice_guide.dimensions/{row.id}"),
                low=localised(row.low),
                high=localised(row.high),
                start=row.target[0],
                end=row.target[1],
            )
            for row in guide.dimensions
        ),
        pairs=tuple(pairs),
        rules=tuple(
            RuleRow(f"voice_guide.style_rules/{rule.id}", anchor(f"voice_guide.style_rules/{rule.id}"), rule)
            for rule in guide.style_rules
            if rule.locale == locale
        ),
        on_message=kit.exemplars.on_message.get(locale, ()),
        off_message=kit.exemplars.off_message.get(locale, ()),
    )
