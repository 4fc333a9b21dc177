"""What `check` reads: files as whole texts, or rows of JSON. A text that can't be judged says why and lets others go on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from hub.cli.check_rows import Line, RowFault, lines_of, parse_row
from hub.cli.encodings import decode_text
from hub.errors import InvalidInput, TooLarge
from hub.judging.brand import Brand, ChannelSpec
from hub.judging.checks.registry import rules_version
from hub.judging.judge import Judge
from hub.judging.passage import text_hash
from hub.judging.report import ChannelFit, MessageScore, Pinned, Report, ToneScore
from hub.judging.text import Format, Part
from hub.services.values import BrandValue, clean_parts

_FORMATS: Final[dict[str, Format]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
# A file larger than this holds more than any text that is judged; a larger one is not even read.
_BYTES_PER_CHARACTER: Final = 4


@dataclass(frozen=True, slots=True)
class Given:
    """One text to judge, or ``fault``: why it can't be. ``name`` is the file's, ``size_bytes`` what it took up there."""

    id: str | None
    name: str
    parts: tuple[Part, ...] = ()
    locale: str | None = None
    channel: ChannelSpec | None = None
    master: tuple[Part, ...] | None = None
    fault: str | None = None
    size_bytes: int = 0


@dataclass(slots=True)
class Inputs:
    """What holds for all texts of one call, and how many files could not be opened."""

    value: BrandValue
    channel: ChannelSpec | None
    locale: str | None
    max_characters: int
    unreadable: int = 0


def channel_of(value: BrandValue, slug: str) -> ChannelSpec:
    """Return a brand's channel. Raises InvalidInput naming those there are."""
    if slug not in value.channels:
        known = ", ".join(value.channels) or "none yet"
        raise InvalidInput(f"The brand {value.brand.id} has no channel {slug!r}; it has {known}.")
    return value.channels[slug]


def read_files(names: tuple[str, ...], inputs: Inputs) -> Iterator[Given]:
    """Yield each file as one text whose only part is ``body``; a file that can't be opened is told and left out."""
    most = inputs.max_characters * _BYTES_PER_CHARACTER
    for name in names:
        try:
            data = _read(name, most + 1)
        except OSError as error:
            _unreadable(name, error, inputs)
            continue
        try:
            if len(data) > most:
                raise TooLarge(
                    f"{name} is larger than any text that is judged ({inputs.max_characters:,} characters)."
                )
            text = decode_text(data, name=name)
            parts = (Part(name="body", text=text, format=_FORMATS.get(Path(name).suffix.lower(), "plain")),)
            _refuse_unfit(parts, inputs)
        except (InvalidInput, TooLarge) as error:
            yield Given(id=name, name=name, channel=inputs.channel, fault=error.message, size_bytes=len(data))
        else:
            yield Given(
                id=name,
                name=name,
                parts=parts,
                locale=inputs.locale,
                channel=inputs.channel,
                size_bytes=len(data),
            )


def read_rows(names: tuple[str, ...], inputs: Inputs) -> Iterator[Given]:
    """Yield each row of each file, in order, bad ones with their fault. Memory stays flat however many there are."""
    for name in names:
        try:
            with click.open_file(name, "rb") as stream:
                for line in lines_of(stream):
                    yield _row(line, name, inputs)
        except OSError as error:
            _unreadable(name, error, inputs)


def not_judged(item: Given, judge: Judge, brand: Brand, as_of: date) -> Report:
    """Return the report of a text that could not be judged, with the cause as its reason."""
    why = item.fault or "The text could not be judged."
    channel = item.channel
    return Report(
        id=item.id or hashlib.sha256(why.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        verdict="not_judged",
        reasons=(why,),
        message=MessageScore(score=None, uncertainty=None, why_not=why),
        tone=ToneScore(score=None, uncertainty=None, why_not=why),
        facts=(),
        findings=(),
        channel=ChannelFit(channel.id if channel else None),
        pinned=Pinned(
            text_hash=text_hash(()),
            brand_version=brand.version,
            channel_version=channel.version if channel else None,
            master_hash=None,
            packs=brand.packs,
            rules_version=rules_version(),
            encoder=judge.encoder.revision,
            engine=judge.encoder.engine,
            precision=judge.encoder.precision,
            calibration=judge.calibration.id,
            as_of=as_of.isoformat(),
        ),
    )


def _row(line: Line, name: str, inputs: Inputs) -> Given:
    place = f"{'standard input' if name == '-' else name}, line {line.number}"
    row_id: str | None = None
    try:
        row = parse_row(line)
        row_id = row.id
        _refuse_unfit(row.parts, inputs)
        if row.master is not None:
            _refuse_unfit(row.master, inputs)
        channel = inputs.channel if row.channel is None else channel_of(inputs.value, row.channel)
    except (RowFault, InvalidInput, TooLarge) as error:
        if isinstance(error, RowFault):
            row_id = error.row_id
        return Given(
            id=row_id,
            name=name,
            channel=inputs.channel,
            fault=f"{place}: {error.message}",
            size_bytes=line.size_bytes,
        )
    return Given(
        id=row.id,
        name=name,
        parts=row.parts,
        locale=row.locale or inputs.locale,
        channel=channel,
        master=row.master,
        size_bytes=line.size_bytes,
    )


def _refuse_unfit(parts: tuple[Part, ...], inputs: Inputs) -> None:
    # What the hub would not store is not judged either. The text itself is judged as it came, so that spans fit it.
    clean_parts(parts, max_characters=inputs.max_characters)


def _read(name: str, most: int) -> bytes:
    with click.open_file(name, "rb") as stream:
        data: bytes = stream.read(most)
        return data


def _unreadable(name: str, error: OSError, inputs: Inputs) -> None:
    inputs.unreadable += 1
    click.echo(f"onevoice: {name} can't be read: {error.strerror or error}.", err=True)
