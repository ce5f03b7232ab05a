"""Which error ends a command with which code, and what is said then."""

from pathlib import Path

import pytest

from adapters.cli.console_options import conversation
from adapters.cli.endings import LaterError, code_of, told
from adapters.console.conversation import Seat
from bot.chat.errors import UserError
from bot.library.load import ContentError, Problem
from bot.settings import Settings
from bot.state.refusals import DamagedError, DiskFullError, RunningError, StateError, TooNewError, UnreachableError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RunningError("held"), 75),
        (UnreachableError("no answer"), 75),
        (DiskFullError("full"), 75),
        (LaterError("the port is taken"), 75),
        (DamagedError("damaged"), 78),
        (TooNewError("too new"), 78),
        (StateError("no file"), 78),
        (UserError("WEB_PORT is wrong"), 78),
        (ContentError([Problem("a.yaml", 1, "", "wrong")]), 78),
        (ZeroDivisionError(), None),
    ],
)
def test_an_error_has_its_code(error: Exception, code: int | None) -> None:
    assert code_of(error) == code


def test_what_was_foreseen_is_told_in_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, told():
        raise UserError("WEB_PORT: a number from 0 to 65535.")

    assert ended.value.code == 78
    assert capsys.readouterr().err == "commonplace: WEB_PORT: a number from 0 to 65535.\n"


def test_who_meets_a_process_that_holds_the_data_is_advised(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), told("Or add --fresh."):
        raise RunningError("Another process uses it.")

    assert capsys.readouterr().err == "commonplace: Another process uses it. Or add --fresh.\n"


def test_what_nobody_foresaw_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), told():
        raise ZeroDivisionError


async def test_a_second_conversation_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    async with conversation(settings, Seat()):
        with pytest.raises(RunningError):
            async with conversation(settings, Seat(), tries=1):
                pass
