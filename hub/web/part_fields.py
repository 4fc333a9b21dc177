"""The text of a form: one field per named part of the channel, read and shown again as typed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from flask import request

from hub.channels import channel_kinds
from hub.judging.brand import PartSpec
from hub.judging.text import Format, Part
from hub.web.languages import localised

PREFIX = "part."
_BODY = PartSpec(id="body", label={"zh": "正文", "en": "Body"}, required=True)
_ONE_LINE_LIMIT = 200
_REMARKS = ("comment", "override_reason")


@dataclass(frozen=True, slots=True)
class PartField:
    """A part as a labelled field. ``rows`` is how tall it starts."""

    name: str
    label: str
    text: str
    required: bool
    limit: int | None
    unit: str
    rows: int
    format: Format


def specs_of(kind: str) -> tuple[PartSpec, ...]:
    """Return the parts of a channel kind; a kind that is not shipped has a body."""
    known = channel_kinds().get(kind)
    return known.specs if known else (_BODY,)


def part_fields(specs: Sequence[PartSpec], parts: Iterable[Part]) -> list[PartField]:
    """Return a field per part of the channel, and one for every other part that the text has."""
    texts = {part.name: part for part in parts}
    fields = [_field(spec, texts.pop(spec.id, None)) for spec in specs]
    return fields + [_field(_any_spec(name), part) for name, part in texts.items()]


def parts_from_form() -> tuple[Part, ...]:
    """Return the parts of this request's form in its order, empty ones included."""
    return tuple(
        Part(
            name=name.removeprefix(PREFIX),
            text=text.replace("\r\n", "\n"),
            format=_format(request.form.get("format." + name.removeprefix(PREFIX))),
        )
        for name, text in request.form.items(multi=True)
        if name.startswith(PREFIX)
    )


def line_from_form(name: str) -> str:
    """Return a field of one line, its white space folded."""
    return " ".join(request.form.get(name, "").split())


def kept_fields() -> list[PartField]:
    """Return every text that this request's form holds, so that a page can give it back when nothing takes it."""
    texts = [part for part in parts_from_form() if part.text.strip()]
    said = [
        Part(name=name, text=request.form[name]) for name in _REMARKS if request.form.get(name, "").strip()
    ]
    return part_fields((), texts) + [_field(_any_spec(part.name), part) for part in said]


@cache
def _any_spec(name: str) -> PartSpec:
    """Return a part by its name alone, labelled as most channel kinds that have such a part label it."""
    specs = [spec for kind in channel_kinds().values() for spec in kind.specs if spec.id == name]
    labels = Counter(tuple(spec.label.items()) for spec in specs)
    return PartSpec(id=name, label=dict(labels.most_common(1)[0][0]) if labels else {"en": name})


def _format(value: str | None) -> Format:
    return "markdown" if value == "markdown" else "html" if value == "html" else "plain"


def _field(spec: PartSpec, part: Part | None) -> PartField:
    text = part.text if part else ""
    tall = spec.id == "body" or (spec.limit is not None and spec.limit > _ONE_LINE_LIMIT)
    return PartField(
        name=spec.id,
        label=localised(spec.label),
        text=text,
        required=spec.required,
        limit=spec.limit,
        unit=spec.unit,
        rows=10 if tall else 2,
        format=part.format if part else "plain",
    )
