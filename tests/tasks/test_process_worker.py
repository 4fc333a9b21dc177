import signal
import subprocess
import sys
import uuid
from dataclasses import replace
from pathlib import Path

import redis

from hub.services.parts import Parts
from hub.tasks.sending import CeleryDispatcher
from tests.fakes.parts import ROOT
from tests.tasks.conftest import REDIS_URL, job_of, need_redis, promise, until

WORKER = """
import sys
from pathlib import Path
from hub.config import Settings
from hub import assemble
from hub.tasks.process_worker import work
work(Settings(_env_file=None, data_dir=Path(sys.argv[1]), broker_url=sys.argv[2], worker_threads=1), assemble, queue=sys.argv[3])
"""


def test_a_worker_of_its_own_works_off_jobs_and_stops_at_a_signal(
    parts: Parts, brand: str, tmp_path: Path
) -> None:
    need_redis()
    from hub.services.brands import get_brand
    from hub.workflow.roles import SYSTEM

    queue = f"test-{uuid.uuid4().hex}"
    settings = parts.settings.model_copy(update={"broker_url": REDIS_URL})
    dispatcher = CeleryDispatcher(settings, queue=queue)
    sending = replace(parts, settings=settings, dispatcher=dispatcher)
    view = get_brand(parts, SYSTEM, brand)
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(tmp_path), REDIS_URL, queue],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        job_id = promise(
            sending, "judging.rejudge_brand", brand=str(view.id), version=str(view.versions[0].id)
        )
        until(lambda: job_of(parts, job_id).state == "done", timeout_s=60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        dispatcher.close()
        client = redis.Redis.from_url(REDIS_URL)
        client.delete(queue, *client.keys(f"_kombu.*{queue}"))
        client.close()
