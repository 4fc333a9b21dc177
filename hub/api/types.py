"""What all request and response types share: strictness, kinds of text, parts, problems."""

import re
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from hub.judging.report import Report
from hub.judging.text import Part

MAX_PAGE: Final = 100
PAGE: Final = 50
SLUG: Final = re.compile(r"[a-z0-9-]{1,64}")
SPANS = (
    "`start` and `end` count Unicode code points within the named part as it was sent, `end` exclusive: "
    "neither bytes nor UTF-16 units."
)


class Inward(BaseModel):
    """Root of what is sent: a field that is not known is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Outward(BaseModel):
    """Root of what is answered. Fields may be added within ``/api/v1``, none is taken away."""

    model_config = ConfigDict(frozen=True)


def _without_nul(value: str) -> str:
    if "\0" in value:
        raise PydanticCustomError("text_nul", "text without NUL characters (U+0000)")
    return value


Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$", examples=["wechat"])]
LocaleTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", examples=["zh", "en"])]
Line = Annotated[str, AfterValidator(_without_nul)]
Limit = Annotated[int, Field(ge=1, le=MAX_PAGE, description="How many items a page holds at most.")]
Cursor = Annotated[
    str | None,
    Field(max_length=64, description="Where to go on from: `next_cursor` of the page before, unchanged."),
]


class PartIn(Inward):
    """One named part of a text: `body` alone for most channels, or `title`, `body`, `subject` …"""

    name: Line = Field("body", min_length=1, max_length=64)
    text: Line = Field(description="The text as it is to be judged or kept, any length the hub takes.")
    format: Literal["plain", "markdown", "html"] = "plain"


class PartOut(Outward):
    """One named part of a text."""

    name: str
    text: str
    format: Literal["plain", "markdown", "html"]


PartsIn = Annotated[list[PartIn], Field(min_length=1, max_length=32)]


def parts_in(parts: Sequence[PartIn]) -> tuple[Part, ...]:
    """Return parts as values."""
    return tuple(Part(name=part.name, text=part.text, format=part.format) for part in parts)


def parts_out(parts: tuple[Part, ...]) -> tuple[PartOut, ...]:
    """Return parts as they are answered."""
    return tuple(PartOut(name=part.name, text=part.text, format=part.format) for part in parts)


# A report that is kept as plain JSON; the document refers to the schema of the type that it was made from.
SAME_AS: Final = "x-same-as"
ReportBody = Annotated[dict[str, Any], WithJsonSchema({SAME_AS: Report.__name__})]


class FaultOut(Outward):
    """One thing wrong with what was sent; `line` and `column` (from 1, in code points) where it has a place."""

    where: str
    line: int | None
    column: int | None
    found: str
    expected: str


class Problem(Outward):
    """What every refusal looks like (RFC 9457). `code` never changes, `detail` says what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    request_id: str
    faults: tuple[FaultOut, ...] = ()
    details: dict[str, Any] = Field(
        {}, description="Facts for programs, such as the ids `latest` and `yours` of an edit conflict."
    )
