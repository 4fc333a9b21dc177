"""Judging for the hub: a typed text on the spot, a stored revision with its report kept."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hub.errors import InvalidInput, NotFound, TooLarge, WrongState
from hub.judging.brand import ChannelSpec
from hub.judging.report import Report
from hub.judging.text import Part
from hub.services.parts import Parts
from hub.services.unit_of_work import UnitOfWork
from hub.services.values import BrandValue, brand_value, parts_from_rows
from hub.workflow.roles import SYSTEM, Principal
from models import Brand, BrandVersion, Channel, Content, FindingRow, Revision, Variant
from models import Report as ReportRow

# Longer texts are judged by a background job, so that no request waits for them.
INTERACTIVE_CHARACTERS = 20_000
MAX_STORED_FINDINGS = 2_000


@dataclass(frozen=True, slots=True)
class CheckText:
    """A text to judge as it stands, for a brand and, where wanted, a channel slug. Nothing is stored."""

    brand: str
    parts: tuple[Part, ...]
    channel: str | None = None
    locale: str | None = None
    master: tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that judging one revision takes, read in one go."""

    revision_id: uuid.UUID
    parts: tuple[Part, ...]
    locale: str
    master: tuple[Part, ...] | None
    version_id: uuid.UUID
    value: BrandValue
    channel: ChannelSpec | None


def check_text(parts: Parts, principal: Principal, command: CheckText) -> Report:
    """Judge a text without keeping it. Raises NotFound, WrongState, TooLarge, InvalidInput."""
    length = sum(len(part.text) for part in command.parts)
    if length > parts.settings.max_text_characters:
        raise TooLarge(
            f"The text has {length:,} characters; the hub judges {parts.settings.max_text_characters:,} at a time."
        )
    with UnitOfWork(parts, principal, writes=False) as uow:
        brand = uow.session.scalar(select(Brand).where(Brand.slug == command.brand))
        if brand is None:
            raise NotFound("There is no such thing here, or it is not shared with you.")
        principal.require("text.check", brand.id)
        version = version_in_force(uow.session, brand.id)
    value = brand_value(version.digest, version.kit)
    channel = None
    if command.channel is not None:
        channel = value.channels.get(command.channel)
        if channel is None:
            known = ", ".join(value.channels) or "none yet"
            raise InvalidInput(
                f"The brand {command.brand} has no channel {command.channel!r}; it has {known}."
            )
    return parts.judge().judge(
        command.parts,
        locale=command.locale,
        brand=value.brand,
        channel=channel,
        master_parts=command.master,
        as_of=today(parts),
    )


def judge_revision(parts: Parts, revision_id: uuid.UUID) -> Report:
    """Judge a stored revision under the brand version in force and keep the report.

    Judging again under equal pins returns the stored report's equal: one row per revision and pins.
    """
    case = read_case(parts, revision_id)
    report = judge_case(parts, case.parts, case)
    store_report(parts, case.revision_id, case.version_id, report)
    return report


def judge_case(parts: Parts, text: tuple[Part, ...], case: Case) -> Report:
    """Judge one text with the circumstances of a case."""
    return parts.judge().judge(
        text,
        locale=case.locale,
        brand=case.value.brand,
        channel=case.channel,
        master_parts=case.master,
        as_of=today(parts),
    )


def store_report(parts: Parts, revision_id: uuid.UUID, version_id: uuid.UUID, report: Report) -> uuid.UUID:
    """Keep a report with its findings in a transaction of its own; return its row's id."""
    with UnitOfWork(parts, SYSTEM) as uow:
        row_id, is_new = add_report(uow.session, revision_id, version_id, report)
        if is_new:
            uow.record("revision.judged", subject_id=revision_id, verdict=report.verdict, report=str(row_id))
        uow.commit()
    return row_id


def add_report(
    session: Session, revision_id: uuid.UUID, version_id: uuid.UUID, report: Report
) -> tuple[uuid.UUID, bool]:
    """Add a report's rows within a transaction; return its id and whether it is new."""
    body = plain(report)
    digest = pins_digest(body["pinned"])
    known = session.scalar(
        select(ReportRow.id).where(ReportRow.revision_id == revision_id, ReportRow.pinned_digest == digest)
    )
    if known is not None:
        return known, False
    row = ReportRow(
        revision_id=revision_id,
        brand_version_id=version_id,
        pinned_digest=digest,
        verdict=report.verdict,
        message_score=report.message.score,
        tone_score=report.tone.score,
        body=body,
    )
    session.add(row)
    session.flush()
    session.add_all(
        FindingRow(
            report_id=row.id,
            position=position,
            rule=finding.rule,
            level=finding.level,
            hard=finding.hard,
            part=finding.part,
            start=finding.start,
            end=finding.end,
            message=finding.message,
        )
        for position, finding in enumerate(report.findings[:MAX_STORED_FINDINGS])
    )
    return row.id, True


def latest_report(session: Session, revision_id: uuid.UUID) -> ReportRow | None:
    """Return the newest report of a revision."""
    return session.scalar(
        select(ReportRow)
        .where(ReportRow.revision_id == revision_id)
        .order_by(ReportRow.created_at.desc(), ReportRow.id.desc())
        .limit(1)
    )


def plain(report: Report) -> dict[str, Any]:
    """Return the report as JSON holds it: lists, no tuples."""
    body: dict[str, Any] = json.loads(json.dumps(report.to_dict(), ensure_ascii=False))
    return body


def pins_digest(pinned: dict[str, Any]) -> str:
    """Return the digest of everything a report depends on."""
    canonical = json.dumps(pinned, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def today(parts: Parts) -> date:
    """Return the day that validity and relative dates are read against."""
    return parts.now().date()


def version_in_force(session: Session, brand_id: uuid.UUID) -> BrandVersion:
    version = session.scalar(
        select(BrandVersion).where(BrandVersion.brand_id == brand_id, BrandVersion.state == "published")
    )
    if version is None:
        raise WrongState("The brand has no published version yet; a brand manager publishes one first.")
    return version


def read_case(parts: Parts, revision_id: uuid.UUID) -> Case:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        revision = uow.session.scalar(
            select(Revision)
            .options(
                joinedload(Revision.variant).joinedload(Variant.content),
                joinedload(Revision.variant).joinedload(Variant.channel),
            )
            .where(Revision.id == revision_id)
        )
        if revision is None:
            raise NotFound("There is no such revision.")
        version = version_in_force(uow.session, revision.variant.channel.brand_id)
    return case_of(revision, revision.variant.content, revision.variant.channel, version)


def case_of(revision: Revision, content: Content, channel: Channel, version: BrandVersion) -> Case:
    """Put together what judging a revision takes from loaded rows."""
    value = brand_value(version.digest, version.kit)
    return Case(
        revision_id=revision.id,
        parts=parts_from_rows(revision.parts),
        locale=revision.variant.locale,
        master=parts_from_rows(content.master) or None,
        version_id=version.id,
        value=value,
        channel=value.channels.get(channel.slug),
    )
