"""Reports of judging and their findings, pinned to everything they depend on."""

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Row


class Report(Row):
    """One judgement of one revision. ``body`` is the whole public object; the columns are for asking."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("revision_id", "pinned_digest"),
        CheckConstraint("verdict IN ('pass', 'needs_work', 'blocked', 'not_judged')", name="verdict_known"),
        Index("ix_reports_brand_version_id_verdict", "brand_version_id", "verdict"),
    )

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"))
    brand_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("brand_versions.id", ondelete="CASCADE"))
    pinned_digest: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(16))
    message_score: Mapped[float | None]
    tone_score: Mapped[float | None]
    body: Mapped[dict[str, Any]] = mapped_column()

    findings: Mapped[list["FindingRow"]] = relationship(lazy="raise", order_by="FindingRow.position")


class FindingRow(Base):
    """One finding of a report, asked for by rule and level."""

    __tablename__ = "findings"
    __table_args__ = (Index("ix_findings_rule", "rule"),)

    report_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(120))
    level: Mapped[str] = mapped_column(String(16))
    hard: Mapped[bool]
    part: Mapped[str] = mapped_column(String(64))
    start: Mapped[int]
    end: Mapped[int]
    message: Mapped[str] = mapped_column(Text)
