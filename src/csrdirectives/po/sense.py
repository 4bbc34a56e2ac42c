"""Checks of translations: what changes the sense of a whole sentence, or leaves half of it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csrdirectives.po.knowledge import Knowledge, likeness
from csrdirectives.po.markup import HOLE
from csrdirectives.po.message import Message
from csrdirectives.problems import Problem

# Chinese words with a 不, 未, 无 or 没 that deny nothing.
_IDLE = re.compile(
    r"(.)[不没]\1|"  # 是不是
    "不断|不错|不够|不足|不止|不变|不改|无偿|不仅|不但|不只|无论|不论|不管|不忘|非常|不同"
    "|不少|无线|不锈|不久|无人机|是否|能否|有没有|无障碍|免费|不过|不等|不间断|不怠|不懈"
    "|不息|不已|未来|未成年|无锡|没收|差不多|不妨|不由|不得不|不无|无不|时不我待|无限|无私"
    "|无数|无微不至|不约而同|不折不扣|了不起|不负|不畏|不可或缺|无缝|全无|不日|不乏|从无到有"
    "|不动产|一丝不苟|坚持不懈|锲而不舍|未雨绸缪|无纸化|无废|无现金"
)
_DENIES = re.compile("不|未|没有|没|无|并非|勿")
_DENIAL = re.compile(
    r"\b(?:not|no|non\w*|never|none|nor|neither|without|cannot|nothing|nobody|nowhere|zero|nil|hardly|fewer|instead"
    r"|un(?!der|i[tfvo]|til)\w{3,}|mis(?!c|sion|s\b)\w{3,}|mal(?:form|function|nutri)\w+"
    r"|in(?:abil|access|accur|activ|adequ|appropr|coher|compat|complete|consist|convenien|correct|definit|depend|differ"
    r"|discriminat|dispens|effect|elig|evit|exact|flexib|frequen|just|secur|sens|separab|signif|suffic|toler|valid"
    r"|variab|vis|voluntar)\w*|im(?:balanc|material|mature|mutab|partial|perfect|plausib|possib|proper)\w*"
    r"|ir(?:regular|relevan|replac|respect|respons|revers)\w*|il(?:legal|legib|licit|literat|logical)\w*"
    r"|dis(?:abl|agree|allow|appear|approv|card|charg|connect|continu|courag|order|pens|propor|put|qualif|regard|satisf"
    r"|similar)\w*|den(?:y|ie[sd]|ying)|lack\w*|fail\w*|avoid\w*|exclu\w+|omit\w*|missing|absen\w+|refus\w+|reject\w*"
    r"|prohibit\w*|prevent\w*|forbid\w*|ban(?:s|ned)?|eliminat\w+|suppress\w*|ignor\w+|hid(?:e|es|den)|stop\w*|ceas\w+"
    r"|declin\w+|contradict\w*|conflict\w*|waive\w*|leav\w+|left out|deprecated|ambiguous|broken|poor\w*"
    r"|wrong\w*|bad\w*|weak\w*|scarce\w*|short(?:age|fall)?|vague\w*|pending|premature|extraneous|optional\w*"
    r"|automatic\w*|beyond|outside|below|rather than|other than|more than one|apart from|except\w*|short of"
    r"|out of|keep\w* out|too|free (?:of|from))\b"
    r"|n’t|n't|\w+-free\b|less\b",
    re.IGNORECASE,
)
_STRICT = re.compile(r"\b(?:not|never|cannot|nor|neither)\b|n’t\b|n't\b", re.IGNORECASE)
_ANY_DENIAL = re.compile(
    "必须|冲突|超出|出乎|越|隐|最多|[不未没无非勿莫否免禁缺少仅只除零前尚空难别休才拒绝反停止失错误疑外]"
)
_DO = re.compile(r"\b(?:do|does|did) (?P<verb>(?!have\b|so\b|do\b)[a-z]+)\b", re.IGNORECASE)
_NOR = re.compile(r"\bnor \w+")
_BEFORE_NOR = re.compile(r"\b(?:neither|not|no|never|none|nothing|cannot|without)\b|n’t|n't|^\s*$", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
# English words for each Chinese character, at least, in texts of so many; good translations have 0.45 to 1.9.
_AT_LEAST = ((80, 0.46), (40, 0.42), (25, 0.34), (16, 0.22))
_FEWER_SENTENCES = 0.64  # at least, where sentences were joined
_AT_MOST = 2.6
_SENTENCES = (re.compile(r"[。；！？]+"), re.compile(r"[.;:!?](?=[\s”’)†]|$)"))
_KIN = 0.4  # the share of characters that the originals of one translation have in common


def denials(message: Message, known: Knowledge) -> Iterator[Problem]:
    """What the original denies the translation denies: no 不, 未, 没有 without its “not”, and no “not” from nowhere."""
    if message.reason("sense"):
        return
    source, words = _IDLE.sub("", message.source.words), message.translation.words
    if not _ANY_DENIAL.search(message.source.words):
        if found := _STRICT.search(words):
            yield message.problem("po-denial-added", word=found[0])
        return
    ours, theirs = (_sentences(text, which) for which, text in enumerate((source, words)))
    pairs = list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else [(source, words)]
    for chinese, english in pairs:
        found = _DENIES.search(chinese)
        if found and not _DENIAL.search(english):
            near = chinese[max(0, found.start() - 2) : found.end() + 4].replace(HOLE, "…")
            yield message.problem("po-denial-lost", text=near)
            return
    if stump := _stump(words, known):
        yield message.problem("po-denial-lost", text=stump)


def whole(message: Message, _: Knowledge) -> Iterator[Problem]:
    """The translation is about as long as its original lets expect: nothing left out, nothing from elsewhere."""
    if message.reason("sense"):
        return
    source, translation = message.source.words, message.translation.words
    length = len(_HAN.findall(source))
    words = len(re.findall(r"[A-Za-z’'-]+", translation)) + translation.count(HOLE)
    least = next((share for characters, share in _AT_LEAST if length >= characters), 0.0)
    if least and len(_sentences(translation, 1)) < len(_sentences(source, 0)):
        least = _FEWER_SENTENCES
    if words < least * length:
        yield message.problem("po-short", words=words, characters=length)
    elif least and words > _AT_MOST * length:
        yield message.problem("po-long", words=words, characters=length)


def own_translation(message: Message, known: Knowledge) -> Iterator[Problem]:
    """The translation is not that of quite another text of the report."""
    if message.reason("sense"):
        return
    for other in known.said.get(likeness(message.msgstr), ()):
        ours, theirs = (frozenset(_HAN.findall(text)) for text in (message.msgid, other))
        if ours and theirs and len(ours & theirs) < _KIN * len(ours | theirs):
            yield message.problem("po-other-text", text=other)
            return


def _stump(words: str, known: Knowledge) -> str:
    """What a lost “not” or “neither” leaves behind: it does follow, gives names nor numbers."""
    done = next((found[0] for found in _DO.finditer(words) if found["verb"].lower() in known.denied), "")
    if done:
        return done
    for sentence in _sentences(words, 1):
        found = _NOR.search(sentence)
        if found and not _BEFORE_NOR.search(sentence[: found.start()]):
            return found[0]
    return ""


def _sentences(text: str, which: int) -> list[str]:
    return [each for each in _SENTENCES[which].split(text) if re.search(rf"[\w{HOLE}]", each)]
