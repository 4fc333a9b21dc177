"""The version of a kit: equal content, equal digest, however it was written down."""

import hashlib
import json
from typing import Any

from hub.brandkit.model import Kit
from hub.brandkit.reader import kit_to_dict


def kit_version(kit: Kit) -> str:
    """Return the SHA-256 (64 hex digits) of the kit's canonical JSON."""
    return digest_of(kit_to_dict(kit))


def digest_of(value: Any) -> str:
    """Return the SHA-256 of JSON values with sorted keys and no white space."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
