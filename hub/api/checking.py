"""Judging a text on the spot, without keeping it."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from hub.api.operation import Resource
from hub.api.types import Inward, Line, LocaleTag, PartsIn, Slug, parts_in
from hub.errors import NotFound, TooLarge, WrongState
from hub.judging.report import Report
from hub.judging.text import Part
from hub.services import judgements
from hub.services.parts import Parts
from hub.workflow.roles import Principal

resource = Resource(
    "Check", "On-message score, tone, facts and findings of a text, as the editor shows them."
)


class CheckIn(Inward):
    """A text to judge: either `text`, which is taken as the part `body` in plain format, or `parts`."""

    brand: Slug
    channel: Annotated[
        Slug | None, Field(description="Judge for this channel: its limits, lines and pillars.")
    ] = None
    locale: Annotated[
        LocaleTag | None, Field(description="The text's locale; left out, the text itself says.")
    ] = None
    text: Line | None = None
    parts: PartsIn | None = None
    master: Annotated[
        PartsIn | None, Field(description="The master this text was made from; the report names its digest.")
    ] = None

    @model_validator(mode="after")
    def _one_text(self) -> Self:
        if (self.text is None) == (self.parts is None):
            raise PydanticCustomError("one_text", "either text or parts, not both and not neither")
        return self

    def judged_parts(self) -> tuple[Part, ...]:
        """Return the text as parts."""
        return parts_in(self.parts) if self.parts is not None else (Part("body", self.text or ""),)


@resource.operation(
    "POST",
    "/check",
    permission="text.check",
    returns=Report,
    errors=(NotFound, WrongState, TooLarge),
    example={"brand": "acme", "channel": "wechat", "locale": "zh", "text": "每个零件都能单独更换。"},
)
def check_text(parts: Parts, principal: Principal, body: CheckIn) -> dict[str, Any]:
    """Judge a text against a brand.

    Nothing is stored. Every `start` and `end` in the report counts Unicode code points within the named part as it
    was sent, `end` exclusive: neither bytes nor UTF-16 units. The same text under the same `pinned` values gives the
    same report.
    """
    command = judgements.CheckText(
        brand=body.brand,
        parts=body.judged_parts(),
        channel=body.channel,
        locale=body.locale,
        master=parts_in(body.master) if body.master is not None else None,
    )
    return judgements.plain(judgements.check_text(parts, principal, command))
