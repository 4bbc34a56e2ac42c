"""The search: what a text is found by, and what a question asks for. The browser's side is in tests/browser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csrdirectives.sphinx.search import ChineseSearch, EnglishSearch, fold, question

LANGUAGE = ChineseSearch({})
ENGLISH = EnglishSearch({})


def keys(terms, language=LANGUAGE):
    return {language.stem(term) for term in terms if term not in language.stopwords}


def finds(asked, text, language=LANGUAGE):
    """Whether a page with that text has every term of the question, as the browser looks them up."""
    index = keys(filter(language.word_filter, language.split(text)), language)
    asked_for = keys(question(asked), language)
    return bool(asked_for) and all(key in index or any(key in term for term in index) for key in asked_for)


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("温室气体", ["温室", "室气", "气体"]),
        ("碳", ["碳"]),
        ("捐赠 总额", ["捐赠", "总额"]),
        ("40.75万元", ["40.75", "万元"]),
        ("9657", ["#9657"]),
        ("9,657", ["9,657"]),
        ("45.82%", ["45.82%"]),
        ("ISO 45001", ["iso", "#45001"]),
        ("ＩＳＯ　４５００１", ["iso", "#45001"]),
        ("GB/T 36000—2015", ["gb", "t", "36000-2015"]),
        ("5G与G60", ["5g", "与", "g60"]),
        ("𠮷野家", ["𠮷野", "野家"]),
        ("12,3456", ["#12", "#3456"]),
        ("2019，2020", ["#2019", "#2020"]),
        ("帮困多少钱？", ["帮困"]),
        ("投诉率是多少", ["投诉", "诉率"]),
        ("多少", ["多少"]),
        ("Bureau’s", ["bureau's"]),
        ("《》—…！", []),
        ("", []),
    ],
)
def test_question_is_split_into_terms(asked, terms):
    assert question(asked) == terms


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("9657", "全年9,657人次"),
        ("9,657", "编号9657"),
        ("９６５７人次", "全年9,657人次"),
        ("9,657", "全年９，６５７人次"),
        ("1234567.5", "共1,234,567.5元"),
        ("40.75", "采购40.75万元"),
        ("45.82%", "占45.82%。"),
        ("45.82％", "占45.82%。"),
        ("45.82", "占45.82%。"),
        ("45", "认证编号45001"),
        ("iso45001", "通过ISO 45001认证"),
        ("ISO 45001", "通过ISO45001认证"),
        ("GB/T36000", "依据GB/T 36000—2015"),
        ("36000-2015", "依据GB/T 36000—2015"),
        ("36000", "依据GB/T 36000—2015"),
        ("GRI 404-1", "见GRI 404-1"),
        ("gri404-1", "见GRI 404-1"),
        ("5g", "５Ｇ展厅"),
        ("G60", "Ｇ60科创走廊"),
        ("g60科创", "G60科创走廊"),
        ("CO2", "减少CO₂排放"),
        ("PM2.5", "PM2.5浓度"),
        ("体排", "温室气体排放"),
        ("𠮷", "𠮷野先生"),
        ("2020", "2019，2020年"),
    ],
)
def test_found(asked, text):
    assert finds(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [("G60科创", "科创中心"), ("40.75万元", "20万元"), ("5G", "3G与5号楼"), ("658", "9,657人次"), ("排碳", "碳排放")],
)
def test_not_found(asked, text):
    assert not finds(asked, text)


def test_every_key_is_long_enough_to_count_in_the_search_of_sphinx():
    assert all(len(LANGUAGE.stem(term)) >= 3 for term in LANGUAGE.split("碳、5G、T、5和温室气体占3%"))


def test_stem_of_a_stem_is_itself():
    terms = LANGUAGE.split("9,657人次与5G、GB/T 36000—2015，𠮷")
    assert keys(keys(terms)) == keys(terms)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("volunteer", "137 registered volunteers"),
        ("volunteers registered", "Registered volunteers: 137"),
        ("smart factories", "smart-factory diagnosis"),
        ("the Bureau's volunteers", "volunteers of the Bureau"),
        ("How many volunteers?", "137 volunteers"),
        ("45.82", "given as 45.82% of all"),
        ("407500", "a total of CNY 407,500"),
        ("CNY 407,500", "CNY 407,500"),
        ("5G", "the 5G Exhibition Hall"),
        ("g60", "the G60 Corridor"),
        ("GB/T 36000", "GB/T 36000—2015"),
        ("T36000", "GB/T 36000—2015"),
        ("labor organizations", "labour organisation"),
        ("face to face", "face-to-face training"),
        ("帮困", "hardship assistance (帮困)"),
        ("others", "lifts and others"),
    ],
)
def test_found_in_english(asked, text):
    assert finds(asked, text, ENGLISH)


@pytest.mark.parametrize(
    ("asked", "text"), [("45.82", "45.28%"), ("407500", "CNY 40,750"), ("the of and", "the of and")]
)
def test_not_found_in_english(asked, text):
    assert not finds(asked, text, ENGLISH)


@given(st.text(alphabet="温室气体排放碳𠮷々０９12345,.-%％—，、。 /AbＧé", max_size=12))
def test_a_text_is_found_by_itself(text):
    assert set(question(text)) <= set(LANGUAGE.split(text))


def test_folding_twice_is_folding_once():
    assert fold(fold("ＧＢ／Ｔ　３６０００—２０１５，Ⅲ类")) == fold("ＧＢ／Ｔ　３６０００—２０１５，Ⅲ类")
