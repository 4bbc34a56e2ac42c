"""Chinese section numbers: 一、（一）1. in headings, contents and references, in every builder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

DIGITS = "零一二三四五六七八九"
HEADING = "csr_heading"  # in a page's metadata: the anchors of its first heading


def chinese(number: int) -> str:
    """A number from 1 to 99 as headings write it.

    >>> [chinese(n) for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    ten = ("" if tens <= 1 else DIGITS[tens]) + "十" if tens else ""
    return ten + (DIGITS[ones] if ones or not tens else "")


def heading_number(numbers: tuple[int, ...]) -> str:
    """What stands before a heading at its level, as GB/T 9704 numbers official documents: 一、 （一） 1. （1） ①.

    >>> [heading_number(n) for n in ((3,), (3, 1), (3, 1, 2), (3, 1, 2, 4))]
    ['三、', '（一）', '2. ', '（4）']
    """
    last = numbers[-1]
    match len(numbers):
        case 1:
            return f"{chinese(last)}、"
        case 2:
            return f"（{chinese(last)}）"
        case 3:
            return f"{last}. "
        case 4:
            return f"（{last}）"
    return f"{last} "


def full_number(numbers: tuple[int, ...]) -> str:
    """A heading's number as it is named from elsewhere.

    >>> full_number((3, 1, 2))
    '三（一）2. '
    >>> full_number((3, 1, 2, 4))
    '三（一）2.（4）'
    """
    path = "".join(heading_number(numbers[: level + 1]) for level in range(len(numbers)))
    return path.replace("、（", "（").replace(". （", ".（")


class SectionNumber(tuple[int, ...]):
    """A section number that prints in Chinese.

    Builders print ``'.'.join(map(str, number))``, so it iterates over its one printed word; it compares equal to
    the plain numbers, by which Sphinx knows that nothing changed.
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        numbers = tuple(tuple.__getitem__(self, i) for i in range(len(self)))
        return iter([heading_number(numbers)] if numbers else [])


def plain(number: SectionNumber | tuple[int, ...]) -> tuple[int, ...]:
    """The numbers themselves."""
    return tuple(number[i] for i in range(len(number)))


def number_sections(app: Sphinx, env: BuildEnvironment) -> None:
    """Let the numbers that Sphinx has just assigned print in Chinese, and those that it took away no more."""
    for docname in env.tocs.keys() - env.toc_secnumbers.keys():  # Sphinx leaves them in the navigation
        for numbered in (env.titles[docname], *env.tocs[docname].findall(nodes.reference)):
            numbered.attributes.pop("secnumber", None)
    if not _is_chinese(app.config):
        return
    for docname, numbers in env.toc_secnumbers.items():
        env.toc_secnumbers[docname] = {anchor: SectionNumber(plain(n)) for anchor, n in numbers.items()}
        for reference in env.tocs[docname].findall(nodes.reference):
            if reference.get("secnumber"):
                reference["secnumber"] = SectionNumber(plain(reference["secnumber"]))
        title = env.titles[docname]
        if title.get("secnumber"):
            title["secnumber"] = SectionNumber(plain(title["secnumber"]))


def note_heading(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the anchors of the page's first heading: Sphinx files its number under none of them."""
    first = doctree.next_node(nodes.section)
    if first is not None:
        app.env.metadata[app.env.docname][HEADING] = tuple(first["ids"])


class NumberReferences(SphinxPostTransform):
    """References to numbered headings carry their number: 三（一）2. 员工教育."""

    default_priority = 9  # before references are resolved, which is where their text is settled

    def run(self, **kwargs: object) -> None:
        if not _is_chinese(self.config):
            return
        labels = self.env.domains.standard_domain.labels
        for node in self.document.findall(addnodes.pending_xref):
            if node.get("reftype") != "ref" or node.get("refdomain") != "std" or node.get("refexplicit"):
                continue
            docname, anchor, title = labels.get(node["reftarget"], ("", "", ""))
            numbers = self.env.toc_secnumbers.get(docname, {})
            named = self.env.metadata.get(docname, {}).get(HEADING, ())
            number = numbers.get(f"#{anchor}") or (numbers.get("") if anchor in named else None)
            if number:
                text = nodes.inline("", full_number(plain(number)) + title, classes=["std", "std-ref"])
                node["refexplicit"] = True
                node[:] = [text]


def set_suffixes(app: Sphinx, config: Config) -> None:
    """The Chinese numbers bring their own punctuation."""
    if _is_chinese(config):
        config.html_secnumber_suffix = ""
        config.text_secnumber_suffix = ""


def _is_chinese(config: Config) -> bool:
    return (config.language or "").startswith("zh")
