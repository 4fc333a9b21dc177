import signal
import subprocess
import sys
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from hub.judging.text import Part
from hub.services.drafts import StartDraft, start_draft
from hub.services.parts import Parts
from hub.services.rejudging import BATCH
from hub.services.unit_of_work import UnitOfWork
from hub.tasks.embedded import EmbeddedWorker
from hub.tasks.sending import CeleryDispatcher
from hub.workflow.roles import SYSTEM, Principal
from models import Brand, Job, Report
from tests.fakes.parts import ROOT
from tests.tasks.conftest import job_of, until

# Works until it is killed: the second batch never comes back from the encoder.
PROCESS = """
import sys, time
from pathlib import Path
from dataclasses import replace
from datetime import UTC, datetime
from hub.services import rejudging
from hub.tasks.embedded import EmbeddedWorker
from hub.tasks.sending import CeleryDispatcher
from tests.fakes.parts import make_parts
made = make_parts(Path(sys.argv[1]))
parts = replace(made, now=lambda: datetime.now(UTC), dispatcher=CeleryDispatcher(made.settings))
first = rejudging._judge_batch
batches = []
def stuck(*args):
    batches.append(1)
    if len(batches) > 1:
        print("in the middle", flush=True)
        time.sleep(600)
    first(*args)
rejudging._judge_batch = stuck
worker = EmbeddedWorker(parts)
worker.start()
time.sleep(600)
"""


def count_reports(parts: Parts) -> int:
    with UnitOfWork(parts, SYSTEM, writes=False) as uow:
        return uow.session.scalar(select(func.count()).select_from(Report)) or 0


def test_a_job_of_a_killed_process_is_ended_by_the_next_start(
    parts: Parts, brand: str, writer: Principal, tmp_path: Path
) -> None:
    texts = BATCH + 4
    for number in range(texts):
        text = (
            f"零件供应十五年，第{number}件也一样。"
            if number % 2
            else f"Spare part {number} is kept for fifteen years."
        )
        start_draft(
            parts,
            writer,
            StartDraft(
                brand=brand,
                channel="site",
                locale="zh" if number % 2 else "en",
                title=f"Part {number}",
                parts=(Part(name="body", text=text),),
            ),
        )
    with UnitOfWork(parts, SYSTEM) as uow:
        uow.session.execute(Report.__table__.delete())
        brand_id = uow.session.scalar(select(Brand.id).where(Brand.slug == brand))
        job = Job(
            task="judging.rejudge_brand",
            payload={"brand": str(brand_id), "version": str(uuid.UUID(int=1))},
            brand_id=brand_id,
        )
        uow.session.add(job)
        uow.commit()
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROCESS, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    left = job_of(parts, job.id)
    assert (left.state, left.done, left.total) == ("running", BATCH, texts)
    assert count_reports(parts) == BATCH

    settings = parts.settings
    alive = replace(parts, dispatcher=CeleryDispatcher(settings), now=lambda: datetime.now(UTC))
    worker = EmbeddedWorker(alive)
    assert worker.start() == 1
    until(lambda: job_of(parts, job.id).state == "done", timeout_s=60)
    assert worker.stop()
    assert count_reports(parts) == texts
    assert job_of(parts, job.id).attempts == 2
    alive.dispatcher.close()  # type: ignore[attr-defined]
