"""Checks of translations: nouns and verbs agree with the figure beside them, and no noun stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csrdirectives.lookup import NotFound, read_ask
from csrdirectives.po.figures import observed, sound
from csrdirectives.po.knowledge import Knowledge
from csrdirectives.po.markup import Role
from csrdirectives.po.message import Message
from csrdirectives.po.wording import printed
from csrdirectives.problems import Problem
from csrdirectives.unit import Unit

_PEOPLE_WORDS = "people persons person individuals employees staff members workers volunteers participants"
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_NO_NOUNS_WORDS = (
    "always this thus its his plus less versus across towards besides perhaps sometimes overseas whereas unless "
    "afterwards upwards onwards is was has does as us yes"
)
_NO_NOUNS = frozenset(_NO_NOUNS_WORDS.split())
# A bare figure's noun ends before these.
_STOPS_WORDS = (
    "a about above after against all also among an and are as at be been before below between both but by can could "
    "did do does during each either every for from had has have he her here his how however if in into is it its may "
    "might more most must no nor not of off on once one only or other our out over own per respectively she should "
    "since so some such than that the their them then there these they this those through to together too under until "
    "up was we were what when where whether which while who whose will with within without would year-on-year"
)
_STOPS = frozenset(_STOPS_WORDS.split())
_VERBS_WORDS = (
    "work live show report need take use serve help come hold rank result visit study train cover include join win "
    "make give run go get keep reach rise fall grow remain stand meet want apply receive attend act count total "
    "took held came went made won had got gave ran met rose fell grew stood kept per cent percent"
)
_VERBS = frozenset(_VERBS_WORDS.split())
_NUMBERED = re.compile(
    r"(?:\b(?:phase|no|number|level|grade|stage|chapter|section|table|article|document|version|top|the)|[#№])\.?\s+$",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"[ \t\n]+(?P<words>[A-Za-z][A-Za-z’-]*(?:[ \t\n]+[A-Za-z][A-Za-z’-]*){0,4})")
_IRREGULAR_WORDS = "people staff men women children personnel feet yuan series species police data media"
_IRREGULAR = frozenset(_IRREGULAR_WORDS.split())
_WAS = re.compile(r"\b[Tt]here (?P<verb>was|is|has been)\s+$")
_SINGULAR = re.compile(r"\s+(?P<verb>was|is|has|does)\b")


def nouns_once(message: Message, known: Knowledge) -> Iterator[Problem]:
    """No second noun stands beside a figure that prints its unit: 291 people persons, Phase Phase 1."""
    words = message.translation.words
    for role in message.translation.roles:
        shown = printed(role, known)
        first, last = re.match(r"[A-Za-z]{2,}\b", shown), re.search(r"\b[A-Za-z]{2,}$", shown)
        before, after = words[: role.start].lower(), words[role.end :].lower()
        if first and re.search(rf"\b{first[0].lower()}\s+$", before):
            yield message.problem("po-unit-twice", words=f"{first[0]} {shown}", key=role.body)
            continue
        if last and re.match(rf"\s+{last[0].lower()}\b", after):
            yield message.problem("po-unit-twice", words=f"{shown} {last[0]}", key=role.body)
            continue
        unit = _unit(role, known)
        form = unit.forms["en"].other if unit and "en" in unit.forms else ""
        if role.name != "csr:value" or ";" in role.body or not re.fullmatch(r"\{\} [a-z-]+(?: [a-z-]+)*", form):
            continue
        found = re.match(r"[ \n](?P<word>[a-z][a-z-]+)(?![\w’])", words[role.end :])
        if found and _is_noun(found["word"]):
            twice = f"{form.replace('{}', '').strip()} {found['word']}"
            yield message.problem("po-unit-twice", words=twice, key=role.body)


def agreement(message: Message, known: Knowledge) -> Iterator[Problem]:
    """A noun behind a bare figure stands in the plural unless the figure is 1, and so does the verb of a figure."""
    if message.reason("figures"):
        return
    words = message.translation.words
    for role in message.translation.roles:
        observation, unit = observed(role, known), _unit(role, known)
        if (
            role.name not in {"csr:value", "csr:number"}
            or observation is None
            or unit is None
            or unit.kind not in {"count", "measure"}
            or observation.value == 1
            or ";" in role.body
        ):
            continue
        before, after = words[: role.start], words[role.end :]
        singular = _singular(before, after, known.plurals) if role.name == "csr:number" else ""
        if singular:
            yield message.problem("po-agreement", words=singular, key=role.body)
            continue
        verb = _WAS.search(before)
        subject = role.name == "csr:value" and re.search(r"(?:^|[.;:!?,—]|\b(?:and|while|when|where|that))\s*$", before)
        verb = verb or (_SINGULAR.match(after) if subject and unit.kind == "count" else None)
        if verb:
            yield message.problem("po-agreement", words=verb["verb"], key=role.body)


def forms_agree(message: Message, _: Knowledge) -> Iterator[Problem]:
    """The forms of a plural are told apart: one in the singular, other in the plural, neither missing."""
    for role in message.translation.roles:
        if role.name != "csr:value" or not sound(role) or ";" not in role.body:
            continue
        try:
            pairs = read_ask(role.body).pairs
        except NotFound:
            continue
        one, other = pairs.get("one", ""), pairs.get("other", "")
        if other and not one and "one" not in pairs and (noun := _plural_noun(other)):
            yield message.problem("po-plural-one", noun=noun, text=role.body)
        elif one and other and _swapped(one, other):
            yield message.problem("po-plural-swapped", one=one, other=other)


def _plural_noun(form: str) -> str:
    """The plural noun next to the number of a form."""
    found = re.search(r"#\s+(?:[a-z-]+,?\s+){0,6}?(?P<noun>[a-z-]{2,}[^\Ws]s|people|were|are|have)\b", form)
    return found["noun"] if found else ""


def _swapped(one: str, other: str) -> bool:
    """Whether the form for one has a plural where the other has its singular."""
    ours, theirs = re.findall(r"[a-z-]+", one.lower()), re.findall(r"[a-z-]+", other.lower())
    if len(ours) != len(theirs):
        return False
    return any(
        a != b and a in {f"{b}s", f"{b}es", re.sub("y$", "ies", b)} for a, b in zip(ours, theirs, strict=True)
    ) or any(
        (a, b) in {("were", "was"), ("are", "is"), ("have", "has"), ("people", "person")}
        for a, b in zip(ours, theirs, strict=True)
    )


def _singular(before: str, after: str, plurals: frozenset[str]) -> str:
    """The words behind a bare figure if they hold a noun, but in the singular."""
    found = _NOUNS.match(after)
    if found is None or _NUMBERED.search(before):
        return ""
    phrase: list[str] = []
    for word in found["words"].split():
        low = word.lower()
        if low in _STOPS or (phrase and (low.endswith(("ed", "ly")) or low in _VERBS)):
            break
        phrase.append(low)
    if not phrase or phrase[0] in _VERBS or phrase[0].endswith("ly"):
        return ""
    if any(_plural(word) for word in phrase):
        return ""
    noun = next((word for word in reversed(phrase) if word in plurals), "")
    return f"{' '.join(phrase)}" if noun else ""


def _plural(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _is_noun(word: str) -> bool:
    return word in _PEOPLE or (len(word) > 3 and _plural(word) and word not in _NO_NOUNS)


def _unit(role: Role, known: Knowledge) -> Unit | None:
    observation = observed(role, known)
    return known.catalogue.unit_of(observation) if known.catalogue and observation else None
