"""A brand version made ready for drawing: the message house from roof to foundation, in one language."""

from dataclasses import dataclass

from hub.judging.brand import Brand, ExemplarPair, Message, language_of
from hub.web.languages import localised


@dataclass(frozen=True, slots=True)
class Column:
    """A pillar: its message, its other wordings, and the proof points it stands on."""

    name: str
    message: str
    phrasings: tuple[str, ...]
    proof_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseView:
    """Roof, beam, columns and foundation; the guide's pairs beside it."""

    roof: str
    beam: str
    columns: tuple[Column, ...]
    pairs: tuple[ExemplarPair, ...]


def view_house(brand: Brand, *, language: str) -> HouseView:
    """Return the house in a language, in the brand's first where it does not speak that one."""
    spoken = [language_of(locale) for locale in brand.locales]
    tongue = language if language in spoken or not spoken else spoken[0]
    messages = [message for message in brand.messages if language_of(message.locale) == tongue]
    return HouseView(
        roof=_first(messages, "core_message"),
        beam=_first(messages, "value_proposition"),
        columns=tuple(
            _column(localised(pillar.name), [message for message in messages if message.pillar == pillar.id])
            for pillar in brand.pillars
        ),
        pairs=tuple(pair for pair in brand.pairs if language_of(pair.locale) == tongue),
    )


def _first(messages: list[Message], kind: str) -> str:
    return next((message.text for message in messages if message.kind == kind), "")


def _column(name: str, messages: list[Message]) -> Column:
    said = [message.text for message in messages if message.kind == "pillar"]
    return Column(
        name=name,
        message=said[0] if said else "",
        phrasings=tuple(said[1:]),
        proof_points=tuple(message.text for message in messages if message.kind == "proof_point"),
    )
