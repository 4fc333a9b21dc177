"""The published JSON Schema as a file: ``python -m hub.brandkit.schema`` writes it anew."""

import json
from pathlib import Path

from hub.brandkit.model import json_schema

SCHEMA_PATH = Path(__file__).with_name("kit.schema.json")


def schema_text() -> str:
    """Return the schema as it stands in ``kit.schema.json``."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_PATH.write_text(schema_text(), encoding="utf-8")
