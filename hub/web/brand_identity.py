"""Brand: how it looks. Colours with the contrast of text on them, fonts in their use, rules for the logo."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from hub.brandkit import Kit
from hub.services.kit_editing import kit_desk
from hub.web.brand_colour import TextOn, texts_on
from hub.web.brand_forms import anchor
from hub.web.context import hub_parts, signed_in
from hub.web.languages import localised
from hub.web.permissions import permission

pages = Blueprint("brand_identity", __name__, url_prefix="/<slug>/identity")


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour with its name, code and role, and how well white and black text reads on it, the better first."""

    at: str
    anchor: str
    name: str
    hex: str
    role: str
    texts: tuple[TextOn, TextOn]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A font and what it is used for."""

    at: str
    anchor: str
    family: str
    use: str


@pages.get("")
@permission("brand.read")
def show(slug: str) -> str:
    """Show swatches, fonts and the logo's rules."""
    desk = kit_desk(hub_parts(), signed_in(), slug)
    return render_template(
        "brand_identity.html",
        desk=desk,
        swatches=swatches(desk.kit),
        fonts=_fonts(desk.kit),
        logo=desk.kit.visual_identity.logo,
    )


def swatches(kit: Kit) -> tuple[Swatch, ...]:
    """Return the brand's colours in its own order."""
    return tuple(
        Swatch(
            at=f"visual_identity.colours/{colour.id}",
            anchor=anchor(f"visual_identity.colours/{colour.id}"),
            name=localised(colour.name),
            hex=colour.hex.upper(),
            role=colour.role or "",
            texts=texts_on(colour.hex),
        )
        for colour in kit.visual_identity.colours
    )


def _fonts(kit: Kit) -> tuple[Specimen, ...]:
    return tuple(
        Specimen(
            at=f"visual_identity.fonts/{font.id}",
            anchor=anchor(f"visual_identity.fonts/{font.id}"),
            family=font.family,
            use=localised(font.use or {}),
        )
        for font in kit.visual_identity.fonts
    )
