"""Rule packs shipped as data: read, compiled and digested once per process."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from hub.errors import SetupBroken

_HERE = Path(__file__).parent
RuleLevel = Literal["banned", "caution", "evidence"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source a rule leans on. ``verified``: ``official`` (read where it was published), ``reproduction``
    (its wording read in a copy elsewhere), or ``no``."""

    id: str
    title: str
    article: str
    verified: Literal["official", "reproduction", "no"]
    url: str = ""


@dataclass(frozen=True, slots=True)
class PackRule:
    """One rule: what it looks for, the contexts (matched around it) that make it harmless, and what to say."""

    id: str
    level: RuleLevel
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    reason: Mapping[str, str]
    reference: Reference
    replacement: str | None


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack. A match inside ``drop`` is none; one inside ``soften`` is only a request for evidence."""

    id: str
    version: str
    rules: tuple[PackRule, ...]
    drop: re.Pattern[str] | None
    soften: re.Pattern[str] | None


@cache
def load_pack(pack_id: str) -> Pack:
    """Return a shipped pack. Raises SetupBroken where it is missing or unreadable."""
    folder = _HERE / pack_id
    try:
        head = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
        references = {key: Reference(id=key, **value) for key, value in head["references"].items()}
        files = sorted(path for path in folder.glob("*.yaml") if path.name != "pack.yaml")
        rules = [rule for path in files for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]]
        return Pack(
            id=pack_id,
            version=str(head["version"]),
            rules=tuple(_rule(rule, references) for rule in rules),
            drop=_either(head.get("drop")),
            soften=_either(head.get("soften")),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, re.error) as broken:
        raise SetupBroken(
            f"The rule pack {pack_id} can't be read ({broken!r}); install the hub again."
        ) from broken


def _rule(raw: Mapping[str, Any], references: Mapping[str, Reference]) -> PackRule:
    pattern = _either(raw["any"])
    if pattern is None:
        raise KeyError(f"rule {raw['id']} looks for nothing")
    return PackRule(
        id=raw["id"],
        level=raw["level"],
        pattern=pattern,
        unless=_either(raw.get("unless")),
        reason=raw["reason"],
        reference=references[raw["reference"]],
        replacement=raw.get("replacement"),
    )


def _either(patterns: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


@cache
def pack_ids() -> tuple[str, ...]:
    """Return the ids of all shipped packs."""
    return tuple(sorted(path.parent.name for path in _HERE.glob("*/pack.yaml")))


@cache
def packs_digest() -> str:
    """Return a SHA-256, hex, over all files of all packs."""
    digest = hashlib.sha256()
    for path in sorted(_HERE.glob("*/*.yaml")):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.parent.name}/{path.name}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()
