"""How long one question from a shell takes, and one more line of a session.

The plain alternative is a script that reads the same YAML files and prints the first quotation that has the word. It
checks nothing, keeps nothing and ranks nothing.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.measuring import milliseconds, table

pytestmark = pytest.mark.bench

TIMES = 7
LINES = 200
ASK = [sys.executable, "-m", "adapters.cli", "ask", "--json"]
PLAIN = """\
import pathlib, sys, yaml
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
files = [yaml.load(path.read_text(), loader) for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml"))]
quotes = [quote for file in files for quote in file.get("quotes", ())]
print(next(quote for quote in quotes if "generaliz" in str(quote))["wordings"][0]["text"])
"""


def seconds(command: list[str]) -> float:
    """The median of whole processes, after one that does not count."""
    taken = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return median(taken[1:])


def line_seconds(command: list[str]) -> float:
    """The median of lines in one process, from writing the line to reading its answer."""
    taken = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(LINES):
            began = time.perf_counter()
            process.stdin.write(b"/quote generalization\n")
            process.stdin.flush()
            process.stdout.readline()
            taken.append(time.perf_counter() - began)
        process.communicate()
    return median(taken[1:])


def test_start_up_of_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    question = [*ASK, "/quote generalization"]
    bare = seconds([sys.executable, "-c", "pass"])
    plain = seconds([sys.executable, "-c", PLAIN, str(Path("content").absolute())])
    rows = [
        ("Python alone", bare),
        ("a plain script", plain),
        ("commonplace --help", seconds([sys.executable, "-m", "adapters.cli", "--help"])),
        ("commonplace ask", seconds(question)),
        ("commonplace ask --fresh", seconds([*question, "--fresh"])),
        ("one more line of a session", line_seconds(ASK)),
    ]

    print(  # noqa: T201 - the figures are what this is for
        table(
            "One question from a shell",
            ("", "ms, median", "of the plain script"),
            [(name, milliseconds(taken), f"{taken / plain:.2f}") for name, taken in rows],
        )
    )
