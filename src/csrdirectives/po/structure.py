"""Checks of translations: the markup is whole, and leads where the original leads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from csrdirectives.po.figures import sound
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.markup import FIGURE_ROLES, HOLE, KNOWN_ROLES, TARGET_ROLES, Role, Text, strays
from csrdirectives.po.message import Message
from csrdirectives.problems import Problem, nearest
from csrdirectives.textfile import HIDDEN
from csrdirectives.words import places

_BLOCKS = {
    "ordered_list": "po-block-numbered",
    "bullet_list": "po-block-list",
    "heading": "po-block-heading",
    "blockquote": "po-block-quote",
    "code_block": "po-block-code",
    "fence": "po-block-code",
    "table": "po-block-table",
    "html_block": "po-block-html",
    "hr": "po-block-rule",
    "other": "po-block-other",
}
_SOUND_ROLE = r"\{[A-Za-z0-9_:+-]+\}`[^`{}]+`"
_NOQA = re.compile(r"#\s*noqa\s*$", re.IGNORECASE)
_UNSEEN = re.compile(f"[{HIDDEN}\ufffd]")
CHINESE = re.compile("[\u3400-\u9fff]")
_START = 24  # characters of the text that show where a block begins


def blocks(message: Message, _: Knowledge) -> Iterator[Problem]:
    """The translation is one block, of the kind of the original; Sphinx drops what is not, and keeps the Chinese."""
    ours, theirs = message.source.blocks, message.translation.blocks
    if theirs in {ours, ("paragraph",)}:
        return
    if theirs and set(theirs) == {"paragraph"}:
        if len(ours) < len(theirs):
            yield message.problem("po-paragraphs", count=len(theirs))
        return
    kind = next((_BLOCKS[kind] for kind in theirs if kind in _BLOCKS and kind not in ours), "po-block-other")
    yield message.problem(kind, start=message.msgstr[:_START].strip("\n") or message.msgstr[:_START])


def edges(message: Message, _: Knowledge) -> Iterator[Problem]:
    """The translation begins and ends with a line break only where the original does."""
    if message.msgid.startswith("\n") != message.msgstr.startswith("\n"):
        yield message.problem("po-newline-start")
    if message.msgid.endswith("\n") != message.msgstr.endswith("\n"):
        yield message.problem("po-newline-end")


def roles_whole(message: Message, _: Knowledge) -> Iterator[Problem]:
    """No brace and no backtick is left over, and each figure role holds a key."""
    left = strays(message.translation, message.source)
    for piece in dict.fromkeys(piece for piece in left if len(piece) > 1) or dict.fromkeys(left):
        yield message.problem("po-role-damaged", piece=_around(piece, message.msgstr))
    for role in message.translation.roles:
        if role.name in FIGURE_ROLES and not sound(role):
            yield message.problem("po-role-damaged", piece=f"{{{role.name}}}`{role.body}`")


def _around(piece: str, msgstr: str) -> str:
    """A piece of markup with what stands behind it, by which a translator finds the place."""
    places = re.finditer(rf"{_SOUND_ROLE}|(?P<piece>{re.escape(piece)}\s?\S{{0,60}})", msgstr)
    return next((found["piece"] for found in places if found["piece"]), piece)


def spaces(message: Message, _: Knowledge) -> Iterator[Problem]:
    """A role does not touch a word or another figure."""
    text = message.translation
    roles = [role for role in text.roles if role.name in FIGURE_ROLES or role.kind in TARGET_ROLES]
    for role in roles:
        if role.kind == "cite" or (role.name in FIGURE_ROLES and not sound(role)):
            continue
        before, after = text.words[: role.start], text.words[role.end :]
        ending = re.match(r"(?:e?s)?(?!\w)", after) if role.kind == "term" else None  # {term}`person-time <…>`s
        touches = re.search(rf"[\w{HOLE}]$", before) or (re.match(r"\w", after) and not ending)
        if touches and role.end > role.start:
            place = re.split(r"\s", before)[-1] + "…" + re.split(r"\s", after)[0]
            yield message.problem("po-role-glued", role=f"{{{role.name}}}`{role.body}`", place=place.replace(HOLE, ""))


def emphasis(message: Message, _: Knowledge) -> Iterator[Problem]:
    """Asterisks come in pairs, and what is bold stays so."""
    ours, theirs = message.source, message.translation
    left = any(_printed(theirs, mark) > _printed(ours, mark) for mark in ("*", "__"))
    if left:
        yield message.problem("po-emphasis")
    elif theirs.strong < ours.strong and "**" not in theirs.loose:
        yield message.problem("po-emphasis-lost")


def links(message: Message, _: Knowledge) -> Iterator[Problem]:
    """Links lead where those of the original lead, and their brackets are whole."""
    ours, theirs = message.source, message.translation
    lost = [*(ours.links - theirs.links).elements(), *(ours.addresses - theirs.addresses).elements()]
    added = [*(theirs.links - ours.links).elements(), *(theirs.addresses - ours.addresses).elements()]
    for target in lost:
        found = added.pop(0) if added else ""
        found = "" if found == target else found  # written out, but no link any more
        yield message.problem("po-link-changed" if found else "po-link-lost", target=target, found=found)
    for target in added:
        yield message.problem("po-link-added", target=target)
    if not lost and _open(theirs) and not _open(ours):
        yield message.problem("po-brackets")


def targets(message: Message, known: Knowledge) -> Iterator[Problem]:
    """References, terms and citations lead where those of the original lead, in any order."""
    ours, theirs = Counter(_targets(message.source)), Counter(_targets(message.translation))
    lost, added = list((ours - theirs).elements()), list((theirs - ours).elements())
    if message.reason("references"):
        lost, added = [t for t in lost if t not in theirs], [t for t in added if t not in ours]
    left = strays(message.translation, message.source)
    for kind, target in added:
        partners = [t for t in lost if t[0] == kind] or lost
        near = nearest(target, [t for _, t in partners]) or (
            partners[0][1] if partners else nearest(target, known.labels)
        )
        partner = next((each for each in partners if each[1] == near), None)
        if partner:
            lost.remove(partner)
        code = "po-target-changed" if partner else "po-target-added"
        yield message.problem(code, role=kind, target=target, **({"expected": near} if partner else {"near": near}))
    misnamed = [role.target for role in message.translation.roles if role.kind not in KNOWN_ROLES]
    for kind, target in lost:
        broken = target in misnamed or (
            left and target in message.translation.loose + "".join(message.translation.codes)
        )
        if not broken:  # else told of already
            yield message.problem("po-target-lost", role=kind, target=target)


def figure_numbers(message: Message, _: Knowledge) -> Iterator[Problem]:
    """The words of a reference to a numbered table or picture have a place for its number."""
    for role in message.translation.roles:
        if role.kind == "numref" and role.title and not re.search(r"%s|\{number\}", role.title):
            yield message.problem("po-numref", text=role.body)


def other_marks(message: Message, _: Knowledge) -> Iterator[Problem]:
    """Footnotes, substitutions, HTML tags, code and formatting roles are those of the original."""
    ours, theirs = message.source, message.translation
    for code, a, b in (
        ("po-footnote", ours.footnotes, theirs.footnotes),
        ("po-substitution", ours.substitutions, theirs.substitutions),
        ("po-html", ours.tags, theirs.tags),
    ):
        if a != b:
            yield message.problem(code, lost=_listed(a - b), added=_listed(b - a))
    kept = Counter(code for code in ours.codes if not CHINESE.search(code))
    for changed in (kept - Counter(theirs.codes)).elements():
        yield message.problem("po-code-changed", text=changed)
    if len(theirs.codes) < len(ours.codes) and kept <= Counter(theirs.codes) and not strays(theirs, ours):
        yield message.problem("po-code-lost", count=len(ours.codes) - len(theirs.codes))
    for name in (Counter(_formatting(ours)) - Counter(_formatting(theirs))).elements():
        yield message.problem("po-format-lost", role=name)


def places_kept(message: Message, _: Knowledge) -> Iterator[Problem]:
    """What is filled in by a program has its place: ``{}``, ``%s``."""
    ours, theirs = places(message.msgid), places(message.msgstr)
    if ours != theirs:
        yield message.problem("po-place", lost=_listed(ours - theirs), added=_listed(theirs - ours))


def characters(message: Message, _: Knowledge) -> Iterator[Problem]:
    """No ``# noqa``, no characters that cannot be seen, no backslashes that would be printed."""
    if _NOQA.search(message.msgstr) and not _NOQA.search(message.msgid):
        yield message.problem("po-noqa")
    if unseen := set(_UNSEEN.findall(message.msgstr)) - set(message.msgid):
        yield message.problem("po-hidden", characters=" ".join(f"U+{ord(c):04X}" for c in sorted(unseen)))
    if message.translation.loose.count("\\") > message.source.loose.count("\\"):
        yield message.problem("po-backslash")


def _printed(text: Text, mark: str) -> int:
    """How often a mark would be printed: outside emphasis, or in the words of a role."""
    return text.loose.count(mark) + sum(role.title.count(mark) for role in text.roles)


def _open(text: Text) -> bool:
    return text.loose.count("[") != text.loose.count("]") or "](" in text.loose


def _targets(text: Text) -> Iterator[tuple[str, str]]:
    for role in text.roles:
        if role.kind == "cite":
            yield from (("cite", key.strip()) for key in role.target.split(","))
        elif role.kind in TARGET_ROLES:
            yield role.kind, role.target


def _formatting(text: Text) -> Iterator[str]:
    return (role.name for role in text.roles if _is_formatting(role))


def _is_formatting(role: Role) -> bool:
    return role.name in KNOWN_ROLES and role.name not in FIGURE_ROLES and role.kind not in TARGET_ROLES


def _listed(names: Counter[str]) -> str:
    return ", ".join(names.elements()) or "–"  # none
