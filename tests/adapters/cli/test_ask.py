"""`commonplace ask`, as a person and as a program use it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.cli import main
from tests.library.small_pack import SMALL_PACK

KEYS = {
    "text", "cards", "controls", "files", "error", "form", "quotes", "topics", "opens", "mentions", "audience",
    "replaces",
}  # fmt: skip


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    (folder / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    return folder


@pytest.fixture
def house(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own and the small library, set as an operator sets them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_DIR", str(pack))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def ask(*arguments: str, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["ask", *arguments], input=typed, catch_exceptions=False)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("house")
def test_one_question_has_one_answer() -> None:
    result = ask("/quote TAS-01")

    assert "There’s no room for ugliness" in result.stdout
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.usefixtures("house")
def test_a_number_presses_what_the_last_answer_showed() -> None:
    result = ask("--json", "/quote taste", "1")

    first, second = answers(result)
    assert first["controls"][0]["label"] == "Another"
    assert {quote["id"] for quote in first["quotes"]} != {quote["id"] for quote in second["quotes"]}


@pytest.mark.usefixtures("house")
def test_a_number_that_nothing_has_is_a_line_like_any_other() -> None:
    result = ask("--json", "7")

    assert "/help" in answers(result)[0]["error"]


@pytest.mark.usefixtures("house")
def test_a_program_presses_by_the_wire_value() -> None:
    first = answers(ask("--json", "/quote SCA-01"))[0]
    wire = next(control["wire"] for control in first["controls"] if control["label"] == "Wordings")

    again = answers(ask("--json", f"press {wire}"))[0]

    assert again["error"] is None
    assert "The data is very clearly finite." in again["text"]


@pytest.mark.usefixtures("house")
def test_a_program_chooses_in_a_menu() -> None:
    first = answers(ask("--json", "/topics"))[0]
    menu = next(control for control in first["controls"] if control["type"] == "select")

    again = answers(ask("--json", f"press {menu['wire']} {menu['choices'][1]['value']}"))[0]

    assert again["topics"] == [{"id": "taste", "name": "Research taste"}]


@pytest.mark.usefixtures("house")
def test_what_is_missing_is_asked_for_and_handed_in() -> None:
    form = answers(ask("--json", "/summary"))[0]["form"]

    result = ask("--json", f'submit {form["wire"]} topic:"research taste"')

    assert form["title"] == "Summary"
    assert answers(result)[0]["topics"] == [{"id": "taste", "name": "Research taste"}]


@pytest.mark.usefixtures("house")
def test_a_form_that_asks_is_no_error() -> None:
    assert ask("/summary").exit_code == 0


@pytest.mark.usefixtures("house")
def test_an_error_as_the_last_answer_is_the_exit_code() -> None:
    assert [ask("/nonsense").exit_code, ask("/nonsense", "/topics").exit_code] == [1, 0]


@pytest.mark.usefixtures("house")
def test_lines_of_a_pipe_are_one_session_and_blank_ones_are_skipped() -> None:
    result = ask("--json", typed="/quote taste\n\n   \r\n1\r\n")

    assert [answer["error"] for answer in answers(result)] == [None, None]


@pytest.mark.usefixtures("house")
def test_an_empty_pipe_has_no_answer() -> None:
    result = ask("--json")

    assert (result.stdout, result.exit_code) == ("", 0)


@pytest.mark.usefixtures("house")
def test_bytes_that_are_no_text_are_answered_too() -> None:
    result = ask("--json", typed=b"\xef\xbb\xbf/topics\n\xff\xfe\x00\x1b[2J\n")

    assert [set(answer) for answer in answers(result)] == [KEYS, KEYS]
    assert answers(result)[0]["error"] is None


@pytest.mark.usefixtures("house")
def test_what_is_saved_is_there_in_the_next_session() -> None:
    ask("/quote TAS-01", "press cp1:saved.add:TAS-01")

    assert "TAS-01" in ask("/saved").stdout


@pytest.mark.usefixtures("house")
def test_somebody_else_has_their_own() -> None:
    ask("press cp1:saved.add:TAS-01")

    assert "TAS-01" not in ask("--person", "ben", "/saved").stdout


def test_fresh_keeps_nothing(house: Path) -> None:
    ask("--fresh", "press cp1:saved.add:TAS-01")

    assert not house.exists()


def test_the_console_keeps_apart_from_a_running_bot(house: Path) -> None:
    ask("/topics")

    assert [path.name for path in house.iterdir()] == ["console"]


@pytest.mark.usefixtures("house")
def test_a_folder_can_be_named(tmp_path: Path) -> None:
    ask("--data-dir", str(tmp_path / "elsewhere"), "press cp1:saved.add:TAS-01")

    assert "TAS-01" in ask("--data-dir", str(tmp_path / "elsewhere"), "/saved").stdout


@pytest.mark.usefixtures("house")
def test_an_unknown_option_is_a_usage_error() -> None:
    result = ask("--colour", "/topics")

    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "\x1b\x00"])
def test_somebody_without_a_name_is_a_usage_error(name: str) -> None:
    result = ask("--person", name, "/topics")

    assert result.exit_code == 2
    assert "1 to 100 characters" in result.stderr


@pytest.mark.usefixtures("house")
def test_a_wrong_setting_is_named_with_what_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_PORT", "eighty")

    result = ask("/topics")

    assert (result.exit_code, result.stdout) == (78, "")
    assert "WEB_PORT" in result.stderr


@pytest.mark.usefixtures("house")
def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_DIR", "/nowhere")

    result = ask("/topics")

    assert (result.exit_code, result.stdout) == (78, "")
    assert "CONTENT_DIR" in result.stderr


@pytest.mark.usefixtures("house")
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=40).map(
            lambda text: text or "/quote"
        ),
        min_size=30,
        max_size=60,
    )
)
def test_every_line_has_exactly_one_answer(lines: list[str]) -> None:
    sent = [f"{start}{line}" for line in lines for start in ("", "/quote ", "press ", "submit cp1:summary topic:")]

    result = ask("--json", typed="\n".join(sent).encode())

    assert [set(answer) for answer in answers(result)] == [KEYS for line in sent if line.strip()]
    assert result.stderr == ""


@pytest.mark.usefixtures("house")
def test_a_program_converses_with_it_line_by_line() -> None:
    command = [sys.executable, "-m", "adapters.cli", "ask", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        first = json.loads(_exchange(process, "/quote taste"))
        second = json.loads(_exchange(process, f"press {first['controls'][0]['wire']}"))
        process.communicate()

    assert second["error"] is None
    assert process.returncode == 0


def _exchange(process: "subprocess.Popen[str]", line: str) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(line + "\n")
    process.stdin.flush()
    return process.stdout.readline()


def test_a_daily_prompt_that_is_set_up_here_is_said_never_to_come(house: Path) -> None:
    result = ask("--moderator", "/daily set general 09:00 UTC", "1", "/daily now", "/manage doctor")

    assert "Nothing is posted here unasked: you can look at it and preview it" in " ".join(result.stdout.split())
    assert "at the moment" not in result.stdout
    assert "/daily preview shows what would come." in result.stdout
    assert "what is set up here never comes." in result.stdout
