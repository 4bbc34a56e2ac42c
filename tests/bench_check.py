"""The time that the checks of consistency take: 10,000 indicators × 3 periods, 3,000 of them explained by formulas.

Run by ``tox -e bench``, never as a test. The catalogue is that of ``bench.py``, with a sum, a share or an average for
each tenth to third indicator; all figures of them are reported, so that all are compared.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench import line, name_of, value_of, write_data

INDICATORS, FORMULAS, PERIODS = 10_000, 3_000, ["2021", "2022", "2023"]
TARGET = 1.0
PROGRAM = """
import sys, time
from pathlib import Path
from csrdirectives.check import check
from csrdirectives.load import load
start = time.process_time()
catalogue, problems = load(Path(sys.argv[1]))
loaded = time.process_time()
verdict = check(catalogue)
done = time.process_time()
assert not problems, problems[:3]
wrong = [problem for problem in verdict.open if problem.severity == "error"]  # the made-up figures stay the same
assert not wrong, wrong[:3]
formulas = sum(bool(indicator.formula) for indicator in catalogue.indicators.values())
print(formulas, len(catalogue.observations), loaded - start, done - loaded)
"""


def write_formulas(folder: Path) -> None:
    """Add formulas to the generator's indicators: every third is the sum of two others of its unit."""
    definitions, rows = [], ["indicator,period,part,value,comparator,status,source,note"]
    for number in range(FORMULAS):
        first, second = name_of(number), name_of(number + 4)  # of the same unit
        one, other = value_of(number, 1000), value_of(number + 4, 1000)
        name, sum_of = f"computed.figure{number}", number % 3 == 0
        formula = f"{first} + {second}" if sum_of else f"{first} / {second}"
        unit = ("person", "hour", "yuan", "household")[number % 4] if sum_of else "percent"
        value = str(one + other) if sum_of else f"{100 * one / other:.2f}"
        definitions.append(
            f'["{name}"]\nname = "算得的指标{number}"\ndefinition = "由算法得出。"\nunit = "{unit}"\n'
            f'formula = "{formula}"\ndecimals = 2\ndepartment = "综合部"\n'
        )
        rows += [f"{name},{period},,{value},,,原报告,按年末数" for period in PERIODS]
    (folder / "indicators" / "computed.toml").write_text("\n".join(definitions), "utf-8")
    (folder / "values" / "computed.csv").write_text("\n".join(rows), "utf-8")
    units = folder / "units.toml"
    rate = '\n[percent]\ndimension = "ratio"\nkind = "rate"\nfactor = "0.01"\nforms.zh.other = "{}%"\n'
    units.write_text(units.read_text("utf-8") + rate, "utf-8")


def measure(rounds: int) -> tuple[int, int, float, float]:
    """Formulas, observations, and the least processor time of loading and of checking."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_data(folder, INDICATORS - FORMULAS, PERIODS, 1000)
        write_formulas(folder)
        found = []
        for _ in range(rounds):
            command = [sys.executable, "-c", PROGRAM, str(folder)]
            text = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
            found.append(text.split())
    formulas, observations = int(found[0][0]), int(found[0][1])
    return formulas, observations, min(float(row[2]) for row in found), min(float(row[3]) for row in found)


def main() -> None:
    """Print the rows in the manner of ``bench.py``."""
    formulas, observations, loading, checking = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    size = f"{observations:,} figures, {formulas:,} formulas"
    for what, seconds, target in (
        ("read", loading, ""),
        ("read and all checks", loading + checking, f"{TARGET:.2f} s"),
    ):
        sys.stdout.write(line(size, what, "", "", f"{seconds:.2f} s", "", "", target, "") + "\n")


if __name__ == "__main__":
    main()
