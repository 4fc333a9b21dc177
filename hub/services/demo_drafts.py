"""The drafts of a demo brand: read from the shipped file, written in one transaction, some taken through review."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from sqlalchemy import select

from hub.errors import InvalidInput, NotFound, WrongState
from hub.judging.passage import text_hash
from hub.judging.text import Part
from hub.services.demo_people import demo_principal
from hub.services.drafts import submit
from hub.services.judgements import version_in_force
from hub.services.parts import Parts
from hub.services.reviews import Decide, decide
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import rows_from_parts
from hub.workflow.roles import SYSTEM
from models import Brand, Channel, Content, Event, Revision, Variant

WRITTEN: Final = "demo.drafts_written"
REVIEWED: Final = "demo.reviewed"
APPROVED_PER_BRAND: Final = 5
OPEN_PER_BRAND: Final = 7
_CLEAN: Final = {"message": "on", "tone": "on", "law": "clean", "facts": "right"}


@dataclass(frozen=True, slots=True)
class DemoDraft:
    """A shipped draft. ``clean``: a careful editor finds nothing against it."""

    id: str
    title: str
    master: str
    phase: str
    channel: str
    locale: str
    parts: tuple[Part, ...]
    clean: bool


def read_drafts(path: Path) -> tuple[DemoDraft, ...]:
    """Return the drafts of a file, in its order."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["drafts"]
    return tuple(
        DemoDraft(
            id=row["id"],
            title=row["title"],
            master=row["master"],
            phase=row["phase"],
            channel=row["channel"],
            locale=row["locale"],
            parts=tuple(Part(name=name, text=text) for name, text in row["parts"].items()),
            clean=row["labels"] == _CLEAN,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class DemoMaster:
    """What a content of the demo says once, for all its channels."""

    title: str
    locale: str
    body: str


def read_masters(path: Path, slug: str) -> dict[str, DemoMaster]:
    """Return a brand's masters by the name that drafts call them."""
    rows: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))[slug]
    return {name: DemoMaster(**row) for name, row in rows.items()}


def write_drafts(
    parts: Parts, slug: str, drafts: tuple[DemoDraft, ...], masters: Mapping[str, DemoMaster]
) -> bool:
    """Write contents, variants and first revisions and have them judged, all or nothing; return whether it was done.

    A brand gets its drafts once: what people deleted since does not come back.
    """
    writer = demo_principal(parts, "copywriter")
    with UnitOfWork(parts, writer) as uow:
        session = uow.session
        brand = session.scalar(select(Brand).where(Brand.slug == slug))
        if brand is None:
            raise NotFound(f"There is no brand {slug!r}.")
        if _noted(uow, WRITTEN, brand.id) is not None:
            return False
        channels = {
            channel.slug: channel
            for channel in session.scalars(select(Channel).where(Channel.brand_id == brand.id))
        }
        contents: dict[str, Content] = {}
        taken: Counter[tuple[str, str, str]] = Counter()
        variants: dict[str, str] = {}
        for draft in drafts:
            content = contents.get(draft.master)
            if content is None:
                master = masters.get(draft.master) or DemoMaster(draft.title, draft.locale, "")
                content = contents[draft.master] = Content(
                    brand_id=brand.id,
                    title=master.title,
                    locale=master.locale,
                    phase=draft.phase,
                    master=rows_from_parts((Part("body", master.body),)) if master.body else [],
                    created_by=writer.user_id,
                )
                session.add(content)
                session.flush()
            place = (draft.master, draft.channel, draft.locale)
            taken[place] += 1
            variant = Variant(
                content_id=content.id,
                channel_id=channels[draft.channel].id,
                locale=draft.locale,
                edition=str(taken[place]) if taken[place] > 1 else "",
                updated_at=parts.now(),
            )
            session.add(variant)
            session.flush()
            revision = Revision(
                variant_id=variant.id,
                number=1,
                parts=rows_from_parts(draft.parts),
                text_hash=text_hash(draft.parts),
                author_id=writer.user_id,
            )
            session.add(revision)
            session.flush()
            variant.latest_revision_id = revision.id
            variants[draft.id] = str(variant.id)
            uow.record(
                "draft.started", brand_id=brand.id, channel_id=variant.channel_id, subject_id=variant.id
            )
        version = version_in_force(session, brand.id)
        uow.record(WRITTEN, brand_id=brand.id, variants=variants)
        uow.send("judging.rejudge_brand", brand_id=brand.id, brand=str(brand.id), version=str(version.id))
        uow.commit()
    return True


def review_some(parts: Parts, slug: str, drafts: tuple[DemoDraft, ...]) -> tuple[int, int]:
    """Submit a few drafts and approve some of the clean ones; return how many wait and how many were approved now.

    Goes on where a former run stopped, and is done once per brand.
    """
    writer, manager = demo_principal(parts, "copywriter"), demo_principal(parts, "brand_manager")
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        brand = uow.session.scalar(select(Brand).where(Brand.slug == slug))
        if brand is None:
            raise NotFound(f"There is no brand {slug!r}.")
        if _noted(uow, REVIEWED, brand.id) is not None:
            return 0, 0
        ids = _variant_ids(uow, brand.id)
        states = {
            variant.id: (variant.state, variant.latest_revision_id)
            for variant in uow.session.scalars(select(Variant).where(Variant.id.in_(list(ids.values()))))
        }
    waiting = approved = 0
    to_approve = _spread([draft for draft in drafts if draft.clean])[:APPROVED_PER_BRAND]
    to_wait = _spread([draft for draft in drafts if draft not in to_approve])[:OPEN_PER_BRAND]
    for draft in (*to_approve, *to_wait):
        variant_id = ids[draft.id]
        state, revision_id = states.get(variant_id, ("", None))
        if revision_id is None or state not in ("draft", "in_review"):
            continue
        if state == "draft":
            submit(parts, writer, variant_id, revision_id=revision_id)
            waiting += 1
        if draft in to_approve:
            try:
                decide(parts, manager, Decide(variant_id, revision_id, "approve"))
            except (InvalidInput, WrongState):
                # Blocked, or decided by somebody meanwhile: it stays where it is, for people to look at.
                continue
            approved += 1
            waiting -= 1
    with UnitOfWork(parts, SYSTEM) as uow:
        uow.record(REVIEWED, brand_id=brand.id)
        uow.commit()
    return waiting, approved


def _spread(drafts: list[DemoDraft]) -> list[DemoDraft]:
    """Return one draft per channel and locale first, then the others, each in the order of the file."""
    seen: set[tuple[str, str]] = set()
    first: list[DemoDraft] = []
    later: list[DemoDraft] = []
    for draft in drafts:
        place = (draft.channel, draft.locale)
        (later if place in seen else first).append(draft)
        seen.add(place)
    return first + later


def _noted(uow: UnitOfWork, kind: str, brand_id: uuid.UUID) -> dict[str, Any] | None:
    return uow.session.scalar(
        select(Event.data).where(Event.kind == kind, Event.brand_id == brand_id).limit(1)
    )


def _variant_ids(uow: UnitOfWork, brand_id: uuid.UUID) -> dict[str, uuid.UUID]:
    written = _noted(uow, WRITTEN, brand_id)
    return {} if written is None else {name: uuid.UUID(value) for name, value in written["variants"].items()}
