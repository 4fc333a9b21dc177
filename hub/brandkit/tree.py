"""From YAML text to plain values with a place for each: the part of YAML that a kit may use, and no more.

No anchors, aliases or tags; one document; bounded depth and size. Of a duplicate key the first stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from hub.brandkit.places import MAX_FAULTS, Path, Place, fault_at
from hub.errors import Fault

MAX_DEPTH = 40
MAX_NODES = 200_000

# libyaml is many times faster and marks the same places; without it the Python parser does the same work.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STR_TAG = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class Tree:
    """Plain values (``dict``, ``list``, scalars), the place of each path, and the faults met while reading.

    ``complete`` is false where reading had to stop before the end."""

    root: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    empty: bool = True
    complete: bool = True


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet; ``path`` is None inside a value that will be thrown away."""

    value: dict[str, Any] | list[Any]
    path: Path | None
    key: str | None = None
    key_line: int = 0
    key_column: int = 0
    waits_for_key: bool = True
    skip_value: bool = False


class _TooMuch(Exception):
    """Reading stops here; the fault is already noted."""


def read_tree(text: str, *, source: str) -> Tree:
    """Return the tree of a YAML text. Never raises on bad input: what is wrong stands in ``faults``."""
    reader = _Reader(text, source)
    try:
        reader.run(yaml.parse(text, Loader=_LOADER))
    except _TooMuch:
        reader.tree.complete = False
    except yaml.YAMLError as error:
        reader.tree.complete = False
        reader.note_syntax(error)
    return reader.tree


class _Reader:
    def __init__(self, text: str, source: str) -> None:
        self.tree = Tree()
        self._text = text
        self._source = source
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._values = yaml.constructor.SafeConstructor()
        self._resolver = yaml.resolver.Resolver()

    def note(self, line: int, column: int, *, found: str, expected: str) -> None:
        """Add a fault; after too many, stop reading."""
        self.tree.faults.append(fault_at(self._source, line, column, found=found, expected=expected))
        if len(self.tree.faults) >= MAX_FAULTS:
            raise _TooMuch

    def note_syntax(self, error: yaml.YAMLError) -> None:
        """Add the fault of a YAML syntax error, with the usual cause where it can be seen."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = self._text.splitlines()
        current = lines[line - 1] if line <= len(lines) else ""
        if "\t" in current[: len(current) - len(current.lstrip())]:
            found, expected = "a tab in the indentation", "spaces: YAML does not indent with tabs"
        else:
            problem = getattr(error, "problem", None) or str(error)
            found, expected = f"a YAML mistake: {problem}", "well-formed YAML"
        self.tree.faults.append(fault_at(self._source, line, column, found=found, expected=expected))

    def run(self, events: Iterator[Any]) -> None:
        """Go through the events once, building values as they close."""
        for event in events:
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self.note(
                        line,
                        column,
                        found="a second YAML document",
                        expected="one kit per file: delete the line ---",
                    )
                    raise _TooMuch
            elif isinstance(event, yaml.AliasEvent):
                self.note(
                    line,
                    column,
                    found=f"the alias *{event.anchor}",
                    expected="the text itself: a kit has no aliases",
                )
                self._count(line, column)
                self._scalar(None, "", line, column, quoted=False)
            elif isinstance(event, yaml.ScalarEvent):
                self._check_properties(event, line, column)
                quoted = event.style in ("'", '"', "|", ">")
                self._scalar(self._value_of(event), event.value, line, column, quoted=quoted)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._check_properties(event, line, column)
                self._start({} if isinstance(event, yaml.MappingStartEvent) else [], line, column)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._open.pop()
                self._after_value()

    def _check_properties(self, event: Any, line: int, column: int) -> None:
        self._count(line, column)
        if event.anchor is not None:
            self.note(
                line, column, found=f"the anchor &{event.anchor}", expected="plain YAML: a kit has no anchors"
            )
        if event.tag is not None and event.tag != "!":
            self.note(
                line, column, found=f"the tag {event.tag}", expected="a plain value: a kit has no YAML tags"
            )

    def _count(self, line: int, column: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.note(
                line,
                column,
                found=f"more than {MAX_NODES:,} values",
                expected=f"at most {MAX_NODES:,} values",
            )
            raise _TooMuch

    def _value_of(self, event: Any) -> Any:
        if event.tag is not None:
            return event.value
        tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        if tag == _STR_TAG:
            return event.value
        try:
            return self._values.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, OverflowError, yaml.YAMLError):
            # 2026-02-30 looks like a date and is none: keep the spelling and let the field judge it.
            return event.value

    def _place(self, line: int, column: int, spelt: str | None) -> Path | None:
        """Note where the value about to be added stands; None when it is to be thrown away."""
        if not self._open:
            self.tree.empty = False
            self.tree.places[()] = Place(line, column, line, column, spelt)
            return ()
        top = self._open[-1]
        if top.path is None or top.skip_value:
            return None
        if isinstance(top.value, dict):
            path = (*top.path, top.key or "")
            self.tree.places[path] = Place(line, column, top.key_line, top.key_column, spelt)
        else:
            path = (*top.path, len(top.value))
            self.tree.places[path] = Place(line, column, line, column, spelt)
        return path

    def _scalar(self, value: Any, spelt: str, line: int, column: int, *, quoted: bool) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.waits_for_key:
            self._take_key(top, spelt, line, column)
            return
        path = self._place(line, column, None if quoted else spelt)
        if path is not None:
            self._add(value)
        self._after_value()

    def _take_key(self, top: _Open, key: str, line: int, column: int) -> None:
        top.waits_for_key = False
        top.key, top.key_line, top.key_column = key, line, column
        if top.path is None:
            return
        first = self.tree.places.get((*top.path, key))
        top.skip_value = first is not None
        if first is not None:
            self.note(
                line,
                column,
                found=f"the key {key!r} again (first on line {first.key_line})",
                expected="each key once",
            )

    def _start(self, value: dict[str, Any] | list[Any], line: int, column: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            self.note(
                line, column, found=f"nesting deeper than {MAX_DEPTH}", expected=f"at most {MAX_DEPTH} levels"
            )
            raise _TooMuch
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.waits_for_key:
            self.note(line, column, found="a mapping or list as a key", expected="a plain word as a key")
            self._open.append(_Open(value=value, path=None))
            return
        path = self._place(line, column, None)
        if path is not None:
            self._add(value)
        self._open.append(_Open(value=value, path=path))

    def _add(self, value: Any) -> None:
        if not self._open:
            self.tree.root = value
            return
        top = self._open[-1]
        if isinstance(top.value, dict):
            top.value[top.key or ""] = value
        else:
            top.value.append(value)

    def _after_value(self) -> None:
        if not self._open:
            return
        top = self._open[-1]
        if isinstance(top.value, dict):
            if top.waits_for_key:
                # what just closed was itself used as a key: its value follows and goes with it
                top.waits_for_key, top.skip_value = False, True
            else:
                top.waits_for_key, top.skip_value = True, False
