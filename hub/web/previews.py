"""The preview of a text in its channel's own look, cut where the channel cuts it.

Each channel kind has its drawing in ``templates/previews/<kind>.html``; a kind without one is shown on a plain sheet.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import regex  # type: ignore[import-untyped, unused-ignore]
from markupsafe import Markup

from hub.channels import channel_kinds
from hub.channels.cutting import cut
from hub.channels.sms import Messages, split_messages
from hub.channels.speaking import speaking_seconds
from hub.judging.brand import ChannelSpec, PartSpec
from hub.judging.checks.channel_limits import limit_uses
from hub.judging.passage import Passage
from hub.judging.text import Part
from hub.services.values import BrandValue
from hub.web.languages import localised
from hub.web.part_fields import part_fields, specs_of
from hub.web.preview_parts import PreviewPart, preview_part

DRAWN: Final = frozenset(
    path.stem
    for path in (Path(__file__).parent / "templates" / "previews").glob("*.html")
    if path.stem != "sheet"
)
_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_CHARACTER: Final = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What a drawing needs. ``template`` is its name; ``others`` are parts that the channel does not know.
    ``ink`` is black or white, whichever is read on ``colour``."""

    kind: str
    template: str
    label: str
    lang: str
    brand_name: str
    initial: str
    colour: str | None
    ink: str
    parts: tuple[PreviewPart, ...]
    others: tuple[PreviewPart, ...]

    def part(self, name: str) -> PreviewPart:
        """Return a part by its name, an empty one where there is none."""
        for part in (*self.parts, *self.others):
            if part.name == name:
                return part
        return PreviewPart(name, name, "", (), None, "", Markup())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not any(part.text for part in (*self.parts, *self.others))

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence per part that is too long."""
        return tuple(part.problem for part in self.parts if part.problem)

    @property
    def stand_in_digest(self) -> str:
        """What a message list shows where no digest was written: the beginning of the body."""
        body = " ".join(self.part("body").text.split())
        fold = next((spec.fold for spec in specs_of(self.kind) if spec.id == "digest"), None)
        return cut(body, fold, "characters")[0]

    @property
    def messages(self) -> Messages:
        """The text messages that the body is sent as."""
        return split_messages(self.part("body").text)

    def seconds(self, text: str | None = None) -> tuple[int, int]:
        """Return how long a text (all parts, where none is given) takes to read aloud: quick and calm."""
        return speaking_seconds("\n".join(part.text for part in self.parts) if text is None else text)


def preview_of(
    kind: str, parts: Iterable[Part], locale: str, *, brand_name: str, colour: str | None = None
) -> PreviewView:
    """Return the preview of a text. Odd text is shown as far as it goes; of two parts with one name the last counts."""
    texts = {part.name: part for part in parts}
    specs = specs_of(kind)
    known = channel_kinds().get(kind)
    uses = {
        use.part: use
        for use in limit_uses(Passage(tuple(texts.values()), locale), ChannelSpec("preview", kind, specs))
    }
    given = colour if colour and _HEX.fullmatch(colour) else None
    beyond = [part for name, part in texts.items() if name not in {spec.id for spec in specs}]
    labels = {field.name: field.label for field in part_fields((), beyond)}
    first = _CHARACTER.match(brand_name.strip())
    return PreviewView(
        kind=kind,
        template=kind if kind in DRAWN else "sheet",
        label=localised(known.label) if known else kind,
        lang="zh-CN" if locale == "zh" else locale or "en",
        brand_name=brand_name,
        initial=first[0].upper() if first else "",
        colour=given,
        ink=_ink_on(given) if given else "",
        parts=tuple(preview_part(spec, texts.get(spec.id), uses.get(spec.id)) for spec in specs),
        others=tuple(
            preview_part(PartSpec(part.name, {"en": labels[part.name]}), part, None)
            for part in beyond
            if part.text.strip()
        ),
    )


def brand_colour(value: BrandValue | None) -> str | None:
    """Return the colour that a brand is recognised by: its primary one, else its first; None where it names none."""
    colours = value.kit.visual_identity.colours if value else ()
    return next(
        (colour.hex for colour in colours if colour.role == "primary"), colours[0].hex if colours else None
    )


def _ink_on(colour: str) -> str:
    """Return black or white, by the contrast formula of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
