"""Files attached to a command or dropped into a form, on their way to the core."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.discord.attachments import Attachments
from bot.chat.handed import Unreadable, Why
from tests.adapters.discord.running import Running, running
from tests.fakes.discord.local import LocalDiscord
from tests.handed import LARGEST, REFUSED, TAKE


@pytest.fixture
async def bot(discord: LocalDiscord, tmp_path: Path) -> AsyncIterator[Running]:
    """A bot with one command, which takes a file."""
    async with running(discord, tmp_path, [TAKE]) as started:
        yield started


async def test_a_file_attached_to_a_command_arrives(bot: Running) -> None:
    local = bot.local
    answer = await local.slash("take file", file=local.attach("a.json", b"{}"), as_=local.moderator("Mira"))

    assert answer.text == "2 characters: {}"
    assert local.server.nonconforming == []


async def test_a_file_dropped_into_a_form_arrives(bot: Running) -> None:
    local, mira = bot.local, bot.local.moderator("Mira")
    refused = await local.slash("take file", file=local.attach("a.json", b"caf\xe9"), note="mine", as_=mira)
    assert refused.modal is not None

    answer = await local.submit(refused, file=[local.attach("b.json", b"12")])

    assert answer.text == "2 characters: 12 mine"


@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.values())
async def test_what_is_wrong_with_a_file_is_told_at_its_field(bot: Running, content: bytes) -> None:
    local = bot.local

    answer = await local.slash("take file", file=local.attach("a.json", content), as_=local.moderator("Mira"))

    assert REFUSED[content] in str(answer.modal)


async def test_the_largest_file_arrives_whole(bot: Running) -> None:
    local = bot.local

    answer = await local.slash("take file", file=local.attach("a.json", LARGEST), as_=local.moderator("Mira"))

    assert answer.text.startswith(f"{len(LARGEST)} characters")


async def test_a_file_that_is_gone_is_asked_for_again(bot: Running) -> None:
    local = bot.local
    file = local.attach("a.json", b"{}")
    local.world.vanished.add(file)

    answer = await local.slash("take file", file=file, as_=local.moderator("Mira"))

    assert "Choose it again" in str(answer.modal)


@pytest.mark.parametrize(
    "address",
    [
        "http://cdn.discordapp.com/a",
        "https://cdn.discordapp.com.example/a",
        "https://cdn.discordapp.com@example.org/a",
        "https://cdn.discordapp.com:8443/a",
        "https://discord.com/a",
        "https://[cdn.discordapp.com/a",
        "http://127.0.0.1:1/a",
        "http://[::1]/a",
        "file:///etc/passwd",
        "//cdn.discordapp.com/a",
        "",
    ],
)
async def test_nothing_is_fetched_from_elsewhere(address: str) -> None:
    attached = Attachments({"1": {"url": address}}, "https://discord.com/api/v10")

    with pytest.raises(Unreadable) as refused:
        await attached.read("1")

    assert refused.value.why is Why.FOREIGN
