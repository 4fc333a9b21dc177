"""Which service call stands behind which task name. The snapshot of names is under test."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from hub.services.jobs import Progress
from hub.services.judgements import judge_revision
from hub.services.parts import Parts
from hub.services.rejudging import rejudge_brand

Work = Callable[[Parts, dict[str, Any], Progress], None]
TAKE_UP_LOST_JOBS: Final = "maintenance.take_up_lost_jobs"


def _judge_revision(parts: Parts, payload: dict[str, Any], progress: Progress) -> None:
    progress.report(0, 1)
    judge_revision(parts, uuid.UUID(payload["revision"]))


def _rejudge_brand(parts: Parts, payload: dict[str, Any], progress: Progress) -> None:
    # Judged under the version in force: where a newer one came since, the older has nothing left to do.
    rejudge_brand(parts, uuid.UUID(payload["brand"]), progress)


REGISTERED: Final[Mapping[str, Work]] = {
    "judging.judge_revision": _judge_revision,
    "judging.rejudge_brand": _rejudge_brand,
}
