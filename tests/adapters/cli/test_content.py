"""`commonplace content`: what a curator is told."""

import json
import os
import pty
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.cli import main
from tests.library.small_pack import SMALL_PACK

BROKEN = """\
speakers:
  - {id: ilya-sutskever, name: Ilya Sutskever, role: guest, about: founder of SSI}
quotes:
  - id: SCA-01
    speaker: ilya
    topics: [scaling]
    wordings: [{text: Data is finite., source: article, place: Chapter 2, line: 49}]
"""

BALANCED = SMALL_PACK.replace("    summary:", "    no_opposing: Nobody objects.\n    summary:")


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that can be written as `pack`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "small.yaml").write_text(SMALL_PACK, encoding="utf-8")
    return tmp_path / "pack"


def content(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["content", *arguments], catch_exceptions=False)


def test_a_library_with_warnings_alone_ends_well(pack: Path) -> None:
    (pack / "small.yaml").write_text(BALANCED, encoding="utf-8")

    result = content("check", "pack")

    assert "warning: topics[1].id: No prompt is about this topic." in result.stdout
    assert result.exit_code == 0


def test_strictly_a_warning_is_no_good_end(pack: Path) -> None:
    (pack / "small.yaml").write_text(BALANCED, encoding="utf-8")

    assert content("check", "pack", "--strict").exit_code == 1


def test_quotations_are_looked_up_in_the_sources(pack: Path, tmp_path: Path) -> None:
    (pack / "small.yaml").write_text(BALANCED.replace("kind: an essay", "kind: an essay, file: essay.txt"))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "essay.txt").write_text("Nothing of the kind.\n")

    result = content("check", "pack", "--sources", "texts")

    assert result.exit_code == 1
    assert "error: quotes[1].wordings[1].text: Does not stand on line 17." in result.stdout


def test_the_built_in_library_is_without_errors() -> None:
    result = content("check", str(Path(str(files("content")))), "--json")

    assert json.loads(result.stdout)["errors"] == 0


def test_somebody_who_waits_sees_how_far_it_is(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    seen, terminal = pty.openpty()
    command = [sys.executable, "-m", "adapters.cli", "content", "check", "pack", "--sources", "texts"]

    subprocess.run(command, stderr=terminal, stdout=subprocess.DEVNULL, check=False)

    assert b"Reading the sources" in os.read(seen, 10_000)
    os.close(terminal)
    os.close(seen)


def test_the_schema_is_json_and_has_every_kind_of_record() -> None:
    told = json.loads(content("schema").stdout)

    assert {"sources", "speakers", "topics", "quotes", "prompts", "claims"} <= set(told["properties"])


def test_the_header_names_the_schema() -> None:
    assert content("schema", "--header").stdout == "# yaml-language-server: $schema=content.schema.json\n"


def test_an_error_is_told_with_file_and_line(pack: Path) -> None:
    (pack / "small.yaml").write_text(BROKEN, encoding="utf-8")

    result = content("check", "pack")

    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].startswith("pack/small.yaml:5: error: quotes[0].speaker: ")


def test_findings_are_counted_apart_from_them(pack: Path) -> None:
    (pack / "small.yaml").write_text("quotes: 3\n", encoding="utf-8")

    result = content("check", "pack")

    assert result.stderr.startswith("1 error, ")


def test_a_program_gets_json(pack: Path) -> None:
    (pack / "small.yaml").write_text("quotes: 3\n", encoding="utf-8")

    told = json.loads(content("check", "pack", "--json").stdout)

    assert told["errors"] == 1
    assert {"level", "file", "line", "field", "message"} == set(told["findings"][0])


def test_the_library_in_force_is_checked_without_a_folder(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_DIR", "pack")
    (pack / "small.yaml").write_text("quotes: 3\n", encoding="utf-8")

    assert "pack/small.yaml" in content("check").stdout


def test_a_folder_that_is_not_there_is_an_error(pack: Path) -> None:
    result = content("check", "elsewhere")

    assert result.exit_code == 1
    assert "There is no such folder" in result.stdout


@pytest.mark.usefixtures("pack")
def test_numbers_are_shown_as_tables() -> None:
    lines = [line.split() for line in content("stats", "pack").stdout.splitlines()]

    assert ["Research", "taste", "4", "0", "0", "0", "0"] in lines


@pytest.mark.usefixtures("pack")
def test_numbers_are_told_a_program() -> None:
    told = json.loads(content("stats", "pack", "--json").stdout)

    assert told["records"]["quotes"] == 7
    assert told["topics"][1]["name"] == "Research taste"


def test_a_library_with_errors_cannot_be_counted(pack: Path) -> None:
    (pack / "small.yaml").write_text("quotes: 3\n", encoding="utf-8")

    result = content("stats", "pack")

    assert result.exit_code == 78
    assert "pack/small.yaml" in result.stderr
