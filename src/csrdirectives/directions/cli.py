"""``csrdirectives directions``: what must be read again, at the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click

from csrdirectives.desk import Desk
from csrdirectives.directions.earlier import NoSuchStateError, earlier_state
from csrdirectives.directions.sentences import Sentence, of_chapters, of_translations
from csrdirectives.directions.turns import STANCES, Turn, turned_keys, turns
from csrdirectives.format import Formatter
from csrdirectives.problems import user_language

SAYS = {
    "turned": (
        "{figures} 个数据变了方向，{sentences} 个句子要有人再读一遍",
        "figures that turned: {figures}; sentences to be read again: {sentences}",
    ),
    "unshown": ("没有句子提到", "no sentence shows it"),
    "unknown": (
        "没有名为“{against}”的版本、文件或修订；版本由 csrdirectives publish 写入",
        "there is no edition, file or revision “{against}”; csrdirectives publish keeps editions",
    ),
}


@click.command()
@click.option(
    "--against",
    default="",
    help="An edition (2022), a file (published/2022.csv) or a revision of git; by default the last edition published, "
    "or else the years before.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs (a JSON object a figure).",
)
@click.option(
    "--locales", type=click.Path(path_type=Path), default=Path("locales"), show_default=True, help="Translations."
)
@click.pass_obj
def directions(desk: Desk, *, against: str, form: str, locales: Path) -> None:
    """List the figures that turned, up to down, some to none, and the sentences in all languages that show them.

    Such a sentence may say of its figure what is no longer so, and nothing but reading tells. Each stands with file
    and line, and with the words in it that may be wrong; the json format has one object a figure.
    """
    catalogue, _ = desk.load()
    try:
        earlier = earlier_state(catalogue, desk.data, against)
    except NoSuchStateError as error:
        raise click.ClickException(_say("unknown", against=error)) from None
    found = list(turns(catalogue, earlier))
    keys = turned_keys(found)
    sentences = list(of_chapters(desk.docs, desk.docs.as_posix(), catalogue, keys))
    for language in catalogue.report.languages[1:]:
        folder = locales / language / "LC_MESSAGES"
        sentences += of_translations(folder, folder.as_posix(), language, catalogue, keys)
    formatter = Formatter("zh_CN" if user_language() == "zh" else "en", catalogue)
    write = _records if form == "json" else _lines
    for turn in found:
        mine = [sentence for sentence in sentences if turn.now.key in sentence.keys]
        for line in write(turn, mine, formatter):
            click.echo(line)
    if form == "text":
        click.echo(_say("turned", figures=len(found), sentences=len(sentences)))


def _lines(turn: Turn, sentences: list[Sentence], formatter: Formatter) -> Iterator[str]:
    """A figure for people: what became of it, then each sentence."""
    name = formatter.catalogue.indicators[turn.now.key.indicator].name
    became = "; ".join(f"{_stance(was)} → {_stance(now)}" for was, now in turn.stances)
    yield f"{turn.now.key}  {name}  {formatter.figure(turn.then)} → {formatter.figure(turn.now)}  ({became})"
    for sentence in sentences:
        words = f"  [{', '.join(sentence.words)}]" if sentence.words else ""
        yield f"  {sentence.where}: {sentence.text}{words}"
    if not sentences:
        yield f"  {_say('unshown')}"


def _records(turn: Turn, sentences: list[Sentence], _: Formatter) -> Iterator[str]:
    """A figure for programs."""
    record = {
        "key": str(turn.now.key),
        "was": [was for was, _ in turn.stances],
        "is": [now for _, now in turn.stances],
        "then": {"key": str(turn.then.key), "value": _plain(turn.then.value)},
        "value": _plain(turn.now.value),
        "sentences": [
            {
                "path": sentence.where.path,
                "line": sentence.where.line,
                "language": sentence.language,
                "text": sentence.text,
                "words": sentence.words,
            }
            for sentence in sentences
        ],
    }
    yield json.dumps(record, ensure_ascii=False)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _stance(code: str) -> str:
    return STANCES[code].zh if user_language() == "zh" else STANCES[code].en


def _say(name: str, **details: object) -> str:
    return SAYS[name][0 if user_language() == "zh" else 1].format(**details)
