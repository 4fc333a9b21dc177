"""The kinds of value a kit is made of: text, text per locale, ids, scores, bands, dates, colours.

Every refusal is written as "what is expected", so that the reader can put it into a fault as it stands.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

LOCALE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class KitPart(BaseModel):
    """Root of all pieces of a kit: frozen, and with no key that the format does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    @model_validator(mode="before")
    @classmethod
    def _nothing_means_absent(cls, value: Any) -> Any:
        # ``terms:`` with nothing behind it reads as null; where a field may be left out, that leaves it out.
        if not isinstance(value, Mapping):
            return value
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: item for key, item in value.items() if item is not None or key not in optional}


def refuse(expected: str) -> PydanticCustomError:
    """Return the error that says what was expected."""
    return PydanticCustomError("kit", "{expected}", {"expected": expected})


def _text(value: str) -> str:
    if not value.strip():
        raise refuse("text that is not empty")
    return _clean(value)


def _clean(value: str) -> str:
    if _CONTROL.search(value):
        raise refuse("text without control characters (NUL and the like)")
    return value


def _score(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise refuse("a number from 0 to 100")
    # 55 and 55.0 are one score: they must give one digest.
    return int(value) if value == int(value) else value


def _band(value: Any) -> tuple[int | float, int | float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refuse("two numbers from 0 to 100, the lower one first, such as [40, 70]")
    for bound in value:
        if isinstance(bound, bool) or not isinstance(bound, int | float) or not 0 <= bound <= 100:
            raise refuse("two numbers from 0 to 100, the lower one first, such as [40, 70]")
    low, high = _score(value[0]), _score(value[1])
    if low >= high:
        raise refuse(f"a band whose low end ({low}) is below its high end ({high})")
    return (low, high)


def _date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise refuse("a day of the calendar such as 2026-09-01")


_NUMBER_0_100: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 100}

Text = Annotated[str, StringConstraints(strict=True, min_length=1), AfterValidator(_text)]
AnyText = Annotated[str, StringConstraints(strict=True), AfterValidator(_clean)]
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
BrandSlug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9-]{2,64}$")]
Name = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$")]
LocaleTag = Annotated[str, StringConstraints(strict=True, pattern=LOCALE_PATTERN)]
HexColour = Annotated[str, StringConstraints(strict=True, pattern=r"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")]
Flag = Annotated[bool, Field(strict=True)]
Pixels = Annotated[int, Field(strict=True, gt=0, le=100_000)]

Score = Annotated[int | float, BeforeValidator(_score), WithJsonSchema(_NUMBER_0_100)]
Band = Annotated[
    tuple[int | float, int | float],
    BeforeValidator(_band),
    WithJsonSchema(
        {"type": "array", "prefixItems": [_NUMBER_0_100, _NUMBER_0_100], "minItems": 2, "maxItems": 2}
    ),
]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]

Localised = Annotated[dict[LocaleTag, Text], Field(min_length=1)]
"""Text per locale: ``{zh: 夜色, en: Night}``."""

Lists = dict[LocaleTag, tuple[Text, ...]]
"""Several texts per locale: ``{zh: [..], en: [..]}``."""

NO_LISTS: Lists = {}

Texts = tuple[Text, ...]
