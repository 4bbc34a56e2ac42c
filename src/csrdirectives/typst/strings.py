"""Text and values as Typst reads them: everything that an author wrote goes into string expressions.

No rule of Typst's markup applies to a string, so ``2023. `` stays a year and ``...`` stays three dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

ESCAPES = str.maketrans(
    dict.fromkeys(map(chr, (*range(32), 127)), "") | {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
)
PLACE = re.compile(r"/\*@(\d+)\*/")
"""How the place of what follows is marked in generated text: the number of a node, in a comment."""


def quoted(text: str) -> str:
    r"""A Typst string with exactly this text; control characters, which no font shows, are left out.

    >>> print(quoted('Say "hi"\\ 2023.'))
    "Say \"hi\"\\ 2023."
    """
    made = text.translate(ESCAPES).replace("/*", "/\\u{2a}")  # no text may look like the mark of a place
    return f'"{made}"'


def shown(text: str) -> str:
    """Markup that shows exactly this text.

    >>> print(shown("1. not a list"))
    #"1. not a list";
    """
    return f"#{quoted(text)};" if text else ""


def array(items: Iterable[str]) -> str:
    """A Typst array of expressions, also of one or none.

    >>> array(["1"]), array([])
    ('(1,)', '()')
    """
    made = ",".join(items)
    return f"({made},)" if made else "()"


def strings(texts: Iterable[str]) -> str:
    """A Typst array of strings."""
    return array(map(quoted, texts))


def dictionary(values: dict[str, str]) -> str:
    """A Typst dictionary of strings.

    >>> dictionary({"title": "A"}), dictionary({})
    ('("title":"A",)', '(:)')
    """
    made = "".join(f"{quoted(key)}:{quoted(value)}," for key, value in values.items())
    return f"({made})" if made else "(:)"


def call(name: str, *positional: str, content: str | None = None, **named: str | None) -> str:
    """A call of a function of the style, in markup; names are written with hyphens, ``None`` leaves one out.

    >>> call("picture", quoted("a.png"), alt=quoted("A"), width=None)
    '#picture("a.png",alt:"A")'
    """
    given = [*positional, *(f"{key.replace('_', '-')}:{value}" for key, value in named.items() if value is not None)]
    arguments = f"({','.join(given)})" if given or content is None else ""
    return f"#{name}{arguments}" + (f"[{content}]" if content is not None else "")
