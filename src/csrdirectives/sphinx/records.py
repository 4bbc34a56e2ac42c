"""Records of a register on the site: readers choose which of them they see, and may link to each; without script.

The choice is made by buttons and the style sheet ``csr-figures.css``. Where there is no style sheet, and on paper,
the buttons are hidden and every record is shown.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from csrdirectives.sphinx.freshness import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx

RECORD = "csr-record"
MOST = 12
"""How many choices the style sheet knows; more would be no help."""


class Choice(NamedTuple):
    """What a reader may choose: a word, and the places in the list of the records that have it."""

    text: str
    records: Sequence[int]


def filtered(
    made: Sequence[nodes.Node],
    items: Sequence[nodes.Element],
    choices: Sequence[Choice],
    heading: str,
    name: str,
    words: Mapping[str, str],
) -> nodes.container:
    """The list, and the buttons that choose what of it is shown, to be put above it on a site."""
    for number, choice in enumerate(choices, 1):
        for place in choice.records:
            items[place]["classes"].append(f"csr-is-{number}")
    group = f"{name}-filter"
    offered = [Choice(words["register-all"], range(len(items))), *choices]
    buttons = "".join(_button(group, number, choice, words["brackets"]) for number, choice in enumerate(offered))
    shown = f'<fieldset class="csr-filter" hidden="hidden"><legend>{escape(heading)}</legend>{buttons}</fieldset>'
    return nodes.container("", *made, classes=["csr-filtered"], csr_filter=shown)


def _button(group: str, number: int, choice: Choice, brackets: str) -> str:
    """A button with its word, and how many records it leaves; the first leaves all, and is chosen at first."""
    id_, checked = f"{group}-{number}", "" if number else ' checked="checked"'
    text = escape(choice.text + brackets.format(len(choice.records)))
    button = f'<input type="radio" class="csr-choice-{number}" name="{group}" id="{id_}"{checked}/>'
    return f'<span>{button}<label for="{id_}">{text}</label></span>'


class OfferRecords(SphinxPostTransform):
    """On the pages of a site, puts buttons above a list that has a choice, and ends each record with a link to it."""

    default_priority = 6

    def run(self, **kwargs: object) -> None:
        builder, page = self.env._app.builder, self.env.current_document.docname  # noqa: SLF001  # as in charts.py
        if not getattr(builder, "add_permalinks", False):  # no site; nor is an e-book
            return
        domain = domain_of(self.env)
        if builder.name != "singlehtml" and not any(q.startswith("register ") for q in domain.asked.get(page, ())):
            return
        for list_ in [node for node in self.document.findall(nodes.container) if "csr_filter" in node]:
            list_.insert(0, nodes.raw("", list_.attributes.pop("csr_filter"), format="html"))
        if not self.config.html_permalinks:
            return
        words, icon = domain.formatter.words, self.config.html_permalinks_icon
        for line in [node for node in self.document.findall(nodes.paragraph) if "csr_record" in node]:
            title, target = escape(words["register-link"].format(line.astext())), line["csr_record"]
            line.append(
                nodes.raw("", f'<a class="headerlink" href="#{target}" title="{title}">{icon}</a>', format="html")
            )


def setup_records(app: Sphinx) -> None:
    """Offer what readers of the site may do with records."""
    app.add_post_transform(OfferRecords)
