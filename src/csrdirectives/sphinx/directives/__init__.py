"""The directives of the domain, by name."""

from __future__ import annotations

from csrdirectives.sphinx.directives.block import Block
from csrdirectives.sphinx.directives.cards import CardsDirective
from csrdirectives.sphinx.directives.catalogue import CatalogueDirective
from csrdirectives.sphinx.directives.chart import ChartDirective
from csrdirectives.sphinx.directives.downloads import DownloadsDirective
from csrdirectives.sphinx.directives.findings import FindingsDirective
from csrdirectives.sphinx.directives.register import RegisterDirective
from csrdirectives.sphinx.directives.standards import StandardsDirective
from csrdirectives.sphinx.directives.table import TableDirective

DIRECTIVES: dict[str, type[Block]] = {
    "table": TableDirective,
    "cards": CardsDirective,
    "chart": ChartDirective,
    "register": RegisterDirective,
    "catalogue": CatalogueDirective,
    "standards": StandardsDirective,
    "findings": FindingsDirective,
    "downloads": DownloadsDirective,
}
