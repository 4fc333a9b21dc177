"""The master of a content: its title and text, changed with an eye on who else changed it."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from hub.errors import EditConflict, InvalidInput
from hub.judging.text import Part
from hub.services.families import MASTER_CHANGED, digest_of_master, load_content
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import clean_line, clean_parts, parts_from_rows, rows_from_parts
from hub.workflow.roles import Principal
from models import Variant


@dataclass(frozen=True, slots=True)
class SaveMaster:
    """Title and master as they should be; ``base_digest`` names those that they were made from."""

    content_id: uuid.UUID
    base_digest: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class MasterSaved:
    """Whether the text of the master changed, and how many variants are judged again because of it."""

    changed: bool
    judged_again: int


def save_master(parts: Parts, principal: Principal, command: SaveMaster) -> MasterSaved:
    """Keep title and master, and have every variant judged against the new master. The same again changes nothing.

    A master whose parts are all empty is none. Raises NotFound, InvalidInput, TooLarge, and EditConflict where
    somebody else changed it meanwhile.
    """
    text = clean_parts(command.parts, max_characters=parts.settings.max_text_characters)
    master = tuple(part for part in text if part.text.strip())
    title = clean_line(command.title, what="title", most=200)
    if not title:
        raise InvalidInput("A content needs a title of 1 to 200 characters.")
    with UnitOfWork(parts, principal) as uow:
        content = load_content(uow.session, principal, command.content_id, "draft.write", lock=True)
        before = parts_from_rows(content.master)
        standing = digest_of_master(content.title, before)
        if digest_of_master(title, master) == standing:
            return MasterSaved(changed=False, judged_again=0)
        if command.base_digest != standing:
            raise EditConflict(
                "Somebody else changed this content while you were writing. Nothing of yours is lost: compare both "
                "and save again.",
                details={"content": str(content.id)},
            )
        if title != content.title:
            content.title = title
            uow.record("content.renamed", brand_id=content.brand_id, subject_id=content.id)
        revisions: set[uuid.UUID] = set()
        changed = master != before
        if changed:
            content.master = rows_from_parts(master)
            uow.record(MASTER_CHANGED, brand_id=content.brand_id, subject_id=content.id)
            variants = uow.session.execute(
                select(Variant.latest_revision_id, Variant.approved_revision_id).where(
                    Variant.content_id == content.id
                )
            ).all()
            revisions = {id_ for row in variants for id_ in row if id_ is not None}
            for revision_id in sorted(revisions):
                uow.send("judging.judge_revision", brand_id=content.brand_id, revision=str(revision_id))
        uow.commit()
        return MasterSaved(changed=changed, judged_again=len(variants) if changed else 0)
