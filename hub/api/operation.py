"""One operation of the API as a value: what is sent, what comes back, what may go wrong, who may ask.

A view is a plain function ``view(parts, principal, …)``. Its further parameters are read by name: ``query`` and
``body`` are types of ``Inward`` (``body: bytes`` takes the body as it came), every other one stands in the path.
"""

import inspect
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar, get_type_hints

from pydantic import BaseModel

from hub.api.types import Inward
from hub.errors import HubError

JSON: Final = "application/json"
YAML: Final = "application/yaml"
# Permissions of views that need none of the hub's own: any valid token, or nobody at all.
ANY_TOKEN: Final = "signed-in"  # noqa: S105 - the name of a rule, not a secret
PUBLIC: Final = "public"

Content = BaseModel | Mapping[str, Any] | str
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with headers of its own, where the content alone does not say everything."""

    content: Content
    headers: Mapping[str, str] = field(default_factory=dict)
    last_modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operation. ``path`` is written as in OpenAPI (``/channels/{channel}``); ``conditional`` answers carry a
    strong ETag and are 304 where the reader has them already."""

    method: str
    path: str
    permission: str
    tag: str
    view: Callable[..., Any]
    returns: Any
    status: int = 200
    media: str = JSON
    conditional: bool = False
    errors: tuple[type[HubError], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    example: Any = None
    query: type[Inward] | None = None
    body: type[Inward] | type[bytes] | None = None
    path_types: Mapping[str, type] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The operation's id, which is also its endpoint."""
        return str(self.view.__name__)

    @property
    def summary(self) -> str:
        """The first sentence of the view's docstring."""
        return (inspect.getdoc(self.view) or "").split("\n", 1)[0]

    @property
    def description(self) -> str:
        """The rest of the view's docstring, one line per paragraph."""
        rest = (inspect.getdoc(self.view) or "").partition("\n")[2].strip()
        return "\n\n".join(" ".join(block.split()) for block in re.split(r"\n\s*\n", rest))

    @property
    def rule(self) -> str:
        """The path as Flask writes it."""
        rule = self.path
        for name, kind in self.path_types.items():
            rule = rule.replace(f"{{{name}}}", f"<uuid:{name}>" if kind is uuid.UUID else f"<{name}>")
        return rule


@dataclass(frozen=True, slots=True)
class Resource:
    """The operations of one resource, in the order in which they are declared."""

    tag: str
    about: str
    operations: list[Operation] = field(default_factory=list)

    def operation(
        self, method: str, path: str, *, permission: str, returns: Any, **more: Any
    ) -> Callable[[View], View]:
        """Declare the function below as the operation ``method path``; ``more`` are fields of Operation."""

        def declare(view: View) -> View:
            hints = get_type_hints(view)
            given = [
                name for name in inspect.signature(view).parameters if name not in ("parts", "principal")
            ]
            self.operations.append(
                Operation(
                    method=method,
                    path=path,
                    permission=permission,
                    tag=self.tag,
                    view=view,
                    returns=returns,
                    query=hints.get("query"),
                    body=hints.get("body"),
                    path_types={name: hints[name] for name in given if name not in ("query", "body")},
                    **more,
                )
            )
            return view

        return declare
