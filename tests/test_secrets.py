"""That a secret can come from the environment or from a file, and shows in neither a repr nor an error."""

from pathlib import Path

import pytest

from bot.chat.errors import UserError
from bot.settings import SECRETS, Settings, read_settings


def test_a_token_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "canary")

    assert Settings(_env_file=None).discord_token.get_secret_value() == "canary"


def test_a_token_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("canary\n")

    assert read_settings(_env_file=None, discord_token_file=file).discord_token.get_secret_value() == "canary"


def test_a_token_that_is_given_is_preferred_to_the_file(tmp_path: Path) -> None:
    settings = read_settings(_env_file=None, discord_token="given", discord_token_file=tmp_path / "absent")

    assert settings.discord_token.get_secret_value() == "given"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"DISCORD_TOKEN: the file .*absent cannot be read"):
        read_settings(_env_file=None, discord_token_file=tmp_path / "absent")


def test_a_token_does_not_show() -> None:
    assert "canary" not in repr(Settings(_env_file=None, discord_token="canary"))


def test_the_password_of_a_database_does_not_show() -> None:
    assert "canary" not in repr(Settings(_env_file=None, database_url="postgresql://reader:canary@host/books"))


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="DISCORD_API_URL: must be an address"):
        read_settings(_env_file=None, discord_api_url="localhost")


@pytest.mark.parametrize("secret", SECRETS)
def test_every_secret_may_stand_in_a_file(secret: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("canary\n")

    assert getattr(read_settings(_env_file=None, **{f"{secret}_file": file}), secret).get_secret_value() == "canary"
