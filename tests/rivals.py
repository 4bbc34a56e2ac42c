"""What other tools find of the same planted faults: plain Sphinx, msgfmt and polib, a spreadsheet's formulas, Arelle.

Run by ``tox -e rivals``. Each is used as a careful person would: Sphinx with warnings for errors and every role known,
msgfmt with all its checks, a spreadsheet with a cell of TRUE or FALSE for each sum, share, average and limit of the
report, Arelle with each sum in a calculation linkbase by Calculations 1.1. What a tool cannot read is not held against
it: the table says of how many faults it was asked.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click
import planted
import polib
from arelle.api.Session import Session
from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
from arelle.RuntimeOptions import RuntimeOptions
from formulas import Parser
from planted import Case

import faults

STUB = """
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.domains import Domain

def role(name, rawtext, text, lineno, inliner, options={}, content=[]):
    return [nodes.inline("", text)], []

class Anything(Directive):
    has_content = True
    final_argument_whitespace = True
    optional_arguments = 9
    option_spec = {"caption": str, "name": str}
    def run(self):
        return []

class Csr(Domain):
    name, label = "csr", "csr"
    roles = dict.fromkeys(["value", "number", "name", "change", "count"], role)
    directives = {"table": Anything}
    def resolve_any_xref(self, *args):
        return []

def setup(app):
    app.add_domain(Csr)
    app.add_role("term", role, override=True)
    return {"parallel_read_safe": True}
"""


class Score(NamedTuple):
    """Of how many faults a tool was asked, how many it told; and of how many sound changes it told as well."""

    tool: str
    asked: int
    told: int
    sound: int
    false: int


def score(tool: str, cases: Iterable[tuple[bool, bool]]) -> Score:
    """The score of a tool by cases: whether each is sound, and whether it is told."""
    counts = Counter(cases)
    return Score(
        tool, counts[False, True] + counts[False, False], counts[False, True],
        counts[True, True] + counts[True, False], counts[True, True],
    )  # fmt: skip


# ---- plain Sphinx


def sphinx(pages: dict[str, tuple[str, str]], *, translated: bool) -> set[str]:
    """The pages of which a build of plain Sphinx warns; each is a chapter and its .po file.

    If *translated*, only those of which it warns more in English than in Chinese.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        messages = folder / planted.MESSAGES
        messages.mkdir(parents=True)
        (folder / "stub.py").write_text(STUB, "utf-8")
        conf = faults.CONF.replace('"sphinxcontrib.bibtex", "csrdirectives"', '"stub"')
        conf = f"import sys\nsys.path.insert(0, {str(folder)!r})\n{conf}".replace("bibtex_bibfiles", "_unused")
        (folder / "conf.py").write_text(conf, "utf-8")
        (folder / "index.md").write_text("# All\n\n:::{toctree}\n:glob:\n\n*\n:::\n", "utf-8")
        for page, (chapter, po) in pages.items():
            (folder / f"{page}.md").write_text(chapter, "utf-8")
            if po:
                (messages / f"{page}.po").write_text(po, "utf-8")
        zh, en = (
            Counter((Path(told.words.partition(":")[0]).stem, told.code) for told in planted.build(folder, language))
            for language in ("zh_CN", "en")
        )
        return {page for page, _ in (en - zh if translated else zh)}


def pages_of(cases: Iterable[Case]) -> dict[str, tuple[str, str]]:
    """The changed chapter and translation of each case, by the name of its page."""
    found = {}
    for case in cases:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "one"
            shutil.copytree(planted.SAMPLE, folder)
            planted.plant(folder, case.edits)
            stem = Path(case.files[0]).stem
            chapter = planted.LABEL.sub("", (folder / f"{stem}.md").read_text("utf-8"))
            found[planted.page_of(case)] = chapter, (folder / planted.MESSAGES / f"{stem}.po").read_text("utf-8")
    return found


# ---- msgfmt and polib


def msgfmt(po: str) -> bool:
    """Whether msgfmt with all its checks tells of a file."""
    command = [shutil.which("msgfmt") or "msgfmt", "-c", "--check-accelerators=_", "-o", "/dev/null", "-"]
    ended = subprocess.run(command, input=po.encode(), capture_output=True, check=False)  # noqa: S603
    told = [line for line in ended.stderr.decode().splitlines() if "header field" not in line]
    return ended.returncode != 0 or bool(told)


def read_by_polib(po: str) -> bool:
    """Whether polib cannot read a file, or finds a message twice, fuzzy or without translation."""
    try:
        file = polib.pofile(po, check_for_duplicates=True)
    except (OSError, ValueError):
        return True
    return any(entry.fuzzy or not entry.msgstr for entry in file if not entry.obsolete)


def po_of(fault: faults.Fault) -> str:
    """A message of the corpus of translations as a file."""
    file = polib.POFile()
    file.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8", "MIME-Version": "1.0"}
    file.metadata |= {"Content-Transfer-Encoding": "8bit"}
    file.append(polib.POEntry(msgid=fault.msgid, msgstr=fault.msgstr, tcomment=fault.comment))
    return str(file)


# ---- a spreadsheet


Rows = dict[tuple[str, str, str], str]  # indicator, period and part → the cell


def rows_of(folder: Path) -> Rows:
    """The values as a spreadsheet shows them; a file that it cannot open has none."""
    found: Rows = {}
    for path in sorted((folder / "data" / "values").glob("*.csv")):
        for encoding in ("utf-8-sig", "gb18030", "utf-16"):
            try:
                text = path.read_bytes().decode(encoding)
                break
            except UnicodeError:
                continue
        else:
            continue
        for row in csv.DictReader(text.splitlines()):
            key = tuple((row.get(name) or "").strip() for name in ("indicator", "period", "part"))
            found[key] = (row.get("value") or "").replace(",", "").strip()  # type: ignore[index]
    return found


def relations(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every relation of the report: indicator, sign, formula; a breakdown as its parts."""
    for path in sorted((folder / "data" / "indicators").glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError:
            continue
        for name, table in tables.items():
            yield from ((name, "=", text) for text in (*filter(None, [table.get("formula")]), *table.get("equals", ())))
            yield from ((name, "<=", text) for text in table.get("at_most", ()))
            if "parts" in table and table.get("breakdown", "whole") == "whole":
                yield name, "=", " + ".join(f"{name}#{part}" for part in table["parts"])
            if "range" in table:
                yield name, "<=", str(table["range"][1])


def cells(folder: Path) -> set[str]:
    """The formulas with which a careful owner would check the sheet, figures filled in: =ROUND(35/291*100,2)=12.03."""
    rows, found = rows_of(folder), set()
    rates = {key[0] for key in rows if key[0].endswith((".share", ".coverage"))}
    for name, sign, text in relations(folder):
        for indicator, period, part in rows:
            if indicator != name or part or not rows[indicator, period, part]:
                continue

            def cell(match: re.Match[str], period: str = period) -> str:
                key, _, of = match[0].partition("#")
                return rows.get((key, period, of)) or rows.get((key, f"{period}-12-31", of), '"?"')

            filled = re.sub(r"[a-z]\w*(?:\.\w+)*(?:#\w+)?", cell, text)
            value = rows[indicator, period, part].rstrip("%")
            if '"?"' in filled and "#" not in text:
                continue  # nothing to compare with
            filled = filled.replace('"?"', "0")
            places = len(value.partition(".")[2])
            times = "*100" if sign == "=" and name in rates and "/" in filled else ""
            found.add(f"=ROUND(({filled}){times},{places})={value}" if sign == "=" else f"={value}<={filled}")
    return found


@cache
def holds(formula: str) -> bool:
    """Whether a cell shows TRUE; what is no number, or cannot be computed, shows something else."""
    try:
        compiled = Parser().ast(formula)[1].compile()
        return str(compiled()).strip("[]") == "True"
    except Exception:  # noqa: BLE001  # whatever the package says of what is no formula
        return False


# ---- Arelle


SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:r="urn:r"
 targetNamespace="urn:r" elementFormDefault="qualified">
<xsd:annotation><xsd:appinfo>{roles}<link:linkbaseRef xlink:type="simple" xlink:href="cal.xml"
 xlink:role="http://www.xbrl.org/2003/role/calculationLinkbaseRef"
 xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></xsd:appinfo></xsd:annotation>
<xsd:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
{elements}</xsd:schema>"""
SUMMATION = "http://www.xbrl.org/2003/arcrole/summation-item"


def name_of(key: str) -> str:
    """The name of an element."""
    return re.sub(r"\W", "_", key)


def instance(folder: Path, out: Path) -> bool:
    """Write the sums of a report as XBRL; whether there is anything to check."""
    sums = [
        (n, re.split(r"\s*\+\s*", t)) for n, sign, t in relations(folder) if sign == "=" and "+" in t and "/" not in t
    ]
    keys = dict.fromkeys(key for total, addends in sums for key in (total, *addends))
    elements = "".join(
        f'<xsd:element id="r_{name_of(k)}" name="{name_of(k)}" type="xbrli:decimalItemType"'
        ' substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="instant"/>\n' for k in keys
    )  # fmt: skip
    roles = "".join(
        f'<link:roleType id="s{n}" roleURI="urn:r:s{n}"><link:usedOn>link:calculationLink</link:usedOn></link:roleType>'
        for n in range(len(sums))
    )
    links = "".join(
        f'<link:roleRef roleURI="urn:r:s{n}" xlink:type="simple" xlink:href="r.xsd#s{n}"/>' for n in range(len(sums))
    )
    for number, (total, addends) in enumerate(sums):
        locs = "".join(
            f'<link:loc xlink:type="locator" xlink:href="r.xsd#r_{name_of(k)}" xlink:label="{name_of(k)}"/>'
            for k in (total, *addends)
        )
        arcs = "".join(
            f'<link:calculationArc xlink:type="arc" xlink:arcrole="{SUMMATION}" xlink:from="{name_of(total)}"'
            f' xlink:to="{name_of(k)}" order="{n}" weight="1"/>' for n, k in enumerate(addends, 1)
        )  # fmt: skip
        role = f'xlink:type="extended" xlink:role="urn:r:s{number}"'
        links += f"<link:calculationLink {role}>{locs}{arcs}</link:calculationLink>"
    facts, contexts = "", {}
    for (indicator, period, part), value in rows_of(folder).items():
        key = f"{indicator}#{part}" if part else indicator
        if key not in keys:
            continue
        try:
            number = Decimal(value)
        except InvalidOperation:
            continue
        year = period[:4]
        contexts[year] = (
            f'<xbrli:context id="c{year}"><xbrli:entity>'
            '<xbrli:identifier scheme="urn:e">e</xbrli:identifier></xbrli:entity>'
            f"<xbrli:period><xbrli:instant>{year}-12-31</xbrli:instant></xbrli:period></xbrli:context>"
        )
        places = -int(number.as_tuple().exponent)
        decimals = places if places or indicator.startswith("energy") else "INF"
        facts += (
            f'<r:{name_of(key)} contextRef="c{year}" unitRef="u" decimals="{decimals}">{number:f}</r:{name_of(key)}>'
        )
    namespaces = 'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"'
    (out / "r.xsd").write_text(SCHEMA.format(roles=roles, elements=elements), "utf-8")
    (out / "cal.xml").write_text(f"<link:linkbase {namespaces}>{links}</link:linkbase>", "utf-8")
    (out / "report.xml").write_text(
        f'<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" {namespaces} xmlns:r="urn:r">'
        f'<link:schemaRef xlink:type="simple" xlink:href="r.xsd"/>{"".join(contexts.values())}'
        f'<xbrli:unit id="u"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>{facts}</xbrli:xbrl>',
        "utf-8",
    )
    return bool(facts)


def inconsistent(folder: Path) -> bool:
    """Whether Arelle finds a sum of a report inconsistent by Calculations 1.1, or says that it cannot tell."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        instance(folder, out)
        options = RuntimeOptions(
            entrypointFile=str(out / "report.xml"),
            internetConnectivity="offline",
            validate=True,
            calcs="c11r",
            keepOpen=False,
        )
        handler = StructuredMessageLogHandler()
        with Session() as session:
            session.run(options, logHandler=handler)
        levels = [m for m in handler.messages if m["levelname"].upper() in {"ERROR", "WARNING", "INCONSISTENCY"}]
        for message in levels:
            if not message["messageCode"].startswith(("calc11e:", "xbrl.5.2.5.2")):
                raise RuntimeError(message["messageCode"] + " " + message["msg"][:300])
        return bool(levels)


# ---- the table


def with_copy(case: Case, tell: Callable[[Path], bool]) -> bool:
    """Ask a tool of a changed copy of the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "report"
        shutil.copytree(planted.SAMPLE, folder)
        planted.plant(folder, case.edits)
        return tell(folder)


def scores() -> Iterator[tuple[str, Score]]:
    """The scores of each tool, by what it was asked of."""
    cases = [case for case in planted.read_corpus() if not case.limit]
    data = [case for case in cases if case.is_in("data/")]
    numbers = [
        case for case in data if case.kind in {"sum", "share", "average", "magnitude", "bound", "rounding", "zero"}
    ]
    sums = [case for case in data if case.kind in {"sum", "breakdown", "rounding"} and not case.is_in(".toml")]
    chapters, output = [case for case in cases if case.is_in(".md")], [case for case in cases if case.is_in("html/")]
    translations = [case for case in cases if case.is_in(".po")]
    messages = faults.read_corpus()
    ours = {each.case.id: (each.fails or (bool(each.told) and not each.case.good)) for each in planted.outcomes(cases)}
    for title, chosen in (("data", data), ("numbers of data", numbers), ("sums of data", sums), ("chapters", chapters),
                          ("translations", translations), ("built pages", output)):  # fmt: skip
        yield title, score("csrdirectives", ((case.good, ours[case.id]) for case in chosen))
    sound = holds_all(planted.SAMPLE)
    assert sound, "the sound report does not hold"
    for title, chosen in (("data", data), ("numbers of data", numbers), ("sums of data", sums)):
        yield title, score("spreadsheet", ((case.good, not with_copy(case, holds_all)) for case in chosen))
    assert not inconsistent(planted.SAMPLE), "the sound report is inconsistent"
    yield "sums of data", score("Arelle", ((case.good, with_copy(case, inconsistent)) for case in sums))
    for title, chosen, translated in (("chapters", chapters, False), ("translations", translations, True)):
        told = sphinx(pages_of(chosen), translated=translated)
        yield title, score("Sphinx", ((case.good, planted.page_of(case) in told) for case in chosen))
    pages = pages_of(translations)
    for tool, tells in (("msgfmt -c", msgfmt), ("polib", read_by_polib)):
        yield (
            "translations",
            score(tool, ((case.good, tells(pages[planted.page_of(case)][1])) for case in translations)),
        )
        yield "tests/po", score(tool, ((each.good, tells(po_of(each))) for each in messages))
    yield "tests/po", score("csrdirectives", ((each.fault.good, each.told) for each in faults.outcomes(messages)))
    told = sphinx({each.id: (f"# {each.id}\n\n{each.msgid}\n", po_of(each)) for each in messages}, translated=True)
    yield "tests/po", score("Sphinx", ((each.good, each.id in told) for each in messages))


def holds_all(folder: Path) -> bool:
    """Whether every cell that checks a sheet shows TRUE."""
    return all(map(holds, cells(folder)))


def main() -> None:
    """Print the table."""
    click.echo("| faults of | tool | asked | told | sound | told wrongly |\n|---|---|--:|--:|--:|--:|")
    for title, each in scores():
        click.echo(f"| {title} | {each.tool} | {each.asked} | {each.told} | {each.sound} | {each.false} |")


if __name__ == "__main__":
    sys.exit(main())
