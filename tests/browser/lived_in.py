"""The demo after some days of work: two revisions of a text, a remark, something set to a day, a brand in change."""

from hub.services.brands import list_brands
from hub.services.demo_people import read_logins
from hub.services.discussion import AddRemark, add_remark
from hub.services.draft_lists import get_draft, list_drafts
from hub.services.judgements import judge_revision
from hub.services.kit_editing import Put, edit_kit, kit_desk
from hub.services.parts import Parts
from hub.services.people import principal_of_user, sign_in
from hub.services.revisions import SaveRevision, save_revision
from hub.workflow.roles import SYSTEM


def live_in(parts: Parts, *, judged: int) -> list[str]:
    """Work a little on the demo, judge the first drafts, and return the addresses that only forms lead to."""
    passwords = {login.email: login.password for login in read_logins(parts)}
    writer_name = next(name for name in passwords if name.startswith("li.na"))
    person = sign_in(parts, email=writer_name, password=passwords[writer_name])
    writer = principal_of_user(parts, person.id)
    assert writer is not None
    lines = list_drafts(parts, writer, states=("draft",), limit=judged)
    for line in lines:
        judge_revision(parts, get_draft(parts, writer, line.id).latest.id)
    draft = get_draft(parts, writer, lines[0].id)
    body = draft.latest.parts[-1]
    changed = (*draft.latest.parts[:-1], type(body)(body.name, body.text + "\n再写一句。", body.format))
    save_revision(parts, writer, SaveRevision(draft.line.id, draft.latest.id, changed))
    add_remark(parts, writer, AddRemark(draft.line.id, "这一句留着吗？", quote=changed[-1].text[:4]))
    brand = list_brands(parts, SYSTEM)[0]
    desk = kit_desk(parts, SYSTEM, brand.slug)
    edit_kit(parts, SYSTEM, brand.slug, [Put("thresholds", {"message": 51, "tone": 50})], desk.base_digest)
    twins = [row for row in lines if row.content_id == lines[0].content_id]
    other = twins[1] if len(twins) > 1 else lines[0]
    return [
        f"/drafts/{draft.line.id}/compare?from=1&to=2",
        f"/drafts/{draft.line.id}/comments",
        f"/contents/{draft.line.content_id}/side-by-side?left={draft.line.id}&right={other.id}",
        f"/brand/{brand.slug}/waiting",
        f"/brand/{brand.slug}/compare?from=1&to=2",
        f"/drafts/{draft.line.id}",
    ]
