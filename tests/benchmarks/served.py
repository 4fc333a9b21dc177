"""A hub on a free port of this machine, with a brand and a token, for measurements over real HTTP."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waitress.server import create_server

from hub import create_app
from hub.judging.judge import Judge
from hub.services import brands, people, tokens
from hub.services.schema import upgrade
from hub.workflow.roles import SYSTEM
from tests.fakes.parts import make_parts

TOKEN_OF = "bench@bench.example"


class Caller:
    """One connection that is kept open, as a program keeps it."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        """Have a text judged; return the report. Raises RuntimeError for any answer but 200."""
        self._connection.request("POST", "/api/v1/check", json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {said[:200]!r}")
        report: dict[str, Any] = json.loads(said)
        return report


@contextmanager
def served(judge: Judge, kit: Path, folder: Path) -> Iterator[Caller]:
    """Serve a hub that judges with ``judge`` and holds the brand of one kit."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = make_parts(folder, judge=judge, api_limit="1000000 per minute")
    upgrade(parts.engine)
    brands.import_kit(parts, SYSTEM, kit.read_bytes(), source=kit.name)
    brands.publish(parts, SYSTEM, kit.stem)
    people.create_user(
        parts, SYSTEM, email=TOKEN_OF, name="Bench", password="not used anywhere", roles=[(None, "admin")]
    )
    _, token = tokens.create_token(parts, SYSTEM, email=TOKEN_OF, name="bench", scopes=["text.check"])
    server = create_server(create_app(parts), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Caller(int(server.effective_port), token)
    finally:
        server.task_dispatcher.shutdown()
        parts.engine.dispose()
