"""The directives of the domain, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csrdirectives.sphinx.directives.block import Block


class Directives(Mapping[str, type["Block"]]):
    """The directive of each name, from the module of that name, loaded when a page has one.

    A page with a table does not need the charts, which take as long to load as all the rest.
    """

    def __init__(self, *names: str) -> None:
        self.names = names

    def __getitem__(self, name: str) -> type[Block]:
        if name not in self.names:
            raise KeyError(name)
        found: type[Block] = getattr(import_module(f"{__name__}.{name}"), f"{name.capitalize()}Directive")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


DIRECTIVES = Directives(
    "table", "cards", "chart", "register", "catalogue", "standards", "findings", "downloads", "corrections"
)
