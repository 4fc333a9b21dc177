"""Where the brand speaks and how it looks: channels, thresholds, visual identity."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from hub.brandkit.types import Band, HexColour, KitPart, Localised, Pixels, Score, Slug, Text

NO_BANDS: dict[str, tuple[int | float, int | float]] = {}
KindName = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{1,63}$")]


class ChannelPart(KitPart):
    """A channel of this brand. Lines that are left out are those of ``thresholds``; no pillars means any."""

    id: Slug
    kind: KindName
    name: Localised
    media: Literal["paid", "owned", "earned", "shared"]
    pillars: tuple[Slug, ...] = ()
    message_line: Score | None = None
    tone_line: Score | None = None
    tone_targets: dict[Slug, Band] = NO_BANDS


class Thresholds(KitPart):
    """The scores (0 to 100) a text must reach where its channel says nothing else."""

    message: Score = 50
    tone: Score = 50


class Colour(KitPart):
    """A colour of the brand with its role (``primary``, ``accent`` …)."""

    id: Slug
    name: Localised
    hex: HexColour
    role: Text | None = None


class Font(KitPart):
    """A font family and what it is used for."""

    id: Slug
    family: Text
    use: Localised | None = None


class Logo(KitPart):
    """How much room the logo needs and how small it may get, in pixels."""

    clear_space: Text | None = None
    min_width_px: Pixels | None = None
    notes: Localised | None = None


class VisualIdentity(KitPart):
    """Colours, fonts and logo."""

    colours: tuple[Colour, ...] = ()
    fonts: tuple[Font, ...] = ()
    logo: Logo | None = None
