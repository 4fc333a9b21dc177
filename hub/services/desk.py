"""What one page of the hub shows, read together: a draft with its brand, a checked text, tokens with people."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from hub.errors import NotAllowed
from hub.judging.text import Part
from hub.services.brands import BrandView, get_brand
from hub.services.discussion import discussion_of
from hub.services.discussion_views import Discussion
from hub.services.dismissals import DismissalView, standing_dismissals
from hub.services.draft_lists import get_draft
from hub.services.draft_views import DraftView
from hub.services.drafts import submit
from hub.services.judgements import CheckText, check_text, latest_report, plain
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
    """A draft, the brand that it is written for, and what is said about it."""

    draft: DraftView
    brand: BrandView
    discussion: Discussion


@dataclass(frozen=True, slots=True)
class Checked:
    """A report on a text that is not kept, as JSON holds it, and the brand it was judged for.

    Of a draft: ``kind`` of its channel, its ``locale``, ``before`` is the report of its latest revision, ``dismissals`` are the
    findings set aside."""

    report: dict[str, Any]
    brand: BrandView
    kind: str = ""
    locale: str = ""
    before: dict[str, Any] | None = None
    dismissals: tuple[DismissalView, ...] = ()


def draft_desk(parts: Parts, principal: Principal, variant_id: uuid.UUID) -> DraftDesk:
    """Return a draft with its brand. Raises NotFound."""
    draft = get_draft(parts, principal, variant_id)
    discussion = discussion_of(parts, principal, variant_id)
    return DraftDesk(draft, get_brand(parts, principal, draft.line.brand), discussion)


def check_typed(parts: Parts, principal: Principal, command: CheckText) -> Checked:
    """Judge a text that is not kept. Raises what ``check_text`` raises."""
    report = plain(check_text(parts, principal, command))
    return Checked(report, get_brand(parts, principal, command.brand))


def check_draft(parts: Parts, principal: Principal, variant_id: uuid.UUID, text: tuple[Part, ...]) -> Checked:
    """Judge a draft's text as it is being typed; nothing is kept. Raises NotFound."""
    with UnitOfWork(parts, principal, writes=False) as uow:
        variant = load_variant(uow.session, principal, variant_id, "draft.read")
        known = latest_report(uow.session, variant.latest_revision_id) if variant.latest_revision_id else None
        dismissals = standing_dismissals(uow.session, variant.id)
    command = CheckText(
        brand=variant.content.brand.slug,
        parts=text,
        channel=variant.channel.slug if variant.channel.active else None,
        locale=variant.locale,
        master=parts_from_rows(variant.content.master) or None,
    )
    checked = check_typed(parts, principal, command)
    return replace(
        checked,
        kind=variant.channel.kind,
        locale=variant.locale,
        before=known.body if known else None,
        dismissals=dismissals,
    )


def save_and_submit(parts: Parts, principal: Principal, command: SaveRevision) -> uuid.UUID:
    """Keep the text where it changed and put it before a brand manager; return the review's id."""
    saved = save_revision(parts, principal, command)
    return submit(parts, principal, saved.variant_id, revision_id=saved.revision.id)


def tokens_and_people(parts: Parts, principal: Principal) -> tuple[list[TokenView], list[PersonView]]:
    """Return the tokens that the principal may see, and the people of the hub where these may be seen too."""
    if not principal.may_anywhere("token.manage"):
        raise NotAllowed(f"{principal.name} may not make API tokens; ask an admin of the hub for the role.")
    people = list_people(parts, principal) if principal.may("user.manage", None) else []
    return list_tokens(parts, principal), people
