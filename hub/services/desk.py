"""What one page of the hub shows, read together: a draft with its brand, a checked text, a person's day."""

import uuid
from dataclasses import dataclass
from typing import Any

from hub.errors import NotAllowed
from hub.judging.text import Part
from hub.services.brands import BrandView, get_brand, list_brands
from hub.services.delivery import ChannelSummary, list_channels
from hub.services.draft_lists import get_draft, list_drafts, review_queue
from hub.services.draft_views import DraftLine, DraftView
from hub.services.drafts import submit
from hub.services.judgements import CheckText, check_text, plain
from hub.services.parts import Parts
from hub.services.people import PersonView, list_people
from hub.services.revisions import SaveRevision, save_revision
from hub.services.tokens import TokenView, list_tokens
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import parts_from_rows
from hub.services.variants import load_variant
from hub.workflow.roles import Principal


@dataclass(frozen=True, slots=True)
class DraftDesk:
    """A draft and the brand that it is written for."""

    draft: DraftView
    brand: BrandView


@dataclass(frozen=True, slots=True)
class Checked:
    """A report on a text that is not kept, as JSON holds it, and the brand it was judged for."""

    report: dict[str, Any]
    brand: BrandView


@dataclass(frozen=True, slots=True)
class Today:
    """What a person can do now. Lists of rooms that are none of theirs are None."""

    to_finish: list[DraftLine] | None
    to_decide: list[DraftLine] | None
    channels: list[ChannelSummary] | None
    brands: list[BrandView]


def draft_desk(parts: Parts, principal: Principal, variant_id: uuid.UUID) -> DraftDesk:
    """Return a draft with its brand. Raises NotFound."""
    draft = get_draft(parts, principal, variant_id)
    return DraftDesk(draft, get_brand(parts, principal, draft.line.brand))


def check_typed(parts: Parts, principal: Principal, command: CheckText) -> Checked:
    """Judge a text that is not kept. Raises what ``check_text`` raises."""
    report = plain(check_text(parts, principal, command))
    return Checked(report, get_brand(parts, principal, command.brand))


def check_draft(parts: Parts, principal: Principal, variant_id: uuid.UUID, text: tuple[Part, ...]) -> Checked:
    """Judge a draft's text as it is being typed; nothing is kept. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.read")
    command = CheckText(
        brand=variant.content.brand.slug,
        parts=text,
        channel=variant.channel.slug if variant.channel.active else None,
        locale=variant.locale,
        master=parts_from_rows(variant.content.master) or None,
    )
    return check_typed(parts, principal, command)


def save_and_submit(parts: Parts, principal: Principal, command: SaveRevision) -> uuid.UUID:
    """Keep the text where it changed and put it before a brand manager; return the review's id."""
    saved = save_revision(parts, principal, command)
    return submit(parts, principal, saved.variant_id, revision_id=saved.revision.id)


def today(parts: Parts, principal: Principal) -> Today:
    """Return what waits for this person: drafts to finish, decisions to take, copy to fetch."""
    may = principal.may_anywhere
    return Today(
        to_finish=list_drafts(parts, principal, states=("changes_requested", "draft"), limit=10)
        if may("draft.write")
        else None,
        to_decide=review_queue(parts, principal)[:10] if may("review.decide") else None,
        channels=list_channels(parts, principal) if may("delivery.read") else None,
        brands=list_brands(parts, principal),
    )


def tokens_and_people(parts: Parts, principal: Principal) -> tuple[list[TokenView], list[PersonView]]:
    """Return the tokens that the principal may see, and the people of the hub where these may be seen too."""
    if not principal.may_anywhere("token.manage"):
        raise NotAllowed(f"{principal.name} may not make API tokens; ask an admin of the hub for the role.")
    people = list_people(parts, principal) if principal.may("user.manage", None) else []
    return list_tokens(parts, principal), people
