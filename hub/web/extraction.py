"""What ``pybabel extract`` finds besides marked strings: sentences that lower floors keep as data."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from hub.judging.reasons import TEMPLATES
from hub.workflow.roles import PERMISSIONS

Message = tuple[int, None, str, list[str]]


def extract_data(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Message]:
    """Yield the reasons of reports or the permissions of roles, whichever this file holds."""
    source = file.read().decode("utf-8")
    sentences = TEMPLATES if "TEMPLATES" in source else PERMISSIONS
    for sentence in sentences.values():
        yield 1, None, sentence, []
