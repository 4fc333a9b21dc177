"""The broker of a hub without a broker: kombu's filesystem transport on a folder, with whole messages only."""

import json
import uuid
from pathlib import Path
from time import monotonic_ns
from typing import Any

from kombu.transport import filesystem


class Channel(filesystem.Channel):
    """A channel whose messages appear in one step, so that no reader meets half of one."""

    def _put(self, queue: str, payload: Any, **_: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        name = f"{monotonic_ns() // 1_000_000}_{uuid.uuid4()}.{queue}.msg"
        written = folder / f"{name}.new"
        written.write_text(json.dumps(payload), encoding="utf-8")
        written.replace(folder / name)


class Transport(filesystem.Transport):
    """The transport for such channels."""

    Channel = Channel
