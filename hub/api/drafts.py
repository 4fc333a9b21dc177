"""Drafts: start, list, read, save, submit, decide."""

import uuid

from hub.api.cursors import cursor_of, place_of
from hub.api.draft_types import (
    DecidedOut,
    DecideIn,
    DraftDetail,
    DraftList,
    DraftsQuery,
    SavedOut,
    SaveIn,
    StartIn,
    SubmitIn,
    SubmittedOut,
    draft_detail,
    draft_line,
    saved_out,
)
from hub.api.operation import Resource
from hub.api.types import parts_in
from hub.errors import EditConflict, NotFound, TooLarge, WrongState
from hub.services import draft_lists, drafts, reviews, revisions
from hub.services.parts import Parts
from hub.workflow.roles import Principal

resource = Resource(
    "Drafts", "Write copy for a channel, save it without losing anybody's text, have it approved."
)
_TEXT = "椅背跟着脊柱的曲线走，坐一整天也不累。"
_ID = "018f3c5e-7a4b-7c1d-9e2f-0123456789ab"


@resource.operation(
    "POST",
    "/drafts",
    permission="draft.write",
    returns=SavedOut,
    status=201,
    errors=(NotFound, TooLarge, WrongState),
    example={
        "brand": "acme",
        "channel": "wechat",
        "locale": "zh",
        "title": "新品上市",
        "parts": [{"name": "body", "text": _TEXT}],
    },
)
def start_draft(parts: Parts, principal: Principal, body: StartIn) -> SavedOut:
    """Start a draft for a channel and locale; it is judged at once."""
    command = drafts.StartDraft(
        brand=body.brand,
        channel=body.channel,
        locale=body.locale,
        title=body.title,
        parts=parts_in(body.parts),
        content_id=body.content_id,
        edition=body.edition,
        phase=body.phase,
    )
    return saved_out(drafts.start_draft(parts, principal, command))


@resource.operation("GET", "/drafts", permission="draft.read", returns=DraftList)
def list_drafts(parts: Parts, principal: Principal, query: DraftsQuery) -> DraftList:
    """List drafts, newest first."""
    lines = draft_lists.list_drafts(
        parts,
        principal,
        brand=query.brand,
        states=query.state,
        channel=query.channel,
        after=place_of(query.cursor),
        limit=query.limit + 1,
    )
    page, more = lines[: query.limit], len(lines) > query.limit
    return DraftList(
        drafts=tuple(draft_line(line) for line in page), next_cursor=cursor_of(page[-1].id) if more else None
    )


@resource.operation(
    "GET", "/drafts/{draft_id}", permission="draft.read", returns=DraftDetail, errors=(NotFound,)
)
def get_draft(parts: Parts, principal: Principal, draft_id: uuid.UUID) -> DraftDetail:
    """Read a draft with its text, report, history and decisions."""
    return draft_detail(draft_lists.get_draft(parts, principal, draft_id))


@resource.operation(
    "PUT",
    "/drafts/{draft_id}",
    permission="draft.write",
    returns=SavedOut,
    errors=(NotFound, TooLarge, EditConflict, WrongState),
    example={"base_revision": _ID, "parts": [{"name": "body", "text": _TEXT}]},
)
def save_draft(parts: Parts, principal: Principal, draft_id: uuid.UUID, body: SaveIn) -> SavedOut:
    """Save a draft's text as a new revision.

    `base_revision` is the revision that you started from. Where somebody else saved in between, the answer is 409
    with the code `edit_conflict`: both texts are kept, and `details` names both revisions, `latest` and `yours`.
    The same text again keeps nothing new.
    """
    command = revisions.SaveRevision(draft_id, body.base_revision, parts_in(body.parts))
    return saved_out(revisions.save_revision(parts, principal, command))


@resource.operation(
    "POST",
    "/drafts/{draft_id}/submit",
    permission="draft.write",
    returns=SubmittedOut,
    errors=(NotFound, EditConflict, WrongState),
    example={"revision": _ID},
)
def submit_draft(parts: Parts, principal: Principal, draft_id: uuid.UUID, body: SubmitIn) -> SubmittedOut:
    """Put a revision before a brand manager. The same revision again answers the same review."""
    review = drafts.submit(parts, principal, draft_id, revision_id=body.revision)
    return SubmittedOut(draft_id=draft_id, review_id=review)


@resource.operation(
    "POST",
    "/drafts/{draft_id}/decisions",
    permission="review.decide",
    returns=DecidedOut,
    errors=(NotFound, EditConflict, WrongState),
    example={"kind": "approve", "revision": _ID},
)
def decide_draft(parts: Parts, principal: Principal, draft_id: uuid.UUID, body: DecideIn) -> DecidedOut:
    """Decide on the very revision that was read.

    Blocked copy passes only with `override_reason` and the permission review.override; the reason stays with it.
    """
    decided = reviews.decide(
        parts,
        principal,
        reviews.Decide(
            variant_id=draft_id,
            revision_id=body.revision,
            kind=body.kind,
            comment=body.comment,
            override_reason=body.override_reason,
        ),
    )
    return DecidedOut.model_validate(
        {"draft_id": decided.variant_id, "state": decided.state, "deliverable": decided.deliverable}
    )
