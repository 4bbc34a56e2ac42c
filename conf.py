"""Settings of the report: short, no logic. ``sphinx-build -c . docs OUT``."""

from pathlib import Path

ROOT = Path(__file__).parent

project = "中国电信股份有限公司上海松江电信局 2023 年度社会责任报告"
html_title = "松江电信局 2023 年度社会责任报告"
copyright = "2024 中国电信股份有限公司上海松江电信局"
version = "2023"  # which EPUB asks for
language = "zh_CN"

extensions = ["myst_parser", "sphinxcontrib.bibtex", "csrdirectives", "csrdirectives.handbook", "csrdirectives.typst"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
exclude_patterns = ["data"]
numfig = True
html_secnumber_suffix = " "  # in English; Chinese numbers bring their own

bibtex_bibfiles = ["docs/data/references.bib"]
bibtex_reference_style = "gbt7714"
locale_dirs = [str(ROOT / "locales")]
gettext_compact = False

html_theme = "csr"
html_copy_source = False
csr_built_languages = ["zh", "en"]
csr_landing = True
csr_apart = ["handbook/*"]
csr_pdf = "build/pdf/songjiang-2023-{language}.pdf"

typst_name = "songjiang-2023-{language}"
typst_exclude = [*csr_apart, "appendix/standards/online/*"]
typst_appendices = ["appendix/*"]
