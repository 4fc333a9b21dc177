"""The unit of work: the only way to a session. Commit first, and only then send jobs."""

import hashlib
import json
import logging
import uuid
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from hub.errors import StorageFull
from hub.services.database import WRITES
from hub.services.parts import Parts
from hub.workflow.roles import Principal
from models import Event, Job

log = logging.getLogger(__name__)
FIRST_HASH = "0" * 64
_EVENT_LOCK = 0x6F6E65766F696365 & 0x7FFF_FFFF_FFFF_FFFF


@dataclass(frozen=True, slots=True)
class _Happening:
    kind: str
    actor: str | None
    brand_id: uuid.UUID | None
    channel_id: uuid.UUID | None
    subject_id: uuid.UUID | None
    data: dict[str, Any]


class UnitOfWork:
    """One transaction. Leaving it without ``commit`` undoes everything and sends nothing."""

    session: Session

    def __init__(self, parts: Parts, principal: Principal, *, writes: bool = True) -> None:
        self._parts = parts
        self._principal = principal
        self._writes = writes
        self._happenings: list[_Happening] = []
        self._jobs: list[Job] = []

    def __enter__(self) -> Self:
        self.session = self._parts.sessions()
        try:
            self.session.connection(execution_options={WRITES: self._writes})
        except BaseException:
            self.session.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()
        if isinstance(error, OperationalError):
            _raise_if_full(error)

    def record(
        self,
        kind: str,
        *,
        brand_id: uuid.UUID | None = None,
        channel_id: uuid.UUID | None = None,
        subject_id: uuid.UUID | None = None,
        **data: Any,
    ) -> None:
        """Note an event; it gets its place in the chain when the unit commits."""
        actor = actor_digest(self._parts.salt, self._principal.user_id)
        self._happenings.append(_Happening(kind, actor, brand_id, channel_id, subject_id, data))

    def send(self, task: str, *, brand_id: uuid.UUID | None = None, **payload: Any) -> Job:
        """Promise a job: its row is part of this transaction, its message leaves after the commit."""
        job = Job(task=task, payload=payload, brand_id=brand_id, created_at=self._parts.now())
        self.session.add(job)
        self._jobs.append(job)
        return job

    def commit(self) -> None:
        """Write events in commit order, commit, and then hand the jobs over. Raises StorageFull on a full disk."""
        if not self._writes:
            raise RuntimeError("this unit of work was opened for reading")
        try:
            self._append_events()
            self.session.commit()
        except OperationalError as error:
            self.session.rollback()
            _raise_if_full(error)
            raise
        for job in self._jobs:
            try:
                self._parts.dispatcher.dispatch(job.task, job.id)
            except Exception:
                # The row is the promise: the sweeper sends it again.
                log.warning(
                    "job %s (%s) could not be sent; it will be taken up later",
                    job.id,
                    job.task,
                    exc_info=True,
                )
        self._jobs.clear()

    def _append_events(self) -> None:
        self.session.flush()
        if not self._happenings:
            return
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _EVENT_LOCK})
        last = self.session.execute(
            select(Event.sequence, Event.hash).order_by(Event.sequence.desc()).limit(1)
        ).one_or_none()
        sequence, previous = (last.sequence, last.hash) if last else (0, FIRST_HASH)
        for happening in self._happenings:
            sequence += 1
            event = Event(
                sequence=sequence,
                at=self._parts.now(),
                kind=happening.kind,
                actor=happening.actor,
                brand_id=happening.brand_id,
                channel_id=happening.channel_id,
                subject_id=happening.subject_id,
                data=happening.data,
                previous_hash=previous,
                hash="",
            )
            event.hash = previous = event_hash(event)
            self.session.add(event)
        self._happenings.clear()
        self.session.flush()


def actor_digest(salt: str, user_id: uuid.UUID | None) -> str | None:
    """Return a person's salted digest for the event log, or None for the hub itself."""
    if user_id is None:
        return None
    return hashlib.sha256(f"{salt}:{user_id}".encode()).hexdigest()


def event_hash(event: Event) -> str:
    """Return SHA-256 over the previous hash and all of this event's content, as canonical JSON."""
    content = {
        "sequence": event.sequence,
        "at": event.at.isoformat(),
        "kind": event.kind,
        "actor": event.actor,
        "brand": str(event.brand_id),
        "channel": str(event.channel_id),
        "subject": str(event.subject_id),
        "data": event.data,
        "previous": event.previous_hash,
    }
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _raise_if_full(error: OperationalError) -> None:
    reason = str(error.orig).lower()
    if "disk is full" in reason or "no space left" in reason or "disk i/o error" in reason:
        raise StorageFull(
            "The disk that holds the database is full. Nothing was half written; free some space and try again."
        ) from error
