"""A conversation typed by a person, through a terminal that is only pretended."""

import io

from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from adapters.console.chat import converse
from adapters.console.conversation import Conversation, Seat
from adapters.console.render import page
from tests.conversation import Chat

CTRL_C, CTRL_D = "\x03", "\x04"


async def typed(small: Chat, *keys: str, history: InMemoryHistory | None = None) -> str:
    """What is printed to somebody who types these keys and leaves."""
    screen = io.StringIO()
    conversation = Conversation(small.app.dispatcher, Seat().request)
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text("".join(keys) + CTRL_D)
        await converse(conversation, page(screen), history)
    return screen.getvalue().replace("\N{NO-BREAK SPACE}", " ")


async def test_a_line_is_answered(small: Chat) -> None:
    assert "There’s no room for ugliness" in await typed(small, "/quote TAS-01\r")


async def test_a_number_presses_a_button(small: Chat) -> None:
    screen = await typed(small, "/quote TAS-01\r", "1\r")

    assert "[1] Context" in screen
    assert "Context of TAS-01" in screen


async def test_a_form_is_asked_field_by_field(small: Chat) -> None:
    screen = await typed(small, "/summary\r", "research taste\r", "yes\r")

    assert "Only you see this.\n\nResearch taste" in screen


async def test_a_needed_field_is_asked_again(small: Chat) -> None:
    screen = await typed(small, "/summary\r", "\r", "taste\r", "\r")

    assert "Topic is needed" in screen
    assert "What to work on is a question of beauty." in screen


async def test_a_field_that_is_wrong_is_said_and_asked_again(small: Chat) -> None:
    screen = await typed(small, "/summary\r", "taste\r", "perhaps\r", "\r", CTRL_C)

    assert "“perhaps” is neither yes nor no." in screen


async def test_ctrl_c_drops_a_form(small: Chat) -> None:
    screen = await typed(small, "/summary\r", CTRL_C, "/quote TAS-01\r")

    assert "Not sent." in screen
    assert "There’s no room for ugliness" in screen


async def test_ctrl_c_drops_a_line(small: Chat) -> None:
    assert "✗" not in await typed(small, "/nonsense", CTRL_C)


async def test_a_blank_line_is_no_question(small: Chat) -> None:
    assert "✗" not in await typed(small, "\r  \r")


async def test_a_word_leaves_too(small: Chat) -> None:
    assert "✗" not in await typed(small, "exit\r", "/nonsense\r")


async def test_what_was_typed_is_remembered(small: Chat) -> None:
    history = InMemoryHistory()

    await typed(small, "/topics\r", history=history)

    assert history.get_strings() == ["/topics"]


async def test_what_is_typed_into_a_form_is_not_in_the_history(small: Chat) -> None:
    history = InMemoryHistory()

    await typed(small, "/summary\r", "taste\r", "\r", history=history)

    assert history.get_strings() == ["/summary"]
