"""What the operator can set, from the environment or a `.env` file, and what is said when a value is wrong.

Decides the names, the defaults and the meaning of every setting; the README's table is made from this file.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.chat.errors import UserError

SECRETS = (
    "discord_token",
    "slack_bot_token",
    "slack_app_token",
    "slack_signing_secret",
    "slack_client_secret",
    "slack_token_key",
)
"""Settings that may stand in a file: `<NAME>_FILE` names it."""


class Settings(BaseSettings):
    """Every setting, read once at start."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(Path("data"), description="Folder for the database and its backups.")
    database_url: str = Field(
        "",
        repr=False,
        description="PostgreSQL instead of SQLite: postgresql://user:password@host/name. Needs the extra `postgres`.",
    )
    backups: Literal["daily", "off"] = Field(
        "daily",
        description="Whether the SQLite file is backed up once a day, into backups/ in the data folder.",
    )
    content_dir: Annotated[tuple[Path, ...], NoDecode] = Field(
        (),
        description=f"Folders of YAML in place of the built-in library; several are separated by “{os.pathsep}”.",
    )
    discord_token_file: Path | None = Field(None, description="A file that holds the Discord token instead.")
    discord_token: SecretStr = Field(
        SecretStr(""), validate_default=True, description="Token of the Discord bot; with it, Discord is started."
    )
    discord_api_url: str = Field(
        "https://discord.com/api/v10", description="Address of Discord's API, for a proxy or for tests."
    )
    discord_gateway_url: str = Field(
        "wss://gateway.discord.gg", description="Address of Discord's gateway, for a proxy or for tests."
    )
    slack_bot_token_file: Path | None = Field(None, description="A file that holds the Slack bot token instead.")
    slack_bot_token: SecretStr = Field(
        SecretStr(""), validate_default=True, description="Bot token (xoxb-…) of one Slack workspace; starts Slack."
    )
    slack_app_token_file: Path | None = Field(None, description="A file that holds the Slack app token instead.")
    slack_app_token: SecretStr = Field(
        SecretStr(""),
        validate_default=True,
        description="App-level token (xapp-…) for Socket Mode, which needs no public address.",
    )
    slack_signing_secret_file: Path | None = Field(None, description="A file that holds the signing secret instead.")
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="Signing secret of the Slack app, in place of Socket Mode."
    )
    slack_client_id: str = Field("", description="Client id of the Slack app, for many workspaces.")
    slack_client_secret_file: Path | None = Field(None, description="A file that holds the client secret instead.")
    slack_client_secret: SecretStr = Field(
        SecretStr(""), validate_default=True, description="Client secret of the Slack app, for many workspaces."
    )
    slack_token_key_file: Path | None = Field(None, description="A file that holds the token key instead.")
    slack_token_key: SecretStr = Field(
        SecretStr(""),
        validate_default=True,
        description="Key that the tokens of many workspaces are encrypted with; several with commas, the first writes.",
    )
    slack_public_url: str = Field("", description="Where Slack reaches this bot over HTTP: https://books.example.org.")
    slack_host: str = Field("127.0.0.1", description="Address to listen on for Slack over HTTP.")
    slack_port: int = Field(3000, ge=0, le=65535, description="Port to listen on for Slack over HTTP.")
    slack_api_url: str = Field(
        "https://slack.com/api", description="Address of Slack's Web API, for a proxy or for tests."
    )
    web_host: str = Field("127.0.0.1", description="Address of the web chat. It has no login: keep it on loopback.")
    web_port: int = Field(8600, ge=0, le=65535, description="Port of the web chat; 0 takes any free one.")
    health_port: int = Field(
        8601, ge=0, le=65535, description="Port of /livez and /readyz, on loopback alone; 0 turns them off."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much is logged.")

    @field_validator("content_dir", mode="before")
    @classmethod
    def _folders(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(Path(part) for part in value.split(os.pathsep) if part)
        return value

    @field_validator(*SECRETS, mode="before")
    @classmethod
    def _from_file(cls, value: object, info: ValidationInfo) -> object:
        """The secret itself, or what stands in the file that `<name>_file` names."""
        file = info.data.get(f"{info.field_name}_file")
        given = value.get_secret_value() if isinstance(value, SecretStr) else value
        if given or file is None:
            return value
        try:
            return file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"the file {file} cannot be read ({type(error).__name__})") from None

    @field_validator("discord_api_url", "discord_gateway_url", "slack_api_url", "slack_public_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://", "wss://", "ws://")):
            raise ValueError("must be an address such as https://example.org/api")
        return value.rstrip("/")

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _postgres(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://", "postgresql+asyncpg://")):
            raise ValueError("must begin with postgresql://; leave it empty for SQLite")
        return value


def read_settings(**given: object) -> Settings:
    """The settings of this process. Raises UserError that names each wrong variable and what it may be."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as wrong:
        lines = [f"{'_'.join(map(str, error['loc'])).upper()}: {_meaning(error['msg'])}" for error in wrong.errors()]
        raise UserError("A setting is wrong.\n" + "\n".join(f"  {line}" for line in lines)) from None


def _meaning(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input ").rstrip(".") + "."
