"""A project that holds every construct once: what the builder makes of it is looked at."""

project = "厨房水槽"
author = "作者"
language = "zh_CN"
extensions = ["myst_parser", "sphinx.ext.todo", "sphinxcontrib.bibtex", "csrdirectives.typst"]
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_image",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_substitutions = {"key": "替换的**文字**"}
suppress_warnings = ["myst.strikethrough"]
bibtex_bibfiles = ["references.bib"]
exclude_patterns = ["_build", "included.*"]
numfig = True
todo_include_todos = True
rst_prolog = ".. |company| replace:: 松江\\ **电信**\n"
typst_exclude = ["unprinted"]
typst_appendices = ["appendix"]
typst_date = "2024-03-31"
typst_name = "kitchen"
