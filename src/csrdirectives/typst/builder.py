"""The builder ``typst``: a project as one PDF."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.locale import __
from sphinx.util import logging

from csrdirectives.typst.addresses import Addresses
from csrdirectives.typst.assembly import assemble
from csrdirectives.typst.book import Book, book_of
from csrdirectives.typst.compiler import CannotPrint, Compiled, Complaint, families, refused
from csrdirectives.typst.images import image_faults
from csrdirectives.typst.index import index_of, note_uses
from csrdirectives.typst.links import PLACES, ends, led, numbered
from csrdirectives.typst.packing import Unfamiliar, packed, parted
from csrdirectives.typst.soundness import HTML_ONLY, flaws
from csrdirectives.typst.writer import TypstTranslator

logger = logging.getLogger(__name__)

PACKAGE = Path(__file__).parent
FONTS = PACKAGE.parent / "fonts"
REFUSED = "The image %s is not printed: %s"
OTHERWISE = "The image %s prints otherwise than it looks on a screen: %s"


class NotPrinted(SphinxError):
    """The PDF could not be made; the reasons were told before."""

    category = "PDF"

    def __init__(self) -> None:
        super().__init__(__("no PDF was made: see the warnings above"))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without a search for garbage, which would go through the trees again and again, all of which are needed."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class TypstBuilder(Builder):
    """Sets all pages that the contents list as one PDF, by the Typst compiler that comes as a Python package.

    Nothing but the PDF is put into the output folder; what Typst reads is made beside the doctrees, in ``typst``.
    """

    name = "typst"
    format = "typst"
    epilog = __("The PDF is in %(outdir)s.")
    allow_parallel = True
    default_translator_class = TypstTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif"]  # noqa: RUF012  # Sphinx's

    printed_images: dict[str, str]

    def init(self) -> None:
        self.printed_images = {}
        self._pages: set[str] | None = None

    def get_outdated_docs(self) -> str:
        return "the whole document"

    @property
    def pages(self) -> set[str]:
        """The pages that are printed."""
        if self._pages is None:
            without = self.config.typst_exclude
            self._pages = {d for d in self.env.found_docs if not any(fnmatch(d, pattern) for pattern in without)}
        return self._pages

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return Addresses.uri(docname)  # also of a page that is not printed: its title is printed where it is named

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    @uncollected()
    def write_documents(self, docnames: AbstractSet[str]) -> None:
        root = self.config.root_doc
        book = book_of(self)
        target = Path(self.outdir) / f"{book.name}.pdf"
        target.unlink(missing_ok=True)  # whatever fails from here on, no old one is taken for the new
        appendices = {d for d in self.pages if any(fnmatch(d, pattern) for pattern in self.config.typst_appendices)}
        document = assemble(self, root, self.pages, appendices)
        for node in [node for node in document.findall(nodes.Element) if HTML_ONLY in node.get("classes", ())]:
            node.parent.remove(node)
        self.post_process_images(document)
        self._examine(document)
        folder = Path(self.doctreedir) / "typst"
        self._lay_out(folder)
        (folder / "style" / "about.typ").write_text(book.settings, encoding="utf-8")
        uses = note_uses(document) if self.config.typst_index else {}
        translator = self.create_translator(document, self)
        assert isinstance(translator, TypstTranslator)
        document.walkabout(translator)
        main = folder / "main.typ"
        text = translator.finish() + (index_of(translator, uses) if self.config.typst_index else "")
        end = '#include "style/links.typ"\n\n#back-matter()'
        main.write_text(f'#import "style/{book.style}": *\n#show: book\n\n{text}{end}\n', encoding="utf-8")
        self._print(main, target, book, translator)

    def _examine(self, document: nodes.document) -> None:
        """Tell what would be printed badly, and leave out the images that must not be printed."""
        for flaw in flaws(document):
            logger.warning("%s", flaw.message, type="typst", subtype=flaw.subtype, location=flaw.node)
        known = families(self.fonts)
        places = {image["uri"]: image for image in reversed(list(document.findall(nodes.image)))}
        for source, image in places.items():
            if source in self.images:
                for fault in image_faults(Path(self.srcdir) / source, fonts=known):
                    told = REFUSED if fault.refused else OTHERWISE
                    logger.warning(told, source, fault.reason, type="typst", subtype=fault.subtype, location=image)
                    if fault.refused:
                        self.images.pop(source, None)

    @property
    def fonts(self) -> list[Path]:
        """The folders of fonts: those of the package, then those of the project."""
        return [FONTS, *(Path(self.confdir) / folder for folder in self.config.typst_fonts)]

    def _lay_out(self, folder: Path) -> None:
        """Put everything that the document needs into one folder, out of which Typst does not read."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(PACKAGE / "style", folder / "style")
        for style in self.config.typst_styles:
            shutil.copy(Path(self.confdir) / style, folder / "style")
        (folder / "images").mkdir()
        for source, name in self.images.items():
            shutil.copy(Path(self.srcdir) / source, folder / "images" / name)
            self.printed_images[source] = f"images/{name}"

    def _print(self, main: Path, target: Path, book: Book, translator: TypstTranslator) -> None:
        standards, places = self._standards(book), translator.places
        try:
            pdf, warnings = self._made(main, standards, book, translator.goals)
        except CannotPrint as fault:
            self._tell(fault.complaints, places)
            raise NotPrinted from None
        if not standards:
            self._tell(refused(main, self.fonts, book.timestamp), places)
        self._tell(warnings, places)
        target.write_bytes(pdf)

    def _made(
        self, main: Path, standards: list[str], book: Book, goals: Iterable[str]
    ) -> tuple[bytes, list[Complaint]]:
        """The PDF with its links led to the *goals*, by Typst itself where that is not possible; Typst's warnings."""
        for places in dict.fromkeys([tuple(goals), ()]):
            (main.parent / "style" / "places.typ").write_text(numbered(places), encoding="utf-8")
            made = Compiled(main, self.fonts, standards, book.timestamp)
            try:
                return packed(led(parted(made.pdf), ends(made.said(PLACES), places))), made.warnings
            except Unfamiliar:
                pass
        return made.pdf, made.warnings

    def _standards(self, book: Book) -> list[str]:
        """The standards that are asked for; those of archives only with a date, which they demand."""
        asked = [name for name in self.config.typst_standards if name]  # -D typst_standards= gives an empty one
        kept = [name for name in asked if book.timestamp is not None or not name.startswith("a-")]
        if kept != asked:
            told = __("typst_date is not set: the PDF does not declare %s")
            logger.info(told, ", ".join(name for name in asked if name not in kept))
        return kept

    @staticmethod
    def _tell(complaints: Iterable[Complaint], places: list[nodes.Element]) -> None:
        for complaint in complaints:
            location = places[complaint.place] if complaint.place is not None else None
            logger.warning("%s", complaint.message, type="typst", subtype="compiler", location=location)
