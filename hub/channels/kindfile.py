"""The data file of a channel kind: what may stand in it, checked strictly so that a slip fails early."""

from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from hub.channels.kind import ChannelKind, KindPart, Media
from hub.errors import Fault, SetupBroken
from hub.judging.brand import PartSpec

_Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
_Name = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{1,63}$")]
_Count = Annotated[int, Field(strict=True, gt=0)]
_Language = Annotated[str, StringConstraints(strict=True, pattern=r"^(zh|en)$")]
_NO_LIMITS: dict[str, int] = {}
_Flag = Annotated[bool, Field(strict=True)]


class _Label(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: _Text
    en: _Text


class _PartFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: _Name
    label: _Label
    required: _Flag = False
    limit: _Count | None = None
    limit_by_language: dict[_Language, _Count] = _NO_LIMITS
    unit: Literal["characters", "weighted", "half_weighted", "words"] = "characters"
    limit_level: Literal["error", "warning", "suggestion"] = "suggestion"
    fold: _Count | None = None
    source: str = ""
    verified: _Flag = False

    @model_validator(mode="after")
    def _a_hard_limit_has_a_source(self) -> Self:
        if self.limit is None and self.limit_by_language:
            raise ValueError("limit_by_language needs a limit for all other texts")
        if self.verified and not self.source:
            raise ValueError("a verified limit names its source")
        if not self.verified and self.limit_level != "suggestion":
            raise ValueError("a limit nobody verified is a suggestion")
        return self


class _KindFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: _Name
    label: _Label
    media: Media
    max_hashtags: _Count | None = None
    max_emoji: Annotated[int, Field(strict=True, ge=0)] | None = None
    notes: str = ""
    parts: Annotated[tuple[_PartFile, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _part_ids_are_unique(self) -> Self:
        ids = [part.id for part in self.parts]
        if len(set(ids)) != len(ids):
            raise ValueError("two parts have the same id")
        return self


def parse_kind(text: str, *, source: str) -> ChannelKind:
    """Return the kind written in ``text`` (YAML). Raises ``SetupBroken`` with ``source`` and every fault."""
    try:
        tree: Any = yaml.safe_load(text)
        found = _KindFile.model_validate(tree)
    except yaml.YAMLError as error:
        raise SetupBroken(
            f"{source} is not readable YAML: {error}. Reinstall the hub or mend the file."
        ) from error
    except ValidationError as error:
        faults = [
            Fault(
                where=".".join(map(str, item["loc"])) or source,
                found=repr(item["input"])[:80],
                expected=item["msg"],
            )
            for item in error.errors()
        ]
        first = faults[0]
        raise SetupBroken(
            f"{source} is no channel kind: {first.where}: {first.expected}. Mend the file or reinstall.",
            faults=faults,
        ) from error
    return ChannelKind(
        id=found.id,
        label=found.label.model_dump(),
        media=found.media,
        parts=tuple(KindPart(spec=_spec(part), verified=part.verified) for part in found.parts),
        max_hashtags=found.max_hashtags,
        max_emoji=found.max_emoji,
        notes=found.notes,
    )


def _spec(part: _PartFile) -> PartSpec:
    return PartSpec(
        id=part.id,
        label=part.label.model_dump(),
        required=part.required,
        limit=part.limit,
        unit=part.unit,
        limit_level=part.limit_level,
        fold=part.fold,
        source=part.source,
        limit_by_language=dict(part.limit_by_language),
    )
