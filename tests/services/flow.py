"""Short ways through the flow, for tests that start in its middle."""

from hub.judging.text import Part
from hub.services.drafts import StartDraft, start_draft, submit
from hub.services.parts import Parts
from hub.services.reviews import Decide, Decided, decide
from hub.services.revisions import Saved
from hub.workflow.roles import Principal

BODY = "好椅子，让人坐下来就忘记它。椅背会跟着您的脊柱走。"


def body(text: str) -> tuple[Part, ...]:
    """Return a text of one part."""
    return (Part(name="body", text=text),)


def started(parts: Parts, writer: Principal, text: str = BODY, **fields: str) -> Saved:
    """Start a draft for the site channel."""
    values = {"brand": "acme", "channel": "site", "locale": "zh", "title": "秋季新品"} | fields
    return start_draft(parts, writer, StartDraft(parts=body(text), **values))


def approved(parts: Parts, writer: Principal, manager: Principal, text: str = BODY, **fields: str) -> Decided:
    """Start, submit and approve a draft."""
    saved = started(parts, writer, text, **fields)
    submit(parts, writer, saved.variant_id, revision_id=saved.revision.id)
    return decide(
        parts,
        manager,
        Decide(
            saved.variant_id, saved.revision.id, "approve", override_reason="Reviewed with the legal team."
        ),
    )
