"""Spelling of the English edition: every word that the dictionary and the project's list do not know, with its place.

Run by ``tox -e spelling``. The dictionary is the American one that comes with spylls, which is small; where
``report.toml`` says ``en_GB``, a British spelling is known by its American one, and an American one is told.
"""

from __future__ import annotations

import gc
import re
import tomllib
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import click
from spylls.hunspell import Dictionary

from csrdirectives.po import read_po
from csrdirectives.problems import Problems, Where

ROOT = Path(__file__).parents[1]
LIST = Path("docs", "data", "spelling_en.txt")

# British endings and stems → American ones, by which the dictionary knows the word.
BRITISH = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"is(e[ds]?|ing|ations?|ational\w*|ers?|able)$", r"iz\1"),
        (r"ys(e[ds]?|ing|ers?)$", r"yz\1"),
        (r"(?<=[a-z]{2})our", "or"),
        (r"(?<=[a-z]{2})([tbdc])re(s?)$", r"\1er\2"),
        (r"(?<=[a-z]{2})([tbdc])red$", r"\1ered"),
        (r"ogue(s|d)?$", r"og\1"),
        (r"(?<=[a-z])enc(es?|ed)$", r"ens\1"),
        (r"ll(ed|ing|ers?|ors?|ous)$", r"l\1"),
        (r"(?<=[a-z])l(ment|ments|ful|fully|s)?$", r"ll\1"),
        (r"mme(s?)$", r"m\1"),
        (r"[ao]e", "e"),
        (r"oeuvre", "euver"),
        (r"^centre", "center"),
        (r"^practis", "practic"),
        (r"^grey", "gray"),
        (r"^plough", "plow"),
        (r"ould", "old"),
        (r"^cheque", "check"),
        (r"eing$", "ing"),
        (r"^artef", "artif"),
        (r"^enquir", "inquir"),
        (r"(?<=dg)e(?=ment)", ""),
        (r"inium$", "inum"),
        (r"ellery$", "elry"),
        (r"^sceptic", "skeptic"),
        (r"^tyre", "tire"),
        (r"storey", "story"),
    )
)
_OR = "col lab hon fav neighb behavi flav harb rum hum vap endeav rig vig savi arm parl od splend tum cand clam ferv"
_ER = "cent theat fib lit lust calib somb meag spect kilomet centimet millimet sabot maneuv sept"
_L = "trave cance labe mode fue signa tota leve channe counse marve due que tunne pane jewe quarre initia dia woo"
# American spellings → British ones.
AMERICAN = tuple(
    (re.compile(pattern), british)
    for pattern, british in (
        (r"(?<!^s)(?<!^pr)(?<!^se)(?<![dnprs]s)(?<!^as)(?<!res)iz(e[ds]?|ing|ations?|ational\w*|ers?|able)$", r"is\1"),
        (r"(anal|paral|catal|electrol|hydrol)yz", r"\1ys"),
        (rf"^({'|'.join(_OR.split())})or(s|ed|ing|ings|able|ably|ites?|ful|fully|less|hoods?|y|al|ers?)?$", r"\1our\2"),
        (rf"^({'|'.join(_ER.split())})er(s?)$", r"\1re\2"),
        (rf"^({'|'.join(_ER.split())})er(ed|ing)$", r"\1r\2"),
        (r"^(cata|dia|ana|mono)log(s|ed|ing)?$", r"\1logue\2"),
        (r"^(def|off|pret)ense(s|less)?$", r"\1ence\2"),
        (rf"^({'|'.join(_L.split())})l(ed|ing|ers?|ors?|ous|en)$", r"\1ll\2"),
        (r"^(enro|fulfi|insta|ski|wi|disti)ll(ments?|ful|fully)$", r"\1l\2"),
        (r"^(enro|fulfi|disti|insti)ll$", r"\1l"),
        (r"^program(s?)$", r"programme\1"),
        (r"^gray(s|er|est|ish)?$", r"grey\1"),
        (r"^plow", "plough"),
        (r"^mold", "mould"),
        (r"^alumin(?=um)", "alumini"),
        (r"^aging$", "ageing"),
        (r"^skeptic", "sceptic"),
        (r"^(an|leuk|glyc|isch)em(ia|ic)$", r"\1aem\2"),
        (r"^(p)ediatr", r"\1aediatr"),
        (r"^airplane", "aeroplane"),
    )
)  # fmt: skip
_COMPUTING = frozenset(("program", "programs", "dialog", "analog"))  # which Britain writes so of computers

_CODE = re.compile(r"(?<!`)(`{2,})(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_ROLE = re.compile(r"\{(?P<name>[\w:]+)\}`(?P<body>[^`]*)`")
_REST = re.compile(r"`[^`]*`|(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|\]\([^)]*\)|\[\^[^\]]*\]|<[^>]*>|%\w\b|\{\w+\}")
_WORD = re.compile(r"(?<![\w}./])[^\W\d_]+(?:[₀-₉]+[^\W\d_]+)?(?:[’'][^\W\d_]+)*(?!\w)")  # not the st of 1st or {}st


class Unknown(NamedTuple):
    """A word that is not spelt as the edition spells, its place, and what may be meant."""

    where: Where
    word: str
    meant: tuple[str, ...]


class Spelling:
    """What is spelt as the edition spells: by the dictionary and a list, in British or American English."""

    def __init__(self, english: str, listed: frozenset[str] = frozenset()) -> None:
        self.british = english == "en_GB"
        self.listed = listed

    def known(self, word: str, *, computing: bool = False) -> bool:
        """Whether a word is spelt well; *computing* where a program is one of a computer."""
        plain = word.replace("’", "'")
        if not self.listed.isdisjoint({word, plain, word[:1].lower() + word[1:]}):
            return True
        if self.british and self.as_british(plain) and not (computing and plain.lower() in _COMPUTING):
            return False
        return looked_up(plain) or (self.british and any(map(looked_up, american(plain))))

    def meant(self, word: str) -> tuple[str, ...]:
        """What may be meant, at most three."""
        plain = word.replace("’", "'")
        if self.british and (british := self.as_british(plain)):
            return (british,)
        found = dict.fromkeys(self.as_british(each) or each for each in islice(dictionary().suggest(plain), 3))
        return tuple(found) if self.british else tuple(islice(dictionary().suggest(plain), 3))

    @staticmethod
    def as_british(word: str) -> str:
        """The British spelling of an American one, else an empty text."""
        if not looked_up(word):
            return ""
        low = word.lower()
        changed = next((new for old, british in AMERICAN if (new := old.sub(british, low, count=1)) != low), "")
        return changed.capitalize() if word[:1].isupper() else changed


@cache
def dictionary() -> Any:
    """The dictionary of spylls."""
    with as_file(files("spylls.hunspell") / "data" / "en") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves its files open
        found = Dictionary.from_files(str(folder / "en_US"))
        gc.collect()
    return found


@cache
def looked_up(word: str) -> bool:
    """Whether the dictionary has a word."""
    return bool(dictionary().lookup(word))


def american(word: str) -> Iterator[str]:
    """The American spellings that a British word may have; two rules may meet in one: fulfilment, labelled."""
    first = [new for old, new_end in BRITISH if (new := old.sub(new_end, word)) != word]
    yield from first
    yield from (new for each in first for old, new_end in BRITISH if (new := old.sub(new_end, each)) != each)


def words(text: str) -> list[str]:
    """The words that a reader sees: no code, keys, labels or addresses."""
    plain = _REST.sub(" ", _ROLE.sub(_shown, _CODE.sub(" ", text)))
    return [re.sub("[’']s?$", "", word) for word in _WORD.findall(plain) if re.match("[A-Za-zÀ-ž]", word)]


def _shown(role: re.Match[str]) -> str:
    if role["name"].startswith("csr:"):
        return " ".join(pair.partition(":")[2] for pair in role["body"].split(";")[1:])
    if role["name"] == "term" or "<" in role["body"]:
        return re.sub(r"\s*<[^>]*>$", "", role["body"])
    return " "


def texts(root: Path) -> Iterator[tuple[Where, str]]:
    """The English that readers see: finished translations, and what data files hold in English."""
    for path in sorted((root / "locales" / "en").rglob("*.po")):
        for message in read_po(path, path.relative_to(root).as_posix(), Problems()):
            if message.msgid and not message.obsolete and not message.fuzzy:
                yield message.where, message.msgstr
    for path in (root / "docs" / "data" / "units.toml", *sorted((root / "src").glob("*/standards/*.toml"))):
        if path.exists():
            shown = Where(path.relative_to(root).as_posix())
            yield from ((shown, text) for text in _english(tomllib.loads(path.read_text("utf-8"))))


def _english(value: object) -> Iterator[str]:
    """The texts under the keys ``en`` of a TOML file."""
    if isinstance(value, list):
        for each in value:
            yield from _english(each)
    elif isinstance(value, dict):
        own = value.get("en", "")
        forms = own.values() if isinstance(own, dict) else (own,)
        yield from (form for form in forms if form and isinstance(form, str))
        yield from _english([*value.values()])


def listed(root: Path) -> list[str]:
    """The project's own words, in the order of their file."""
    lines = (root / LIST).read_text("utf-8").splitlines() if (root / LIST).exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def english_of(root: Path) -> str:
    """Which English ``report.toml`` asks for."""
    report = tomllib.loads((root / "docs" / "data" / "report.toml").read_text("utf-8"))
    return str(report.get("english", "en_GB"))


def unknown(root: Path) -> Iterator[Unknown]:
    """The words of the edition that are not spelt well, each where it stands first."""
    told: set[str] = set()
    spelling = Spelling(english_of(root), frozenset(listed(root)))
    for where, text in texts(root):
        computing = "handbook" in Path(where.path).parts
        for word in dict.fromkeys(words(text)):
            if word not in told and not spelling.known(word, computing=computing):
                told.add(word)
                yield Unknown(where, word, spelling.meant(word))


def main() -> None:
    """Print each word with its place and what may be meant; fail if there is one."""
    found = list(unknown(ROOT))
    for each in found:
        click.echo(f"{each.where}: {each.word}" + (f" → {', '.join(each.meant)}?" if each.meant else ""))
    click.echo(
        f"{len(found)} unknown words; those that are right belong into {LIST.as_posix()}"
        if found
        else "no unknown words"
    )
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
