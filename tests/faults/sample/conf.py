"""Settings of the report into which faults are planted."""

project = html_title = copyright = "Faults"
language = "zh_CN"
extensions = ["myst_parser", "csrdirectives"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["data"]
locale_dirs = ["locales"]
gettext_compact = False
html_theme = "basic"
html_copy_source = False
