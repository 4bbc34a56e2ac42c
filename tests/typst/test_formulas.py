"""What of TeX's formulas can be printed is printed as meant, and the rest is told by its name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csrdirectives.typst.builder import FONTS, PACKAGE
from csrdirectives.typst.compiler import Compiled
from csrdirectives.typst.formulas import Unreadable, spoken, typst_math
from csrdirectives.typst.formulas.parser import ALIGNED, BIG, CONSTRUCTS, DEEPEST, WHOLE
from csrdirectives.typst.formulas.signs import symbols

SET = [
    ("x", "x"),
    ("x_i^2", "attach(x,b:i,t:2)"),
    ("x^2_i", "attach(x,b:i,t:2)"),
    ("x^{2n}", "attach(x,t:2 n)"),
    ("{ab}^2", "attach(a b,t:2)"),
    ("^2", 'attach("",t:2)'),
    ("f''", "attach(f,tr:#math.primes(2))"),
    ("f'^2", "attach(f,tr:#math.primes(1),t:2)"),
    (r"\frac{a}{b}", "frac(a,b)"),
    (r"\dfrac ab", "display(frac(a,b))"),
    (r"\tfrac{1}{2}", "inline(frac(1,2))"),
    (r"\binom{n}{k}", "binom(n,k)"),
    (r"\sqrt{x}", "sqrt(x)"),
    (r"\sqrt[n]{x+1}", r"root(n,x\+1)"),
    (r"\sum_{i=1}^{n} x_i", r"attach(∑,b:i\=1,t:n)attach(x,b:i)"),
    (r"\sum\limits_i", "attach(limits(∑),b:i)"),
    (r"\int_0^1\!f\,\mathrm{d}x", 'attach(∫,b:0,t:1)#h(-0.1667em)f#h(0.1667em)"d"x'),
    (r"\alpha\beta+\Omega", r"α β\+Ω"),
    (r"3 \times 4 \div 5 \cdot 6 \pm 7", "3×4÷5⋅6±7"),
    (r"a \le b \leq c \ge d \ne e \approx f", "a≤b≤c≥d≠e≈f"),
    (r"n \to \infty", "n→∞"),
    ("a-b*c/d", r"a−b∗c\/d"),
    ("12.5x", "12.5 x"),
    ("1 2", "1 2"),
    ("9{,}657", '9","657'),
    ("9,657", r"9\,657"),
    ("(a; b: c!)", r"\(a\;b\:c\!\)"),
    (r"\left( \frac{a}{b} \right]", r"lr(\(frac(a,b)\])"),
    (r"\left. x \middle| y \right\}", r"lr(x mid(\|)y\})"),
    (r"\bigl( x \bigr)", r"lr(\(,size:#1.2em)x lr(\),size:#1.2em)"),
    (r"\lvert x \rvert", r"\|x\|"),
    (r"\text{在岗 人数}", '"在岗 人数"'),
    (r"x\text{ 人 }y", 'x" 人 "y'),
    (r"\text{5\% \_ \{a\}}", '"5% _ {a}"'),
    ("在岗人数", '"在岗人数"'),
    ("人均（元）", '"人均（元）"'),
    ('"', r"\""),
    (r'\text{a "b"}', r'"a \"b\""'),
    (r"\mathrm{kg}", '"kg"'),
    (r"\mathrm{CO_2}", '"C"attach("O",b:"2")'),
    (r"\mathrm{m}^2", 'attach("m",t:2)'),
    (r"\mathrm{kg\,m}", '"kg m"'),
    (r"\mathbf{x}", "bold(upright(x))"),
    (r"\textbf{重}", 'bold("重")'),
    (r"\log_2 x", 'attach(op("log"),b:2)x'),
    (r"\max_i x_i", 'attach(op("max",limits:#true),b:i)attach(x,b:i)'),
    (r"\limsup x", 'op("lim sup",limits:#true)x'),
    (r"\operatorname{ROE}", 'op("ROE")'),
    (r"\operatorname*{arg\,max}_x", 'attach(op("arg max",limits:#true),b:x)'),
    (r"100\%", r"100\%"),
    (r"25^\circ\mathrm{C}", 'attach(25,t:∘)"C"'),
    (r"a\quad b~c\ d", "a#h(1em)b#h(0.25em)c#h(0.25em)d"),
    (r"\overset{!}{=}", r"attach(limits(\=),t:\!)"),
    (r"\underset{x}{\to}", "attach(limits(→),b:x)"),
    (r"\displaystyle\sum x", "display(∑x)"),
    (r"\bar{x} \hat y \vec{v}", "macron(x)hat(y)arrow(v)"),
    (r"a \bmod b", 'a#h(0.2222em)op("mod")#h(0.2222em)b'),
    (r"a \pmod n", r'a#h(1em)\(op("mod")#h(0.3333em)n\)'),
    (r"x &= a \\ &= b", r'x&\=a \ ""&\=b'),
    ("a\n\nb", r"a \ b"),
    (r"\begin{aligned} x &= a \\ y &= b \\ \end{aligned}", r"x&\=a \ y&\=b"),
    (r"\begin{equation} x \nonumber \end{equation}", "x"),
    (r"y = \begin{aligned} x &= a \\ &= b \end{aligned}", None),
    (r"\begin{cases} 0 & x<0 \\ 1 & \text{其他} \end{cases}", r'cases(&0#h(1em)&&x\<0,&1#h(1em)&&"其他")'),
    (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", 'mat(delim:"(",a,b;c,d)'),
    (r"\begin{matrix} a \\ \end{matrix}", "mat(delim:#none,a)"),
    (r"\frac{}{x}", 'frac("",x)'),
    ("é ≥ ×", '"é"≥×'),
]
UNREADABLE = [
    (r"\foo", r"\foo"),
    (r"\frac{a}", "its end where an argument was expected"),
    (r"x^", "its end where an argument was expected"),
    (r"\frac12", "12 without braces"),
    ("x^1^2", "^ for the second time"),
    ("{x", "its end where } was expected"),
    ("x}", "} that nothing opened"),
    (r"\left( x", r"its end where \right was expected"),
    (r"\left x \right)", "x where a bracket was expected"),
    (r"x \right)", r"\right that nothing opened"),
    (r"\begin{array}{ll} a \end{array}", r"\begin{array}"),
    (r"\begin{cases} a \end{matrix}", r"\end{matrix} where \end{cases} was expected"),
    (r"\color{red} x", r"\color"),
    (r"\tag{1}", r"\tag"),
    ("5%", "% without a backslash before it"),
    ("a#b", "# without a backslash before it"),
    (r"\text{a $x$}", "$ in text"),
    (r"\text{\"}", r"\" in text"),
    (r"\text{a", "{ that is not closed"),
    ("a\x07", "U+0007"),
    ("\\text{a\ue000}", "U+E000 in text"),
    ("", "nothing"),
    ("  \n\n ", "nothing"),
    ("{" * (DEEPEST + 1), "groups within groups, more than 40"),
    (r"\hat" * (DEEPEST + 1) + "x", "groups within groups, more than 40"),
    ("\\", "\\"),
]


def written(formulas: list[str], folder: Path) -> str:
    """The text of a PDF of formulas, or why there is none."""
    shutil.copytree(PACKAGE / "style", folder / "style", dirs_exist_ok=True)
    lines = "".join(
        f'#formula($ {each} $, alt: "x", block: true)\n\n#formula(${each}$, alt: "x")\n\n' for each in formulas
    )
    about = 'about = (title:"A",author:"",)', 'language = "zh"', 'region = "cn"', 'words = (contents:"C",index:"I",)'
    settings_ = "".join(f"#let {line}\n" for line in (*about, "date = datetime(year: 2024, month: 3, day: 31)"))
    (folder / "style" / "about.typ").write_text(settings_, encoding="utf-8")
    main = folder / "main.typ"
    main.write_text(f'#import "style/book.typ": *\n#show: book\n\n= A\n\n{lines}', encoding="utf-8")
    made = Compiled(main, [FONTS], ["a-2a", "ua-1"], 0)
    assert made.warnings == []
    return made.pdf.decode("latin-1")


@pytest.mark.parametrize(("tex", "typst"), [pair for pair in SET if pair[1] is not None])
def test_formula_is_written_in_typst(tex, typst):
    assert typst_math(tex) == typst


@pytest.mark.parametrize(("tex", "piece"), UNREADABLE)
def test_what_cannot_be_set_is_told(tex, piece):
    with pytest.raises(Unreadable) as fault:
        typst_math(tex)
    assert str(fault.value) == piece


def test_typst_accepts_every_example_and_every_symbol(tmp_path):
    tables = symbols()
    kinds = ("letters", "signs", "operators", "relations", "brackets", "spaces")
    names = [rf"\{name}" for kind in kinds for name in tables[kind]]
    names += [rf"\{name.replace(' ', '')}" for kind in tables["functions"].values() for name in kind]
    names += [rf"\{name}{{x}}" for name in tables["styles"]]
    names += [rf"\{name}( \{name}r)" for name in BIG]
    environments = [*tables["matrices"], *ALIGNED, *WHOLE, "cases"]
    names += [rf"a \begin{{{name}}} x & y \\ z \end{{{name}}}" for name in environments]
    formulas = [typst_math(tex) for tex in names] + [made for _, made in SET if made]
    assert written(formulas, tmp_path).count("/Formula") >= 2 * len(formulas)


def test_every_construct_has_an_example():
    examples = " ".join(tex for tex, _ in SET)
    told = {"textrm", "mbox", "textnormal", "textit", "stackrel"}  # other names of those that have one
    assert [name for name in CONSTRUCTS if f"\\{name}" not in examples and name not in told] == []


PIECES = st.sampled_from(
    [
        rf"\{name}"
        for name in (*CONSTRUCTS, "alpha", "sum", "max", "quad", "vec", "bigl", "limits", "right", "end", "%", "&")
    ]
    + [*"{}{}^_'&()[]|/.,;:!=+-*<>\"#$%@`~ ab1é在（∑\\\n", "12.5", "{a}", "{aligned}", "{cases}", "{pmatrix}", r"\\"]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=30))
def test_no_text_makes_it_stumble(tex):
    try:
        made = typst_math(tex)
    except Unreadable:
        made = ""
    made.encode()
    spoken(tex, "zh").encode(errors="surrogatepass")


GROUP = st.recursive(
    st.sampled_from(
        [
            "x",
            "12",
            "在岗",
            r"\alpha",
            r"\sum",
            r"\max",
            r"\%",
            ",",
            ";",
            ":",
            "/",
            "(",
            "]",
            '"',
            "'",
            "!",
            r"\text{a;b, c}",
        ]
    ),
    lambda inner: st.one_of(
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds("{{{}}}_{{{}}}".format, inner, inner),
        st.builds(r"\sqrt[{}]{{{}}}".format, st.sampled_from("n3"), inner),
        st.builds(r"\left({}\right.".format, inner),
        st.builds(r"\begin{{cases}}{}&{}\\{}\end{{cases}}".format, inner, inner, inner),
        st.builds(r"\begin{{pmatrix}}{}&{}\\{}\end{{pmatrix}}".format, inner, inner, inner),
        st.builds(r"\begin{{aligned}}{}&={}\\{}\end{{aligned}}".format, inner, inner, inner),
        st.builds(r"\mathrm{{{}}}".format, inner),
        st.builds(r"\hat{{{}}}".format, inner),
        st.builds("{} {}".format, inner, inner),
    ),
    max_leaves=12,
)


@settings(max_examples=8)
@given(st.lists(GROUP, min_size=20, max_size=40))
def test_whatever_is_read_is_accepted_by_typst(tmp_path_factory, formulas):
    made = []
    for tex in formulas:
        try:
            made.append(typst_math(tex))
        except Unreadable as fault:
            assert re.search("second|argument", str(fault))  # noqa: PT017  # only primes and scripts may collide
    written(made or ["x"], tmp_path_factory.mktemp("formulas"))


@pytest.mark.parametrize(
    ("tex", "chinese", "english"),
    [
        (r"\frac{a}{b}", "b分之a", "a over b"),
        (r"x^2+y^3 \le z^n", "x的平方加y的立方小于等于z的n次方", "x squared plus y cubed is at most z to the power n"),
        (r"\sum_{i=1}^{n} x_i", "从i等于1到n求和x下标i", "the sum from i equals 1 to n of x sub i"),
        (
            r"\dfrac{a+b+c}{2}",
            "分数，分子a加b加c，分母2，分数结束",
            "the fraction a plus b plus c over 2, end of fraction",
        ),
        (r"\sqrt{2} \times 100\%", "根号2乘以100%", "the square root of 2 times 100 percent"),
        (r"\mathrm{kg/m^3}", "kg/m的立方", "kg/ m cubed"),
        (r"25^\circ", "25度", "25 degrees"),
        (r"\text{人均} = \frac{\text{总数}}{\text{人数}}", "人均等于人数分之总数", "人均 equals 总数 over 人数"),
        (r"\begin{pmatrix} a \end{pmatrix}", r"\begin{pmatrix} a \end{pmatrix}", r"\begin{pmatrix} a \end{pmatrix}"),
        (r"\foo  x", r"\foo x", r"\foo x"),
    ],
)
def test_formula_is_spoken_or_left_as_it_is(tex, chinese, english):
    assert (spoken(tex, "zh"), spoken(tex, "en"), spoken(tex, "fr")) == (chinese, english, " ".join(tex.split()))
