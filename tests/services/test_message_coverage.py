"""What the approved copy carries of the house: counted from the newest report of each approved text."""

import uuid
from dataclasses import replace

from sqlalchemy import select

from hub.judging.report import MessageScore, Nearest, PillarCoverage, Role, SentenceScore
from hub.services.judgements import judge_revision, store_report
from hub.services.message_coverage import MessageCoverage, message_coverage
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.workflow.roles import SYSTEM, Principal
from models import BrandVersion, Variant
from tests.services.flow import approved, started


def sentence(role: Role, pillar: str | None, kind: str) -> SentenceScore:
    return SentenceScore("body", 0, 4, role, 70.0, pillar, Nearest("some-id", kind, "words"))


def reported(parts: Parts, variant_id: uuid.UUID, engine: str, message: MessageScore) -> None:
    """Store one more report of a variant's approved text; ``engine`` keeps its pins apart from others."""
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        revision_id = uow.session.scalar(select(Variant.approved_revision_id).where(Variant.id == variant_id))
        version_id = uow.session.scalar(select(BrandVersion.id))
    assert revision_id is not None
    assert version_id is not None
    report = judge_revision(parts, revision_id)
    pinned = replace(report.pinned, engine=engine)
    store_report(parts, revision_id, version_id, replace(report, message=message, pinned=pinned))


def test_texts_are_counted_by_their_newest_report(
    parts: Parts, writer: Principal, manager: Principal
) -> None:
    none = MessageCoverage(0, 0, 0, 0, {}, {})
    assert message_coverage(parts, writer, "acme") == none
    started(parts, writer, title="草稿不算")
    assert message_coverage(parts, writer, "acme") == none
    first, second, unjudged = (
        approved(parts, writer, manager, title=f"第{number}篇").variant_id for number in range(3)
    )
    carries = MessageScore(
        70.0,
        4.0,
        sentences=(
            sentence("carries", "support", "pillar"),
            sentence("carries", "support", "proof_point"),
            sentence("carries", None, "core_message"),
            sentence("neutral", None, "value_proposition"),
            sentence("drifts", None, "trade"),
        ),
        pillars=(PillarCoverage("support", 0.9, asked=False, proof_points=("spine-lab",)),),
    )
    # A pillar that no sentence carries does not count, however near it came.
    near = MessageScore(
        40.0,
        4.0,
        sentences=(sentence("neutral", None, "pillar"),),
        pillars=(PillarCoverage("repair", 0.49, asked=False),),
    )
    reported(parts, first, "older", near)
    reported(parts, first, "newer", carries)
    reported(parts, second, "newer", near)
    reported(parts, unjudged, "newer", MessageScore(None, None, why_not="The encoder is missing."))
    assert message_coverage(parts, writer, "acme") == MessageCoverage(
        texts=3,
        judged=2,
        core_message=1,
        value_proposition=0,
        pillars={"support": 1},
        proof_points={"spine-lab": 1},
    )
