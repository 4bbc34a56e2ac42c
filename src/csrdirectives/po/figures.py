"""Checks of translations: every figure of the original, once, by its key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from csrdirectives.lookup import NotFound, find, indicator_of, read_ask, register_of
from csrdirectives.model import Catalogue, Observation
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.markup import FIGURE_ROLES, KNOWN_ROLES, Role, Text, strays
from csrdirectives.po.message import Message
from csrdirectives.problems import Problem, nearest

PLURALS = ("zero", "one", "two", "few", "many", "other")
CHINESE = re.compile(r"[\u3400-\u9fff]")
SOUND = re.compile(r"[A-Za-z0-9._@#/-]+")

_CODES = {
    "unknown-indicator": "po-key-unknown",
    "key-malformed": "po-key-unknown",
    "unknown-part": "po-part-unknown",
    "no-observation": "po-part-unknown",
    "unknown-period": "po-period-unknown",
    "ambiguous-period": "po-period-unknown",
    "key-period": "po-period-unknown",
    "unknown-register": "po-register-unknown",
}


class Figure(NamedTuple):
    """What a figure role shows; value and number show the same figure."""

    shows: str
    subject: str
    filters: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "; ".join((self.subject, *(f"{name}: {text}" for name, text in self.filters)))


def sound(role: Role) -> bool:
    """Whether a figure role is one, not a piece of text between two damaged ones."""
    return bool(SOUND.fullmatch(role.body.partition(";")[0].strip())) and "{" not in role.body


def observed(role: Role, known: Knowledge) -> Observation | None:
    """What a figure role shows, unless it is absent."""
    if known.catalogue is None or not sound(role):
        return None
    try:
        observation = find(known.catalogue, read_ask(role.body).subject)
    except NotFound:
        return None
    return observation if observation.value is not None else None


def figures(text: Text) -> Iterator[Figure]:
    """The figures that a text shows."""
    for role in text.roles:
        if role.name not in FIGURE_ROLES or not sound(role):
            continue
        name = role.name.removeprefix("csr:")
        try:
            subject, pairs = read_ask(role.body)
        except NotFound:
            subject, pairs = role.body.partition(";")[0].strip(), {}
        kept = tuple(sorted((each, _kept(each, text)) for each, text in pairs.items() if _decides(name, each)))
        yield Figure("value" if name == "number" else name, subject, kept)


def _decides(role: str, pair: str) -> bool:
    """Whether a pair of a role is part of the question; the others are words, which each language has of its own."""
    return role == "count" or (role == "change" and pair in {"from", "as", "none"})


def _kept(pair: str, text: str) -> str:
    """What of a pair must be the same in each language: of ``none``, only that it is there."""
    return "…" if pair == "none" else text


def role_names(message: Message, _: Knowledge) -> Iterator[Problem]:
    """Each role of the translation is one that there is."""
    ours = {role.name for role in message.source.roles}
    for role in message.translation.roles:
        if role.name not in ours and role.name not in KNOWN_ROLES and role.kind not in KNOWN_ROLES:
            near = nearest(role.name.lower(), sorted(ours)) or nearest(role.name.lower(), sorted(KNOWN_ROLES))
            yield message.problem("po-role-unknown", role=role.name, near=near)


def figures_kept(message: Message, known: Knowledge) -> Iterator[Problem]:
    """The translation shows the figures of the original: none lost, doubled, replaced or added."""
    ours, theirs = Counter(figures(message.source)), Counter(figures(message.translation))
    lost, added = list((ours - theirs).elements()), list((theirs - ours).elements())
    for figure in _broken(message, lost):
        lost.remove(figure)
        if not _told(message, figure):
            yield message.problem("po-role-damaged", piece=figure.subject)
    yield from _strangers(message, known, lost, added)
    for figure in [each for each in added if each not in ours]:
        partner = next((f for f in lost if f.subject == figure.subject), None) or next(iter(lost), None)
        added.remove(figure)
        if partner:
            lost.remove(partner)
            yield _replaced(message, partner, figure)
        else:
            yield message.problem("po-figure-added", key=str(figure))
    if not message.reason("figures"):
        yield from (message.problem("po-figure-lost", key=str(figure)) for figure in lost)
        yield from (message.problem("po-figure-doubled", key=str(figure)) for figure in added)


def _strangers(message: Message, known: Knowledge, lost: list[Figure], added: list[Figure]) -> Iterator[Problem]:
    """The keys that there are not; each is taken from the lists, with the figure that was meant."""
    subjects = {figure.subject for figure in figures(message.source)}
    for figure in [each for each in added if each.subject not in subjects]:
        meant = _meant(figure, lost)
        problem = _unknown(message, figure, meant.subject if meant else "", known.catalogue)
        if problem:
            added.remove(figure)
            if meant:
                lost.remove(meant)
            yield problem


def plurals(message: Message, _: Knowledge) -> Iterator[Problem]:
    """The words after a key are forms of a plural: ``; one: # drill; other: # drills``."""
    for role in message.translation.roles:
        if role.name in FIGURE_ROLES and sound(role) and ";" in role.body:
            yield from _pairs(message, role)


def _pairs(message: Message, role: Role) -> Iterator[Problem]:
    try:
        pairs = read_ask(role.body).pairs
    except NotFound as fault:
        yield message.problem("po-plural-malformed", piece=fault.details["pair"].strip(), text=role.body)
        return
    if role.name in {"csr:number", "csr:name"}:
        yield message.problem("po-pairs-unused", role=role.name, text=role.body)
    if role.name == "csr:change" and not message.reason("chinese"):
        left = (text for text in pairs.values() if CHINESE.search(text))
        yield from (message.problem("po-chinese-left", text=text) for text in left)
    if role.name == "csr:value":
        yield from _forms(message, role, pairs)


def _forms(message: Message, role: Role, pairs: Mapping[str, str]) -> Iterator[Problem]:
    for name, form in pairs.items():
        if name not in PLURALS:
            yield message.problem("po-plural-name", name=name, text=role.body, near=nearest(name, PLURALS))
        elif not form:
            yield message.problem("po-plural-malformed", piece=f"{name}:", text=role.body)
        elif name != "other" and set(re.findall(r"\d+", form)) - ({"1"} if name == "one" else set()):
            yield message.problem("po-plural-digits", form=f"{name}: {form}")
    if "other" not in pairs:
        yield message.problem("po-plural-other", text=role.body)
    elif pairs["other"] and "#" not in pairs["other"] and not message.reason("figures"):
        yield message.problem("po-plural-number", form=f"other: {pairs['other']}")


def _broken(message: Message, lost: list[Figure]) -> list[Figure]:
    """The lost figures whose keys the translation does have, though not in a sound role."""
    text = message.translation
    unsound = [role.body for role in text.roles if role.name not in FIGURE_ROLES or not sound(role)]
    rest = "\n".join((text.loose, *text.codes, *unsound))
    sure = unsound or strays(text, message.source)  # else a key of one word may be a word of the sentence
    return [
        figure
        for figure in lost
        if ("." in figure.subject or sure) and re.search(rf"(?<![\w.]){re.escape(figure.subject)}(?!\w|\.\w)", rest)
    ]


def _told(message: Message, figure: Figure) -> bool:
    """Whether another check tells of the damage: of the braces left over, or of the role's wrong name."""
    text = message.translation
    misnamed = (role for role in text.roles if role.name not in KNOWN_ROLES)
    return bool(strays(text, message.source)) or any(figure.subject in role.body for role in misnamed)


def _meant(figure: Figure, lost: list[Figure]) -> Figure | None:
    """The lost figure that one with an unknown key stands for."""
    alike = {each.subject: each for each in lost if each.shows == figure.shows}
    indicator = re.split("[@#]", figure.subject)[0]
    same = (each for subject, each in alike.items() if re.split("[@#]", subject)[0] == indicator)
    return next(same, None) or alike.get(nearest(figure.subject, alike))


def _unknown(message: Message, figure: Figure, near: str, catalogue: Catalogue | None) -> Problem | None:
    """What is wrong with a key that the original does not have."""
    if catalogue is None:
        return message.problem("po-key-unknown", key=figure.subject, near=near) if near else None
    try:
        match figure.shows:
            case "count":
                register_of(catalogue, figure.subject)
            case "name":
                indicator_of(catalogue, figure.subject)
            case _:
                find(catalogue, figure.subject)
    except NotFound as fault:
        part = fault.details.get("near", "") if fault.code == "unknown-part" else ""
        offered = part or near or fault.details.get("near", "")
        return message.problem(_CODES[fault.code], key=figure.subject, near=offered)
    return None


def _replaced(message: Message, was: Figure, now: Figure) -> Problem:
    if was.subject == now.subject and was.shows != now.shows:
        return message.problem("po-role-changed", key=was.subject, was=was.shows, now=now.shows)
    if was.subject == now.subject:
        return message.problem("po-filter-changed", was=str(was), now=str(now))
    return message.problem("po-figure-replaced", key=str(was), found=str(now))
